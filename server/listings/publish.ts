import { violationOf } from '../../db/violations.ts'
import type { Db } from '../../db/open.ts'
import { partsOf } from '../../db/parts.ts'
import { leaveLines, type Actor, type Clock } from '../journal/write.ts'
import { placeSites } from '../organisations/place.ts'
import { Refusal } from '../refusals.ts'
import { complete, type Entry } from './entry.ts'
import { lineOf } from './line.ts'
import { recordOf } from './record.ts'
import type { Reference } from './reference.ts'
import { refuseUnsound } from './rules.ts'
import { statusAfter } from './lifecycle.ts'
import { announce, holdByRef, insertListings, updateListing, type Status } from './store.ts'

export type Outcome = 'created' | 'revised' | 'unchanged'
export interface Published {
  id: number
  outcome: Outcome
}

/** Keeps the parameters of one statement well below PostgreSQL's 65,535. */
const ROWS_A_STATEMENT = 500

/**
 * Publishes a listing. A ref that is known with the same content changes nothing; with other content it is revised, and
 * published again if it was closed.
 * @throws Refusal with everything that is wrong; `ref_taken` when the ref belongs to another organisation's listing
 */
export async function publish(
  db: Db,
  actor: Actor,
  entry: Entry,
  clock: Clock,
  reference: Reference,
): Promise<Published> {
  const [published] = await publishAll(db, actor, [entry], clock, reference)
  return published!
}

/** Publishes several listings, all or none; outcomes come in the order of the entries. Refs must differ. */
export async function publishAll(
  db: Db,
  actor: Actor,
  entries: readonly Entry[],
  clock: Clock,
  reference: Reference,
): Promise<Published[]> {
  for (const { publication } of entries) refuseUnsound(publication, reference)
  try {
    return await db.transaction(async (tx) => {
      const published: Published[] = []
      for (const part of partsOf(entries, ROWS_A_STATEMENT))
        published.push(...(await store(tx, actor, part, clock, reference)))
      return published
    })
  } catch (error) {
    // Somebody else published the same ref between our look and our insert.
    if (violationOf(error)?.constraint === 'listing_ref_unique') throw new Refusal('ref_taken')
    throw error
  }
}

/** A file brings back what was closed; what its owner paused stays so. */
const statusAfterImport = (status: Status): Status =>
  status === 'published' || status === 'paused' ? status : statusAfter('publish_anew', status)

async function store(
  db: Db,
  actor: Actor,
  entries: readonly Entry[],
  clock: Clock,
  reference: Reference,
): Promise<Published[]> {
  const now = clock().toISOString()
  const records = entries.map((entry) => recordOf(complete(entry), reference))
  const held = await holdByRef(
    db,
    records.flatMap(({ content }) => content.ref ?? []),
  )
  const siteIds = await placeSites(db, records)
  const steps = records.map((record, index) => {
    const before = record.content.ref ? held.get(record.content.ref) : undefined
    if (before && before.organisationId !== record.organisationId)
      throw new Refusal('ref_taken', { ref: before.ref }, [{ field: '/ref', code: 'ref_taken' }])
    return { placed: { record, siteId: siteIds[index]! }, before }
  })
  const created = await insertListings(
    db,
    steps.flatMap(({ placed, before }) => (before ? [] : [placed])),
    now,
  )
  const lines = created.map((id) => lineOf('published', id, null, { status: 'published', revision: 1 }))
  const published: Published[] = []
  let inserted = 0
  for (const { placed, before } of steps) {
    if (!before) published.push({ id: created[inserted++]!, outcome: 'created' })
    else if (before.contentHash === placed.record.content.contentHash)
      published.push({ id: before.id, outcome: 'unchanged' })
    else {
      const status = statusAfterImport(before.status)
      const after = await updateListing(db, before, placed, status, now)
      lines.push(lineOf('revised', before.id, before, after))
      published.push({ id: before.id, outcome: 'revised' })
    }
  }
  await announce(
    db,
    published.flatMap(({ id, outcome }) => (outcome === 'unchanged' ? [] : [id])),
  )
  await leaveLines(db, actor, clock, lines)
  return published
}
