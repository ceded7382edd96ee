import { get } from '#lib/api/request.ts'
import type { Me, Settings } from '#lib/contract.ts'

/**
 * Settings of the installation, and who is here. A page that could not read them still works, with the offline map and
 * as for anybody.
 */
export const load = async ({ fetch }) => {
  const [settings, session] = await Promise.all([
    get<Settings>('/settings', fetch).catch(() => null),
    get<{ me: Me | null }>('/session', fetch).catch(() => null),
  ])
  return { settings, me: session?.me ?? null }
}
