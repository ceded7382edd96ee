import { isFacilitator } from '#lib/account/writable.ts'
import { get } from '#lib/api/request.ts'
import type { ActingFor, Me, Settings } from '#lib/contract.ts'

/**
 * Settings of the installation, and who is here. A page that could not read them still works, with the offline map and
 * as for anybody.
 */
export const load = async ({ fetch }) => {
  const [settings, session] = await Promise.all([
    get<Settings>('/settings', fetch).catch(() => null),
    get<{ me: Me | null }>('/session', fetch).catch(() => null),
  ])
  const me = session?.me ?? null
  if (!me || !isFacilitator(me)) return { settings, me, acting: null }
  const { organisation } = await get<ActingFor>('/desk/acting', fetch).catch(() => ({ organisation: null }))
  return { settings, me: organisation ? withMembership(me, organisation) : me, acting: organisation }
}

/** Whoever acts for an organisation does on its pages what its editors may. */
const withMembership = (me: Me, { id, name }: NonNullable<ActingFor['organisation']>): Me => ({
  ...me,
  memberships: [
    ...me.memberships.filter(({ organisationId }) => organisationId !== id),
    { organisationId: id, organisationName: name, sector: null, role: 'editor' },
  ],
})
