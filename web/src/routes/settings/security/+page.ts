import { get } from '#lib/api/request.ts'
import type { SessionEntry } from '#lib/contract.ts'

/** Where one is signed in. */
export const load = async ({ fetch, parent }) => {
  await parent()
  return get<{ sessions: SessionEntry[] }>('/sessions', fetch)
}
