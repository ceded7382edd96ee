/**
 * How well what is offered serves what is wanted: the best path of the catalogue graph (weights multiply along it), times
 * the part of the mixture and the wanter's own preference. The product of the two sides is formed first, so that asking
 * from either side gives the same bits.
 */
export const materialScore = (pathScore: number, offerFactor: number, needFactor: number): number =>
  pathScore * (offerFactor * needFactor)
