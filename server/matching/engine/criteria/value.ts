/** The least a tonne counts as worth (policy currency), so that a haul is always weighed against something. */
const LEAST_WORTH = 1

/**
 * What one tonne is worth to both sides together: the disposal and the purchase that it saves where both are stated,
 * otherwise the catalogue's order of magnitude for the material.
 */
export const worthPerTonne = (
  disposalCost: number,
  purchaseCost: number,
  yieldRatio: number,
  catalogueWorth: number,
): number => {
  const stated = disposalCost + purchaseCost * yieldRatio
  return stated === stated ? Math.max(LEAST_WORTH, stated) : Math.max(LEAST_WORTH, catalogueWorth)
}

/** Gain of both sides per tonne: avoided disposal + avoided purchase − haul − processing; NaN when a part is unknown. */
export const netPerTonne = (
  disposalCost: number,
  purchaseCost: number,
  yieldRatio: number,
  haulCost: number,
  processingCost: number,
): number => disposalCost + purchaseCost * yieldRatio - haulCost - processingCost

/** 0 at no gain, one half at `half`, towards 1 beyond; NaN stays unknown. */
export const valueScore = (net: number, half: number): number => (net <= 0 ? 0 : net / (net + half))
