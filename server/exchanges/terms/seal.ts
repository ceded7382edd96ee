import { createHash } from 'node:crypto'
import type { StoredTerms } from './store.ts'
import type { Sides } from '../parties.ts'

/** What a seal is made over: who, which listings, what, and both yeses. */
export type Sealed = Sides & { offerId: number; needId: number | null }

/**
 * The seal of agreed terms: SHA-256 (hex) over JSON whose keys stand in alphabetical order.
 * @param terms with the agreements of both sides
 */
export function sealOf(exchange: Sealed, terms: StoredTerms): string {
  const { id, supplierId, receiverId, offerId, needId } = exchange
  const agreed = {
    exchange: id,
    supplier: supplierId,
    receiver: receiverId,
    offer: offerId,
    need: needId,
    version: terms.version,
    tonnes: terms.tonnes,
    // Tonnes go without saying, so that seals from before there were other units still hold.
    ...(terms.unit !== 't' && { unit: terms.unit }),
    period: terms.period,
    startsOn: terms.startsOn,
    endsOn: terms.endsOn,
    pricePerTonne: terms.pricePerTonne,
    currency: terms.currency,
    vatIncluded: terms.vatIncluded,
    transportBy: terms.transportBy,
    quality: terms.quality.toSorted((a, b) => (a.property < b.property ? -1 : 1)),
    note: terms.note,
    agreements: terms.agreements.map(({ side, agreedAt }) => ({ side, agreedAt })),
  }
  return createHash('sha256').update(canonicalJson(agreed)).digest('hex')
}

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
