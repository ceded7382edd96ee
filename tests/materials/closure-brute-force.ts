import type { CatalogueGraph } from '../../server/materials/closure.ts'
import { CLOSURE_WEIGHTS as W } from '../../server/materials/closure/weights.ts'

/** What a walk may still do: a place, what was done to get there, and the score so far. */
interface Walk {
  kind: 'material' | 'use'
  at: string
  score: number
  /** Of the material steps since the last conversion, or of the use steps. */
  did: 'nothing' | 'up' | 'down'
  conversions: number
  /** Uses that the materials left behind since the last conversion have stated themselves. */
  stated: readonly string[]
  /** Uses that the rows of the material speak of from which the walk set out or last converted, groups included. */
  known: readonly string[]
  /** A use was reached whose narrower ones are spoken of, so that it does not stand for the others. */
  settled?: boolean
}

/** The best score to every target by trying every legal walk, step by step; slow and written apart from the closure. */
export function bestScores(rows: CatalogueGraph, material: string): Map<string, number> {
  const best = new Map<string, number>()
  const arrive = (kind: Walk['kind'], at: string, score: number) => {
    const place = `${kind} ${at}`
    if (score >= W.leastScore && score > (best.get(place) ?? 0)) best.set(place, score)
  }
  const open: Walk[] = [
    {
      kind: 'material',
      at: material,
      score: 1,
      did: 'nothing',
      conversions: 0,
      stated: [],
      known: spokenOf(rows, material, true),
    },
  ]
  for (let walk = open.pop(); walk; walk = open.pop()) {
    if (walk.score < W.leastScore) continue
    if (walk.kind === 'use') walkUse(rows, walk, open, arrive)
    else walkMaterial(rows, walk, open, arrive)
  }
  return best
}

type Arrive = (kind: Walk['kind'], at: string, score: number) => void

function walkUse(rows: CatalogueGraph, walk: Walk, open: Walk[], arrive: Arrive): void {
  arrive('use', walk.at, walk.score)
  for (const { id, parent } of rows.uses) {
    if (id === walk.at && parent && walk.did !== 'down')
      open.push({ ...walk, at: parent, score: walk.score * W.broaderUse, did: 'up' })
    if (parent === walk.at && walk.did !== 'up' && !walk.settled)
      open.push({ ...walk, at: id, score: walk.score * W.narrowerUse, did: 'down' })
  }
}

function walkMaterial(rows: CatalogueGraph, walk: Walk, open: Walk[], arrive: Arrive): void {
  const here = rows.materials.find(({ id }) => id === walk.at)
  const isWideRoot = here?.parent === null && kindsBelow(rows, walk.at) >= W.kindsOfWideRoot
  // Arriving at a wide root costs more than passing through it.
  arrive(
    'material',
    walk.at,
    walk.did === 'up' && isWideRoot ? (walk.score / W.isA) * W.isAWideRoot : walk.score,
  )
  const own = rows.suitabilities.filter((row) => row.material === walk.at)
  const arriveAt = (at: string, score: number, conversions: number) => {
    const settled = walk.known.some((use) => isBelow(rows.uses, use, at))
    open.push({ ...walk, kind: 'use', at, score, did: 'nothing', conversions, settled })
  }
  const toUse = (at: string, weight: number) => arriveAt(at, walk.score * weight, walk.conversions)
  for (const { use, weight } of own) if (!walk.stated.includes(use)) toUse(use, weight)
  for (const pathway of rows.pathways.filter((row) => row.material === walk.at)) {
    const feedstockUse = rows.processes.find(({ id }) => id === pathway.process)?.feedstockUse
    const sureness = W.maturity[pathway.maturity]
    if (feedstockUse && !walk.stated.includes(feedstockUse)) toUse(feedstockUse, sureness * W.takerConverts)
    if (walk.conversions === W.mostConversions) continue
    const score = walk.score * sureness * W.conversion
    const conversions = walk.conversions + 1
    if (pathway.use) arriveAt(pathway.use, score, conversions)
    if (pathway.product)
      open.push({
        kind: 'material',
        at: pathway.product,
        score,
        did: 'nothing',
        conversions,
        stated: [],
        known: spokenOf(rows, pathway.product, true),
      })
  }
  const stated = [...walk.stated, ...own.map(({ use }) => use)]
  if (here?.parent && walk.did !== 'down')
    open.push({ ...walk, at: here.parent, score: walk.score * W.isA, did: 'up', stated })
  if (walk.did !== 'up' && walk.conversions === 0)
    for (const { id, parent } of rows.materials)
      if (parent === walk.at)
        open.push({
          ...walk,
          at: id,
          score: walk.score * W.partOfGroup,
          did: 'down',
          stated: [],
          known: spokenOf(rows, id, false),
        })
}

/** Uses that the rows of a material speak of, with those of its groups where they are inherited. */
function spokenOf(rows: CatalogueGraph, material: string, inherited: boolean): string[] {
  const holders = new Set(
    rows.materials
      .map(({ id }) => id)
      .filter((id) => id === material || (inherited && isBelow(rows.materials, material, id))),
  )
  const pathways = rows.pathways.filter((row) => holders.has(row.material))
  return [
    ...rows.suitabilities.filter((row) => holders.has(row.material)).map(({ use }) => use),
    ...pathways.flatMap(({ process }) => rows.processes.find(({ id }) => id === process)?.feedstockUse ?? []),
    ...pathways.flatMap(({ use }) => use ?? []),
  ]
}

const kindsBelow = (rows: CatalogueGraph, group: string) =>
  rows.materials.filter(({ id }) => isBelow(rows.materials, id, group)).length

function isBelow(tree: CatalogueGraph['uses'], id: string, group: string): boolean {
  const parent = tree.find((row) => row.id === id)?.parent
  return Boolean(parent) && (parent === group || isBelow(tree, parent as string, group))
}
