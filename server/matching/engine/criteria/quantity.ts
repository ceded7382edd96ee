/**
 * Tonnes each way: half for the part of the offer that is taken, half for the part of the need that is covered.
 * A minimum lot of either side that the other cannot reach leaves nothing.
 * @returns 0–1, or NaN when either amount is unknown
 */
export function quantityScore(
  offerTonnes: number,
  needTonnes: number,
  offerLotTonnes: number,
  needLotTonnes: number,
): number {
  if (!(offerTonnes > 0) || !(needTonnes > 0)) return NaN
  if (needLotTonnes > offerTonnes || offerLotTonnes > needTonnes) return 0
  return offerTonnes < needTonnes
    ? 0.5 + 0.5 * (offerTonnes / needTonnes)
    : 0.5 + 0.5 * (needTonnes / offerTonnes)
}
