import type { Db } from '../../db/open.ts'
import { isFacilitator, mayReadFor } from '../accounts/principal.ts'
import type { Act, Party, Side, Stage } from '../contract/exchanges.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'
import { allowedActs } from './lifecycle.ts'
import { readableSidesOf, refuseStranger, sidesOf } from './parties.ts'
import { findExchangeRows, readExchangeRow, type ExchangeRow, type WholePartner } from './rows.ts'
import type { Exchange, ExchangeRoom, ExchangesPage } from './schema.ts'
import { scheduleOf } from './stock/schedule.ts'
import { readStock, type StoredStock } from './stock/store.ts'
import { sealOf, type Sealed } from './terms/seal.ts'
import { allTerms, newestTerms, type StoredTerms } from './terms/store.ts'

export interface ExchangeQuery {
  stage?: readonly Stage[]
  organisation?: number
  listing?: number
  cursor?: string
  limit: number
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})_(\d{1,10})$/

/**
 * The exchanges that somebody may read, a page at a time.
 * @throws Refusal `query_invalid` for a cursor that no page gave out
 */
export async function findExchanges(
  db: Db,
  principal: Principal,
  query: ExchangeQuery,
): Promise<ExchangesPage> {
  const { stage = [], organisation, listing, cursor, limit } = query
  const own = isFacilitator(principal)
    ? null
    : principal.memberships.map(({ organisationId }) => organisationId)
  const organisations =
    organisation === undefined ? own : mayReadFor(principal, organisation) ? [organisation] : []
  const found = await findExchangeRows(db, {
    organisations,
    stages: stage,
    listing,
    after: cursor === undefined ? null : positionOf(cursor),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const terms = await newestTerms(
    db,
    page.map(({ id }) => id),
  )
  const last = page.at(-1)
  return {
    exchanges: page.map((row) => viewOf(row, principal, terms.get(row.id))),
    nextCursor: found.length > limit && last ? `${last.touchedExactly}_${last.id}` : null,
  }
}

/** Exchanges by their ids, in that order, with their newest terms, as a facilitator sees them; ids of none are left out. */
export async function readExchanges(
  db: Db,
  principal: Principal,
  ids: readonly number[],
): Promise<{ exchange: Exchange; newest: StoredTerms | null }[]> {
  const found = await findExchangeRows(db, {
    organisations: isFacilitator(principal) ? null : [],
    stages: [],
    ids,
    after: null,
    limit: ids.length,
  })
  const terms = await newestTerms(db, ids)
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    const newest = terms.get(id)
    return row ? [{ exchange: viewOf(row, principal, newest), newest: newest ?? null }] : []
  })
}

function positionOf(cursor: string) {
  const [, touchedExactly, id] = CURSOR.exec(cursor) ?? []
  if (!touchedExactly || Number(id) > 2 ** 31 - 1)
    throw new Refusal('query_invalid', {}, [{ field: '/cursor', code: 'bad_format' }])
  return { touchedExactly, id: Number(id) }
}

/**
 * An exchange with every version of its terms.
 * @throws Refusal `not_found` when there is none that somebody may know of
 */
export async function readRoom(db: Db, principal: Principal, id: number): Promise<ExchangeRoom> {
  const row = await readExchangeRow(db, id)
  if (!row) throw new Refusal('not_found', { exchange: id })
  refuseStranger(principal, row)
  const [versions, stocks] = [await allTerms(db, id), await readStock(db, [row.offer.id])]
  const sealed = { ...row, offerId: row.offer.id, needId: row.need?.id ?? null }
  return {
    exchange: viewOf(row, principal, versions[0]),
    terms: versions.map((version) => versionSeen(version, sealed, stocks[0])),
  }
}

function versionSeen(
  terms: StoredTerms,
  exchange: Sealed,
  stock: StoredStock | undefined,
): ExchangeRoom['terms'][number] {
  const { exchangeId: _, ...version } = terms
  return {
    ...version,
    agreements: version.agreements.map(({ side, agreedAt }) => ({ side, agreedAt })),
    sealHolds: version.seal === null ? null : version.seal === sealOf(exchange, terms),
    schedule: stock ? scheduleOf(version, stock) : [],
  }
}

/** What one reader sees of an exchange. */
export function viewOf(row: ExchangeRow, principal: Principal, newest: StoredTerms | undefined): Exchange {
  const { supplierId: _, receiverId: __, touchedExactly: ___, bundle, supplier, receiver, ...rest } = row
  const readable = readableSidesOf(principal, row)
  const sides = sidesOf(principal, row)
  return {
    ...rest,
    bundle: bundle && {
      ...bundle,
      size: bundle.exchanges.length,
      exchanges: bundle.exchanges
        .filter((other) => readableSidesOf(principal, other).length > 0)
        .map(({ id, stage }) => ({ id, stage })),
    },
    supplier: partnerSeen(supplier, readable),
    receiver: partnerSeen(receiver, readable),
    sides,
    allowed: actsOf(row, principal, sides, newest),
  }
}

function partnerSeen(
  { nameHidden, ...partner }: WholePartner,
  readable: readonly Side[],
): Exchange['supplier'] {
  if (partner.revealed || readable.includes(partner.side)) return partner
  const hidden = { registryNumber: null, contactEmail: null, contactPhone: null, site: null }
  return { ...partner, ...hidden, ...(nameHidden && { name: null }) }
}

/** What the table allows to any of the reader's parties, less what has been done already. */
function actsOf(
  row: ExchangeRow,
  principal: Principal,
  sides: readonly Side[],
  newest: StoredTerms | undefined,
): Act[] {
  const parties: Party[] = sides.length > 0 ? [...sides] : isFacilitator(principal) ? ['facilitator'] : []
  const done: Partial<Record<Act, boolean>> = {
    reveal: sides.every((side) => row[side].revealed),
    agree: !newest || newest.sealedAt !== null || sides.every((side) => hasSaidYes(newest, side)),
  }
  return [...new Set(parties.flatMap((party) => allowedActs(row.stage, party)))].filter((act) => !done[act])
}

const hasSaidYes = ({ agreements }: StoredTerms, side: Side) =>
  agreements.some((agreement) => agreement.side === side)
