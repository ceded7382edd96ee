import Papa from 'papaparse'
import writeXlsxFile from 'write-excel-file/node'
import type { Db } from '../../db/open.ts'
import { mayReadFor } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { daysOfMonth, daysOfYear, type Days } from '../exchanges/stock/calendar.ts'
import { Refusal } from '../refusals.ts'
import { REGISTER_WORDS } from './register-words.ts'
import { registerLines, type RegisterLine } from './register-store.ts'

export interface RegisterQuestion {
  organisationId: number
  year: number
  /** 1–12; the whole year without it. */
  month?: number | undefined
  lang: 'ka' | 'en'
}

/** Tonnes of a month or year by direction, waste code and partner. */
export interface RegisterSum {
  direction: 'out' | 'in'
  wasteCode: string | null
  partner: string | null
  tonnes: number
  shipments: number
}

/**
 * Confirmed shipments of an organisation in the shape of a waste register: line by line, and added up by waste code and
 * partner.
 * @throws Refusal `not_permitted` for whoever does not belong to the organisation
 */
export async function wasteRegister(
  db: Db,
  principal: Principal,
  question: RegisterQuestion,
): Promise<{ lines: RegisterLine[]; sums: RegisterSum[] }> {
  if (!mayReadFor(principal, question.organisationId)) throw new Refusal('not_permitted')
  const lines = await registerLines(db, question.organisationId, daysOf(question))
  return { lines, sums: sumsOf(lines) }
}

/** The register as CSV (UTF-8 with a byte order mark, so that spreadsheets read Georgian). */
export function registerCsv(lines: readonly RegisterLine[], lang: 'ka' | 'en'): string {
  const words = REGISTER_WORDS[lang]
  const data = lines.map((line) => cellsOf(line, lang).map(defused))
  return `\uFEFF${Papa.unparse({ fields: [...words.columns], data })}\r\n`
}

/** The register as XLSX: a sheet of lines and a sheet of sums. */
export async function registerXlsx(
  { lines, sums }: { lines: readonly RegisterLine[]; sums: readonly RegisterSum[] },
  lang: 'ka' | 'en',
): Promise<Buffer> {
  const words = REGISTER_WORDS[lang]
  const cell = (value: string | number | null) => (value === null ? null : { value })
  const heading = (titles: readonly string[]) =>
    titles.map((value) => ({ value, fontWeight: 'bold' as const }))
  const rows = [heading(words.columns), ...lines.map((line) => cellsOf(line, lang).map(cell))]
  const totals = [
    heading(words.sumColumns),
    ...sums.map((sum) =>
      [words[sum.direction], sum.wasteCode, sum.partner ?? words.unnamed, sum.shipments, sum.tonnes].map(
        cell,
      ),
    ),
  ]
  const written = writeXlsxFile([
    { data: rows, sheet: words.sheets[0] },
    { data: totals, sheet: words.sheets[1] },
  ])
  return written.toBuffer()
}

const daysOf = ({ year, month }: RegisterQuestion): Days =>
  month === undefined ? daysOfYear(year) : daysOfMonth(year, month)

function sumsOf(lines: readonly RegisterLine[]): RegisterSum[] {
  const groups = Map.groupBy(lines, ({ direction, wasteCode, partner }) =>
    JSON.stringify([direction, wasteCode, partner]),
  )
  return [...groups.values()].map((group) => ({
    direction: group[0]!.direction,
    wasteCode: group[0]!.wasteCode,
    partner: group[0]!.partner,
    // Kilograms are whole numbers, so that their sum is exact.
    tonnes: group.reduce((kg, { tonnes }) => kg + Math.round(tonnes * 1e6), 0) / 1e6,
    shipments: group.length,
  }))
}

const cellsOf = (line: RegisterLine, lang: 'ka' | 'en'): (string | number | null)[] => {
  const words = REGISTER_WORDS[lang]
  return [
    line.movedOn,
    words[line.direction],
    line.wasteCode,
    lang === 'ka' ? line.wasteNameKa : line.wasteNameEn,
    line.hazardous ? words.yes : words.no,
    line.title,
    line.tonnes,
    line.partner ?? words.unnamed,
    line.partnerRegistryNumber,
    line.vehicle,
    line.weighbridgeNote,
    line.exchange,
    line.shipment,
  ]
}

/** A cell that begins like a formula is text, whatever the spreadsheet thinks. */
const defused = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
