const DAY_MS = 86_400_000

/** Whole days since an instant. */
export const daysSince = (instant: string): number =>
  Math.max(0, Math.floor((Date.now() - Date.parse(instant)) / DAY_MS))

/** An estimate with no more figures than it deserves: three. */
export const roughly = (estimate: number): number => Number(estimate.toPrecision(3))
