import { get } from '#lib/api/request.ts'
import { writableOf } from '#lib/account/writable.ts'
import type { BusiestMunicipality, ListingKind, Me, OwnOrganisation } from '#lib/contract.ts'

/** Where a search is reckoned from until a place is told, and why there. */
export interface Assumed {
  municipality: string
  because: 'own' | 'busiest'
}

/** Where whoever searches has his first site; null where that is not known. */
export async function ownPlace(me: Me | null): Promise<Assumed | null> {
  const [first] = writableOf(me)
  if (!first) return null
  const own = await get<OwnOrganisation>(`/organisations/${first.organisationId}/own`).catch(() => null)
  const municipality = own?.sites.find((site) => site.municipality !== null)?.municipality
  return municipality ? { municipality, because: 'own' } : null
}

/** Where most is listed around what is searched; null where that is not known. */
export async function busiestPlace(kind: ListingKind, target: string | undefined): Promise<Assumed | null> {
  const query = new URLSearchParams({ kind, ...(target !== undefined && { target }) })
  const { municipality } = await get<BusiestMunicipality>(`/areas/busiest?${query}`).catch(() => ({
    municipality: null,
  }))
  return municipality === null ? null : { municipality, because: 'busiest' }
}
