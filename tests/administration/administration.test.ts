import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { Jobs, type Job } from '../../server/jobs.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makeOrganisation, makePerson, type Person } from '../setup/people.ts'

const silent = { warn: () => {}, error: () => {} }

interface Scene {
  db: Db
  app: FastifyInstance
  chief: Person
  ask: (
    who: Person,
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ) => Promise<Answer>
  jobs: Jobs
}
interface Answer {
  status: number
  // What a test expects of it, it says itself.
  body: Record<string, unknown>
}

const scene = (test: (scene: Scene) => Promise<void>, jobs: Job[] = [], env: Record<string, string> = {}) =>
  inTransaction(async (db, database) => {
    const board = new Jobs({ db, exclusively: (_, work) => work() }, jobs, silent, fixedClock)
    const app = await testApp(database, { jobs: board, environment: env })
    const ask: Scene['ask'] = async (who, method, path, body) => {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        headers: who.headers,
        ...(body && { payload: body }),
      })
      return { status: answer.statusCode, body: answer.json() }
    }
    await test({ db, app, chief: await makePerson(app, db, { role: 'administrator' }), ask, jobs: board })
    await app.close()
  })

const lines = (db: Db, action: string) =>
  rows<{ actor: string; subject_id: string; before: object | null; after: object | null }>(
    db,
    sql`select actor, subject_id, before, after from journal where action = ${action}`,
  )

test('people are found by name, address and organisation, by role and state, page by page', () =>
  scene(async ({ db, app, ask, chief }) => {
    const organisationId = await makeOrganisation(db, 'Walnut Works')
    const nino = await makePerson(app, db, {
      name: 'Nino Walnut',
      email: 'nino@example.org',
      memberships: [{ organisationId, role: 'owner' }],
    })
    const luka = await makePerson(app, db, { name: 'Luka', role: 'analyst' })
    const ids = async (query: string) =>
      ((await ask(chief, 'GET', `/administration/people?${query}`)).body['people'] as { id: number }[]).map(
        ({ id }) => id,
      )
    expect(await ids('q=walnut%20works')).toEqual([nino.accountId])
    expect(await ids('q=NINO%40example')).toEqual([nino.accountId])
    expect(await ids('role=analyst')).toEqual([luka.accountId])
    expect(await ids('q=%25')).toEqual([])
    const first = await ask(chief, 'GET', '/administration/people?limit=1')
    expect(first.body).toMatchObject({ people: [{ id: luka.accountId }], nextCursor: luka.accountId })
    expect(await ids(`limit=1&cursor=${luka.accountId}`)).toEqual([nino.accountId])
    const { body } = await ask(chief, 'GET', '/administration/people?q=walnut')
    expect(body['people']).toEqual([
      expect.objectContaining({
        email: 'nino@example.org',
        role: 'member',
        state: 'active',
        sessions: 1,
        memberships: [{ organisationId, organisationName: 'Walnut Works', role: 'owner' }],
      }),
    ])
  }))

test('another role counts at once, and a second factor is asked for where it needs one', () =>
  scene(async ({ db, app, ask, chief }) => {
    const nino = await makePerson(app, db)
    const path = `/administration/people/${nino.accountId}/role`
    expect((await ask(chief, 'PUT', path, { role: 'analyst' })).status).toBe(200)
    expect((await ask(nino, 'GET', '/reports/answer-reasons')).status).toBe(200)
    expect((await ask(chief, 'PUT', path, { role: 'facilitator' })).status).toBe(200)
    expect((await ask(nino, 'GET', '/reports/answer-reasons')).body['code']).toBe('second_factor_required')
    expect(await lines(db, 'role_changed')).toEqual([
      expect.objectContaining({ before: { role: 'member' }, after: { role: 'analyst' } }),
      expect.objectContaining({ actor: `account:${chief.accountId}`, after: { role: 'facilitator' } }),
    ])
  }))

test('nobody changes or shuts out himself, so that an administrator remains', () =>
  scene(async ({ ask, chief }) => {
    const own = `/administration/people/${chief.accountId}`
    for (const answer of [
      await ask(chief, 'PUT', `${own}/role`, { role: 'member' }),
      await ask(chief, 'PUT', `${own}/suspension`),
      await ask(chief, 'DELETE', `${own}/sessions`),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'own_account' } })
  }))

test('whoever is suspended is out at once and back when he is let in again, with another sign-in', () =>
  scene(async ({ db, app, ask, chief }) => {
    const nino = await makePerson(app, db)
    const path = `/administration/people/${nino.accountId}/suspension`
    expect((await ask(chief, 'PUT', path)).status).toBe(200)
    expect((await ask(nino, 'GET', '/me')).status).toBe(401)
    expect((await ask(chief, 'PUT', path)).status).toBe(200)
    expect((await ask(chief, 'GET', '/administration/people?state=suspended')).body).toMatchObject({
      people: [{ id: nino.accountId, sessions: 0 }],
    })
    expect((await ask(chief, 'DELETE', path)).status).toBe(200)
    expect((await ask(nino, 'GET', '/me')).status).toBe(401)
    expect(await lines(db, 'account_suspended')).toHaveLength(1)
    expect(await lines(db, 'account_reinstated')).toHaveLength(1)
    expect((await ask(chief, 'PUT', '/administration/people/999999/suspension')).status).toBe(404)
  }))

test('all sign-ins of somebody are ended, and nothing else', () =>
  scene(async ({ db, app, ask, chief }) => {
    const nino = await makePerson(app, db)
    expect((await ask(chief, 'DELETE', `/administration/people/${nino.accountId}/sessions`)).status).toBe(200)
    expect((await ask(nino, 'GET', '/me')).status).toBe(401)
    expect((await ask(chief, 'GET', '/me')).status).toBe(200)
  }))

test('organisations are listed with who answers for them and what they have on the market', () =>
  scene(async ({ db, app, ask, chief }) => {
    const organisationId = await makeOrganisation(db, 'Walnut Works')
    await makePerson(app, db, { memberships: [{ organisationId, role: 'editor' }] })
    const found = await ask(chief, 'GET', '/administration/organisations?q=walnut&verified=false')
    expect(found.body).toMatchObject({
      organisations: [
        { id: organisationId, members: 1, owners: 0, listings: 0, exchanges: 0, verifiedAt: null },
      ],
      nextCursor: null,
    })
    expect(
      (await ask(chief, 'GET', '/administration/organisations?q=walnut&verified=true')).body,
    ).toMatchObject({ organisations: [] })
  }))

test('a job says how it went and when it goes next, and is started when somebody asks', () => {
  let ran = 0
  const jobs: Job[] = [
    { name: 'sweep', everyMs: 60_000, run: async () => void ran++ },
    { name: 'fail', everyMs: 60_000, run: () => Promise.reject(new TypeError('of Nino Walnut')) },
  ]
  return scene(async ({ db, ask, chief, jobs: board }) => {
    expect((await ask(chief, 'GET', '/administration/jobs')).body).toMatchObject({
      jobs: [
        { name: 'sweep', startedAt: null, nextAt: null, runs: 0 },
        { name: 'fail', runs: 0 },
      ],
    })
    expect((await ask(chief, 'POST', '/administration/jobs/sweep/runs')).status).toBe(202)
    expect((await ask(chief, 'POST', '/administration/jobs/fail/runs')).status).toBe(202)
    await board.stop()
    expect(ran).toBe(1)
    const { body } = await ask(chief, 'GET', '/administration/jobs')
    expect(body['jobs']).toEqual([
      expect.objectContaining({
        running: false,
        startedAt: '2026-10-05T08:00:00Z',
        endedAt: '2026-10-05T08:00:00Z',
        nextAt: '2026-10-05T08:01:00.000Z',
        failure: null,
        runs: 1,
        failures: 0,
      }),
      expect.objectContaining({ failedAt: '2026-10-05T08:00:00Z', failure: 'TypeError', failures: 1 }),
    ])
    expect(await lines(db, 'job_started')).toHaveLength(2)
  }, jobs)
})

test('settings are shown as they are in force, and a secret one only as set or not', () =>
  scene(
    async ({ ask, chief }) => {
      const { body } = await ask(chief, 'GET', '/administration/settings')
      expect(JSON.stringify(body)).not.toContain('hunter2')
      expect(body['settings']).toEqual(
        expect.arrayContaining([
          { name: 'PORT', value: '3000', secret: false, isSet: false },
          { name: 'TIME_ZONE', value: 'Europe/Riga', secret: false, isSet: true },
          { name: 'SMTP_URL', value: null, secret: true, isSet: true },
          { name: 'SECRET', value: null, secret: true, isSet: false },
        ]),
      )
    },
    [],
    { SMTP_URL: 'smtp://mail:hunter2@example.org', TIME_ZONE: 'Europe/Riga' },
  ))

test('the journal is filtered by who, what, about what and when', () =>
  scene(async ({ db, app, ask, chief }) => {
    const nino = await makePerson(app, db)
    await ask(chief, 'PUT', `/administration/people/${nino.accountId}/role`, { role: 'analyst' })
    await ask(chief, 'PUT', `/administration/people/${nino.accountId}/suspension`)
    const actions = async (query: string) =>
      ((await ask(chief, 'GET', `/journal?${query}`)).body['lines'] as { action: string }[]).map(
        ({ action }) => action,
      )
    expect(await actions(`account=${chief.accountId}&limit=2`)).toEqual(['account_suspended', 'role_changed'])
    expect(await actions(`account=${chief.accountId}&action=role`)).toEqual(['role_changed'])
    expect(await actions(`subjectKind=account&subject=${nino.accountId}&limit=1`)).toEqual([
      'account_suspended',
    ])
    expect(await actions(`account=${chief.accountId}&from=2026-10-05&until=2026-10-05`)).toHaveLength(3)
    expect(await actions(`account=${chief.accountId}&from=2026-10-06`)).toEqual([])
    expect(await actions(`account=${chief.accountId}&until=2026-10-04`)).toEqual([])
  }))
