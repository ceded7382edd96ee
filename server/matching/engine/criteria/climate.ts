/**
 * kg CO2e that one tonne saves: emissions of the present route + of the input it replaces − of the haul. A side that is
 * unknown adds nothing; NaN when both are.
 */
export function savedPerTonne(
  routeEmission: number,
  inputEmission: number,
  yieldRatio: number,
  haulEmission: number,
): number {
  const routeKnown = routeEmission === routeEmission
  const inputKnown = inputEmission === inputEmission
  if (!routeKnown && !inputKnown) return NaN
  return (routeKnown ? routeEmission : 0) + (inputKnown ? inputEmission * yieldRatio : 0) - haulEmission
}

/** 0 at no saving, one half at `half`, towards 1 beyond; NaN stays unknown. */
export const climateScore = (saved: number, half: number): number => (saved <= 0 ? 0 : saved / (saved + half))
