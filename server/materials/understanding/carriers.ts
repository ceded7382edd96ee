import type { Catalogue } from '../catalogue.ts'
import { materialsOfCode } from '../reading/codes.ts'

/** What a waste code says of a material by itself: nearly all of the one that its others are kinds of, else it is one of several. */
const SUFFICES = { whole: 0.9, one: 0.5 }

/** The materials that carry a waste code, most typical first, each with how surely the code alone means it. */
export function carriersOf(
  catalogue: Catalogue,
  wasteCode: string | null,
): { id: string; sureness: number }[] {
  if (wasteCode === null) return []
  const { whole, ids } = materialsOfCode(catalogue, wasteCode)
  return whole === null
    ? ids.map((id) => ({ id, sureness: SUFFICES.one }))
    : [whole, ...ids.filter((id) => id !== whole)].map((id) => ({
        id,
        sureness: id === whole ? SUFFICES.whole : SUFFICES.one * SUFFICES.one,
      }))
}
