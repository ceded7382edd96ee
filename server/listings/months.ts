/**
 * Months as a bitmask: bit 0 is January.
 * @param months 1–12; null or undefined when unknown
 */
export const monthsToMask = (months: readonly number[] | null | undefined): number | null =>
  months ? months.reduce((mask, month) => mask | (1 << (month - 1)), 0) : null

/** The months (1–12, ascending) of a bitmask; null when unknown. */
export const maskToMonths = (mask: number | null): number[] | null =>
  mask === null
    ? null
    : Array.from({ length: 12 }, (_, bit) => bit + 1).filter((month) => mask & (1 << (month - 1)))
