import { and, eq, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { partsOf } from '../../../db/parts.ts'
import { proposal, proposalAnswer } from '../../../db/schema/index.ts'
import type { DismissalReason } from '../../contract/desk.ts'
import type { Answer, EndReason } from '../../contract/exchanges.ts'
import type { Finding } from '../engine/findings.ts'
import type { Judged, PairFacts } from './judge.ts'

/** A proposal that was not there before. */
export interface NewProposal {
  id: number
  offerId: number
  needId: number
  supplierId: number
  receiverId: number
  score: number
}

const PAIRS_A_STATEMENT = 200
/** What of the listings `o` and `n` keeps a proposal open. */
const OPEN = sql`o.status = 'published' and o.hidden_at is null and n.status = 'published' and n.hidden_at is null`

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

/**
 * Stores pairs whose listings are open at this moment, which the database checks once more; a pair that is known is made
 * fresh, its answers stay. In the order of the pairs, so that two such transactions cannot wait for each other.
 */
export async function saveProposals(
  db: Db,
  judged: readonly Judged[],
  versions: { policy: string; catalogue: string },
  now: string,
): Promise<NewProposal[]> {
  const sorted = judged.toSorted((a, b) => a.offer.id - b.offer.id || a.need.id - b.need.id)
  const made: NewProposal[] = []
  for (const pairs of partsOf(sorted, PAIRS_A_STATEMENT)) {
    const records = pairs.map((pair) => ({
      offer: pair.offer.id,
      need: pair.need.id,
      score: pair.score,
      confidence: pair.confidence,
      facts: pair.facts,
      findings: pair.findings,
      tonnes: pair.potential.tonnes,
      kg: pair.potential.kgCo2e,
    }))
    const saved = await rows<NewProposal & { isNew: boolean }>(
      db,
      sql`insert into proposal as p (offer_id, need_id, offer_revision, need_revision, policy_version,
            catalogue_version, score, confidence, facts, findings, potential_tonnes, potential_kg_co2e, found_at,
            first_found_at)
          select o.id, n.id, o.revision, n.revision, ${versions.policy}, ${versions.catalogue}, r.score,
            r.confidence, r.facts, r.findings, r.tonnes, r.kg, ${now}::timestamptz, ${now}::timestamptz
          from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb)
            as r(offer int, need int, score float8, confidence float8, facts jsonb, findings jsonb,
              tonnes float8, kg float8)
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

/** A stored proposal with its listings' organisations. */
export interface ProposalRow {
  id: number
  offerId: number
  needId: number
  supplierId: number
  receiverId: number
  score: number
  confidence: number
  policyVersion: string
  catalogueVersion: string
  facts: PairFacts
  findings: Finding[]
  foundAt: string
  stale: boolean
  open: boolean
  offerAudience: string
  needAudience: string
  assignedTo: number | null
  answers: Partial<Record<'offer' | 'need', StoredAnswer>>
  exchangeId: number | null
}

export interface StoredAnswer {
  answer: Answer
  reason: EndReason | null
  reasonShared: boolean
  answeredAt: string
}

export interface ProposalFilter {
  /** Organisations of which one has to own a side; null for all. */
  organisations: readonly number[] | null
  listing?: number | undefined
  /** Only those in which one of the organisations has this side. */
  side?: 'offer' | 'need' | undefined
  id?: number | undefined
  ids?: readonly number[] | undefined
  /** Only those that the reader's side has (or has not) answered so; by a facilitator, that any side has. */
  answer?: Answer | 'none' | undefined
  includeStale: boolean
  after: { score: number; id: number } | null
  limit: number
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

/** Counting ends here; nobody pages through more. */
export const MOST_COUNTED = 1000

/** How many proposals pass a filter, on all pages, up to `MOST_COUNTED`. */
export async function countProposals(
  db: Db,
  filter: Omit<ProposalFilter, 'after' | 'limit'>,
): Promise<number> {
  if (filter.organisations?.length === 0) return 0
  const [found] = await rows<{ count: number }>(
    db,
    sql`select count(*)::int as count from (select 1 from proposal p
          join listing o on o.id = p.offer_id join listing n on n.id = p.need_id
          where ${conditionsOf(filter)} limit ${MOST_COUNTED}) as found`,
  )
  return found!.count
}

function conditionsOf(filter: Omit<ProposalFilter, 'after' | 'limit'>): SQL {
  const { organisations, listing, side, id, ids, answer, includeStale } = filter
  const conditions = [sql`true`]
  if (id !== undefined) conditions.push(sql`p.id = ${id}`)
  if (ids) conditions.push(sql`p.id in ${ids}`)
  if (organisations)
    // What is for facilitators is for nobody else's eyes but its owner's.
    conditions.push(sql`((o.organisation_id in ${organisations} and n.audience <> 'facilitators')
      or (n.organisation_id in ${organisations} and o.audience <> 'facilitators')
      or (o.organisation_id in ${organisations} and n.organisation_id in ${organisations}))`)
  if (organisations && side)
    conditions.push(sql`${side === 'offer' ? sql`o` : sql`n`}.organisation_id in ${organisations}`)
  if (listing !== undefined) conditions.push(sql`(p.offer_id = ${listing} or p.need_id = ${listing})`)
  if (!includeStale) conditions.push(sql`(p.stale_at is null and ${OPEN})`)
  if (answer) {
    const own = organisations
      ? sql`(case a.side when 'offer' then o.organisation_id else n.organisation_id end) in ${organisations}`
      : sql`true`
    const given = sql`from proposal_answer a where a.proposal_id = p.id and ${own}`
    conditions.push(
      answer === 'none'
        ? sql`not exists (select ${given})`
        : sql`exists (select ${given} and a.answer = ${answer})`,
    )
  }
  return sql.join(conditions, sql` and `)
}

/** Proposals that pass a filter, the best first. */
export async function findProposalRows(db: Db, filter: ProposalFilter): Promise<ProposalRow[]> {
  const { organisations, ids, after, limit } = filter
  if (organisations?.length === 0 || ids?.length === 0) return []
  const isAfter = after ? sql`(p.score, p.id) < (${after.score}::float8, ${after.id}::int)` : sql`true`
  return rows<ProposalRow>(
    db,
    sql`select p.id, p.offer_id as "offerId", p.need_id as "needId", o.organisation_id as "supplierId",
          n.organisation_id as "receiverId", p.score, p.confidence, p.policy_version as "policyVersion",
          p.catalogue_version as "catalogueVersion", p.facts, p.findings, ${iso('p.found_at')} as "foundAt",
          p.stale_at is not null as stale, (${OPEN}) as open, o.audience as "offerAudience",
          n.audience as "needAudience", p.assigned_to as "assignedTo",
          (select coalesce(json_object_agg(a.side, json_build_object('answer', a.answer, 'reason', a.reason,
              'reasonShared', a.reason_shared, 'answeredAt', ${iso('a.answered_at')})), '{}')
            from proposal_answer a where a.proposal_id = p.id) as answers,
          (select max(e.id) from exchange e where e.offer_id = p.offer_id and e.need_id = p.need_id) as "exchangeId"
        from proposal p join listing o on o.id = p.offer_id join listing n on n.id = p.need_id
        where ${conditionsOf(filter)} and ${isAfter} order by p.score desc, p.id desc limit ${limit}`,
  )
}

/** Locks a proposal until the transaction ends; false when there is none. */
export async function holdProposal(db: Db, id: number): Promise<boolean> {
  const held = await db
    .select({ id: proposal.id })
    .from(proposal)
    .where(eq(proposal.id, id))
    .for('no key update')
  return held.length > 0
}

/** Stores what a side says; its newest answer holds. */
export async function putAnswer(db: Db, given: typeof proposalAnswer.$inferInsert): Promise<void> {
  const { proposalId, side, ...said } = given
  await db
    .delete(proposalAnswer)
    .where(and(eq(proposalAnswer.proposalId, proposalId), eq(proposalAnswer.side, side)))
  await db.insert(proposalAnswer).values({ proposalId, side, ...said })
}

/** A reason with who gave it: a side with its answer, or a facilitator who took proposals off the desk. */
export interface ReasonCount {
  reason: DismissalReason
  answer: Answer | 'dismissed'
  side: 'offer' | 'need' | 'facilitator'
  count: number
}

/** How often each reason was given, by answer and side. Counts only: no proposal and nobody is named. */
export const countReasons = (db: Db): Promise<ReasonCount[]> =>
  rows<ReasonCount>(
    db,
    sql`select reason, answer, side, count(*)::int as count from (
          select reason, answer, side from proposal_answer where reason is not null
          union all select dismissed_reason, 'dismissed', 'facilitator' from proposal where dismissed_reason is not null
        ) as given
        group by reason, answer, side order by count(*) desc, reason, answer, side`,
  )
