import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { ListingsPage, PublicOrganisation } from '#lib/contract.ts'

/** An organisation as its reader may know it, with what it offers and needs. */
export const load = async ({ fetch, params }) => {
  if (!/^\d{1,10}$/.test(params.id)) error(404)
  try {
    const organisation = await get<PublicOrganisation>(`/organisations/${params.id}`, fetch)
    // Not by the number of the address: that one may have been merged into another.
    const page = await get<ListingsPage>(`/listings?organisation=${organisation.id}&limit=50`, fetch)
    return { organisation, listings: page.listings }
  } catch (problem) {
    error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503)
  }
}
