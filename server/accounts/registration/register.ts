import type { Db } from '../../../db/open.ts'
import { leaveLines, type Actor, type JournalLine } from '../../journal/write.ts'
import { pageAddress, queueMail } from '../../mail/queue.ts'
import { Refusal } from '../../refusals.ts'
import { inspect, issueOneTime, LINK_HOURS, redeem } from '../one-time/tokens.ts'
import type { AccountParts } from '../parts.ts'
import { refuseWeak } from '../passwords.ts'
import type { RegisterInput } from '../schema.ts'
import {
  acceptTerms,
  accountByEmail,
  insertAccount,
  insertOrganisation,
  isSector,
  plainEmail,
  putMembership,
} from '../store.ts'
import { currentTerms } from '../terms/read.ts'

/**
 * Registers somebody, with his organisation or into the one that invited him. The answer is the same whether the
 * address has an account already: its owner is told by mail, nobody else is. An invited one has proved his address by
 * the invitation itself; anybody else does by the letter that goes out.
 * @throws Refusal `terms_outdated`, `password_weak`, `unknown_sector`, `link_expired`
 */
export async function register(db: Db, input: RegisterInput, parts: AccountParts): Promise<void> {
  const { email, password, name, organisation } = input
  if (input.terms !== currentTerms().version)
    throw new Refusal('terms_outdated', { current: currentTerms().version })
  refuseWeak(password, { email, name }, '/password')
  if (organisation?.sector !== undefined && !(await isSector(db, organisation.sector)))
    throw new Refusal('unknown_sector', {}, [{ field: '/organisation/sector', code: 'unknown_sector' }])
  // Hashed before anything is looked up, so that a known address takes as long as a new one.
  const passwordHash = await parts.passwords.hash(password)
  await db.transaction(async (tx) => {
    const invited = await invitedTo(tx, input, parts)
    const accountId = await insertAccount(tx, {
      email,
      passwordHash,
      name: name.trim(),
      language: input.language,
      role: 'member',
      emailVerifiedAt: invited ? parts.clock().toISOString() : null,
      createdAt: parts.clock().toISOString(),
    })
    if (accountId === null) return tellOwner(tx, email, parts)
    if (invited) await redeem(tx, parts.clock, 'invitation', input.invitation!)
    await acceptTerms(tx, parts.clock, accountId, input.terms)
    if (!invited) await sendVerification(tx, { ...input, accountId }, parts)
    const lines = await join(tx, accountId, input, invited, parts)
    await leaveLines(tx, { id: `account:${accountId}` }, parts.clock, [
      { action: 'account_registered', subjectKind: 'account', subjectId: accountId },
      ...lines,
    ])
  })
}

/** An invitation counts only for the address that it was sent to. */
async function invitedTo(tx: Db, { invitation, email }: RegisterInput, { clock }: AccountParts) {
  if (invitation === undefined) return null
  const row = await inspect(tx, clock, 'invitation', invitation)
  if (row.email !== plainEmail(email)) throw new Refusal('link_expired')
  return row
}

async function join(
  tx: Db,
  accountId: number,
  { organisation }: RegisterInput,
  invited: Awaited<ReturnType<typeof invitedTo>>,
  { clock }: AccountParts,
): Promise<JournalLine[]> {
  const lines: JournalLine[] = []
  const belong = async (organisationId: number, role: 'owner' | 'editor' | 'viewer') => {
    await putMembership(tx, clock, organisationId, accountId, role)
    lines.push(membershipLine(organisationId, accountId, role))
  }
  if (invited?.organisationId) await belong(invited.organisationId, invited.membershipRole ?? 'viewer')
  if (organisation) {
    const organisationId = await insertOrganisation(tx, {
      name: organisation.name.trim(),
      kind: organisation.kind,
      sector: organisation.sector ?? null,
      registryNumber: organisation.registryNumber ?? null,
      createdAt: clock().toISOString(),
    })
    lines.push({
      action: 'organisation_registered',
      subjectKind: 'organisation',
      subjectId: organisationId,
    })
    await belong(organisationId, 'owner')
  }
  return lines
}

/** The journal's line about somebody who belongs to an organisation from now on, or in another role. */
export const membershipLine = (
  organisationId: number,
  accountId: number,
  role: string | null,
  before: string | null = null,
): JournalLine => ({
  action: 'membership_changed',
  subjectKind: 'organisation',
  subjectId: organisationId,
  before: before && { account: accountId, role: before },
  after: { account: accountId, role },
})

interface Unverified {
  accountId: number
  email: string
  name: string
  language: 'ka' | 'en'
}

/** Sends the letter that proves an address. */
export async function sendVerification(
  tx: Db,
  { accountId, email, name, language }: Unverified,
  { clock, baseUrl }: AccountParts,
): Promise<void> {
  const token = await issueOneTime(tx, clock, 'verify_email', { accountId, email: plainEmail(email) })
  await queueMail(tx, clock, {
    kind: 'verify_email',
    to: plainEmail(email),
    accountId,
    language,
    params: {
      name,
      link: `${pageAddress(baseUrl, language, '/verify')}#${token}`,
      hours: LINK_HOURS.verify_email,
    },
  })
}

async function tellOwner(tx: Db, email: string, { clock, baseUrl }: AccountParts): Promise<void> {
  const owner = (await accountByEmail(tx, email))!
  await queueMail(tx, clock, {
    kind: 'already_registered',
    to: plainEmail(email),
    accountId: owner.id,
    language: owner.language,
    params: { name: owner.name, link: pageAddress(baseUrl, owner.language, '/sign-in') },
  })
}

/** The account itself, as the journal names it. */
export const self = (accountId: number): Actor => ({ id: `account:${accountId}` })
