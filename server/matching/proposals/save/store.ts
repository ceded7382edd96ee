import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../../db/open.ts'
import { partsOf } from '../../../../db/parts.ts'
import type { Judged } from '../judge.ts'
import { OPEN, type ProposalRow } from '../store.ts'

/**
 * Pairs a statement: many, because each statement has its price, and few enough that the database sorts them in its memory.
 */
const PAIRS_A_STATEMENT = 400

/** A proposal that was not there before. */
export type NewProposal = Pick<
  ProposalRow,
  'id' | 'offerId' | 'needId' | 'supplierId' | 'receiverId' | 'score'
>

/**
 * Marks the proposals of these listings as stale whose listings were revised, closed or hidden since, or belong to one
 * organisation by now.
 * @returns how many
 */
export async function markStale(db: Db, listingIds: readonly number[], now: string): Promise<number> {
  if (listingIds.length === 0) return 0
  const marked = await rows(
    db,
    sql`update proposal p set stale_at = ${now} from listing o, listing n
        where o.id = p.offer_id and n.id = p.need_id and p.stale_at is null
          and (p.offer_id in ${listingIds} or p.need_id in ${listingIds})
          and not (${OPEN} and o.revision = p.offer_revision and n.revision = p.need_revision
            and o.organisation_id <> n.organisation_id)
        returning p.id`,
  )
  return marked.length
}

/** With what a pair was judged. */
export interface Versions {
  policy: string
  catalogue: string
}

/** A stored pair that holds: judged again with the same score it stays as it is. */
export interface Fresh {
  offerId: number
  needId: number
  score: number
}

/** The pairs of these listings that hold under these versions; ask after `markStale`. */
export async function freshPairs(
  db: Db,
  listingIds: readonly number[],
  { policy, catalogue }: Versions,
): Promise<Fresh[]> {
  if (listingIds.length === 0) return []
  return rows<Fresh>(
    db,
    sql`select p.offer_id as "offerId", p.need_id as "needId", p.score from proposal p
        where (p.offer_id in ${listingIds} or p.need_id in ${listingIds}) and p.stale_at is null
          and p.policy_version = ${policy} and p.catalogue_version = ${catalogue}`,
  )
}

/**
 * Stores pairs whose listings are open at this moment, which the database checks once more; a pair that is known is made
 * fresh, its answers stay. In the order of the pairs, so that two such transactions cannot wait for each other.
 */
export async function saveProposals(
  db: Db,
  judged: readonly Judged[],
  versions: Versions,
  now: string,
): Promise<NewProposal[]> {
  const sorted = judged.toSorted((a, b) => a.offer.id - b.offer.id || a.need.id - b.need.id)
  const made: NewProposal[] = []
  for (const pairs of partsOf(sorted, PAIRS_A_STATEMENT)) {
    const saved = await rows<NewProposal & { isNew: boolean }>(
      db,
      sql`insert into proposal as p (offer_id, need_id, offer_revision, need_revision, policy_version,
            catalogue_version, score, confidence, facts, findings, potential_tonnes, potential_kg_co2e, found_at,
            first_found_at)
          select o.id, n.id, o.revision, n.revision, ${versions.policy}, ${versions.catalogue}, r.score,
            r.confidence, r.facts::jsonb, r.findings::jsonb, r.tonnes, r.kg, ${now}::timestamptz, ${now}::timestamptz
          from ${asTable(pairs)} as r(offer, need, score, confidence, facts, findings, tonnes, kg)
          join listing o on o.id = r.offer join listing n on n.id = r.need
          where ${OPEN} and o.organisation_id <> n.organisation_id
          order by o.id, n.id
          on conflict (offer_id, need_id) do update set offer_revision = excluded.offer_revision,
            need_revision = excluded.need_revision, policy_version = excluded.policy_version,
            catalogue_version = excluded.catalogue_version, score = excluded.score,
            confidence = excluded.confidence, facts = excluded.facts, findings = excluded.findings,
            potential_tonnes = excluded.potential_tonnes, potential_kg_co2e = excluded.potential_kg_co2e,
            found_at = excluded.found_at, stale_at = null,
            dismissed_at = case when p.offer_revision = excluded.offer_revision
              and p.need_revision = excluded.need_revision then p.dismissed_at end
          where p.stale_at is not null or p.offer_revision <> excluded.offer_revision
            or p.need_revision <> excluded.need_revision or p.policy_version <> excluded.policy_version
            or p.catalogue_version <> excluded.catalogue_version or p.score <> excluded.score
          returning p.id, p.offer_id as "offerId", p.need_id as "needId", p.score, p.xmax = 0 as "isNew",
            (select organisation_id from listing where id = p.offer_id) as "supplierId",
            (select organisation_id from listing where id = p.need_id) as "receiverId"`,
    )
    made.push(...saved.filter(({ isNew }) => isNew))
  }
  return made
}

/**
 * Pairs as columns. Taken apart from one JSON instead, the database would read twice what it stores as JSON; as an array of
 * texts, every quotation mark in it would be escaped and read back. A JSON that was written without spaces is one line.
 */
function asTable(pairs: readonly Judged[]): SQL {
  const column = (read: (pair: Judged) => number | null) => sql.param(pairs.map(read))
  const lines = (read: (pair: Judged) => object) =>
    sql`string_to_array(${pairs.map((pair) => JSON.stringify(read(pair))).join('\n')}::text, chr(10))`
  return sql`unnest(${column(({ offer }) => offer.id)}::int[], ${column(({ need }) => need.id)}::int[],
    ${column(({ score }) => score)}::float8[], ${column(({ confidence }) => confidence)}::float8[],
    ${lines(({ facts }) => facts)}, ${lines(({ findings }) => findings)},
    ${column(({ potential }) => potential.tonnes)}::float8[],
    ${column(({ potential }) => potential.kgCo2e)}::float8[])`
}

/** Open listings with no proposal at their present revision: nobody has looked for their partners since they changed. */
export async function unmatchedListings(db: Db, after: number, limit: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    sql`select l.id from listing l where l.id > ${after} and l.status = 'published' and l.hidden_at is null
          and not exists (select from proposal p where (p.offer_id = l.id and p.offer_revision = l.revision)
            or (p.need_id = l.id and p.need_revision = l.revision))
        order by l.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
