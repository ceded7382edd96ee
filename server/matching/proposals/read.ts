import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/open.ts'
import { isFacilitator, mayActFor, mayReadFor } from '../../accounts/principal.ts'
import type { Answer } from '../../contract/exchanges.ts'
import type { Principal } from '../../contract/people.ts'
import type { Clock } from '../../journal/write.ts'
import { readWhere } from '../../listings/read.ts'
import type { PublicListing } from '../../listings/schema.ts'
import { namesOf } from '../../materials/catalogue.ts'
import { readerOf } from '../../organisations/reader.ts'
import { Refusal } from '../../refusals.ts'
import { findingShown } from '../answer.ts'
import { dayOf, type Matching } from '../market.ts'
import { stepsOf } from '../steps.ts'
import { judgedNow } from './judged-now.ts'
import type { Proposal, ProposalDetail, ProposalsPage } from './schema.ts'
import { countProposals, findProposalRows, type ProposalRow } from './store.ts'

export interface ProposalQuery {
  organisation?: number
  listing?: number
  /** The side that the reader's organisation has. */
  side?: 'offer' | 'need'
  answer?: Answer | 'none'
  stale?: boolean
  cursor?: string
  limit: number
}

const CURSOR = /^(\d(?:\.\d{1,20})?(?:e-\d+)?)_(\d{1,10})$/

/**
 * The proposals of somebody's organisations, best first, a page at a time; a facilitator's are everybody's.
 * @throws Refusal `query_invalid` for a cursor that no page gave out
 */
export async function findProposals(
  db: Db,
  matching: Matching,
  principal: Principal,
  query: ProposalQuery,
): Promise<ProposalsPage> {
  const { organisation, listing, side, answer, stale = false, cursor, limit } = query
  const organisations =
    organisation === undefined
      ? organisationsOf(principal)
      : mayReadFor(principal, organisation)
        ? [organisation]
        : []
  const filter = { organisations, listing, side, answer, includeStale: stale }
  const after = cursor === undefined ? null : positionOf(cursor)
  const found = await findProposalRows(db, { ...filter, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    proposals: await proposalsSeen(db, matching, principal, page),
    count: await countProposals(db, filter),
    nextCursor: found.length > limit && last ? `${last.score}_${last.id}` : null,
  }
}

function positionOf(cursor: string) {
  const [, score, id] = CURSOR.exec(cursor) ?? []
  if (!score || Number(id) > 2 ** 31 - 1)
    throw new Refusal('query_invalid', {}, [{ field: '/cursor', code: 'bad_format' }])
  return { score: Number(score), id: Number(id) }
}

/**
 * One proposal, as it was found and as it is judged now.
 * @throws Refusal `not_found` when there is none that somebody may know of
 */
export async function readProposal(
  db: Db,
  matching: Matching,
  principal: Principal,
  id: number,
  clock: Clock,
): Promise<ProposalDetail> {
  const row = await readProposalRow(db, principal, id)
  const [proposal] = await proposalsSeen(db, matching, principal, [row])
  if (!proposal) throw new Refusal('not_found', { proposal: id })
  const told = await judgedNow(db, matching, row, dayOf(clock))
  return { proposal, now: told && { listing: proposal.match.listing, ...told } }
}

/** @throws Refusal `not_found` when there is none that somebody may know of */
export async function readProposalRow(db: Db, principal: Principal, id: number): Promise<ProposalRow> {
  const organisations = organisationsOf(principal)
  const [row] = await findProposalRows(db, { organisations, id, includeStale: true, after: null, limit: 1 })
  if (!row) throw new Refusal('not_found', { proposal: id })
  return row
}

/** Proposals by their ids, in that order, as a facilitator sees them; ids of none are left out. */
export async function readProposals(
  db: Db,
  matching: Matching,
  principal: Principal,
  ids: readonly number[],
): Promise<Proposal[]> {
  const found = await findProposalRows(db, {
    organisations: organisationsOf(principal),
    ids,
    includeStale: true,
    after: null,
    limit: ids.length,
  })
  const byId = new Map(found.map((row) => [row.id, row]))
  const rows = ids.flatMap((id) => byId.get(id) ?? [])
  return proposalsSeen(db, matching, principal, rows)
}

function organisationsOf(principal: Principal): number[] | null {
  if (isFacilitator(principal)) return null
  return principal.memberships.map(({ organisationId }) => organisationId)
}

async function proposalsSeen(
  db: Db,
  matching: Matching,
  principal: Principal,
  found: readonly ProposalRow[],
): Promise<Proposal[]> {
  const ids = [...new Set(found.flatMap(({ offerId, needId }) => [offerId, needId]))]
  // Who may read the proposal may read both of its listings, also when they are closed by now.
  const listings = ids.length > 0 ? await readWhere(db, readerOf(principal), sql`l.id in ${ids}`, ids) : []
  const byId = new Map(listings.map((listing) => [listing.id, listing]))
  return found.flatMap((row) => {
    const [offer, need] = [byId.get(row.offerId), byId.get(row.needId)]
    return offer && need ? proposalSeen(matching, principal, row, offer, need) : []
  })
}

function proposalSeen(
  { catalogue, nodes, passages, policy }: Matching,
  principal: Principal,
  row: ProposalRow,
  offer: PublicListing,
  need: PublicListing,
): Proposal {
  const { offered, wanted, distanceKm, deliveredCostPerTonne, breakEvenKm, kgCo2ePerTonne } = row.facts
  const isMember = (organisation: number) =>
    principal.memberships.some(({ organisationId }) => organisationId === organisation)
  const side = isMember(row.receiverId) && !isMember(row.supplierId) ? 'need' : 'offer'
  const from = offered === null ? undefined : nodes.keyOf('material', offered)
  const to = wanted === null ? undefined : nodes.keyOf(wanted.kind, wanted.id)
  const passage = from === undefined || to === undefined ? undefined : passages.between(from, to)
  return {
    id: row.id,
    side,
    sides: sidesToAnswer(principal, row),
    own: side === 'offer' ? offer : need,
    match: {
      listing: side === 'offer' ? need : offer,
      score: row.score,
      confidence: row.confidence,
      offered: offered === null ? null : { id: offered, names: namesOf(catalogue, 'material', offered) },
      wanted: wanted && { ...wanted, names: namesOf(catalogue, wanted.kind, wanted.id) },
      steps: passage ? stepsOf(catalogue, passages.rowOf(passage)) : [],
      findings: row.findings.map((finding) => findingShown(finding, catalogue)),
      distanceKm,
      deliveredCostPerTonne,
      breakEvenKm,
      kgCo2ePerTonne,
    },
    currency: policy.currency,
    foundAt: row.foundAt,
    policyVersion: row.policyVersion,
    catalogueVersion: row.catalogueVersion,
    stale: row.stale,
    open: row.open,
    answers: { offer: answerSeen(principal, row, 'offer'), need: answerSeen(principal, row, 'need') },
    exchangeId: row.exchangeId,
  }
}

/** The sides of a proposal in whose name somebody may answer. */
export const sidesToAnswer = (
  principal: Principal,
  { supplierId, receiverId }: Pick<ProposalRow, 'supplierId' | 'receiverId'>,
): ('offer' | 'need')[] => [
  ...(mayActFor(principal, supplierId) ? (['offer'] as const) : []),
  ...(mayActFor(principal, receiverId) ? (['need'] as const) : []),
]

/** Never the reason of the other side, unless that allowed it. */
function answerSeen(principal: Principal, row: ProposalRow, side: 'offer' | 'need') {
  const given = row.answers[side]
  if (!given) return null
  const isOwn = mayReadFor(principal, side === 'offer' ? row.supplierId : row.receiverId)
  return isOwn || given.reasonShared ? given : { ...given, reason: null }
}
