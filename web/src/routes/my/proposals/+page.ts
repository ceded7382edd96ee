import { get } from '#lib/api/request.ts'
import type { OwnListings, ProposalsPage } from '#lib/contract.ts'

const PAGE = 10
const FILTERS = ['organisation', 'listing', 'side', 'answer', 'stale', 'cursor']
/** Listings to choose from in the filter. */
const LISTINGS = 100

/** Proposals that the filters in the address let through, and the listings that can be chosen there. */
export const load = async ({ fetch, url, parent }) => {
  const { me } = await parent()
  const asked = new URLSearchParams({ limit: String(PAGE) })
  for (const name of FILTERS) {
    const value = url.searchParams.get(name)?.trim()
    if (value) asked.set(name, value)
  }
  const chosen = Number(url.searchParams.get('organisation'))
  const organisations = (me?.memberships ?? []).filter(
    ({ organisationId }) => !chosen || organisationId === chosen,
  )
  const [found, ...listings] = await Promise.all([
    get<ProposalsPage>(`/proposals?${asked}`, fetch).then(
      (page) => ({ page, problem: null }),
      (problem: unknown) => ({ page: null, problem: problem instanceof Error ? problem.message : 'page' }),
    ),
    ...organisations.map(({ organisationId }) =>
      get<OwnListings>(`/organisations/${organisationId}/listings?limit=${LISTINGS}`, fetch).then(
        (own) => own.listings,
        () => [],
      ),
    ),
  ])
  return { ...found, listings: listings.flat() }
}
