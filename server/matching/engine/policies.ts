import { POLICY, type Policy } from './policy.ts'

/** Every version that can be chosen, oldest first; the last one ranks. A version is never edited, only followed by another. */
export const POLICIES: readonly [Policy, ...Policy[]] = [POLICY]

/** The policy of a version; undefined for one that never was. */
export const policyOf = (version: string): Policy | undefined =>
  POLICIES.find((policy) => policy.version === version)
