import { get, ApiProblem } from '#lib/api/request.ts'
import type { Municipalities, PotentialResponse } from '#lib/contract.ts'

/** The municipalities to choose from, and the potential of the one that the address names. */
export const load = async ({ fetch, url }) => {
  const chosen = url.searchParams.get('municipality')
  const asked = (path: string) => get<PotentialResponse>(path, fetch)
  const [areas, potential] = await Promise.all([
    get<Municipalities>('/areas/municipalities', fetch).catch(() => ({ municipalities: [] })),
    chosen === null
      ? { found: null, problem: null }
      : asked(`/potential?municipality=${encodeURIComponent(chosen)}`).then(
          (found) => ({ found, problem: null }),
          (problem: unknown) => ({
            found: null,
            problem: problem instanceof ApiProblem ? problem.code : 'internal_error',
          }),
        ),
  ])
  return {
    chosen,
    municipalities: areas.municipalities.filter(({ type }) => type === 'municipality'),
    potential,
  }
}
