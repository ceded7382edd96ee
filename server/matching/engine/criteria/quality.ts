/**
 * The offer's measured ranges against the need's accepted ones: 1 inside, falling to 0 at an excess as large as the limit
 * itself; a property that the offer does not state counts as expected. Mean over the need's properties.
 * @returns 0–1, or NaN when the need states none or the offer none of them
 */
export function qualityScore(
  offerPool: Float32Array,
  offerAt: number,
  needPool: Float32Array,
  needAt: number,
  expectation: number,
): number {
  if (needAt === 0) return NaN
  const wanted = needPool[needAt]!
  let sum = 0
  let known = 0
  for (let n = 0; n < wanted; n++) {
    const at = needAt + 1 + n * 3
    const found = findProperty(offerPool, offerAt, needPool[at]!)
    if (found === 0) sum += expectation
    else {
      known++
      sum += fit(offerPool[found + 1]!, offerPool[found + 2]!, needPool[at + 1]!, needPool[at + 2]!)
    }
  }
  return known === 0 ? NaN : sum / wanted
}

/** A bit for each property in a list. */
export function propertiesIn(pool: Float32Array, listAt: number): number {
  if (listAt === 0) return 0
  let bits = 0
  for (let n = 0; n < pool[listAt]!; n++) bits |= 1 << pool[listAt + 1 + n * 3]!
  return bits
}

/** Offset of a property's triple in a list, 0 when it is not there. */
export function findProperty(pool: Float32Array, listAt: number, property: number): number {
  if (listAt === 0) return 0
  const count = pool[listAt]!
  for (let n = 0; n < count; n++) if (pool[listAt + 1 + n * 3] === property) return listAt + 1 + n * 3
  return 0
}

/** How well a measured range lies in an accepted one, by its worse end. */
export function fit(
  measuredMin: number,
  measuredMax: number,
  acceptedMin: number,
  acceptedMax: number,
): number {
  let worst = 1
  const high = measuredMax === Infinity ? measuredMin : measuredMax
  const low = measuredMin === -Infinity ? measuredMax : measuredMin
  if (high > acceptedMax)
    worst = Math.min(worst, 1 - (high - acceptedMax) / Math.max(Math.abs(acceptedMax), 1))
  if (low < acceptedMin) worst = Math.min(worst, 1 - (acceptedMin - low) / Math.max(Math.abs(acceptedMin), 1))
  return Math.max(0, worst)
}
