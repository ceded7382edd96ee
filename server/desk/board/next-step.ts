import { SIDES, type Act, type Side, type Stage } from '../../contract/exchanges.ts'

/** What has to happen next in an exchange, and who has to do it. */
export interface NextStep {
  act: Act
  waitsFor: Side[]
}

/** What the next step depends on. */
export interface Standing {
  stage: Stage
  /** The sides that said yes to the newest terms while these are not sealed; null when no terms wait for a yes. */
  agreed: readonly Side[] | null
  /** The sides that recorded shipments which nobody has answered. */
  recordedBy: readonly Side[]
}

const both = () => [...SIDES]
const without = (sides: readonly Side[]) => SIDES.filter((side) => !sides.includes(side))

/** The next step on the way to confirmed tonnes; null once an exchange is closed. */
export function nextStepOf({ stage, agreed, recordedBy }: Standing): NextStep | null {
  switch (stage) {
    case 'introduced':
      return { act: 'offer_terms', waitsFor: both() }
    case 'negotiating':
      return agreed ? { act: 'agree', waitsFor: without(agreed) } : { act: 'offer_terms', waitsFor: both() }
    case 'suspended':
      return { act: 'resume', waitsFor: both() }
    case 'agreed':
    case 'active':
      if (agreed) return { act: 'agree', waitsFor: without(agreed) }
      if (recordedBy.length > 0)
        return { act: 'answer_shipment', waitsFor: recordedBy.length > 1 ? both() : without(recordedBy) }
      return { act: 'record_shipment', waitsFor: both() }
    default:
      return null
  }
}
