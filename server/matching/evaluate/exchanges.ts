import Papa from 'papaparse'

/** A firm as a table of exchanges describes it: what kind of plant, and its NACE classes. */
export interface Party {
  sector: string
  nace: string[]
}

/** A distinct waste text with everybody who gives it: the queries. */
export interface WasteQuery {
  text: string
  donors: (Party & { wasteCodes: string[] })[]
  /** Places in the list of receivers of those who took it. */
  takers: ReadonlySet<number>
}

/** Somebody who took something, and what for: the candidates. */
export interface Receiver extends Party {
  use: string
}

/** The questions that a table of exchanges asks of a ranking. */
export interface ExchangeTable {
  exchanges: number
  wastes: WasteQuery[]
  receivers: Receiver[]
}

/** The columns that a table has to have; others are ignored. */
export const EXCHANGE_COLUMNS = [
  'waste',
  'ewc',
  'donor_sector',
  'donor_nace',
  'use',
  'receiver_sector',
  'receiver_nace',
] as const

type Cells = Record<(typeof EXCHANGE_COLUMNS)[number], string>

/** A table that cannot be measured on; the message says what to mend. */
export class TableUnusable extends Error {}

/**
 * Reads who gave which waste to whom. Texts are the same when they differ by case and spaces only.
 * @throws TableUnusable when a column is missing or no row says anything
 */
export function readExchanges(csv: string): ExchangeTable {
  const rows = rowsOf(csv, EXCHANGE_COLUMNS).filter(({ waste, receiver_sector }) => waste && receiver_sector)
  if (rows.length === 0) throw new TableUnusable('No row has both a waste and a receiver_sector.')
  const receivers = new Map<string, Receiver & { at: number }>()
  const wastes = new Map<string, WasteQuery & { takers: Set<number> }>()
  for (const row of rows) {
    const receiver = obtain(receivers, keyOf(row.use, row.receiver_sector), () => ({
      use: row.use,
      sector: row.receiver_sector,
      nace: [],
      at: receivers.size,
    }))
    addNew(receiver.nace, naceCodesIn(row.receiver_nace))
    const waste = obtain(wastes, keyOf(row.waste), () => ({
      text: row.waste,
      donors: [],
      takers: new Set<number>(),
    }))
    waste.takers.add(receiver.at)
    const known = waste.donors.find(
      ({ sector, wasteCodes }) =>
        sector === row.donor_sector && wasteCodes.join() === codesIn(row.ewc).join(),
    )
    if (!known)
      waste.donors.push({
        sector: row.donor_sector,
        nace: naceCodesIn(row.donor_nace),
        wasteCodes: codesIn(row.ewc),
      })
  }
  return {
    exchanges: rows.length,
    wastes: [...wastes.values()],
    receivers: [...receivers.values()].map(({ use, sector, nace }) => ({ use, sector, nace })),
  }
}

/** A term and the six-digit waste code that belongs to it. */
export interface CodedTerm {
  term: string
  codes: string[]
}

/** @throws TableUnusable when a column is missing or no row says anything */
export function readCodedTerms(csv: string): CodedTerm[] {
  const terms = rowsOf(csv, ['term', 'code'])
    .map(({ term, code }) => ({ term, codes: codesIn(code) }))
    .filter(({ term, codes }) => term && codes.length > 0)
  if (terms.length === 0) throw new TableUnusable('No row has both a term and a code of six digits.')
  return terms
}

function rowsOf<C extends string>(csv: string, columns: readonly C[]): Record<C, string>[] {
  const { data, meta } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
  })
  const missing = columns.filter((column) => !meta.fields?.includes(column))
  if (missing.length > 0) throw new TableUnusable(`The table lacks the column ${missing.join(', ')}.`)
  return data.map(
    (row) => Object.fromEntries(columns.map((name) => [name, (row[name] ?? '').trim()])) as Record<C, string>,
  )
}

const keyOf = (...texts: string[]) => texts.map((text) => text.toLowerCase().replace(/\s+/g, ' ')).join('\n')

/** "160209;160210" or "16 02 09*". */
const codesIn = (cell: string): string[] =>
  cell
    .split(/[;|/]/)
    .map((code) => code.replace(/\D/g, ''))
    .filter((code) => code.length === 6)

/** "0110 / 0120" or "23.51" as 01.10, 01.20, 23.51; shorter codes stay as short as they are. */
const naceCodesIn = (cell: string): string[] =>
  cell
    .split(/[;|/,]/)
    .map((code) => code.replace(/\D/g, ''))
    .filter((code) => code.length >= 2)
    .map((code) => (code.length > 2 ? `${code.slice(0, 2)}.${code.slice(2, 4)}` : code))

function obtain<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}

function addNew(list: string[], more: readonly string[]): void {
  for (const item of more) if (!list.includes(item)) list.push(item)
}

export type { Cells as ExchangeCells }
