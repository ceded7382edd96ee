import { get } from '#lib/api/request.ts'
import type { PublicListing } from '#lib/contract.ts'

/** The listings that the address names, to begin with. */
export const load = async ({ fetch, url }) => {
  const read = (name: string) => {
    const id = url.searchParams.get(name) ?? ''
    return /^\d{1,9}$/.test(id) ? get<PublicListing>(`/listings/${id}`, fetch).catch(() => null) : null
  }
  const [offer, need] = await Promise.all([read('offer'), read('need')])
  return { offer, need }
}
