import type { Plugin } from 'vite'

const MODULE = 'virtual:georgian'
/** A figure that shows every sign: minus, group, decimal. */
const SAMPLE = -12_345_678.5
const CURRENCIES = ['GEL', 'EUR', 'USD', 'GBP']

/**
 * Some browsers (Chromium among them) know no Georgian: their Intl writes months and units of Georgian pages in English.
 * What Georgian needs is therefore read here, while building, from the full Intl of Node, and handed to the pages.
 */
export function georgian(): Plugin {
  return {
    name: 'simbiozi-georgian',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(georgianWords())}` : undefined),
  }
}

/** Signs, patterns ({0} stands for the figure or the item) and month names, as the Unicode CLDR gives them for `ka`. */
export function georgianWords() {
  const medium = new Intl.DateTimeFormat('ka', { dateStyle: 'medium', timeZone: 'UTC' })
  const signs = Object.fromEntries(
    new Intl.NumberFormat('ka').formatToParts(SAMPLE).map(({ type, value }) => [type, value]),
  )
  const pattern = (options: Intl.NumberFormatOptions, one = 1) =>
    new Intl.NumberFormat('ka', { ...options, maximumFractionDigits: 0 }).format(one).replace('1', '{0}')
  const join = (type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat('ka', { type }).format(['{0}', '{1}'])
  const months = (month: 'long' | 'short') =>
    Array.from({ length: 12 }, (_, index) =>
      new Intl.DateTimeFormat('ka', { month, timeZone: 'UTC' }).format(Date.UTC(2000, index, 15)),
    )
  return {
    minus: signs['minusSign'] ?? '-',
    group: signs['group'] ?? ' ',
    decimal: signs['decimal'] ?? ',',
    /** "1234" stands as it is, "12 345" is grouped. */
    grouping: new Intl.NumberFormat('ka').format(1234).length > 4 ? ('always' as const) : ('min2' as const),
    percent: pattern({ style: 'percent' }, 0.01),
    kilometers: pattern({ style: 'unit', unit: 'kilometer' }),
    currencies: Object.fromEntries(
      CURRENCIES.map((currency) => [
        currency,
        pattern({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
      ]),
    ),
    and: join('conjunction'),
    or: join('disjunction'),
    between: ', ',
    monthsLong: months('long'),
    monthsShort: months('short'),
    mediumDate: medium
      .formatToParts(Date.UTC(2000, 0, 15))
      .map(({ type, value }) => (type === 'literal' ? value : `{${type}}`))
      .join(''),
    mediumMonths: Array.from({ length: 12 }, (_, index) =>
      medium
        .formatToParts(Date.UTC(2000, index, 15))
        .filter(({ type }) => type === 'month')
        .map(({ value }) => value)
        .join(''),
    ),
  }
}

export type GeorgianWords = ReturnType<typeof georgianWords>
