import { and, eq, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { proposal, proposalAnswer } from '../../../db/schema/index.ts'
import type { DismissalReason } from '../../contract/desk.ts'
import type { Answer, EndReason } from '../../contract/exchanges.ts'
import type { Finding } from '../engine/findings.ts'
import type { PairFacts } from './judge.ts'

/** What of the listings `o` and `n` keeps a proposal open. */
export const OPEN = sql`o.status = 'published' and o.hidden_at is null and n.status = 'published' and n.hidden_at is null`

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
