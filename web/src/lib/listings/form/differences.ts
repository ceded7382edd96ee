import { PERIODS, UNITS } from '#lib/contract.ts'
import { sayPeriod, sayUnit } from '#lib/language/amounts.ts'
import { formatDay, formatMonths, formatNumber } from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

export interface Difference {
  field: string
  theirs: string
  mine: string
}

/** What every version has anew. */
const OF_NO_INTEREST = new Set(['revision', 'updatedAt', 'textLanguage'])
/** What the server takes a field to be that was not sent. */
const UNLESS_SAID: Record<string, unknown> = { resourceKind: 'material', period: 'once' }
/** Messages that name the words of a field. */
const GROUPS: Record<string, string> = {
  audience: 'audience',
  resourceKind: 'resource_kind',
  kind: 'organisation_kind',
  precision: 'precision',
  packagingForm: 'packaging',
  transport: 'transport',
  stream: 'stream',
}

/** The fields in which two versions differ, in words. */
export function differencesOf(stored: Record<string, unknown>, sent: Record<string, unknown>): Difference[] {
  const fields = [...new Set([...Object.keys(sent), ...Object.keys(stored)])]
  return fields.flatMap((field) => {
    const [theirs, mine] = [stored[field], sent[field]].map((value) => value ?? UNLESS_SAID[field])
    if (OF_NO_INTEREST.has(field) || keyOf(theirs) === keyOf(mine)) return []
    return [
      { field: sayCode('field', field) ?? field, theirs: textOf(field, theirs), mine: textOf(field, mine) },
    ]
  })
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The same for values that say the same, in whatever order and with whatever left out. */
function keyOf(value: unknown): string {
  if (isNothing(value)) return ''
  if (Array.isArray(value)) return JSON.stringify(value.map(keyOf))
  if (typeof value !== 'object') return JSON.stringify(value)
  const parts = Object.entries(value as object).filter(([, part]) => !isNothing(part))
  return JSON.stringify(parts.map(([name, part]) => [name, keyOf(part)]).toSorted())
}

/** A value as a reader can compare it. */
function textOf(field: string, value: unknown): string {
  if (isNothing(value)) return m.not_stated()
  if (value === true) return m.yes()
  if (value === false) return m.no()
  if (field === 'months' && Array.isArray(value)) return formatMonths(value as number[])
  if (Array.isArray(value))
    return field === 'files' ? String(value.length) : value.map((part) => textOf(field, part)).join(', ')
  if (typeof value !== 'object') return wordOf(field, value)
  if ('id' in (value as object)) return String((value as { id: unknown }).id)
  return Object.entries(value as object)
    .filter(([, part]) => !isNothing(part))
    .map(([name, part]) => textOf(name, part))
    .join(' ')
}

/** Fields that number a thing, or say where it is. */
const AS_THEY_ARE = new Set(['site', 'lon', 'lat'])
const DAY = /^\d{4}-\d{2}-\d{2}$/

function wordOf(field: string, value: unknown): string {
  if (typeof value === 'number' && !AS_THEY_ARE.has(field)) return formatNumber(value, 6)
  const text = String(value)
  if (field === 'unit' && isOneOf(UNITS, text)) return sayUnit(text)
  if (field === 'period' && isOneOf(PERIODS, text)) return sayPeriod(text)
  if (DAY.test(text)) return formatDay(text)
  return sayCode(GROUPS[field] ?? '', text) ?? text
}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word)
