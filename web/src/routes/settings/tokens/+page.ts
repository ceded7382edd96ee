import { get } from '#lib/api/request.ts'
import type { ApiTokenEntry } from '#lib/contract.ts'

/** One's keys for programs. */
export const load = async ({ fetch, parent }) => {
  await parent()
  return get<{ tokens: ApiTokenEntry[] }>('/me/tokens', fetch)
}
