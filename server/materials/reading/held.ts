import type { Catalogue } from '../catalogue.ts'
import { buildIndex, type SuggestIndex } from './phrases.ts'

const held = new WeakMap<Catalogue, SuggestIndex>()

/** The index of a catalogue, built when it is first asked for (seconds) and kept as long as the catalogue is. */
export function suggestIndexOf(catalogue: Catalogue): SuggestIndex {
  const known = held.get(catalogue)
  if (known) return known
  const index = buildIndex(catalogue)
  held.set(catalogue, index)
  return index
}
