import { expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import type { Db } from '../../db/open.ts'
import { currentTerms } from '../../server/accounts/terms/read.ts'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { makePeople, makePerson, TEST_PASSWORD, type People, type Person } from '../setup/people.ts'
import { letters } from './letters.ts'

const withPeople = (
  run: (parts: { app: FastifyInstance; db: Db; people: People; ask: Ask }) => Promise<void>,
) =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const people = await makePeople(app, db)
    const ask: Ask = async (person, method, path, payload) => {
      const answer = await app.inject({
        method: method as 'GET',
        url: `/api/v1${path.replace('~', `/organisations/${people.organisationId}`)}`,
        headers: person?.headers ?? {},
        ...(payload && { payload }),
      })
      return { status: answer.statusCode, ...answer.json() }
    }
    await run({ app, db, people, ask })
  })
type Ask = (
  person: Person | null,
  method: string,
  path: string,
  payload?: object,
) => Promise<Record<string, unknown> & { status: number }>

test('an invitation is read, accepted by whoever it went to, and by nobody else', () =>
  withPeople(async ({ app, db, people, ask }) => {
    const guest = await makePerson(app, db, { email: 'guest@example.org', language: 'ka' })
    const sent = await ask(people.owner, 'POST', '~/invitations', {
      email: 'Guest@example.org',
      role: 'editor',
    })
    expect(sent.status).toBe(201)
    const [letter] = await letters(db)
    expect(letter).toMatchObject({ toAddress: 'guest@example.org', kind: 'invitation' })
    expect(letter!.subject).toContain('გიწვევთ')
    const { token } = letter!
    expect(await ask(null, 'POST', '/invitations/reading', { token })).toMatchObject({
      email: 'guest@example.org',
      role: 'editor',
      hasAccount: true,
    })
    expect((await ask(people.stranger, 'POST', '/me/memberships', { token })).code).toBe('invitation_foreign')
    expect((await ask(guest, 'POST', '/me/memberships', { token })).status).toBe(201)
    expect((await ask(guest, 'POST', '/me/memberships', { token })).code).toBe('link_expired')
    expect((await ask(guest, 'GET', '/me'))['memberships']).toMatchObject([{ role: 'editor' }])
  }))

test('somebody without an account registers by the invitation and belongs at once', () =>
  withPeople(async ({ app, db, people, ask }) => {
    await ask(people.owner, 'POST', '~/invitations', { email: 'new@example.org', role: 'viewer' })
    const [{ token = '' } = {}] = await letters(db)
    const newcomer = {
      email: 'new@example.org',
      password: TEST_PASSWORD,
      name: 'New',
      language: 'en',
      terms: currentTerms().version,
      invitation: token,
    }
    const other = await ask(null, 'POST', '/accounts', { ...newcomer, email: 'other@example.org' })
    expect(other.code).toBe('link_expired')
    expect((await ask(null, 'POST', '/accounts', newcomer)).status).toBe(202)
    const { email, password } = newcomer
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email, password },
    })
    expect(signedIn.json().memberships).toMatchObject([
      { organisationId: people.organisationId, role: 'viewer' },
    ])
  }))

test('an invitation that was taken back, or sent again, does not work', () =>
  withPeople(async ({ db, people, ask }) => {
    const send = () =>
      ask(people.owner, 'POST', '~/invitations', { email: 'new@example.org', role: 'viewer' })
    await send()
    await send()
    const [second, first] = await letters(db)
    const read = async (token: string) => (await ask(null, 'POST', '/invitations/reading', { token })).status
    expect(await read(first!.token)).toBe(422)
    expect(await read(second!.token)).toBe(200)
    const { invitations } = (await ask(people.owner, 'GET', '~/members')) as unknown as {
      invitations: { id: string }[]
    }
    expect(invitations).toHaveLength(1)
    await ask(people.owner, 'DELETE', `~/invitations/${invitations[0]!.id}`)
    expect(await read(second!.token)).toBe(422)
  }))

test('the last owner neither leaves nor becomes less, as long as others belong', () =>
  withPeople(async ({ people, ask }) => {
    const { owner, editor } = people
    const path = (person: Person) => `~/members/${person.accountId}`
    expect((await ask(owner, 'DELETE', path(owner))).code).toBe('last_owner')
    expect((await ask(owner, 'PATCH', path(owner), { role: 'viewer' })).code).toBe('last_owner')
    expect((await ask(owner, 'PATCH', path(editor), { role: 'owner' })).status).toBe(200)
    expect((await ask(owner, 'DELETE', path(owner))).status).toBe(200)
    expect((await ask(owner, 'GET', '~/members')).status).toBe(403)
  }))

test('an owner of another organisation changes nothing here, not even with its number in the body', () =>
  withPeople(async ({ people, ask }) => {
    const { stranger, viewer } = people
    const path = `~/members/${viewer.accountId}`
    expect((await ask(stranger, 'PATCH', path, { role: 'owner' })).status).toBe(403)
    expect((await ask(viewer, 'PATCH', path, { role: 'owner' })).status).toBe(403)
    expect((await ask(people.owner, 'PATCH', path, { role: 'owner', organisationId: 1 })).status).toBe(400)
    expect((await ask(people.owner, 'PATCH', path, { role: 'administrator' })).status).toBe(400)
  }))

test('consent is given and taken back, and acts at once', () =>
  withPeople(async ({ app, people, ask }) => {
    const acting = async () =>
      (
        await app.inject({
          url: '/api/v1/me',
          headers: { ...people.facilitator.headers, 'on-behalf-of': String(people.organisationId) },
        })
      ).statusCode
    expect(await acting()).toBe(403)
    await ask(people.owner, 'PUT', '~/acting-consent', { given: true })
    expect(await acting()).toBe(200)
    await ask(people.owner, 'PUT', '~/acting-consent', { given: false })
    expect(await acting()).toBe(403)
  }))

test('an organisation reads its own journal, page by page', () =>
  withPeople(async ({ people, ask }) => {
    for (const given of [true, false, true]) await ask(people.owner, 'PUT', '~/acting-consent', { given })
    type Page = { lines: { id: number; action: string; actorName: string }[]; nextCursor: number | null }
    const first = (await ask(people.viewer, 'GET', '~/journal?limit=2')) as unknown as Page
    expect(first.lines.map(({ action }) => action)).toEqual([
      'acting_consent_given',
      'acting_consent_revoked',
    ])
    expect(first.lines[0]!.actorName).toBe('Nino Testadze')
    const rest = (await ask(
      people.viewer,
      'GET',
      `~/journal?limit=2&cursor=${first.nextCursor}`,
    )) as unknown as Page
    expect(rest.lines.map(({ action }) => action)).toEqual(['acting_consent_given'])
    expect(rest.nextCursor).toBeNull()
  }))
