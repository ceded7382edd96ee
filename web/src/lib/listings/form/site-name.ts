import type { OwnOrganisation } from '#lib/contract.ts'
import { nameOf } from '#lib/language/say.ts'

/** What a site is called: by its own name, else by where it lies. */
export function nameOfSite({ name, place, exact }: OwnOrganisation['sites'][number]): string {
  const area = place.municipality ?? place.region
  return name ?? (area ? nameOf(area.names) : `${exact.lat.toFixed(3)}, ${exact.lon.toFixed(3)}`)
}
