import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueOf, heldReference } from '../server/materials/reference/held.ts'
import { restOf } from '../server/materials/reference/held-rest.ts'
import type { Catalogue } from '../server/materials/catalogue.ts'
import { POLICIES, policyOf } from '../server/matching/engine/policies.ts'
import type { Policy } from '../server/matching/engine/policy.ts'
import { readCases, type GoldenCase } from '../server/matching/golden/case.ts'

/** Neither a version nor a file that holds a policy. */
export class PolicyUnknown extends Error {}

/** The golden markets of the tests. */
export const goldenMarkets = (): GoldenCase[] => readCases(join(import.meta.dirname, '../tests/engine/cases'))

/** The shipped catalogue with everything that ranking reads, straight from its files. */
export function goldenCatalogue(): Catalogue {
  const reference = heldReference()
  return { ...catalogueOf(reference), ...restOf(reference) }
}

/**
 * The policy of a version, or of a JSON file that holds one.
 * @throws PolicyUnknown
 */
export function namedPolicy(name: string): Policy {
  const known = policyOf(name)
  if (known) return known
  const versions = POLICIES.map(({ version }) => version).join(', ')
  if (!name.endsWith('.json')) throw new PolicyUnknown(`No policy ${name}. Versions: ${versions}.`)
  const read = readPolicy(name)
  const current = POLICIES.at(-1)!
  const same = (a: object, b: object) => Object.keys(a).sort().join() === Object.keys(b).sort().join()
  if (!same(read, current) || !same(read.criteria, current.criteria))
    throw new PolicyUnknown(`${name} is no policy: it has to have the same entries as ${current.version}.`)
  return read
}

function readPolicy(name: string): Policy {
  try {
    return JSON.parse(readFileSync(name, 'utf8')) as Policy
  } catch (error) {
    throw new PolicyUnknown(`${name} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}
