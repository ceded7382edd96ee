import { get } from '#lib/api/request.ts'
import type { Municipalities } from '#lib/contract.ts'

/** The places that can be chosen; read again in the browser should the first try fail. */
export const load = async ({ fetch }) => ({
  municipalities: await get<Municipalities>('/areas/municipalities', fetch)
    .then((answer) => answer.municipalities)
    .catch(() => []),
})
