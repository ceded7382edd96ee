import { get } from '#lib/api/request.ts'
import type { Settings } from '#lib/contract.ts'

/** Settings of the installation. A page that could not read them still works, with the offline map. */
export const load = async ({ fetch }) => ({
  settings: await get<Settings>('/settings', fetch).catch(() => null),
})
