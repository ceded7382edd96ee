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

/** What is left of a material by how far a waste code is from its own: in one subchapter (one kind of process), in one chapter (one industry), or of another hazard. */
const AGREES = { exactly: 1, subchapter: 0.95, chapter: 0.9, otherwise: 0.8, unknown: 0.92, otherHazard: 0.7 }

/** 0–1: how well a waste code goes with a material; 1 without a code. The codes of a group are those of its kinds as well. */
export function agreementWith(catalogue: Catalogue, wasteCode: string | null, material: string): number {
  if (wasteCode === null) return 1
  const codes = catalogue.materials.get(material)?.wasteCodes ?? []
  if (codes.includes(wasteCode)) return AGREES.exactly
  if (codes.length === 0) return AGREES.unknown
  const isHazardous = (code: string) => catalogue.wasteCodes.get(code)?.hazardous ?? false
  const hazard = codes.every((code) => isHazardous(code) !== isHazardous(wasteCode)) ? AGREES.otherHazard : 1
  const shares = (digits: number) =>
    codes.some((code) => code.slice(0, digits) === wasteCode.slice(0, digits))
  return hazard * (shares(4) ? AGREES.subchapter : shares(2) ? AGREES.chapter : AGREES.otherwise)
}
