import {
  ACTS,
  EXCHANGE_LIFE,
  type Act,
  type LifeStep,
  type Party,
  type Stage,
} from '../contract/exchanges.ts'
import { Refusal } from '../refusals.ts'

/** The row of the life cycle by which an act is done in a stage; undefined when the stage does not know it. */
export const stepFor = (act: Act, stage: Stage): LifeStep | undefined =>
  EXCHANGE_LIFE.find((step) => step.act === act && step.from.includes(stage))

/** What a party may do in a stage, in the order of the table. */
export const allowedActs = (stage: Stage, party: Party): Act[] =>
  ACTS.filter((act) => stepFor(act, stage)?.by.includes(party))

/**
 * The row by which a party does an act in a stage.
 * @throws Refusal `exchange_stage_wrong` when the stage does not know the act, `not_permitted` when others may do it only
 */
export function permitStep(act: Act, stage: Stage, party: Party): LifeStep {
  const step = stepFor(act, stage)
  if (!step) throw new Refusal('exchange_stage_wrong', { act, stage })
  if (!step.by.includes(party)) throw new Refusal('not_permitted', { act })
  return step
}
