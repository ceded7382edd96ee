import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { registerOrganisations } from '../../server/organisations/register.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { giveConsent, makePeople, type Person } from '../setup/people.ts'

const OF_ONE = `ref,kind,title,quantity,unit,municipality,material
u1,offer,Grape marc,40,t,telavi,grape-pomace
u2,offer,"Grape marc, wet",,t,telavi,grape-pomace
u3,offer,Grape marc,-3,t,Atlantis,grape-pomace
`
const OF_MANY = `ref,kind,organisation,organisation_ref,title,quantity,unit,municipality,material
m1,offer,New winery,new,Grape marc,40,t,telavi,grape-pomace
m2,offer,Owned winery,owned,Grape marc,40,t,telavi,grape-pomace
`

test('a file goes in on demand: good rows at once, refused ones with line, column, value and reason; again it changes nothing', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const people = await makePeople(app, db)
    const { organisationId } = people
    const send = (who: Person, query: Record<string, string>, bytes: string, headers = {}) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/imports',
        query,
        headers: { ...who.headers, 'content-type': 'application/octet-stream', ...headers },
        payload: Buffer.from(bytes),
      })
    const one = { organisation: String(organisationId) }
    const acting = { 'on-behalf-of': String(organisationId) }

    expect((await send(people.facilitator, one, OF_ONE)).statusCode).toBe(403)
    expect((await send(people.owner, {}, OF_MANY)).statusCode).toBe(403)
    expect((await send(people.owner, one, 'ref;kind\na;b\n')).json()).toMatchObject({ status: 422 })
    const trial = (await send(people.owner, { ...one, dryRun: 'true' }, OF_ONE)).json()
    expect(trial).toMatchObject({ counts: { created: 2, refused: 1 }, dryRun: true })

    await giveConsent(db, organisationId)
    const key = { 'idempotency-key': 'import-once-1' }
    const first = await send(people.facilitator, one, OF_ONE, { ...acting, ...key })
    expect(first.json()).toMatchObject({
      counts: { created: 2, revised: 0, unchanged: 0, refused: 1 },
      refused: expect.arrayContaining([
        { line: 4, column: 'quantity', value: '-3', code: 'too_small', params: { above: 0 } },
        expect.objectContaining({ line: 4, column: 'municipality', value: 'Atlantis' }),
      ]),
      isCutShort: false,
    })
    expect(first.json().refusedCsv).toBe(
      '\uFEFFref,kind,title,quantity,unit,municipality,material\nu3,offer,Grape marc,-3,t,Atlantis,grape-pomace',
    )
    expect((await send(people.facilitator, one, OF_ONE, { ...acting, ...key })).json()).toEqual(first.json())
    expect((await send(people.owner, one, OF_ONE)).json().counts).toMatchObject({ created: 0, unchanged: 2 })
    const kept = await rows(
      db,
      sql`select j.on_behalf_of as behalf from listing l join journal j on j.subject_kind = 'listing'
            and j.subject_id = l.id::text where l.organisation_id = ${organisationId}`,
    )
    expect(kept).toEqual([{ behalf: organisationId }, { behalf: organisationId }])

    // Of several organisations: one with people of its own has to consent.
    const registration = { ref: 'file:owned', name: 'Owned winery', kind: 'business' as const }
    const owned = (await registerOrganisations(db, { id: 'test' }, [registration], fixedClock)).get(
      'file:owned',
    )!
    await rows(db, sql`insert into membership values (${owned}, ${people.owner.accountId}, 'owner', now())`)
    const many = async () => (await send(people.facilitator, {}, OF_MANY)).json()
    expect(await many()).toMatchObject({
      counts: { created: 1, refused: 1 },
      refused: [{ line: 3, column: 'organisation', value: 'Owned winery', code: 'consent_missing' }],
    })
    await giveConsent(db, owned)
    expect((await many()).counts).toMatchObject({ created: 1, unchanged: 1, refused: 0 })
    await app.close()
  }))

test('whoever asks for lines hears how far it is, and a file that cannot be read is refused before', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const people = await makePeople(app, db)
    const send = (bytes: string) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/imports',
        query: { organisation: String(people.organisationId) },
        headers: {
          ...people.owner.headers,
          'content-type': 'application/octet-stream',
          accept: 'application/x-ndjson',
        },
        payload: Buffer.from(bytes),
      })
    const answer = await send(OF_ONE)
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(answer.headers['content-type']).toBe('application/x-ndjson')
    expect(lines).toEqual([
      { done: 3, total: 3 },
      { done: 0, total: 2, step: 'partners' },
      { done: 0, total: 2, step: 'partners' },
      { done: 2, total: 2, step: 'partners' },
      { report: expect.objectContaining({ counts: { created: 2, revised: 0, unchanged: 0, refused: 1 } }) },
    ])
    expect((await send('')).json()).toMatchObject({ status: 422, code: 'file_empty' })
    await app.close()
  }))
