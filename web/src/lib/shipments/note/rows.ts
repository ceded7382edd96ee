import type { Exchange, Side, TransferNote } from '#lib/contract.ts'
import { measuredIn } from '#lib/language/amounts.ts'
import { writerIn } from '#lib/language/format.ts'
import { hasCarrier } from '#lib/exchanges/terms/facts.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Locale } from '#lib/paraglide/runtime.js'

/** A paper is read by people of either language, so it says everything in both. */
export const NOTE_LANGUAGES = ['ka', 'en'] as const satisfies readonly Locale[]
type Say = (locale: Locale) => string

/** One line of the note: what it is, and what it says, in any language. */
export interface NoteRow {
  label: Say
  values: Say[]
}

type Message = (params: Record<string, never>, options: { locale: Locale }) => string
const label =
  (message: Message): Say =>
  (locale) =>
    message({}, { locale })

/** The party of one side as the reader may see it. */
export function partyRows(exchange: Exchange, side: Side): NoteRow[] {
  const partner = exchange[side]
  const { name, municipality } = partner
  return [
    {
      label: label(side === 'supplier' ? m.note_supplier : m.note_receiver),
      values: [(locale) => name ?? m.note_unnamed({}, { locale })],
    },
    { label: label(m.note_registry), values: [stated(partner.registryNumber)] },
    { label: label(m.note_place), values: [municipality ? (locale) => municipality[locale] : stated(null)] },
  ]
}

/** What was moved, how, and what awaits it. */
export function movementRows({ shipment, exchange, waste, terms, operations }: TransferNote): NoteRow[] {
  const isMaterial = exchange.offer.resourceKind === 'material'
  return [
    {
      label: label(isMaterial ? m.note_waste : m.agreement_subject),
      values: [() => exchange.offer.title],
    },
    ...(isMaterial ? wasteRows(waste, operations) : []),
    {
      label: label(m.note_tonnes),
      values: [(locale) => measuredIn(locale, shipment.tonnes, shipment.unit)],
    },
    { label: label(m.note_day), values: [(locale) => writerIn(locale).day(shipment.movedOn)] },
    ...(isMaterial || shipment.vehicle
      ? [{ label: label(m.note_vehicle), values: [stated(shipment.vehicle)] }]
      : []),
    ...(isMaterial ? [{ label: label(m.note_weighbridge), values: [stated(shipment.weighbridgeNote)] }] : []),
    ...(hasCarrier(exchange.offer.resourceKind) ? [carrierRow(terms)] : []),
    {
      label: label(m.note_state),
      values: [(locale) => sayCode('shipment_state', shipment.state, {}, locale) ?? shipment.state],
    },
    ...(terms ? [{ label: label(m.note_terms), values: [termsText(terms)] }] : []),
  ]
}

/** What the law asks of waste. */
const wasteRows = (
  { code, names, hazardous }: TransferNote['waste'],
  operations: TransferNote['operations'],
): NoteRow[] => [
  {
    label: label(m.note_code),
    values:
      code === null
        ? [label(m.note_code_none)]
        : [(locale) => [grouped(code), ...(names ? [names[locale]] : [])].join(' ')],
  },
  { label: label(m.note_hazardous), values: [label(hazardous ? m.note_yes : m.note_no)] },
  {
    label: label(m.note_operation),
    values: operations.length === 0 ? [label(m.note_operation_none)] : operations.map(operationText),
  },
]

const carrierRow = (terms: TransferNote['terms']): NoteRow => ({
  label: label(m.note_carrier),
  values: [
    terms ? (locale) => sayCode('carrier', terms.transportBy, {}, locale) ?? terms.transportBy : stated(null),
  ],
})

const stated =
  (value: string | null): Say =>
  (locale) =>
    value ?? m.note_not_stated({}, { locale })

const grouped = (code: string) => `${code.slice(0, 2)} ${code.slice(2, 4)} ${code.slice(4)}`

const operationText =
  ({ code, names, permitNumber }: TransferNote['operations'][number]): Say =>
  (locale) => {
    const name = sayCode('operation', code, {}, locale) ?? names?.[locale] ?? ''
    return permitNumber === null
      ? m.note_operation_suggested({ code, name }, { locale })
      : m.note_operation_permit({ code, name, number: permitNumber }, { locale })
  }

/** The beginning of the seal is enough to find it again. */
const SEAL_LENGTH = 12
const termsText =
  ({ version, seal }: NonNullable<TransferNote['terms']>): Say =>
  (locale) =>
    m.note_terms_version({ version: String(version), seal: (seal ?? '').slice(0, SEAL_LENGTH) }, { locale })
