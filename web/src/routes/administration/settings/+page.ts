import { get } from '#lib/api/request.ts'
import type { InstallationSettings } from '#lib/contract.ts'

export const load = async ({ fetch, parent }) => {
  const { me } = await parent()
  if (me.secondFactor.required && !me.secondFactor.confirmed) return { settings: [], version: '' }
  return get<InstallationSettings>('/administration/settings', fetch)
}
