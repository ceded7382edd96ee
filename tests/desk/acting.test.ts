import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { listingOf, organisation } from '../exchanges/partners.ts'
import { distilleryNeed } from '../matching/market-of-kakheti.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePeople, type Person } from '../setup/people.ts'
import { openExchange } from '../../server/exchanges/introduce.ts'
import { deal } from '../exchanges/partners.ts'

test('an owner gives consent, a facilitator acts by it and every line says for whom, until it is withdrawn', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const people = await makePeople(app, db)
    const { organisationId } = people
    const acting = { 'on-behalf-of': String(organisationId) }
    const ask = (who: Person, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers = {}) =>
      app.inject({
        method,
        url: `/api/v1${url}`,
        headers: { ...who.headers, ...headers },
        ...(payload && { payload }),
      })
    const consent = (who: Person, given: boolean) =>
      ask(who, 'PUT', `/organisations/${organisationId}/acting-consent`, { given })
    const actAs = (who: Person) => ask(who, 'GET', '/desk/acting', undefined, acting)

    expect((await actAs(people.facilitator)).json()).toMatchObject({ status: 403, code: 'consent_missing' })
    // A facilitator cannot give it to himself, nor can an administrator or an editor.
    for (const who of [people.facilitator, people.administrator, people.editor])
      expect((await consent(who, true)).statusCode).toBe(403)
    expect((await consent(people.owner, true)).statusCode).toBe(200)
    expect((await actAs(people.facilitator)).json().organisation).toMatchObject({
      id: organisationId,
      consents: true,
    })
    expect((await actAs(people.stranger)).json()).toMatchObject({ code: 'not_permitted' })

    const [last] = await rows<{ id: number }>(db, sql`select max(id)::int as id from journal`)
    const listing = {
      kind: 'offer',
      title: 'Grape marc',
      targets: [{ kind: 'material', id: 'grape-pomace' }],
    }
    const place = { municipality: 'telavi' }
    const draft = {
      organisation: organisationId,
      publish: true,
      listing: { ...listing, place, amount: 40, unit: 't' },
    }
    const made = await ask(people.facilitator, 'POST', '/listings', draft, acting)
    expect(made.statusCode).toBe(201)
    expect((await ask(people.facilitator, 'POST', '/listings', draft)).statusCode).toBe(403)
    const offerId: number = made.json().id
    const needId = await listingOf(db, await organisation(db, 'distillery'), distilleryNeed)
    const opener = { accountId: null, assignedTo: null }
    const exchange = await openExchange(db, { id: 'test' }, opener, { offerId, needId }, fixedClock)
    for (const [path, body] of [
      ['messages', { body: 'Good day' }],
      ['terms', { ...deal, tonnes: 10, lastVersion: 0 }],
      ['reveal', {}],
      ['moves', { act: 'decline', reason: 'price' }],
    ] as const) {
      const answer = await ask(people.facilitator, 'POST', `/exchanges/${exchange}/${path}`, body, acting)
      expect([path, Math.floor(answer.statusCode / 100)]).toEqual([path, 2])
    }
    // At the desk he works in his own name all the same.
    const note = { kind: 'exchange', id: exchange, body: 'Done' }
    expect((await ask(people.facilitator, 'POST', '/desk/notes', note, acting)).statusCode).toBe(201)
    const lines = await rows<{ action: string; actor: string; behalf: number | null }>(
      db,
      sql`select action, actor, on_behalf_of as behalf from journal where id > ${last!.id} order by id`,
    )
    const actor = `account:${people.facilitator.accountId}`
    const own = lines.filter((line) => line.actor === actor)
    expect(own.length).toBeGreaterThanOrEqual(6)
    expect(own.filter(({ behalf }) => behalf !== organisationId).map(({ action }) => action)).toEqual([
      'note_written',
    ])
    const journal = await ask(people.owner, 'GET', `/organisations/${organisationId}/journal`)
    expect(
      journal.json().lines.filter((line: { onBehalfOf: number | null }) => line.onBehalfOf),
    ).not.toHaveLength(0)

    expect((await consent(people.owner, false)).statusCode).toBe(200)
    const late = await ask(people.facilitator, 'POST', '/listings', draft, acting)
    expect(late.json()).toMatchObject({ status: 403, code: 'consent_missing' })
    await app.close()
  }))
