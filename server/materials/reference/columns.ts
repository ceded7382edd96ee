import type { ProblemCode } from '../problem.ts'

/** What a reading of one cell gives: the value, or what is wrong with it. */
export type Reading<T> = { value: T } | { fault: ProblemCode }

/** One column of a reference file: how its cells become values. */
export interface Column<T> {
  read: (cell: string) => Reading<T>
  /** Table whose ids the cell names (several joined by `|`). */
  refersTo?: string
  /** What the cell may hold, where that is a few words. */
  options?: readonly string[]
}

const SLUG = /^[a-z0-9]+(-+[a-z0-9]+)*$/
const GEORGIAN = /[ა-ჿ]/
/** Unicode's Georgian capitals exist for headlines only; search and fonts stumble over them in running text. */
const CAPITAL_GEORGIAN = /[Ა-Ჿ]/

const value = <T>(read: T): Reading<T> => ({ value: read })
const fault = (code: ProblemCode): Reading<never> => ({ fault: code })

const required = <T>(missing: ProblemCode, read: (cell: string) => Reading<T>): Column<T> => ({
  read: (cell) => (cell.trim() === '' ? fault(missing) : read(cell)),
})
const optional = <T>(read: (cell: string) => Reading<T>): Column<T | null> => ({
  read: (cell) => (cell === '' ? value(null) : read(cell)),
})

const readSlug = (cell: string) => (SLUG.test(cell) ? value(cell) : fault('bad_id'))
const readGeorgian = (cell: string) => {
  if (CAPITAL_GEORGIAN.test(cell)) return fault('capital_georgian')
  return GEORGIAN.test(cell) ? value(cell) : fault('not_georgian')
}
const readNumber = (least: number, most: number, whole: boolean) => (cell: string) => {
  const number = Number(cell)
  if (!/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(cell) || (whole && !Number.isInteger(number)))
    return fault('bad_number')
  return number >= least && number <= most ? value(number) : fault('out_of_range')
}
const readDate = (cell: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(Date.parse(cell)) ? value(cell) : fault('bad_date')

const splitList = (cell: string): Reading<string[]> => {
  if (cell === '') return value([])
  const items = cell.split('|').map((item) => item.trim())
  if (items.includes('')) return fault('missing_value')
  const distinct = new Set(items.map((item) => item.toLowerCase()))
  return distinct.size < items.length ? fault('repeated_in_list') : value(items)
}

export const id = () => required('missing_value', readSlug)
export const code = (pattern: RegExp) =>
  required('missing_value', (cell) => (pattern.test(cell) ? value(cell) : fault('bad_id')))
export const text = () => required('missing_value', value<string>)
export const optionalText = () => optional(value<string>)
export const english = () => required('missing_language', value<string>)
export const georgian = () => required('missing_language', readGeorgian)
export const optionalGeorgian = () => optional(readGeorgian)
export const source = () => required('missing_source', value<string>)
export const date = () => required('missing_value', readDate)
export const optionalDate = () => optional(readDate)
export const number = (least: number, most: number) =>
  required('missing_value', readNumber(least, most, false))
export const optionalNumber = (least: number, most: number) => optional(readNumber(least, most, false))
export const optionalWhole = (least: number, most: number) => optional(readNumber(least, most, true))
export const boolean = () => ({
  ...required('missing_value', (cell) =>
    cell === 'true' || cell === 'false' ? value(cell === 'true') : fault('bad_boolean'),
  ),
  options: ['true', 'false'],
})
export const oneOf = <const T extends readonly string[]>(values: T) => ({
  ...required('missing_value', (cell) =>
    (values as readonly string[]).includes(cell) ? value(cell as T[number]) : fault('bad_enum'),
  ),
  options: values,
})
export const list = (): Column<string[]> => ({ read: splitList })
export const georgianList = (): Column<string[]> => ({
  read: (cell) => {
    if (CAPITAL_GEORGIAN.test(cell)) return fault('capital_georgian')
    return cell === '' || GEORGIAN.test(cell) ? splitList(cell) : fault('not_georgian')
  },
})
/** Months of the year from 1 to 12, joined by `|`. */
export const months = (): Column<number[]> => ({
  read: (cell) => {
    const split = splitList(cell)
    if ('fault' in split) return split
    const read = split.value.map(readNumber(1, 12, true))
    const wrong = read.find((reading) => 'fault' in reading)
    return wrong ?? value(read.flatMap((reading) => ('value' in reading ? reading.value : [])))
  },
})
export const reference = (table: string) => ({ ...required('missing_value', value<string>), refersTo: table })
export const optionalReference = (table: string) => ({ ...optional(value<string>), refersTo: table })
export const references = (table: string) => ({ ...list(), refersTo: table })
