import { CLOSED_STAGES, EXCHANGE_LIFE, type Act, type LifeStep, type Stage } from '#lib/contract.ts'

/** The acts that a button alone does, in the order in which they are shown. */
export const MOVES = ['start', 'resume', 'complete', 'suspend', 'decline', 'lapse'] as const satisfies Act[]
export type Move = (typeof MOVES)[number]

const stepOf = (act: Act, stage: Stage): LifeStep | undefined =>
  EXCHANGE_LIFE.find((step) => step.act === act && step.from.includes(stage))

/** Whether the life cycle asks for a reason. */
export const needsReason = (act: Act, stage: Stage): boolean => stepOf(act, stage)?.when === 'reason_given'

/** Whether nothing leads back from there, so that it asks first. */
export const isFinal = (act: Act, stage: Stage): boolean =>
  (CLOSED_STAGES as readonly (Stage | null | undefined)[]).includes(stepOf(act, stage)?.to)
