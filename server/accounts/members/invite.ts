import type { Db } from '../../../db/open.ts'
import type { MembershipRole, Principal } from '../../contract/people.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine } from '../../journal/write.ts'
import { pageAddress, queueMail } from '../../mail/queue.ts'
import { Refusal } from '../../refusals.ts'
import { mayMail } from '../guesses/limit.ts'
import { inspect, issueOneTime, LINK_HOURS, redeem } from '../one-time/tokens.ts'
import type { AccountParts } from '../parts.ts'
import { actorOf, membershipIn } from '../principal.ts'
import { membershipLine } from '../registration/register.ts'
import { accountByEmail, accountById, plainEmail, putMembership } from '../store.ts'
import { refuseForeignOwner } from './rules.ts'
import { liveOrganisation, membersOf, voidInvitations } from './store.ts'

export interface Invitation {
  organisationId: number
  email: string
  role: MembershipRole
  address: string
}

/**
 * Invites somebody by e-mail; an earlier invitation to the same address stops working.
 * @throws Refusal `not_permitted`, `not_found`, `already_member`, `too_many_guesses`
 */
export async function invite(
  db: Db,
  principal: Principal,
  { organisationId, role, address, ...input }: Invitation,
  parts: AccountParts,
): Promise<void> {
  const { clock, baseUrl } = parts
  refuseForeignOwner(principal, organisationId)
  const email = plainEmail(input.email)
  const organisation = await liveOrganisation(db, organisationId)
  if (!organisation) throw new Refusal('not_found')
  if ((await membersOf(db, organisationId)).some((member) => member.email === email))
    throw new Refusal('already_member')
  if (!(await mayMail(db, clock, { email, address }))) throw new Refusal('too_many_guesses', { minutes: 15 })
  const inviter = (await accountById(db, principal.accountId))!
  // Somebody with an account gets it in the language that he chose.
  const language = (await accountByEmail(db, email))?.language ?? inviter.language
  await db.transaction(async (tx) => {
    await voidInvitations(tx, organisationId, { email }, clock().toISOString())
    const token = await issueOneTime(tx, clock, 'invitation', {
      email,
      organisationId,
      membershipRole: role,
      invitedBy: inviter.id,
    })
    await queueMail(tx, clock, {
      kind: 'invitation',
      to: email,
      accountId: null,
      language,
      params: {
        organisation: organisation.name,
        inviter: inviter.name,
        link: `${pageAddress(baseUrl, language, '/invitation')}#${token}`,
        days: LINK_HOURS.invitation / 24,
      },
    })
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'invitation_sent',
      subjectKind: 'organisation',
      subjectId: organisationId,
      after: { role },
    })
  })
}

/** What an invitation says to whoever holds its token. @throws Refusal `link_expired` */
export async function readInvitation(db: Db, token: string, { clock }: AccountParts) {
  const { email, organisationId, membershipRole } = await inspect(db, clock, 'invitation', token)
  const organisation = await liveOrganisation(db, organisationId!)
  if (!organisation) throw new Refusal('link_expired')
  return {
    email,
    organisationName: organisation.name,
    role: membershipRole ?? 'viewer',
    hasAccount: (await accountByEmail(db, email)) !== null,
  }
}

/**
 * Accepts an invitation for the account that is signed in; it has to be the one that was invited. A role that he has
 * already is not made smaller.
 * @throws Refusal `link_expired`, `invitation_foreign`
 */
export async function acceptInvitation(
  db: Db,
  principal: Principal,
  token: string,
  { clock }: AccountParts,
): Promise<{ organisationId: number }> {
  return db.transaction(async (tx) => {
    const invited = await redeem(tx, clock, 'invitation', token)
    const account = (await accountById(tx, principal.accountId))!
    if (invited.email !== account.email) throw new Refusal('invitation_foreign')
    const organisation = await liveOrganisation(tx, invited.organisationId!)
    if (!organisation) throw new Refusal('link_expired')
    const before = membershipIn(principal, organisation.id)
    if (before === null) {
      const role = invited.membershipRole ?? 'viewer'
      await putMembership(tx, clock, organisation.id, account.id, role)
      await leaveLine(tx, actorOf(principal), clock, membershipLine(organisation.id, account.id, role))
      await tell(tx, actorOf(principal), clock, [
        {
          kind: 'membership_changed',
          subjectKind: 'organisation',
          subjectId: organisation.id,
          organisations: [organisation.id],
          params: { account: account.id, role },
        },
      ])
    }
    return { organisationId: organisation.id }
  })
}

/** Takes an open invitation back. @throws Refusal `not_permitted`, `not_found` */
export async function withdrawInvitation(
  db: Db,
  principal: Principal,
  { organisationId, id }: { organisationId: number; id: string },
  { clock }: AccountParts,
): Promise<void> {
  refuseForeignOwner(principal, organisationId)
  await db.transaction(async (tx) => {
    if ((await voidInvitations(tx, organisationId, { id }, clock().toISOString())) === 0)
      throw new Refusal('not_found')
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'invitation_withdrawn',
      subjectKind: 'organisation',
      subjectId: organisationId,
    })
  })
}
