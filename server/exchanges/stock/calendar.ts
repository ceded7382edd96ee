/** Days as ISO; both ends belong to it. */
export interface Days {
  from: string
  until: string
}

export const daysOfYear = (year: number): Days => ({ from: `${year}-01-01`, until: `${year}-12-31` })

/** @param month 1–12 */
export function daysOfMonth(year: number, month: number): Days {
  const prefix = `${year}-${String(month).padStart(2, '0')}`
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { from: `${prefix}-01`, until: `${prefix}-${last}` }
}
