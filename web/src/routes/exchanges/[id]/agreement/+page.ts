import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { ExchangeRoom } from '#lib/contract.ts'

/** The sealed terms of an exchange: those that hold, or an earlier version that the address names. */
export const load = async ({ fetch, params, parent, url }) => {
  if (!/^\d{1,10}$/.test(params.id)) error(404)
  await parent()
  const { exchange, terms } = await get<ExchangeRoom>(`/exchanges/${params.id}`, fetch).catch(
    (problem: unknown) => error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
  )
  const wanted = url.searchParams.get('version')
  const sealed = terms.filter(({ sealedAt }) => sealedAt !== null)
  const shown = wanted
    ? sealed.find(({ version }) => String(version) === wanted)
    : sealed.find(({ supersededAt }) => supersededAt === null)
  return { exchange, terms: shown ?? null }
}
