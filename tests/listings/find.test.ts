import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { parseBox, type Filter } from '../../server/listings/filter.ts'
import { findListings, readListing } from '../../server/listings/find.ts'
import { mapListings } from '../../server/listings/map.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import type { Db } from '../../db/open.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { actor, publishPomace } from './market-of-telavi.ts'

const found = async (db: Db, filter: Filter) =>
  (await findListings(db, filter, { limit: 100 })).listings.map(({ id }) => id)

test('a listing is read as its owner described it', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(db)
    expect(await readListing(db, id)).toEqual({
      id,
      ref: 'T1',
      kind: 'offer',
      resourceKind: 'material',
      title: 'Grape pomace',
      description: 'Pressed skins and seeds',
      textLanguage: 'en',
      organisation: {
        id: expect.any(Number),
        name: 'Old Winery',
        kind: 'business',
        sector: null,
        verified: false,
      },
      place: {
        lon: 45.47002,
        lat: 41.91957,
        precision: 'municipality',
        radiusKm: expect.closeTo(18.56, 1),
        municipality: { id: 'telavi', names: { en: 'Telavi', ka: 'თელავი' } },
        region: { id: 'kakheti', names: { en: 'Kakheti', ka: 'კახეთი' } },
      },
      targets: [
        {
          kind: 'material',
          id: 'grape-pomace',
          names: { en: expect.any(String), ka: expect.stringMatching(/[ა-ჰ]/) },
          factor: 1,
          inferredFrom: null,
        },
      ],
      stream: 'biodegradable',
      wasteCode: {
        code: '020701',
        hazardous: false,
        names: { en: expect.any(String), ka: expect.stringMatching(/[ა-ჰ]/) },
      },
      hazardous: false,
      hazardProperties: [],
      amount: 40,
      unit: 't',
      period: 'year',
      months: [9, 10],
      validFrom: '2026-09-01',
      validUntil: '2027-08-31',
      basis: 'wet',
      massTonnes: 40,
      densityKgM3: null,
      minimumLotTonnes: 2.5,
      specifications: [{ property: 'moisture', minimum: 55, maximum: 65 }],
      presentOperation: 'D1',
      presentInput: null,
      presentCostPerTonne: { amount: 20, currency: 'GEL' },
      pricePerTonne: { amount: -5.5, currency: 'GEL', vatIncluded: false, unit: 't' },
      provenance: 'declared',
      basisNote: 'weighed',
      sourceNote: 'own register',
      packagingForm: 'bulk',
      transport: 'collect',
      byProduct: null,
      files: [],
      demonstration: false,
      revision: 1,
      updatedAt: '2026-10-05T08:00:00Z',
    })
  }))

test('nothing that is public holds the exact point', () =>
  inTransaction(async (db) => {
    for (const precision of ['settlement', 'municipality', 'region'] as const) {
      const { id } = await publishPomace(db, {
        ref: precision,
        place: { lon: 45.523178, lat: 41.908417, precision },
      })
      const everything = JSON.stringify([
        await readListing(db, id),
        await findListings(db, {}, { limit: 100 }),
        await mapListings(db, {}),
      ])
      expect(everything).not.toMatch(/45\.52|41\.908/)
      const around = { west: 45.522, east: 45.524, south: 41.907, north: 41.909 }
      expect(await found(db, { box: around })).toEqual([])
      expect((await mapListings(db, { box: around })).features).toEqual([])
    }
  }))

test('where only the region is shown, the municipality is neither told nor found by asking', () =>
  inTransaction(async (db) => {
    const place = { lon: 45.523178, lat: 41.908417, precision: 'region' as const }
    const { id } = await publishPomace(db, { place })
    expect((await readListing(db, id))?.place).toMatchObject({
      municipality: null,
      region: { id: 'kakheti' },
    })
    expect(await found(db, { municipality: 'telavi' })).not.toContain(id)
  }))

test('a hidden name is neither told nor found by asking', () =>
  inTransaction(async (db) => {
    const { id } = await publishPomace(
      db,
      {},
      { as: { ref: 'test:hidden', name: 'Qveqri Secret', nameHidden: true } },
    )
    const everything = JSON.stringify([
      await readListing(db, id),
      await findListings(db, {}, { limit: 100 }),
      await mapListings(db, {}),
    ])
    for (const word of ['Qveqri', 'T1', 'own register']) expect(everything).not.toContain(word)
    expect(await found(db, { text: 'Qveqri' })).toEqual([])
    expect(await found(db, { text: 'pomace' })).toContain(id)
  }))

test('what is not for everybody, or no longer published, does not exist for readers', () =>
  inTransaction(async (db) => {
    const members = await publishPomace(db, { ref: 'M', audience: 'members' })
    const desk = await publishPomace(db, { ref: 'F', audience: 'facilitators' })
    const gone = await publishPomace(db, { ref: 'G' })
    await withdraw(db, actor, { listingId: gone.id }, fixedClock)
    for (const { id } of [members, desk, gone]) {
      expect(await readListing(db, id)).toBeNull()
      expect(await found(db, {})).not.toContain(id)
      expect((await mapListings(db, {})).features.map((feature) => feature.id)).not.toContain(id)
    }
  }))

test('filters narrow the listings down', () =>
  inTransaction(async (db) => {
    const offer = (await publishPomace(db)).id
    const need = (
      await publishPomace(
        db,
        {
          ref: 'N',
          kind: 'need',
          title: '100 % dry_wood',
          targets: [{ kind: 'use', id: 'solid-biofuel' }],
          place: { municipality: 'batumi' },
        },
        { demonstration: true },
      )
    ).id
    const own = async (filter: Filter) => (await found(db, filter)).filter((id) => [offer, need].includes(id))
    expect(await own({})).toEqual([need, offer])
    expect(await own({ kind: 'need' })).toEqual([need])
    expect(await own({ stream: 'biodegradable' })).toEqual([offer])
    expect(await own({ target: 'grape-pomace' })).toEqual([offer])
    expect(await own({ target: 'winery-residue' })).toEqual([offer])
    expect(await own({ target: 'solid-biofuel' })).toEqual([need])
    expect(await own({ municipality: 'batumi' })).toEqual([need])
    expect(await own({ demonstration: false })).toEqual([offer])
    expect(await own({ box: parseBox('41,41,42,42') })).toEqual([need])
    expect(await own({ text: 'POMACE' })).toEqual([offer])
    expect(await own({ text: 'old winery' })).toEqual([need, offer])
    expect(await own({ text: '100 % dry_' })).toEqual([need])
    for (const text of ['1__ %', 'dry%', '\\', "' or true --"]) expect(await own({ text })).toEqual([])
    const onMap = (await mapListings(db, { kind: 'need' })).features.find((feature) => feature.id === need)
    expect(onMap).toEqual({
      type: 'Feature',
      id: need,
      geometry: { type: 'Point', coordinates: [41.6306, 41.64077] },
      properties: {
        id: need,
        kind: 'need',
        title: '100 % dry_wood',
        organisation: 'Old Winery',
        stream: null,
        target: {
          kind: 'use',
          id: 'solid-biofuel',
          en: expect.any(String),
          ka: expect.stringMatching(/[ა-ჰ]/),
        },
        massTonnes: 40,
        precision: 'municipality',
        radiusKm: expect.closeTo(5.12, 1),
        provenance: 'declared',
        demonstration: true,
      },
    })
  }))

test('pages follow each other without gap or overlap, also while something new is published', () =>
  inTransaction(async (db) => {
    await rows(db, sql`delete from listing`)
    const ids: number[] = []
    for (const ref of ['1', '2', '3', '4', '5']) ids.unshift((await publishPomace(db, { ref })).id)
    const first = await findListings(db, {}, { limit: 2 })
    expect(first).toMatchObject({ nextCursor: ids[1] })
    await publishPomace(db, { ref: '6' })
    const second = await findListings(db, {}, { limit: 2, cursor: first.nextCursor! })
    const third = await findListings(db, {}, { limit: 2, cursor: second.nextCursor! })
    expect(third.nextCursor).toBeNull()
    expect([first, second, third].flatMap(({ listings }) => listings.map(({ id }) => id))).toEqual(ids)
  }))

test.each([
  '',
  '1,2,3',
  '1,2,3,4,5',
  'a,2,3,4',
  '5,2,3,4',
  '1,5,3,4',
  '-181,0,0,0',
  '0,0,0,91',
  ',,,',
  'NaN,0,1,1',
])('%j is no box', (text) => {
  expect(() => parseBox(text)).toThrow('query_invalid')
})
