import { POLICY, type Policy } from './policy.ts'

/** Its numbers are those of 2026-11-2: what changed with that version are the weights of the closure (`materials/closure/weights.ts`). */
const FIRST: Policy = { ...POLICY, version: '2026-11-1' }

/** Every version that can be chosen, oldest first; the last one ranks. A version is never edited, only followed by another. */
export const POLICIES: readonly [Policy, ...Policy[]] = [FIRST, POLICY]

/** The policy of a version; undefined for one that never was. */
export const policyOf = (version: string): Policy | undefined =>
  POLICIES.find((policy) => policy.version === version)
