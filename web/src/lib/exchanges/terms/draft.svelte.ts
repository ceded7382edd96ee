import {
  inMeasure,
  measureOf,
  measuresOfDeal,
  type Carrier,
  type Currency,
  type Deal,
  type Exchange,
  type Measure,
  type Period,
  type TermsVersion,
} from '#lib/contract.ts'
import type { PropertyRange } from '#lib/search/parts.ts'
import { statedPrice } from './stated-price.ts'

const numberOf = (text: string): number | null => {
  const value = Number(text.replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}

/** Terms that somebody is writing. Numbers are kept as typed, so that half a number is no number yet. */
export class TermsDraft {
  tonnes = $state('')
  unit = $state<Measure>('t')
  period = $state<Period>('year')
  startsOn = $state('')
  endsOn = $state('')
  price = $state('')
  currency = $state<Currency>('GEL')
  vatIncluded = $state(true)
  transportBy = $state<Carrier>('receiver')
  quality = $state.raw<PropertyRange[]>([])
  note = $state('')
  readonly #exchange: Exchange
  /** The price as it was proposed, until somebody writes another one. */
  #proposed = ''

  /** Begins with the newest version, or with what both listings say. @param today ISO day */
  constructor(exchange: Exchange, newest: TermsVersion | null, today: string) {
    const open = measuresOfDeal(exchange.offer, exchange.need)
    this.unit = open.find((unit) => statedPrice(exchange, unit)) ?? open[0]
    this.#exchange = exchange
    if (newest) this.#take(newest)
    else this.#propose(exchange, today)
  }

  #take(terms: TermsVersion) {
    this.tonnes = String(terms.tonnes)
    this.unit = terms.unit
    this.period = terms.period
    this.startsOn = terms.startsOn
    this.endsOn = terms.endsOn
    this.price = String(terms.pricePerTonne)
    this.currency = terms.currency
    this.vatIncluded = terms.vatIncluded
    this.transportBy = terms.transportBy
    this.quality = terms.quality.map(({ property, minimum = null, maximum = null }) => ({
      property,
      minimum,
      maximum,
    }))
    this.note = terms.note
  }

  #propose({ offer, need }: Exchange, today: string) {
    const isMaterial = offer.resourceKind === 'material'
    const known = [offer, need].flatMap((listing) =>
      isMaterial ? (listing?.massTonnes ?? []) : this.#statedBy(listing, offer.period),
    )
    const starts = [today, offer.validFrom, need?.validFrom].filter((day) => typeof day === 'string')
    const ends = [`${today.slice(0, 4)}-12-31`, offer.validUntil, need?.validUntil].filter(
      (day) => typeof day === 'string',
    )
    this.period = !isMaterial
      ? offer.period
      : offer.period === 'once' || need?.period === 'once'
        ? 'once'
        : 'year'
    this.startsOn = starts.toSorted().at(-1) ?? today
    this.endsOn = ends.toSorted()[0] ?? today
    if (known.length > 0) this.tonnes = String(Math.round(Math.min(...known) * 1000) / 1000)
    this.#proposePrice()
  }

  #proposePrice() {
    const stated = statedPrice(this.#exchange, this.unit)
    this.price = this.#proposed = stated ? String(stated.amount) : ''
    this.currency = stated?.currency ?? this.currency
    this.vatIncluded = stated?.vatIncluded ?? this.vatIncluded
  }

  /** Counts in another measure. A price that was proposed for one of the measure before does not stay. */
  countIn(unit: Measure): void {
    this.unit = unit
    if (this.price === this.#proposed) this.#proposePrice()
  }

  /** What a listing states for a period, when it counts by that and in the unit of these terms. */
  #statedBy(listing: Exchange['need'], period: Period): number[] {
    if (!listing || listing.amount === null || listing.unit === null || listing.period !== period) return []
    return measureOf(listing.unit) === this.unit ? [inMeasure(listing.amount, listing.unit)] : []
  }

  /** All that stands here, to be told from what stood here before. */
  get written(): string {
    const { tonnes, unit, period, startsOn, endsOn, price, currency, quality, note } = this
    const rest = [price, currency, this.vatIncluded, this.transportBy, quality, note]
    return JSON.stringify([tonnes, unit, period, startsOn, endsOn, ...rest])
  }

  /** What decides when how much is moved; null while that is incomplete. */
  get moving(): Pick<Deal, 'tonnes' | 'unit' | 'period' | 'startsOn' | 'endsOn'> | null {
    const tonnes = numberOf(this.tonnes)
    const { unit, period, startsOn, endsOn } = this
    if (tonnes === null || tonnes <= 0 || !startsOn || !endsOn || endsOn < startsOn) return null
    return { tonnes, unit, period, startsOn, endsOn }
  }

  /** The terms as they are sent; null while something that is needed is missing. */
  get deal(): Deal | null {
    const [tonnes, pricePerTonne] = [numberOf(this.tonnes), numberOf(this.price)]
    if (tonnes === null || pricePerTonne === null || !this.startsOn || !this.endsOn) return null
    const { unit, period, startsOn, endsOn, currency, vatIncluded, transportBy, note } = this
    const quality = this.quality
      .filter(({ minimum, maximum }) => minimum !== null || maximum !== null)
      .map(({ property, minimum, maximum }) => ({
        property,
        ...(minimum !== null && { minimum }),
        ...(maximum !== null && { maximum }),
      }))
    return {
      tonnes,
      unit,
      period,
      startsOn,
      endsOn,
      pricePerTonne,
      currency,
      vatIncluded,
      transportBy,
      quality,
      note: note.trim(),
    }
  }
}
