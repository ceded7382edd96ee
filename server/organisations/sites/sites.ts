import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { tellChanged, type Follower } from '../followers.ts'
import type { SiteInput } from '../organisation-schema.ts'
import { requireWriter } from '../permissions.ts'
import { siteOf, type OrganisationReference } from '../rules.ts'
import { deleteSite, holdOrganisation, holdSite, insertSite, updateSite } from '../store.ts'

export interface SiteChange {
  organisationId: number
  siteId: number
  input: SiteInput
}

/**
 * Adds a place of work. The municipality is the one named, or the one whose seat is nearest.
 * @returns its id
 * @throws Refusal `not_permitted`, `not_found`, or what is wrong with the place
 */
export async function addSite(
  db: Db,
  principal: Principal,
  { organisationId, input }: Omit<SiteChange, 'siteId'>,
  clock: Clock,
  reference: OrganisationReference,
): Promise<number> {
  requireWriter(principal, organisationId)
  const settled = siteOf(input, reference)
  return db.transaction(async (tx) => {
    if (!(await holdOrganisation(tx, organisationId)))
      throw new Refusal('not_found', { organisation: organisationId })
    const id = await insertSite(tx, organisationId, input.name?.trim() || null, settled)
    await leaveLine(tx, actorOf(principal), clock, lineOf('site_added', id, organisationId))
    return id
  })
}

/** Moves a site, or changes how exactly others see it; its listings move along. @throws Refusal as `addSite` */
export async function moveSite(
  db: Db,
  principal: Principal,
  { organisationId, siteId, input }: SiteChange,
  clock: Clock,
  reference: OrganisationReference,
  followers: readonly Follower[],
): Promise<void> {
  requireWriter(principal, organisationId)
  const settled = siteOf(input, reference)
  await db.transaction(async (tx) => {
    if (!(await holdSite(tx, organisationId, siteId))) throw new Refusal('not_found', { site: siteId })
    await updateSite(tx, siteId, input.name?.trim() || null, settled, organisationId)
    await tellChanged(followers, tx, organisationId)
    await leaveLine(tx, actorOf(principal), clock, lineOf('site_moved', siteId, organisationId))
  })
}

/** Takes a site out. @throws Refusal `not_permitted`, `not_found`; `site_in_use` while listings lie there */
export async function removeSite(
  db: Db,
  principal: Principal,
  { organisationId, siteId }: Omit<SiteChange, 'input'>,
  clock: Clock,
): Promise<void> {
  requireWriter(principal, organisationId)
  await db.transaction(async (tx) => {
    const held = await holdSite(tx, organisationId, siteId)
    if (!held) throw new Refusal('not_found', { site: siteId })
    if (held.listings > 0) throw new Refusal('site_in_use', { listings: held.listings })
    await deleteSite(tx, siteId)
    await leaveLine(tx, actorOf(principal), clock, lineOf('site_removed', siteId, organisationId))
  })
}

const lineOf = (action: string, siteId: number, organisation: number) => ({
  action,
  subjectKind: 'site',
  subjectId: siteId,
  after: { organisation },
})
