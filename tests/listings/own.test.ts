import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { giveConsent } from '../setup/people.ts'
import { GATE, marc, scene } from './own-market.ts'

describe('taking in a listing', () => {
  test('publishes it with its statement, its place for its own people and its shown place for others', () =>
    scene(async ({ db, people, ask }) => {
      const byProduct = { useCertain: true, noFurtherProcessing: true, integralPart: true, lawful: false }
      const body = { organisation: people.organisationId, publish: true, listing: { ...marc, byProduct } }
      const made = await ask(people.editor, 'POST', '/listings', body)
      expect(made.statusCode).toBe(201)
      const { id, ...own } = made.json()
      expect(made.headers.location).toBe(`/api/v1/listings/${id}/own`)
      expect(made.headers.etag).toBe('"1"')
      expect(own).toMatchObject({
        status: 'published',
        provenance: 'declared',
        exact: { ...GATE, precision: 'municipality', municipality: 'telavi' },
        byProduct: { ...byProduct, statedAt: '2026-10-05T08:00:00Z' },
      })
      const seen = (await ask(null, 'GET', `/listings/${id}`)).json()
      expect(seen).not.toHaveProperty('exact')
      expect(seen).not.toHaveProperty('status')
      expect(seen.byProduct.lawful).toBe(false)
      const [line] = await rows<{ actor: string; action: string }>(
        db,
        sql`select actor, action from journal where subject_kind = 'listing' and subject_id = ${String(id)}`,
      )
      expect(line).toEqual({ actor: `account:${people.editor.accountId}`, action: 'listing_published' })
    }))

  test('takes nothing from its owner that is not his to say', () =>
    scene(async ({ people, ask }) => {
      const foreign = {
        provenance: 'verified',
        ref: 'mine',
        status: 'published',
        demonstration: true,
        organisationId: 1,
        revision: 7,
        hiddenAt: null,
        id: 1,
      }
      for (const [field, value] of Object.entries(foreign)) {
        const listing = { ...marc, [field]: value }
        const body = { organisation: people.organisationId, publish: true, listing }
        expect((await ask(people.owner, 'POST', '/listings', body)).json(), field).toMatchObject({
          status: 400,
          errors: [{ field: `/listing/${field}`, code: 'unknown_field' }],
        })
      }
    }))

  test('is refused to everybody who does not write for the organisation', () =>
    scene(async ({ db, people, ask }) => {
      const body = { organisation: people.organisationId, publish: true, listing: marc }
      expect((await ask(null, 'POST', '/listings', body)).statusCode).toBe(401)
      const { viewer, stranger, analyst, facilitator, administrator } = people
      for (const who of [viewer, stranger, analyst, facilitator, administrator])
        expect((await ask(who, 'POST', '/listings', body)).json()).toMatchObject({ code: 'not_permitted' })
      await giveConsent(db, people.organisationId)
      const onBehalf = { 'on-behalf-of': String(people.organisationId) }
      const made = await ask(facilitator, 'POST', '/listings', body, onBehalf)
      expect(made.statusCode).toBe(201)
      const [line] = await rows<{ on_behalf_of: number }>(
        db,
        sql`select on_behalf_of from journal where action = 'listing_published' order by id desc limit 1`,
      )
      expect(line?.on_behalf_of).toBe(people.organisationId)
    }))

  test('happens once, however often it is retried', () =>
    scene(async ({ people, ask }) => {
      const body = { organisation: people.organisationId, publish: false, listing: marc }
      const key = { 'idempotency-key': 'one-and-the-same' }
      const [first, second] = [
        await ask(people.owner, 'POST', '/listings', body, key),
        await ask(people.owner, 'POST', '/listings', body, key),
      ]
      expect(second.json().id).toBe(first.json().id)
      const page = await ask(people.owner, 'GET', `/organisations/${people.organisationId}/listings`)
      expect(page.json().listings).toHaveLength(1)
    }))

  test('is refused with what is wrong beyond its shape', () =>
    scene(async ({ people, ask }) => {
      const wrong = {
        unit_unfit: { unit: 'MWh' },
        window_over: { validUntil: '2026-10-04' },
        target_missing: { targets: [] },
        unknown_waste_code: { wasteCode: '999999' },
      }
      for (const [code, changes] of Object.entries(wrong)) {
        const body = { organisation: people.organisationId, publish: true, listing: { ...marc, ...changes } }
        expect((await ask(people.owner, 'POST', '/listings', body)).json()).toMatchObject({
          status: 422,
          code,
        })
      }
      const heat = { kind: 'offer', resourceKind: 'energy', title: 'Heat', targets: [], place: marc.place }
      const body = { organisation: people.organisationId, publish: true, listing: heat }
      expect((await ask(people.owner, 'POST', '/listings', body)).statusCode).toBe(201)
    }))
})

describe('revising a listing', () => {
  test('a lost update is refused with what is stored and what was sent', () =>
    scene(async ({ people, ask, list }) => {
      const id = await list()
      const put = (title: string, tag: string) =>
        ask(people.owner, 'PUT', `/listings/${id}`, { ...marc, title }, { 'if-match': tag })
      const first = await put('Fresh marc', '"1"')
      expect(first.json()).toMatchObject({ title: 'Fresh marc', revision: 2 })
      const late = await put('Old marc', '"1"')
      expect(late.statusCode).toBe(412)
      expect(late.json()).toMatchObject({
        code: 'lost_update',
        params: { revision: 2, yours: 1 },
        versions: {
          stored: { title: 'Fresh marc', revision: 2, place: { ...GATE, precision: 'municipality' } },
          sent: { title: 'Old marc' },
        },
      })
      expect((await put('Old marc', '"2"')).json()).toMatchObject({ title: 'Old marc', revision: 3 })
    }))

  test('says which revision it takes the place of', () =>
    scene(async ({ people, ask, list }) => {
      const id = await list()
      for (const headers of [{}, { 'if-match': '*' }, { 'if-match': '1' }])
        expect((await ask(people.owner, 'PUT', `/listings/${id}`, marc, headers)).json()).toMatchObject({
          status: 428,
          code: 'precondition_missing',
        })
    }))

  test('the same content changes nothing, another statement is a revision', () =>
    scene(async ({ people, ask, list }) => {
      const id = await list()
      const put = async (body: object, revision: number) =>
        (await ask(people.owner, 'PUT', `/listings/${id}`, body, { 'if-match': `"${revision}"` })).json<{
          revision: number
        }>().revision
      expect(await put(marc, 1)).toBe(1)
      const byProduct = { useCertain: true, noFurtherProcessing: true, integralPart: true, lawful: true }
      expect(await put({ ...marc, byProduct }, 1)).toBe(2)
      expect(await put({ ...marc, byProduct }, 2)).toBe(2)
      expect(await put(marc, 2)).toBe(3)
    }))

  test('what was verified is declared again once its owner changes it', () =>
    scene(async ({ db, people, ask, list }) => {
      const id = await list()
      await rows(db, sql`update listing set provenance = 'verified' where id = ${id}`)
      const put = await ask(
        people.owner,
        'PUT',
        `/listings/${id}`,
        { ...marc, amount: 41 },
        { 'if-match': '"1"' },
      )
      expect(put.json()).toMatchObject({ provenance: 'declared', amount: 41 })
    }))

  test('another firm’s listing stays as it is; one that is not public does not even exist', () =>
    scene(async ({ people, ask, list }) => {
      const [shown, hidden] = [await list(), await list({}, false)]
      const put = async (id: number) =>
        (await ask(people.stranger, 'PUT', `/listings/${id}`, marc, { 'if-match': '"1"' })).json()
      expect(await put(shown)).toMatchObject({ status: 403, code: 'not_permitted' })
      expect(await put(hidden)).toMatchObject({ status: 404, code: 'not_found' })
      expect((await ask(people.stranger, 'GET', `/listings/${shown}/own`)).statusCode).toBe(403)
      expect((await ask(people.stranger, 'GET', `/listings/${hidden}/own`)).statusCode).toBe(404)
      expect((await ask(people.viewer, 'GET', `/listings/${hidden}/own`)).statusCode).toBe(200)
      expect(
        (await ask(people.stranger, 'GET', `/organisations/${people.organisationId}/listings`)).statusCode,
      ).toBe(403)
    }))
})

test('last year’s listing becomes a draft with this year’s dates', () =>
  scene(async ({ db, people, ask, list }) => {
    const id = await list({ validFrom: '2024-09-01', validUntil: '2027-02-28' })
    await rows(db, sql`update listing set valid_until = '2025-02-28', status = 'expired' where id = ${id}`)
    const copy = await ask(people.editor, 'POST', `/listings/${id}/copies`)
    expect(copy.statusCode).toBe(201)
    expect(copy.json()).toMatchObject({
      status: 'draft',
      copiedFrom: id,
      title: 'Grape marc',
      validFrom: '2026-09-01',
      validUntil: '2027-02-28',
      exact: GATE,
    })
    expect((await ask(people.viewer, 'POST', `/listings/${id}/copies`)).statusCode).toBe(403)
    expect((await ask(people.stranger, 'POST', `/listings/${id}/copies`)).statusCode).toBe(404)
  }))

test('a price is for one of what it was said for, in what everybody reads and in next year’s copy', () =>
  scene(async ({ people, ask, list }) => {
    const pricePerTonne = { amount: 12.5, currency: 'GEL', vatIncluded: false, unit: 'h' } as const
    const press = { resourceKind: 'capacity', targets: [], amount: 160, unit: 't', pricePerTonne } as const
    const { wasteCode: _, ...listing } = { ...marc, ...press }
    const taken = await ask(people.owner, 'POST', '/listings', {
      organisation: people.organisationId,
      publish: true,
      listing,
    })
    expect(taken.statusCode).toBe(201)
    const { id } = taken.json() as { id: number }
    expect((await ask(null, 'GET', `/listings/${id}`)).json()).toMatchObject({ unit: 't', pricePerTonne })
    const copy = await ask(people.editor, 'POST', `/listings/${id}/copies`)
    expect(copy.json()).toMatchObject({ status: 'draft', pricePerTonne })
    expect((await ask(null, 'GET', `/listings/${await list()}`)).json()).toMatchObject({
      pricePerTonne: null,
    })
  }))

test('an organisation’s own listings come in pages, by status if wanted', () =>
  scene(async ({ people, ask, list }) => {
    const ids = [await list({}, false), await list(), await list()]
    const own = (query: string) =>
      ask(people.viewer, 'GET', `/organisations/${people.organisationId}/listings?${query}`)
    const first = (await own('limit=2')).json()
    expect(first.listings.map(({ id }: { id: number }) => id)).toEqual([ids[2], ids[1]])
    const second = (await own(`limit=2&cursor=${first.nextCursor}`)).json()
    expect(second).toMatchObject({ listings: [{ id: ids[0], status: 'draft' }], nextCursor: null })
    expect((await own('status=draft')).json().listings).toHaveLength(1)
  }))
