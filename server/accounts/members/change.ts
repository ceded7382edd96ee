import type { Db } from '../../../db/open.ts'
import type { MembershipRole, Principal } from '../../contract/people.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { isoOf, type AccountParts } from '../parts.ts'
import { actorOf, membershipIn } from '../principal.ts'
import { membershipLine } from '../registration/register.ts'
import { putMembership } from '../store.ts'
import { refuseForeignOwner, refuseForeignReader, refuseOwnerless } from './rules.ts'
import {
  deleteMembership,
  holdMemberships,
  insertConsent,
  invitationsOf,
  liveOrganisation,
  membersOf,
  newestConsent,
  revokeConsent,
} from './store.ts'

/**
 * Who belongs to an organisation, and who is invited; the invited are shown to owners only.
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function listMembers(
  db: Db,
  principal: Principal,
  organisationId: number,
  { clock }: AccountParts,
) {
  refuseForeignReader(principal, organisationId)
  const organisation = await liveOrganisation(db, organisationId)
  if (!organisation) throw new Refusal('not_found')
  const isOwner = membershipIn(principal, organisationId) === 'owner' || principal.role === 'administrator'
  const [members, invitations, consent] = [
    await membersOf(db, organisationId),
    isOwner ? await invitationsOf(db, organisationId, clock().toISOString()) : [],
    await newestConsent(db, organisationId),
  ]
  return {
    organisation,
    members: members.map((member) => ({ ...member, since: isoOf(member.since) })),
    invitations: invitations.map((invitation) => ({
      ...invitation,
      createdAt: isoOf(invitation.createdAt),
      expiresAt: isoOf(invitation.expiresAt),
    })),
    actingConsent: {
      given: consent !== null && consent.revokedAt === null,
      since: consent === null ? null : isoOf(consent.revokedAt ?? consent.givenAt),
    },
  }
}

/**
 * Gives a member another role, or none any more. Owners decide about everybody, anybody may leave.
 * @param change `role: null` takes the member out
 * @throws Refusal `not_permitted`, `not_found`, `last_owner`
 */
export async function changeMember(
  db: Db,
  principal: Principal,
  change: { organisationId: number; accountId: number; role: MembershipRole | null },
  { clock }: AccountParts,
): Promise<void> {
  const { organisationId, accountId, role } = change
  const isLeaving = role === null && accountId === principal.accountId
  if (!isLeaving) refuseForeignOwner(principal, organisationId)
  await db.transaction(async (tx) => {
    const members = await holdMemberships(tx, organisationId)
    const before = members.find((member) => member.accountId === accountId)
    if (!before) throw new Refusal('not_found')
    if (before.role === role) return
    refuseOwnerless(members, accountId, role)
    if (role === null) await deleteMembership(tx, organisationId, accountId)
    else await putMembership(tx, clock, organisationId, accountId, role)
    const line = membershipLine(organisationId, accountId, role, before.role)
    await leaveLine(tx, actorOf(principal), clock, line)
    await tell(tx, actorOf(principal), clock, [
      {
        kind: 'membership_changed',
        subjectKind: 'organisation',
        subjectId: organisationId,
        organisations: [organisationId],
        accounts: [accountId],
        params: { account: accountId, role },
      },
    ])
  })
}

/**
 * Lets facilitators act for an organisation, or no longer. Only its own owners can say so.
 * @throws Refusal `not_permitted`
 */
export async function changeConsent(
  db: Db,
  principal: Principal,
  { organisationId, given }: { organisationId: number; given: boolean },
  { clock }: AccountParts,
): Promise<void> {
  if (membershipIn(principal, organisationId) !== 'owner') throw new Refusal('not_permitted')
  await db.transaction(async (tx) => {
    await holdMemberships(tx, organisationId)
    const newest = await newestConsent(tx, organisationId)
    const holds = newest !== null && newest.revokedAt === null
    if (holds === given) return
    const now = clock().toISOString()
    if (given) await insertConsent(tx, { organisationId, givenBy: principal.accountId, givenAt: now })
    else await revokeConsent(tx, newest!.id, now)
    await leaveLine(tx, actorOf(principal), clock, {
      action: given ? 'acting_consent_given' : 'acting_consent_revoked',
      subjectKind: 'organisation',
      subjectId: organisationId,
    })
  })
}
