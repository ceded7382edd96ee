import type { GeorgianWords } from '../../../vite.georgian.ts'
import type { Writer } from './writer.ts'

/**
 * Writes Georgian as the full Intl does, also where the browser's Intl knows no Georgian.
 * @param words what was read from the full Intl while building
 */
export function georgianWriter(words: GeorgianWords): Writer {
  const signs: Partial<Record<Intl.NumberFormatPartTypes, string>> = {
    group: words.group,
    decimal: words.decimal,
    minusSign: words.minus,
  }
  const made = new Map<number, Intl.NumberFormat>()
  const number = (value: number, maximumFractionDigits: number): string => {
    const format =
      made.get(maximumFractionDigits) ??
      new Intl.NumberFormat('en', { maximumFractionDigits, useGrouping: words.grouping })
    made.set(maximumFractionDigits, format)
    return format
      .formatToParts(value)
      .map(({ type, value: text }) => signs[type] ?? text)
      .join('')
  }
  const put = (pattern: string, text: string) => pattern.replace('{0}', text)
  return {
    number,
    percent: (share) => put(words.percent, number(share * 100, 0)),
    kilometers: (km, digits) => put(words.kilometers, number(km, digits)),
    money: (amount, currency, digits) =>
      put(words.currencies[currency] ?? `{0} ${currency}`, number(amount, digits)),
    list(items, type) {
      const [last, ...before] = items.toReversed()
      if (last === undefined) return ''
      if (before.length === 0) return last
      const pattern = type === 'conjunction' ? words.and : words.or
      return pattern.replace('{0}', before.toReversed().join(words.between)).replace('{1}', last)
    },
    month: (month, length) => (length === 'long' ? words.monthsLong : words.monthsShort)[month - 1] ?? '',
    day(day) {
      const date = new Date(day)
      return words.mediumDate
        .replace('{day}', String(date.getUTCDate()))
        .replace('{month}', words.mediumMonths[date.getUTCMonth()] ?? '')
        .replace('{year}', String(date.getUTCFullYear()))
    },
  }
}
