import type { BothNames, Catalogue } from '../materials/catalogue.ts'
import type { ImpactFacts } from './compute.ts'
import type { ExchangeImpact } from './schema.ts'

/** What the ids in frozen facts stand for today; rows of the catalogue are retired, never taken away. */
export function namesIn(
  all: readonly ImpactFacts[],
  { materials, processes }: Catalogue,
): ExchangeImpact['names'] {
  const materialIds = all.flatMap(({ route, input }) => [
    ...route.parts.map(({ material }) => material),
    ...(input.material === null ? [] : [input.material]),
  ])
  const processIds = all.flatMap(({ processing }) => processing.map(({ process }) => process))
  return { materials: namesOf(materials, materialIds), processes: namesOf(processes, processIds) }
}

/** The names of some rows of the catalogue, by id. */
export const namesOf = (
  rows: ReadonlyMap<string, { names: BothNames }>,
  ids: readonly string[],
): Record<string, BothNames> =>
  Object.fromEntries(ids.flatMap((id) => (rows.has(id) ? [[id, rows.get(id)!.names] as const] : [])))
