import type { Catalogue } from './catalogue.ts'
import { profileOf, sectorOf, type SectorProfile } from './profile/lookup.ts'
import { sectorsIn, type SectorReading } from './profile/recognise.ts'

export { earlierMeaningOf } from './profile/earlier-meanings.ts'
export { profileOf, sectorOf, sectorsAbove, type ProfileEntry, type SectorProfile } from './profile/lookup.ts'
export { findSectors, type FoundSector } from './profile/find.ts'
export { sectorsIn, type SectorReading } from './profile/recognise.ts'

/**
 * The profile of the sector that a text and, where known, a NACE code name. The text decides while it fits the code or
 * there is none, since it can be narrower ("titanium dioxide plant" within 20.12); otherwise the code does.
 * @param text how somebody names his trade, in Georgian or English; may be empty
 * @param nace a NACE code in any usual form, or null
 * @returns the profile, and what was read of the text when it decided; null when neither says anything
 */
export function profileFor(
  catalogue: Catalogue,
  text: string,
  nace: string | null = null,
): { profile: SectorProfile; reading: SectorReading | null } | null {
  const code = nace === null ? null : sectorOf(catalogue, nace)
  const readings = sectorsIn(catalogue, text)
  const fitting =
    code === null ? readings[0] : readings.find(({ sector }) => isWithin(catalogue, sector, code))
  const chosen = fitting ?? (code === null ? null : undefined)
  const profile = profileOf(catalogue, chosen?.sector ?? code ?? '')
  return profile && { profile, reading: chosen ?? null }
}

/** The same NACE class, or one within it. */
function isWithin(catalogue: Catalogue, sector: string, code: string): boolean {
  const nace = catalogue.branches.get(sector)?.nace ?? sector
  return nace === code || nace.startsWith(code)
}
