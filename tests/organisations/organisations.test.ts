import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { GATE, scene } from '../listings/own-market.ts'

test('an organisation is revised under its revision; another name has to be verified anew', () =>
  scene(async ({ people, ask }) => {
    const path = `/organisations/${people.organisationId}`
    const own = (await ask(people.owner, 'GET', `${path}/own`)).json()
    await ask(people.facilitator, 'PUT', `${path}/verification`)
    const put = (name: string, revision: number) =>
      ask(
        people.editor,
        'PUT',
        path,
        { name, kind: 'business', website: 'https://a.example' },
        { 'if-match': `"${revision}"` },
      )
    expect((await put(own.name, own.revision)).json()).toMatchObject({
      status: 412,
      code: 'lost_update',
      versions: { stored: { name: own.name, revision: own.revision + 1 }, sent: { name: own.name } },
    })
    expect((await put(own.name, own.revision + 1)).json().verifiedAt).not.toBeNull()
    expect((await put('Another Ltd', own.revision + 2)).json()).toMatchObject({
      name: 'Another Ltd',
      website: 'https://a.example',
      verifiedAt: null,
    })
    const unknown = { name: 'X Ltd', kind: 'business', sector: '99.99' }
    expect(
      (await ask(people.owner, 'PUT', path, unknown, { 'if-match': `"${own.revision + 3}"` })).json(),
    ).toMatchObject({ status: 422, code: 'unknown_sector' })
  }))

test('a site is snapped to its municipality, shown as its owner wants, and stays while listings lie there', () =>
  scene(async ({ people, ask, list }) => {
    const path = `/organisations/${people.organisationId}`
    const body = { name: 'Press house', place: { ...GATE, precision: 'municipality' } }
    const added = (await ask(people.owner, 'POST', `${path}/sites`, body)).json()
    const [site] = added.sites
    expect(site).toMatchObject({
      name: 'Press house',
      exact: GATE,
      precision: 'municipality',
      municipality: 'telavi',
      listings: 0,
    })
    const seen = await ask(null, 'GET', path)
    expect(seen.body).not.toMatch(/45\.5231|Press house/)
    await list()
    const remove = () => ask(people.owner, 'DELETE', `${path}/sites/${site.id}`)
    expect((await remove()).json()).toMatchObject({ status: 409, code: 'site_in_use' })
    expect((await ask(people.stranger, 'DELETE', `${path}/sites/${site.id}`)).statusCode).toBe(403)
    const elsewhere = `/organisations/${people.otherOrganisationId}/sites/${site.id}`
    expect((await ask(people.stranger, 'PUT', elsewhere, body)).statusCode).toBe(404)
  }))

test('a permit is verified by a facilitator and open again once it is corrected', () =>
  scene(async ({ people, ask }) => {
    const path = `/organisations/${people.organisationId}/permits`
    const permit = {
      kind: 'permit',
      number: 'A-1',
      wasteCode: '170101',
      operation: 'R5',
      validUntil: '2027-01-01',
    }
    const [held] = (await ask(people.owner, 'POST', path, permit)).json().permits
    await ask(people.facilitator, 'PUT', `${path}/${held.id}/verification`)
    const seen = (await ask(null, 'GET', `/organisations/${people.organisationId}`)).json()
    expect(seen.permits).toEqual([
      { kind: 'permit', wasteCode: '170101', operation: 'R5', validUntil: '2027-01-01', verified: true },
    ])
    const corrected = await ask(people.editor, 'PUT', `${path}/${held.id}`, { ...permit, number: 'A-2' })
    expect(corrected.json().permits).toMatchObject([{ number: 'A-2', verifiedAt: null }])
    const wrong = { ...permit, wasteCode: '999999' }
    expect((await ask(people.owner, 'POST', path, wrong)).json()).toMatchObject({
      code: 'unknown_waste_code',
    })
  }))

test('a merged organisation hands over listings, sites and people, and is found as the other one', () =>
  scene(async ({ db, people, ask, list }) => {
    const id = await list()
    const { organisationId: from, otherOrganisationId: into } = people
    const merge = (one: number, other: number) =>
      ask(people.facilitator, 'POST', `/organisations/${one}/merge`, { into: other })
    expect((await merge(from, from)).json()).toMatchObject({ code: 'merge_with_itself' })
    expect((await merge(from, into)).statusCode).toBe(200)
    expect((await ask(null, 'GET', `/organisations/${from}`)).json().id).toBe(into)
    expect((await ask(null, 'GET', `/listings/${id}`)).json().organisation.id).toBe(into)
    expect((await ask(people.editor, 'GET', `/listings/${id}/own`)).statusCode).toBe(200)
    expect((await merge(from, into)).statusCode).toBe(404)
    const lines = await rows<{ after: object }>(
      db,
      sql`select after from journal where action = 'organisation_merged' and subject_id = ${String(from)}`,
    )
    expect(lines).toEqual([{ after: { into } }])
  }))

test('partners are two', () =>
  scene(async ({ db, people, ask, list }) => {
    const id = await list()
    const { organisationId: from, otherOrganisationId: into } = people
    await rows(
      db,
      sql`insert into exchange (offer_id, supplier_id, receiver_id, stage, created_at)
          values (${id}, ${from}, ${into}, 'introduced', now())`,
    )
    const answer = await ask(people.facilitator, 'POST', `/organisations/${from}/merge`, { into })
    expect(answer.json()).toMatchObject({ status: 409, code: 'merge_between_partners' })
  }))

test('an erased organisation leaves its exchanges and its journal, and nothing that says who it was', () =>
  scene(async ({ db, people, ask, list }) => {
    const id = await list({ sourceNote: 'secret register' })
    const { organisationId, otherOrganisationId } = people
    await rows(
      db,
      sql`insert into exchange (offer_id, supplier_id, receiver_id, stage, created_at)
          values (${id}, ${organisationId}, ${otherOrganisationId}, 'active', now())`,
    )
    expect((await ask(people.editor, 'DELETE', `/organisations/${organisationId}`)).statusCode).toBe(403)
    expect((await ask(people.owner, 'DELETE', `/organisations/${organisationId}`)).statusCode).toBe(200)
    expect((await ask(null, 'GET', `/organisations/${organisationId}`)).statusCode).toBe(404)
    expect((await ask(null, 'GET', `/listings/${id}`)).statusCode).toBe(404)
    const [left] = await rows<Record<string, unknown>>(
      db,
      sql`select o.name, o.contact_email, l.status, l.description, l.source_note, st_x(s.exact) <> ${GATE.lon}::float8 as moved,
            (select count(*)::int from membership where organisation_id = o.id) as people,
            (select count(*)::int from exchange where supplier_id = o.id) as exchanges,
            (select count(*)::int from journal where subject_kind = 'listing' and subject_id = l.id::text) as lines
          from organisation o join listing l on l.organisation_id = o.id join site s on s.id = l.site_id
          where o.id = ${organisationId}`,
    )
    expect(left).toEqual({
      name: '',
      contact_email: null,
      status: 'withdrawn',
      description: '',
      source_note: null,
      moved: true,
      people: 0,
      exchanges: 1,
      lines: 2,
    })
  }))
