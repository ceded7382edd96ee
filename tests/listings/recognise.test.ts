import { beforeAll, expect, test } from 'vitest'
import { recogniserOf } from '../../server/listings/import/recognise.ts'
import type { Recogniser, RowText } from '../../server/listings/import/recogniser.ts'
import { database } from '../setup/database.ts'
import { catalogue } from './market-of-telavi.ts'
import { smallCatalogue } from './small-catalogue.ts'

let recognise: Recogniser
beforeAll(async () => {
  recognise = recogniserOf(await catalogue((await database()).db))
})

const recognised = (kind: RowText['kind'], title: string, more: Partial<RowText> = {}) =>
  recognise({
    kind,
    title,
    description: '',
    wasteCode: null,
    nace: null,
    lang: /[ა-ჰ]/.test(title) ? 'ka' : 'en',
    ...more,
  })
const ids = (kind: RowText['kind'], title: string, more: Partial<RowText> = {}) =>
  recognised(kind, title, more).targets.map(({ target }) => target)

test.each([
  ['Grape pomace', 'grape-pomace'],
  ['ყურძნის ჭაჭა', 'grape-pomace'],
  ['Hazelnut shells', 'hazelnut-shell'],
  ['თხილის ნაჭუჭი', 'hazelnut-shell'],
  ['End-of-life tyres', 'end-of-life-tyre'],
  ['Used cooking oil', 'used-cooking-oil'],
  ['Clean concrete rubble', 'concrete-rubble'],
  ['Silicomanganese slag', 'silicomanganese-slag'],
  ['Raw sheep wool', 'raw-sheep-wool'],
  ['Mixed construction waste', 'mixed-construction-waste'],
])('an offer of "%s" is one thing', (title, material) => {
  expect(recognised('offer', title).targets).toEqual([
    { targetKind: 'material', target: material, factor: 1, inferredFrom: expect.any(String) },
  ])
})

test('an offer of several things is composed of equal parts, never of more than the whole', () => {
  const { targets } = recognised('offer', 'Hazelnut shells, grape stalks and cardboard')
  expect(targets.map(({ target }) => target).sort()).toEqual(['cardboard', 'grape-stalk', 'hazelnut-shell'])
  expect(targets.map(({ factor }) => factor)).toEqual([0.333, 0.333, 0.333])
})

test('what an offer mentions in its description does not change what it is', () => {
  expect(
    ids('offer', 'Mixed construction waste', { description: 'Concrete, brick, tile and timber offcuts' }),
  ).toEqual(['mixed-construction-waste'])
})

test('the description counts when the title says nothing', () => {
  expect(ids('offer', 'Available now', { description: 'Hazelnut shells' })).toEqual(['hazelnut-shell'])
})

test('a need is for a material and the use that it is wanted for', () => {
  expect(ids('need', 'Hazelnut shells for briquettes')).toEqual(['hazelnut-shell', 'briquette-feedstock'])
  expect(ids('need', 'End-of-life tyres as kiln fuel')).toEqual(['end-of-life-tyre', 'kiln-fuel'])
  expect(ids('need', 'თხილის ნაჭუჭი ბრიკეტისთვის')).toContain('hazelnut-shell')
})

test('a need accepts what its description adds, less than what its title says', () => {
  const { targets } = recognised('need', 'Feed ingredients', { description: 'Whey, brewers grain' })
  const factorOf = (id: string) => targets.find(({ target }) => target === id)?.factor ?? 0
  expect(factorOf('whey')).toBeGreaterThan(0)
  expect(factorOf('whey')).toBeLessThan(1)
  expect(factorOf('brewers-spent-grain')).toBeGreaterThan(0)
  expect(factorOf('animal-feed-ingredient')).toBeGreaterThan(0)
})

test('the product that a need will make is not what it wants', () => {
  expect(ids('need', 'Sawdust for briquettes')).not.toContain('wood-briquette')
  expect(ids('need', 'Green and kitchen waste for compost')).not.toContain('compost')
})

test('a target carries the words that it was found by', () => {
  expect(recognised('offer', 'Dry Hazelnut Shells').targets[0]?.inferredFrom).toMatch(/Hazelnut Shells/)
})

test('where the words say nothing, a code that stands for one material and its kinds does', () => {
  const coded = ['winery-residue', 'grape-pomace'].map((id) => ({
    ...smallCatalogue.materials.get(id)!,
    wasteCodes: ['020701'],
  }))
  const byCode = recogniserOf({
    ...smallCatalogue,
    materials: new Map([...smallCatalogue.materials, ...coded.map((row) => [row.id, row] as const)]),
  })
  const lot = { kind: 'offer', title: 'Lot 7', description: '', nace: null, lang: 'en' } as const
  expect(byCode({ ...lot, wasteCode: '020701' }).targets).toEqual([
    { targetKind: 'material', target: 'winery-residue', factor: 1, inferredFrom: '020701' },
  ])
  expect(byCode({ ...lot, wasteCode: '170503' })).toEqual({ targets: [], closest: [] })
})

test('a code that stands for many materials only brings the closest to mind', () => {
  expect(recognised('offer', 'Lot 7', { wasteCode: '020304' })).toMatchObject({ targets: [] })
  expect(recognised('offer', 'Lot 7', { wasteCode: '020304' }).closest).toHaveLength(3)
})

test('what means nothing is not recognised', () => {
  expect(recognised('offer', 'Qwxz zzyx')).toEqual({ targets: [], closest: expect.any(Array) })
  expect(ids('offer', '')).toEqual([])
  expect(ids('need', '   ')).toEqual([])
})
