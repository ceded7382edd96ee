import type { Db } from '../../../db/open.ts'
import type { Clock } from '../../journal/write.ts'
import type { People, PeopleQuery } from '../schema.ts'
import { findPeople } from './store.ts'

/** The people of the installation, the youngest account first. */
export async function listPeople(db: Db, query: PeopleQuery, clock: Clock): Promise<People> {
  const { q = null, role = null, state = null, cursor: before = null, limit } = query
  const filter = { q: q === null ? null : q.trim(), role, state, before, limit: limit + 1 }
  const found = await findPeople(db, filter, clock().toISOString())
  const people = found.slice(0, limit)
  return { people, nextCursor: found.length > limit ? people.at(-1)!.id : null }
}
