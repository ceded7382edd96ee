import type { Db } from '../../db/open.ts'
import type { MembershipRole, Role } from '../contract/people.ts'
import type { Passwords } from '../accounts/passwords.ts'
import {
  acceptTerms,
  accountByEmail,
  insertAccount,
  putMembership,
  updateAccount,
} from '../accounts/store.ts'
import { currentTerms } from '../accounts/terms/read.ts'
import { leaveLines, type Clock } from '../journal/write.ts'
import { keyFor } from '../secret.ts'
import { DEMONSTRATION } from './marks.ts'
import { holdDemonstration, organisationIdsByRef } from './store.ts'

interface DemoPerson {
  email: string
  name: string
  role: Role
  /** Ref of the organisation that he owns. */
  owns?: string
}

/** The fictional people that a visitor may sign in as, one of each role. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { email: 'supplier@demo.example', name: 'ლალი ლამპარაძე', role: 'member', owns: 'demo:kvareli-winery' },
  { email: 'buyer@demo.example', name: 'ზურა ღუმელიძე', role: 'member', owns: 'demo:akhmeta-briquettes' },
  { email: 'facilitator@demo.example', name: 'მაია ხიდაშვილი', role: 'facilitator' },
  { email: 'analyst@demo.example', name: 'ნიკა რიცხვაძე', role: 'analyst' },
  { email: 'administrator@demo.example', name: 'თეა გასაღებაშვილი', role: 'administrator' },
]

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The password of all demonstration accounts: another one on every installation, always the same on one. */
export function demoPassword(secret: string): string {
  const letters = [...keyFor(secret, 'demonstration-password').subarray(0, 12)].map(
    (byte) => LETTERS[byte % LETTERS.length],
  )
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
}

/**
 * Makes the demonstration accounts of the organisations that are there, or gives them their password back; does nothing
 * where the demonstration region is not filled in.
 * @returns their addresses and roles, for whoever starts the program
 */
export async function fillDemoPeople(
  db: Db,
  clock: Clock,
  passwords: Passwords,
  password: string,
): Promise<readonly DemoPerson[]> {
  return db.transaction(async (tx) => {
    await holdDemonstration(tx)
    const organisations = await organisationIdsByRef(
      tx,
      DEMO_PEOPLE.flatMap(({ owns }) => owns ?? []),
    )
    if (organisations.size === 0) return []
    for (const person of DEMO_PEOPLE) await fillPerson(tx, clock, passwords, password, person, organisations)
    return DEMO_PEOPLE
  })
}

async function fillPerson(
  tx: Db,
  clock: Clock,
  passwords: Passwords,
  password: string,
  { email, name, role, owns }: DemoPerson,
  organisations: Map<string, number>,
): Promise<void> {
  const known = await accountByEmail(tx, email)
  if (known) {
    if (!(await passwords.matches(known.passwordHash, password)))
      await updateAccount(tx, known.id, { passwordHash: await passwords.hash(password) })
    return
  }
  const now = clock().toISOString()
  const id = (await insertAccount(tx, {
    email,
    name,
    role,
    language: 'ka',
    passwordHash: await passwords.hash(password),
    emailVerifiedAt: now,
    demonstration: true,
    createdAt: now,
  }))!
  await acceptTerms(tx, clock, id, currentTerms().version)
  const organisationId = owns === undefined ? undefined : organisations.get(owns)
  const membership: MembershipRole = 'owner'
  if (organisationId !== undefined) await putMembership(tx, clock, organisationId, id, membership)
  await leaveLines(tx, DEMONSTRATION.actor, clock, [
    { action: 'account_registered', subjectKind: 'account', subjectId: id },
    ...(organisationId === undefined
      ? []
      : [
          {
            action: 'membership_changed',
            subjectKind: 'organisation',
            subjectId: organisationId,
            after: { account: id, role: membership },
          },
        ]),
  ])
}

/** Lines for whoever starts the program: as whom a visitor may sign in. */
export const demoLines = (people: readonly DemoPerson[], password: string): string[] =>
  people.length === 0
    ? []
    : [
        `Sign in to the demonstration with the password ${password} as`,
        ...people.map(({ email, role, owns }) => `  ${email} (${owns ? 'owner of an organisation' : role})`),
      ]
