import type { Policy } from '../policy.ts'
import type { Provenance } from '../../../contract/words.ts'

/** Trust in one side: provenance of its listing, verified organisation, completed exchanges. 0–1. */
export function sideTrust(
  provenance: Provenance,
  verified: boolean,
  completedExchanges: number,
  policy: Policy,
): number {
  const { parts, exchangesHalf } = policy.trust
  return (
    parts.provenance * policy.trust.provenance[provenance] +
    parts.verified * (verified ? 1 : 0) +
    parts.exchanges * (completedExchanges / (completedExchanges + exchangesHalf))
  )
}

/** Mean of the two sides. */
export const trustScore = (offerTrust: number, needTrust: number): number => (offerTrust + needTrust) / 2
