import {
  PROPERTY_UNITS,
  type Measure,
  type Period,
  type ResourceKind,
  type TermsVersion,
} from '#lib/contract.ts'
import { measuredIn, sayUnit } from '#lib/language/amounts.ts'
import { writerIn } from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale, type Locale } from '#lib/paraglide/runtime.js'

/** One line of the terms as people read it. */
export interface TermsFact {
  key: 'amount' | 'price' | 'vat' | 'carrier' | 'runs' | 'quality' | 'note'
  label: string
  value: string
}

/** A fact of one version beside what it was in the version before; null when it is the same. */
export type ComparedFact = TermsFact & { before: string | null }

const AMOUNTS = {
  once: m.amount_once,
  month: m.amount_per_month,
  year: m.amount_per_year,
} as const satisfies Record<Period, unknown>
/** To the gram and the hundredth, as they are sealed. */
const AMOUNT_DIGITS = 6
const MONEY_DIGITS = 2
const RANGE_DIGITS = 3

/** The part of a version that says what is agreed. */
type Deal = Omit<
  TermsVersion,
  | 'id'
  | 'version'
  | 'proposedBySide'
  | 'createdAt'
  | 'agreements'
  | 'sealedAt'
  | 'supersededAt'
  | 'seal'
  | 'sealHolds'
  | 'schedule'
>

/** Power, capacity and advice are not carted. */
export const hasCarrier = (kind: ResourceKind): boolean =>
  kind === 'material' || kind === 'water' || kind === 'logistics'

/** What has properties that can be limited. */
export const hasQuality = (kind: ResourceKind): boolean =>
  kind === 'material' || kind === 'water' || kind === 'energy'

/** The terms line by line, in the reader's language or in another one. */
export function factsOfTerms(deal: Deal, kind: ResourceKind, locale: Locale = getLocale()): TermsFact[] {
  const options = { locale }
  const writer = writerIn(locale)
  const amount = measuredIn(locale, deal.tonnes, deal.unit, AMOUNT_DIGITS)
  return [
    {
      key: 'amount',
      label: m.terms_amount({}, options),
      value: AMOUNTS[deal.period]({ amount }, options),
    },
    { key: 'price', label: priceLabel(deal.unit, locale), value: priceText(deal, locale) },
    {
      key: 'vat',
      label: m.terms_vat({}, options),
      value: deal.vatIncluded ? m.terms_vat_in({}, options) : m.terms_vat_out({}, options),
    },
    ...(hasCarrier(kind)
      ? [
          {
            key: 'carrier' as const,
            label: m.terms_carrier({}, options),
            value: sayCode('carrier', deal.transportBy, {}, locale) ?? deal.transportBy,
          },
        ]
      : []),
    {
      key: 'runs',
      label: m.terms_runs({}, options),
      value: `${writer.day(deal.startsOn)} – ${writer.day(deal.endsOn)}`,
    },
    ...(hasQuality(kind) || deal.quality.length > 0
      ? [
          {
            key: 'quality' as const,
            label: m.terms_quality({}, options),
            value: qualityText(deal, locale) || m.terms_quality_none({}, options),
          },
        ]
      : []),
    ...(deal.note ? [{ key: 'note' as const, label: m.terms_note({}, options), value: deal.note }] : []),
  ]
}

/** What the price is for. */
export const priceLabel = (unit: Measure, locale: Locale = getLocale()): string =>
  unit === 't'
    ? m.terms_price({}, { locale })
    : m.terms_price_unit({ unit: sayUnit(unit, locale) }, { locale })

function priceText({ pricePerTonne, currency }: Deal, locale: Locale): string {
  const options = { locale }
  if (pricePerTonne === 0) return m.terms_price_free({}, options)
  const price = writerIn(locale).money(Math.abs(pricePerTonne), currency, MONEY_DIGITS)
  return pricePerTonne > 0 ? m.terms_price_paid({ price }, options) : m.terms_price_taken({ price }, options)
}

function qualityText({ quality }: Deal, locale: Locale): string {
  const number = (value: number) => writerIn(locale).number(value, RANGE_DIGITS)
  return quality
    .map(({ property, minimum, maximum }) => {
      const range =
        minimum !== undefined && maximum !== undefined
          ? `${number(minimum)}–${number(maximum)}`
          : minimum !== undefined
            ? `≥ ${number(minimum)}`
            : `≤ ${number(maximum ?? 0)}`
      return `${sayCode('property', property, {}, locale) ?? property} ${range} ${PROPERTY_UNITS[property]}`
    })
    .join('; ')
}

/** Every fact of a version, with what it was in another; a note that was taken away stays as a line. */
export function compareTerms(deal: Deal, before: Deal | null, kind: ResourceKind): ComparedFact[] {
  const facts = factsOfTerms(deal, kind)
  if (!before) return facts.map((fact) => ({ ...fact, before: null }))
  const earlier = new Map(factsOfTerms(before, kind).map((fact) => [fact.key, fact]))
  const compared = facts.map((fact): ComparedFact => {
    const was = earlier.get(fact.key)?.value ?? m.terms_nothing()
    return { ...fact, before: was === fact.value ? null : was }
  })
  const gone = deal.note ? undefined : earlier.get('note')
  return gone ? [...compared, { ...gone, value: m.terms_nothing(), before: gone.value }] : compared
}
