import type { Db } from '../../db/open.ts'
import type { Organisations, OrganisationsQuery } from './schema.ts'
import { findOrganisations } from './store.ts'

/** The organisations of the installation, the youngest first, with what they have on the market. */
export async function listOrganisations(db: Db, query: OrganisationsQuery): Promise<Organisations> {
  const { q = null, verified = null, cursor: before = null, limit } = query
  const filter = { q: q === null ? null : q.trim(), verified, before, limit: limit + 1 }
  const found = await findOrganisations(db, filter)
  const organisations = found.slice(0, limit)
  return { organisations, nextCursor: found.length > limit ? organisations.at(-1)!.id : null }
}
