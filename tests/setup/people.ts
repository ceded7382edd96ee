import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/open.ts'
import { actingConsent } from '../../db/schema/index.ts'
import { newPasswords } from '../../server/accounts/passwords.ts'
import { openSession } from '../../server/accounts/sessions/open.ts'
import {
  acceptTerms,
  insertAccount,
  insertOrganisation,
  membershipsOf,
  putMembership,
} from '../../server/accounts/store.ts'
import { currentTerms } from '../../server/accounts/terms/read.ts'
import type { Language, MembershipRole, Principal, Role } from '../../server/contract/people.ts'
import { fixedClock } from './template.ts'

/** Cheap enough for tests; the program's own cost is set where it is started. */
export const testPasswords = newPasswords({ memoryCost: 8, timeCost: 1 })
export const TEST_PASSWORD = 'walnut husks by the sack'

/** Somebody who is signed in: pass `headers` to `inject`, or `principal` to a use case. */
export interface Person {
  accountId: number
  email: string
  headers: { cookie: string }
  principal: Principal
}

interface Wanted {
  role?: Role
  /** Where he belongs, and as what. */
  memberships?: readonly { organisationId: number; role: MembershipRole }[]
  email?: string
  name?: string
  language?: Language
}

let made = 0

/** An organisation without sites or listings; returns its id. */
export async function makeOrganisation(db: Db, name = `Organisation ${++made}`): Promise<number> {
  return insertOrganisation(db, { name, kind: 'business', createdAt: fixedClock().toISOString() })
}

/** An account with a verified address, the password `TEST_PASSWORD` and, where its role needs it, a second factor; signed in. */
export async function makePerson(app: FastifyInstance, db: Db, wanted: Wanted = {}): Promise<Person> {
  const { role = 'member', memberships = [] } = wanted
  const email = wanted.email ?? `person-${++made}@example.org`
  const now = fixedClock().toISOString()
  const hasSecondFactor = role === 'facilitator' || role === 'administrator'
  const accountId = (await insertAccount(db, {
    email,
    emailVerifiedAt: now,
    passwordHash: await testPasswords.hash(TEST_PASSWORD),
    name: wanted.name ?? 'Nino Testadze',
    language: wanted.language ?? 'en',
    role,
    totpConfirmedAt: hasSecondFactor ? now : null,
    createdAt: now,
  }))!
  await acceptTerms(db, fixedClock, accountId, currentTerms().version)
  for (const { organisationId, role: inside } of memberships)
    await putMembership(db, fixedClock, organisationId, accountId, inside)
  return {
    accountId,
    email,
    headers: await signInAs(app, db, accountId, hasSecondFactor),
    principal: await principalOfAccount(db, accountId, role),
  }
}

/** Opens a session for an account; returns the headers of its browser. */
export async function signInAs(app: FastifyInstance, db: Db, accountId: number, withSecondFactor = false) {
  const input = { accountId, userAgent: null, withSecondFactor }
  const { sessionId } = await openSession(db, fixedClock, input)
  const iat = Math.floor(fixedClock().getTime() / 1000)
  const token = app.jwt.sign({ sid: sessionId, sub: String(accountId), iat, exp: iat + 900 })
  return { cookie: `simbiozi=${token}` }
}

async function principalOfAccount(db: Db, accountId: number, role: Role): Promise<Principal> {
  const memberships = (await membershipsOf(db, accountId)).map(({ organisationId, role: inside }) => ({
    organisationId,
    role: inside,
  }))
  return { accountId, role, memberships, onBehalfOf: null, scopes: null }
}

/** Lets facilitators act for an organisation. */
export async function giveConsent(db: Db, organisationId: number): Promise<void> {
  await db.insert(actingConsent).values({ organisationId, givenAt: fixedClock().toISOString() })
}

/** One of everybody: the people of one organisation, a stranger who owns another one, and the roles beside them. */
export async function makePeople(app: FastifyInstance, db: Db) {
  const organisationId = await makeOrganisation(db)
  const otherOrganisationId = await makeOrganisation(db)
  const inside = (role: MembershipRole) => makePerson(app, db, { memberships: [{ organisationId, role }] })
  return {
    organisationId,
    otherOrganisationId,
    owner: await inside('owner'),
    editor: await inside('editor'),
    viewer: await inside('viewer'),
    stranger: await makePerson(app, db, {
      memberships: [{ organisationId: otherOrganisationId, role: 'owner' }],
    }),
    analyst: await makePerson(app, db, { role: 'analyst' }),
    facilitator: await makePerson(app, db, { role: 'facilitator' }),
    administrator: await makePerson(app, db, { role: 'administrator' }),
  }
}
export type People = Awaited<ReturnType<typeof makePeople>>
