/** A calendar year, or one month of it. */
export interface RegisterPeriod {
  year: number
  /** 1–12; the whole year when null. */
  month: number | null
}

/** The first year that the choice offers; no shipment is older than the platform. */
export const FIRST_YEAR = 2024

/** The period that an address names; this year when it names none, or a wrong one. */
export function periodOf(query: Pick<URLSearchParams, 'get'>, thisYear: number): RegisterPeriod {
  const year = Number(query.get('year'))
  const month = Number(query.get('month'))
  return {
    year: Number.isInteger(year) && year >= 2000 && year <= 2200 ? year : thisYear,
    month: Number.isInteger(month) && month >= 1 && month <= 12 ? month : null,
  }
}

/** Where the register of an organisation is read, as JSON or as a file in some language. */
export function registerPath(
  organisation: number,
  { year, month }: RegisterPeriod,
  format: 'json' | 'csv' | 'xlsx',
  lang: 'ka' | 'en' = 'ka',
): string {
  const query = new URLSearchParams({
    year: String(year),
    ...(month !== null && { month: String(month) }),
    format,
    lang,
  })
  return `/organisations/${organisation}/waste-register?${query}`
}
