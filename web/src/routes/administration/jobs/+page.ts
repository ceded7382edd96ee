import { get } from '#lib/api/request.ts'
import type { Jobs } from '#lib/contract.ts'

export const load = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (me.secondFactor.required && !me.secondFactor.confirmed) return { jobs: [] }
  return get<Jobs>('/administration/jobs', fetch)
}
