import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { Municipalities, PublicListing } from '#lib/contract.ts'

/** One listing; its partners are looked for in the browser, while the listing itself can already be read. */
export const load = async ({ fetch, params }) => {
  if (!/^\d{1,10}$/.test(params.id)) error(404)
  const [listing, municipalities] = await Promise.all([
    get<PublicListing>(`/listings/${params.id}`, fetch).catch((problem: unknown) =>
      error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
    ),
    get<Municipalities>('/areas/municipalities', fetch).catch(() => ({ municipalities: [] })),
  ])
  return { listing, municipalities: municipalities.municipalities }
}
