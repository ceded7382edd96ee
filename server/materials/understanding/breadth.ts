import type { Catalogue } from '../catalogue.ts'

/** From this path score on a material is one that serves a use. */
const SERVES = 0.4
/** So many materials serve the broadest uses, such as boiler fuel. */
const MOST = 400
/** What is left of a use that nearly everything serves: who wants fuel wants this fuel less surely than who wants this very thing. */
const BROADEST = 0.85
/** Whoever takes so many things, counted by how typical they are, takes each of them less surely. */
const MANY = 10
const SCATTERED = 0.07

const served = new WeakMap<Catalogue, Map<string, number>>()

/** 0.85–1: how much a use tells of what somebody takes; the fewer materials serve it, the more. */
export function tellingOf(catalogue: Catalogue, use: string): number {
  const known = served.get(catalogue) ?? countServed(catalogue)
  served.set(catalogue, known)
  const share = Math.log(1 + (known.get(use) ?? 0)) / Math.log(1 + MOST)
  return 1 - (1 - BROADEST) * Math.min(1, share)
}

/** What is left of each thing that a firm takes, by the sum of how typical they all are. */
export const focusOf = (sum: number): number => (MANY / Math.max(MANY, sum)) ** SCATTERED

function countServed({ compatibility }: Catalogue): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { targetKind, target, score } of compatibility)
    if (targetKind === 'use' && score > SERVES) counts.set(target, (counts.get(target) ?? 0) + 1)
  return counts
}
