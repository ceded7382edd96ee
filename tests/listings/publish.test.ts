import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { publish, publishAll } from '../../server/listings/publish.ts'
import { revise } from '../../server/listings/revise.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import { Refusal } from '../../server/refusals.ts'
import { ownerOf } from '../setup/callers.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { actor, catalogue, organisationId, pomace, publishPomace } from './market-of-telavi.ts'

const stored = async (db: Db, id: number) =>
  (await rows<Record<string, unknown>>(db, sql`select * from listing where id = ${id}`))[0]
const journalOf = (db: Db, id: number) =>
  rows<{ action: string; actor: string; before: unknown; after: unknown }>(
    db,
    sql`select action, actor, before, after from journal where subject_kind = 'listing' and subject_id = ${String(id)} order by id`,
  )
const changesOf = async (db: Db, id: number) =>
  (
    await rows<{ n: number }>(db, sql`select count(*)::int as n from listing_change where listing_id = ${id}`)
  )[0]?.n
const forgetChanges = (db: Db) => rows(db, sql`delete from listing_change`)
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  )

test('a listing is stored with its materials, ranges and derived tonnes', () =>
  inTransaction(async (db) => {
    const { id, outcome } = await publishPomace(
      db,
      {},
      { inferredFrom: { 'material/grape-pomace': 'pomace' } },
    )
    expect(outcome).toBe('created')
    expect(await stored(db, id)).toMatchObject({
      ref: 'T1',
      kind: 'offer',
      resource_kind: 'material',
      status: 'published',
      audience: 'public',
      provenance: 'declared',
      text_language: 'en',
      hazardous: false,
      mass_tonnes: 40,
      density_kg_m3: null,
      months: 0b11_0000_0000,
      minimum_lot_tonnes: 2.5,
      present_operation: 'D1',
      price_vat_included: false,
      present_cost_vat_included: null,
      revision: 1,
      demonstration: false,
    })
    expect(
      await rows(
        db,
        sql`select target_kind, target, factor, inferred_from from listing_material where listing_id = ${id}`,
      ),
    ).toEqual([{ target_kind: 'material', target: 'grape-pomace', factor: 1, inferred_from: 'pomace' }])
    expect(
      await rows(
        db,
        sql`select property, minimum, maximum from listing_specification where listing_id = ${id}`,
      ),
    ).toEqual([{ property: 'moisture', minimum: 55, maximum: 65 }])
  }))

test('a volume is stored with the density that its tonnes were derived with', () =>
  inTransaction(async (db) => {
    const densityKgM3 = (await catalogue(db)).materials.get('grape-pomace')?.bulkDensityKgM3 ?? NaN
    const { id } = await publishPomace(db, { amount: 100, unit: 'm3', period: 'month' })
    expect(await stored(db, id)).toMatchObject({
      density_kg_m3: densityKgM3,
      mass_tonnes: (200 * densityKgM3) / 1000,
    })
  }))

test('publishing leaves one journal line without a word of text, and one change for the markets', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db)
    expect(await journalOf(db, id)).toEqual([
      {
        action: 'listing_published',
        actor: 'test',
        before: null,
        after: { status: 'published', revision: 1 },
      },
    ])
    expect(await changesOf(db, id)).toBe(1)
    const [own] = await rows<{ own: boolean }>(
      db,
      sql`select bool_and(xid = pg_current_xact_id()) as own from listing_change where listing_id = ${id}`,
    )
    expect(own?.own).toBe(true)
  }))

test('the same content under a known ref changes nothing, in whatever order it is written', () =>
  inTransaction(async (db) => {
    const first = await publishPomace(db)
    await forgetChanges(db)
    const again = await publishPomace(db, {
      months: [10, 9],
      audience: 'public',
      provenance: 'declared',
      hazardous: false,
      pricePerTonne: { ...pomace.pricePerTonne!, unit: 't' },
    })
    expect(again).toEqual({ id: first.id, outcome: 'unchanged' })
    expect(await stored(db, first.id)).toMatchObject({ revision: 1 })
    expect(await journalOf(db, first.id)).toHaveLength(1)
    expect(await changesOf(db, first.id)).toBe(0)
    expect(
      await rows(db, sql`select id from site where organisation_id = ${await organisationId(db)}`),
    ).toHaveLength(1)
  }))

test('other content under a known ref is a revision', () =>
  inTransaction(async (db) => {
    const first = await publishPomace(db)
    await forgetChanges(db)
    const second = await publishPomace(db, {
      amount: 50,
      specifications: [],
      targets: [{ kind: 'material', id: 'grape-seed' }],
      place: { municipality: 'kvareli' },
    })
    expect(second).toEqual({ id: first.id, outcome: 'revised' })
    expect(await stored(db, first.id)).toMatchObject({ revision: 2, mass_tonnes: 50 })
    expect(await rows(db, sql`select target from listing_material where listing_id = ${first.id}`)).toEqual([
      { target: 'grape-seed' },
    ])
    expect(await rows(db, sql`select 1 from listing_specification where listing_id = ${first.id}`)).toEqual(
      [],
    )
    expect((await journalOf(db, first.id))[1]).toEqual({
      action: 'listing_revised',
      actor: 'test',
      before: { status: 'published', revision: 1 },
      after: { status: 'published', revision: 2 },
    })
    expect(await changesOf(db, first.id)).toBe(1)
  }))

test('a ref belongs to the organisation that published it first', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db)
    expect(await refused(publishPomace(db, { amount: 1 }, { as: { ref: 'test:other' } }))).toBe('ref_taken')
    expect(await stored(db, id)).toMatchObject({ revision: 1 })
  }))

test('an unsound publication leaves nothing behind, not even its sound companions', () =>
  inTransaction(async (db) => {
    const owner = await organisationId(db)
    const entries = [pomace, { ...pomace, ref: 'T2', wasteCode: '999999' }].map((publication) => ({
      organisationId: owner,
      publication,
    }))
    expect(await refused(publishAll(db, actor, entries, fixedClock, await catalogue(db)))).toBe(
      'unknown_waste_code',
    )
    expect(await rows(db, sql`select id from listing where organisation_id = ${owner}`)).toEqual([])
    expect(await rows(db, sql`select id from site where organisation_id = ${owner}`)).toEqual([])
  }))

test('many listings go in at once and keep their order', () =>
  inTransaction(async (db) => {
    const owner = await organisationId(db)
    const entries = Array.from({ length: 1203 }, (_, index) => ({
      organisationId: owner,
      publication: { ...pomace, ref: `M${index}`, amount: index + 1 },
    }))
    const published = await publishAll(db, actor, entries, fixedClock, await catalogue(db))
    expect(published).toHaveLength(1203)
    for (const index of [0, 499, 500, 1202])
      expect(await stored(db, published[index]!.id)).toMatchObject({
        ref: `M${index}`,
        mass_tonnes: index + 1,
      })
    expect(await rows(db, sql`select id from site where organisation_id = ${owner}`)).toHaveLength(1)
    const again = await publishAll(db, actor, entries, fixedClock, await catalogue(db))
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
  }))

test('a hazardous code makes the stored listing hazardous', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db, { wasteCode: '170503', hazardous: false })
    expect(await stored(db, id)).toMatchObject({ hazardous: true })
  }))

test('Georgian titles are Georgian text', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db, { title: 'ყურძნის ჭაჭა' })
    expect(await stored(db, id)).toMatchObject({ text_language: 'ka', title: 'ყურძნის ჭაჭა' })
  }))

test('SQL and HTML in every text are stored to the letter and do nothing', () =>
  inTransaction(async (db) => {
    const hostile = `'); drop table listing cascade; -- <img src=x onerror=alert(1)> \\ $1 %s \u202e`
    const { id } = await publishPomace(
      db,
      {
        ref: hostile.slice(0, 80),
        title: hostile,
        description: hostile,
        basisNote: hostile,
        sourceNote: hostile,
      },
      { as: { ref: hostile, name: hostile }, inferredFrom: { 'material/grape-pomace': hostile } },
    )
    expect(await stored(db, id)).toMatchObject({
      ref: hostile.slice(0, 80),
      title: hostile,
      description: hostile,
      basis_note: hostile,
      source_note: hostile,
    })
    const [owner] = await rows<{ name: string }>(
      db,
      sql`select o.name from organisation o join listing l on l.organisation_id = o.id where l.id = ${id}`,
    )
    expect(owner?.name).toBe(hostile)
  }))

test('revising replaces the content and keeps ref, owner and revision count', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db)
    const { ref: _, ...content } = pomace
    const owner = await ownerOf(db, await organisationId(db))
    const revision = { listingId: id, submission: { ...content, title: 'Fresh pomace' } }
    const again = async (revised: number) =>
      revise(db, owner, { ...revision, revision: revised }, fixedClock, await catalogue(db))
    expect(await again(1)).toBe('revised')
    expect(await again(2)).toBe('unchanged')
    expect(await refused(again(1))).toBe('lost_update')
    expect(await stored(db, id)).toMatchObject({ ref: 'T1', title: 'Fresh pomace', revision: 2 })
    expect(await journalOf(db, id)).toHaveLength(2)
  }))

test('a withdrawn listing is out of the market and cannot be revised or withdrawn again', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db)
    await forgetChanges(db)
    await withdraw(db, actor, { listingId: id }, fixedClock)
    expect(await stored(db, id)).toMatchObject({ status: 'withdrawn', revision: 2 })
    expect(await changesOf(db, id)).toBe(1)
    expect((await journalOf(db, id))[1]).toMatchObject({
      action: 'listing_withdrawn',
      before: { status: 'published', revision: 1 },
      after: { status: 'withdrawn', revision: 2 },
    })
    expect(await refused(withdraw(db, actor, { listingId: id }, fixedClock))).toBe('listing_closed')
    const { ref: _, ...content } = pomace
    const revision = { listingId: id, revision: 2, submission: { ...content, amount: 1 } }
    const owner = await ownerOf(db, await organisationId(db))
    expect(await refused(revise(db, owner, revision, fixedClock, await catalogue(db)))).toBe('listing_closed')
  }))

test('what was withdrawn stays so under the same content, and is published again with other content', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db)
    await withdraw(db, actor, { listingId: id }, fixedClock)
    expect((await publishPomace(db)).outcome).toBe('unchanged')
    expect(await stored(db, id)).toMatchObject({ status: 'withdrawn' })
    expect((await publishPomace(db, { amount: 41 })).outcome).toBe('revised')
    expect(await stored(db, id)).toMatchObject({ status: 'published', revision: 3 })
  }))

test('a listing that does not exist is not found', () =>
  inTransaction(async (db) => {
    expect(await refused(withdraw(db, actor, { listingId: 999_999 }, fixedClock))).toBe('not_found')
    const { ref: _, ...submission } = pomace
    const revision = { listingId: 999_999, revision: 1, submission }
    const owner = await ownerOf(db, await organisationId(db))
    expect(await refused(revise(db, owner, revision, fixedClock, await catalogue(db)))).toBe('not_found')
  }))

test('a listing without ref is a new one every time', () =>
  inTransaction(async (db) => {
    const owner = await organisationId(db)
    const { ref: _, ...publication } = pomace
    const entry = { organisationId: owner, publication }
    const first = await publish(db, actor, entry, fixedClock, await catalogue(db))
    const second = await publish(db, actor, entry, fixedClock, await catalogue(db))
    expect([first.outcome, second.outcome]).toEqual(['created', 'created'])
    expect(second.id).not.toBe(first.id)
  }))
