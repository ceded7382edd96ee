import type { Catalogue } from '../../materials/catalogue.ts'
import type { Policy } from '../engine/policy.ts'
import type { GoldenCase } from '../golden/case.ts'
import { runCase } from '../golden/run.ts'
import { countedOf, type Preference } from './outcomes.ts'

/** Each partner of a golden market before each that is expected after it. */
export function goldenPreferences(
  cases: readonly GoldenCase[],
  catalogue: Catalogue,
  policy: Policy,
): Preference[] {
  return cases.flatMap((golden) => {
    const findings = new Map(
      runCase(golden, catalogue, policy).map((partner) => [partner.ref, partner.findings]),
    )
    const inOrder = golden.expected.filter((ref) => findings.has(ref))
    return inOrder.flatMap((better, at) =>
      inOrder.slice(at + 1).map((worse) => ({
        from: `${golden.name}: ${better} before ${worse}`,
        better: countedOf(findings.get(better)!, policy),
        worse: countedOf(findings.get(worse)!, policy),
      })),
    )
  })
}
