import { get } from '#lib/api/request.ts'
import type { Preferences } from '#lib/contract.ts'

/** When one hears of each kind of news by letter. */
export const load = async ({ fetch, parent }) => {
  await parent()
  return get<Preferences>('/me/notification-preferences', fetch)
}
