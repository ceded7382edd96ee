import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { scene } from './own-market.ts'

test('a report reaches the facilitators once; a hidden listing is gone for all but its own, who read why', () =>
  scene(async ({ db, people, ask, list }) => {
    const id = await list()
    const report = (who: typeof people.owner | null, reason = 'wrong') =>
      ask(who, 'POST', `/listings/${id}/reports`, { reason, note: 'Call Nino' })
    expect((await report(people.stranger)).statusCode).toBe(201)
    expect((await report(people.stranger, 'spam')).json()).toMatchObject({ code: 'already_reported' })
    expect((await report(null)).statusCode).toBe(201)
    expect((await report(null)).json()).toMatchObject({ code: 'already_reported' })
    expect((await report(null, 'spam')).statusCode).toBe(201)
    const open = async () => (await ask(people.facilitator, 'GET', '/listings/reports')).json().reports
    expect(await open()).toHaveLength(3)

    const hide = () => ask(people.facilitator, 'PUT', `/listings/${id}/hidden`, { reason: 'Names a person' })
    expect((await hide()).json()).toMatchObject({ hidden: { reason: 'Names a person' }, status: 'published' })
    expect((await hide()).json()).toMatchObject({ status: 409, code: 'already_hidden' })
    expect(await open()).toEqual([])
    for (const who of [null, people.stranger, people.facilitator])
      expect((await ask(who, 'GET', `/listings/${id}`)).statusCode).toBe(404)
    expect((await ask(people.viewer, 'GET', `/listings/${id}/own`)).json().hidden.reason).toBe(
      'Names a person',
    )
    const told = await rows<{ kind: string; params: object }>(
      db,
      sql`select kind, params from outbox_event where subject_id = ${String(id)} order by id`,
    )
    expect(told.map(({ kind }) => kind)).toEqual([
      'listing_reported',
      'listing_reported',
      'listing_reported',
      'listing_hidden',
    ])
    expect(JSON.stringify(told)).not.toMatch(/Nino|person/)

    expect((await ask(people.facilitator, 'DELETE', `/listings/${id}/hidden`)).json().hidden).toBeNull()
    expect((await ask(null, 'GET', `/listings/${id}`)).statusCode).toBe(200)
  }))

test('a dismissed report is settled and leaves the listing as it is', () =>
  scene(async ({ people, ask, list }) => {
    const id = await list()
    const { id: report } = (await ask(null, 'POST', `/listings/${id}/reports`, { reason: 'other' })).json()
    const dismiss = () => ask(people.facilitator, 'POST', `/listings/reports/${report}/dismissal`)
    expect((await dismiss()).statusCode).toBe(200)
    expect((await dismiss()).statusCode).toBe(404)
    expect((await ask(null, 'GET', `/listings/${id}`)).statusCode).toBe(200)
  }))
