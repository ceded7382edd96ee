/** How great circles become roads: one reckoning for what is ranked and for what was moved. */
export interface Road {
  /** Road kilometres per great-circle kilometre. */
  detourFactor: number
  /** Nothing is nearer than this: loading, weighing and leaving a yard. */
  minimumKm: number
}

/**
 * Circuity of road networks is 1.2–1.4 in most countries (Ballou, Rahardja, Sakai, Transportation Research A 36, 2002);
 * the upper end, for mountains. Estimate.
 */
export const ROAD: Road = { detourFactor: 1.4, minimumKm: 1 }

/**
 * Expected road km. Places known only as discs are apart by the root mean square distance of two uniform discs,
 * √(d² + (r₁² + r₂²)/2), so two firms of one municipality are never at zero.
 * @param spreadKm2 half the squared radius of each side, added
 */
export const expectedRoadKm = (
  greatCircleKm: number,
  spreadKm2: number,
  detourFactor: number,
  minimumKm: number,
): number => Math.max(minimumKm, detourFactor * Math.sqrt(greatCircleKm * greatCircleKm + spreadKm2))
