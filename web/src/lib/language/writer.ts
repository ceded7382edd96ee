/** How figures, lists and dates are written in one language. */
export interface Writer {
  number(value: number, maximumFractionDigits: number): string
  /** @param share 0–1 */
  percent(share: number): string
  kilometers(km: number, maximumFractionDigits: number): string
  /** @param currency ISO 4217 code */
  money(amount: number, currency: string, maximumFractionDigits: number): string
  list(items: readonly string[], type: 'conjunction' | 'disjunction'): string
  /** @param month 1–12 */
  month(month: number, length: 'long' | 'short'): string
  /** @param day ISO day */
  day(day: string): string
}

/** Writes by the browser's own Intl. */
export function intlWriter(locale: string): Writer {
  const made = new Map<string, Intl.NumberFormat>()
  // Making a formatter is slow, and a page of results needs hundreds of numbers.
  const number = (value: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options)
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options)
    made.set(key, format)
    return format.format(value)
  }
  return {
    number: (value, maximumFractionDigits) => number(value, { maximumFractionDigits }),
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
    kilometers: (km, maximumFractionDigits) =>
      number(km, { style: 'unit', unit: 'kilometer', maximumFractionDigits }),
    money: (amount, currency, maximumFractionDigits) =>
      number(amount, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: 0,
        maximumFractionDigits,
      }),
    list: (items, type) => new Intl.ListFormat(locale, { type }).format(items),
    month: (month, length) =>
      new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(
        Date.UTC(2000, month - 1, 15),
      ),
    day: (day) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day)),
  }
}
