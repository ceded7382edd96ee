import type { Exchange, TermsVersion } from '#lib/contract.ts'
import { measuredIn } from '#lib/language/amounts.ts'
import { writerIn } from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Locale } from '#lib/paraglide/runtime.js'
import { factsOfTerms } from '../terms/facts.ts'
import { isWhole } from '../terms/state.ts'

export interface PaperLine {
  label: string
  /** Several stand below each other. */
  values: string[]
}
export interface PaperPart {
  title: string
  lines: PaperLine[]
}

/** Longer schedules say only their sum by the terms. */
const MOST_PERIODS = 24

/** The agreement in one language, part by part; times are UTC, so that both sides read the same. */
export function paperOf(exchange: Exchange, terms: TermsVersion, locale: Locale): PaperPart[] {
  const options = { locale }
  return [
    { title: m.agreement_parties({}, options), lines: partyLines(exchange, locale) },
    { title: m.agreement_subject({}, options), lines: subjectLines(exchange, locale) },
    {
      title: m.agreement_terms({}, options),
      lines: [
        ...factsOfTerms(terms, exchange.offer.resourceKind, locale).map(({ label, value }) => ({
          label,
          values: [value],
        })),
        ...scheduleLines(terms, locale),
      ],
    },
    { title: m.agreement_agreed({}, options), lines: agreementLines(terms, locale) },
  ]
}

function partyLines(exchange: Exchange, locale: Locale): PaperLine[] {
  return [exchange.supplier, exchange.receiver].map((partner) => ({
    label: sayCode('side', partner.side, {}, locale) ?? partner.side,
    values: [
      partner.name ?? m.name_hidden({}, { locale }),
      partner.registryNumber ? `${m.registry_number({}, { locale })}: ${partner.registryNumber}` : null,
      partner.municipality?.[locale] ?? null,
      partner.contactEmail,
      partner.contactPhone,
    ].filter((value) => value !== null),
  }))
}

function subjectLines({ offer, need }: Exchange, locale: Locale): PaperLine[] {
  const options = { locale }
  const code = offer.wasteCode
  return [
    { label: m.agreement_offer({}, options), values: [offer.title] },
    ...(need ? [{ label: m.agreement_need({}, options), values: [need.title] }] : []),
    ...(offer.resourceKind === 'material'
      ? [
          {
            label: m.agreement_waste_code({}, options),
            values: [
              code
                ? `${code.slice(0, 2)} ${code.slice(2, 4)} ${code.slice(4)}${offer.hazardous ? ` (${m.hazardous({}, options)})` : ''}`
                : m.agreement_no_code({}, options),
            ],
          },
        ]
      : []),
  ]
}

function scheduleLines({ schedule, unit }: TermsVersion, locale: Locale): PaperLine[] {
  if (schedule.length === 0 || schedule.length > MOST_PERIODS) return []
  const writer = writerIn(locale)
  const values = schedule.map(({ periodStart, periodEnd, tonnes }) => {
    const amount = measuredIn(locale, tonnes, unit)
    return isWhole(periodStart)
      ? `${m.stock_whole({}, { locale })}: ${amount}`
      : `${writer.day(periodStart)} – ${writer.day(periodEnd)}: ${amount}`
  })
  return [{ label: m.agreement_schedule({}, { locale }), values }]
}

function agreementLines({ agreements, seal }: TermsVersion, locale: Locale): PaperLine[] {
  return [
    ...agreements.map(({ side, agreedAt }) => ({
      label: sayCode('side', side, {}, locale) ?? side,
      values: [
        m.agreement_at(
          { day: writerIn(locale).day(agreedAt.slice(0, 10)), time: agreedAt.slice(11, 16) },
          { locale },
        ),
      ],
    })),
    ...(seal ? [{ label: m.agreement_seal({}, { locale }), values: [seal] }] : []),
  ]
}
