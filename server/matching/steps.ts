import {
  namesOf,
  suitabilityOf,
  type Catalogue,
  type ClosureStep,
  type Compatibility,
} from '../materials/catalogue.ts'
import type { Match } from './schema.ts'

type Step = Match['steps'][number]

/** The way from what is offered to what is wanted, step by step with its sources. */
export function stepsOf(catalogue: Catalogue, { material, path }: Compatibility): Step[] {
  let from = material
  return path.map((step) => {
    const shown = stepShown(catalogue, from, step)
    from = step.to
    return shown
  })
}

function stepShown(catalogue: Catalogue, from: string, step: ClosureStep): Step {
  const evidence = evidenceOf(catalogue, from, step)
  const process = step.process ? catalogue.processes.get(step.process) : undefined
  return {
    relation: step.relation,
    to: { kind: step.toKind, id: step.to, names: namesOf(catalogue, step.toKind, step.to) },
    weight: step.weight,
    ...(process
      ? { process: { id: process.id, names: process.names, rCode: step.rCode ?? process.rCode ?? '' } }
      : {}),
    ...(evidence?.conditions ? { conditions: evidence.conditions } : {}),
    source: evidence?.source ?? null,
    sourceUrl: evidence && 'sourceUrl' in evidence ? evidence.sourceUrl : null,
    sourceStatus: evidence?.sourceStatus ?? null,
  }
}

/** The catalogue row that a step rests on: a pathway, or a suitability of the material or of the nearest group that has one. */
function evidenceOf(catalogue: Catalogue, from: string, step: ClosureStep) {
  if (step.pathway) return catalogue.pathways.get(step.pathway)
  if (!step.suitability) return undefined
  for (let id: string | null | undefined = from; id; id = catalogue.materials.get(id)?.parent) {
    const row = suitabilityOf(catalogue, id, step.to)
    if (row) return row
  }
  return undefined
}
