import { isFacilitator } from '#lib/account/writable.ts'
import { get } from '#lib/api/request.ts'
import type { ActingFor, Me, NewsStanding, Settings } from '#lib/contract.ts'

/**
 * Settings of the installation, who is here, and where his news stand. A page that could not read them still works, with the offline map and
 * as for anybody.
 */
export const load = async ({ fetch }) => {
  const [settings, session] = await Promise.all([
    get<Settings>('/settings', fetch).catch(() => null),
    get<{ me: Me | null }>('/session', fetch).catch(() => null),
  ])
  const me = session?.me ?? null
  if (!me) return { settings, me, standing: null, acting: null }
  const [standing, { organisation }] = await Promise.all([
    get<NewsStanding>('/notifications/unread', fetch).catch(() => null),
    isFacilitator(me) ? get<ActingFor>('/desk/acting', fetch).catch(() => NOBODY) : NOBODY,
  ])
  return {
    settings,
    me: organisation ? withMembership(me, organisation) : me,
    standing,
    acting: organisation,
  }
}

const NOBODY: ActingFor = { organisation: null }

/** Whoever acts for an organisation does on its pages what its editors may. */
const withMembership = (me: Me, { id, name }: NonNullable<ActingFor['organisation']>): Me => ({
  ...me,
  memberships: [
    ...me.memberships.filter(({ organisationId }) => organisationId !== id),
    { organisationId: id, organisationName: name, sector: null, role: 'editor' },
  ],
})
