import type { Passage } from '../../server/matching/engine/bridge.ts'

/** Numbers in [0, 1) from a seed (mulberry32): the same market for the same seed on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const SYNTHETIC_MATERIALS = 1_200

/** One synthetic listing as the benchmark stores it; NaN is unknown. */
export interface SyntheticListing {
  kind: 'offer' | 'need'
  organisation: number
  lon: number
  lat: number
  targets: { material: number; factor: number }[]
  massTonnes: number
  minimumLotTonnes: number
  months: number | null
  presentCost: number
  price: number
  emissionRoute: boolean
  moisture: [number, number] | null
  purity: [number, number] | null
  verified: boolean
  exchanges: number
  declared: boolean
  audience: 0 | 1
}

/** Places of a continent-sized market: 400 towns of unequal size between 25°W and 45°E, firms scattered about them by about 8 km. */
function towns(random: () => number): { lon: number; lat: number; share: number }[] {
  return Array.from({ length: 400 }, (_, n) => ({
    lon: -9 + random() * 54,
    lat: 36 + random() * 22,
    share: 1 / (n + 4),
  }))
}

const gauss = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Index drawn with probability proportional to `shares`. */
function drawer(shares: readonly number[], random: () => number): () => number {
  const sums = Float64Array.from(shares)
  for (let n = 1; n < sums.length; n++) sums[n]! += sums[n - 1]!
  const total = sums[sums.length - 1]!
  return () => {
    const wanted = random() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Listings of a market with skewed material shares, clustered sites, specifications, unknowns and one need in six accepting a second material. */
export function* syntheticListings(
  count: number,
  kind: 'offer' | 'need',
  seed: number,
): Generator<SyntheticListing> {
  const places = towns(randomFrom(7))
  const random = randomFrom(seed)
  const drawTown = drawer(
    places.map((town) => town.share),
    random,
  )
  const drawMaterial = drawer(
    Array.from({ length: SYNTHETIC_MATERIALS }, (_, n) => (n + 8) ** -0.9),
    random,
  )
  const MONTHS = [0xfff, 0xfff, 0b001100000000, 0b111000000000, 0b000011110000]
  for (let n = 0; n < count; n++) {
    const town = places[drawTown()]!
    const first = drawMaterial()
    const targets = [{ material: first, factor: 1 }]
    if (random() < 1 / 6) {
      const second = drawMaterial()
      if (second !== first) {
        targets.push({ material: second, factor: kind === 'offer' ? 0.4 : 0.7 })
        if (kind === 'offer') targets[0]!.factor = 0.6
      }
    }
    const low = Math.round(random() * 40)
    yield {
      kind,
      organisation: Math.floor(n / 3),
      lon: town.lon + (gauss(random) * 8) / 80,
      lat: town.lat + (gauss(random) * 8) / 111,
      targets,
      massTonnes: random() < 0.1 ? NaN : Math.round(Math.exp(4 + 2 * gauss(random)) * 10) / 10 + 0.1,
      minimumLotTonnes: random() < 0.2 ? Math.round(random() * 20) : NaN,
      months: random() < 0.3 ? null : MONTHS[Math.floor(random() * MONTHS.length)]!,
      presentCost: random() < 0.5 ? NaN : Math.round(Math.exp(4 + gauss(random))),
      price: random() < 0.5 ? NaN : Math.round(40 * gauss(random)),
      emissionRoute: random() < 0.4,
      moisture:
        random() < 0.25 ? (kind === 'need' ? [0, 10 + 5 * Math.floor(random() * 8)] : [low, low + 10]) : null,
      purity:
        random() < 0.15
          ? kind === 'need'
            ? [80 + 5 * Math.floor(random() * 4), 100]
            : [70 + low / 2, 100]
          : null,
      verified: random() < 0.3,
      exchanges: random() < 0.2 ? 1 + Math.floor(random() * 5) : 0,
      declared: random() < 0.8,
      audience: random() < 0.05 ? 1 : 0,
    }
  }
}

/** About 13 targets for every material: itself, group, a few uses and neighbours. */
export function syntheticPassages(): Passage[] {
  const random = randomFrom(11)
  const passages: Passage[] = []
  for (let material = 0; material < SYNTHETIC_MATERIALS; material++) {
    const targets = new Map([[material, 1]])
    while (targets.size < 13) {
      const near =
        random() < 0.7
          ? material + Math.floor((random() - 0.5) * 60)
          : Math.floor(random() * SYNTHETIC_MATERIALS)
      const target = (near + SYNTHETIC_MATERIALS) % SYNTHETIC_MATERIALS
      if (!targets.has(target)) targets.set(target, 0.2 + Math.round(random() * 75) / 100)
    }
    for (const [target, pathScore] of targets)
      passages.push({
        material,
        target,
        pathScore,
        yieldRatio: pathScore === 1 ? 1 : 0.4 + Math.round(random() * 6) / 10,
        processingCost: random() < 0.7 ? 0 : NaN,
        catalogueWorth: Math.round(Math.exp(3 + random() * 4)),
        scene: { materials: [`m${material}`], uses: [`u${target}`], operations: [], conversions: [] },
      })
  }
  return passages
}
