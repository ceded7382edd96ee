import { beforeAll, describe, expect, test } from 'vitest'
import {
  buildIndex,
  suggest,
  type Question,
  type SuggestIndex,
} from '../../server/materials/understanding/index.ts'
import { readCatalogue } from '../../server/materials/catalogue.ts'
import { database } from '../setup/database.ts'

let index: SuggestIndex
beforeAll(async () => {
  index = buildIndex(await readCatalogue((await database()).db))
})

const ask = (text: string, question: Partial<Question> = {}) => suggest(index, { text, ...question })
const first = (text: string) => ask(text, { kind: 'offer' })[0]
const sureOf = (text: string) =>
  ask(text, { kind: 'offer' })
    .filter(({ isSure }) => isSure)
    .map(({ id }) => id)

test.each([
  ['RDF', 'refuse-derived-fuel'],
  ['SRF', 'solid-recovered-fuel'],
  ['OCC', 'old-corrugated-container'],
  ['GGBS', 'ground-slag-powder'],
  ['UCO', 'used-cooking-oil'],
  ['DDGS', 'distillers-grain'],
  ['MBM', 'meat-and-bone-meal'],
  ['PET', 'pet-plastic'],
  ['HDPE', 'hdpe-rigid'],
  ['LDPE', 'ldpe-film'],
  ['PP', 'polypropylene'],
  ['PS', 'polystyrene-plastic'],
  ['PVC', 'pvc-plastic'],
  ['EPS', 'eps'],
  ['FGD gypsum', 'fgd-gypsum'],
  ['EAF dust', 'eaf-dust'],
  ['BOF slag', 'bof-slag'],
  ['C&D waste', 'construction-demolition-waste'],
  ['WEEE', 'waste-electronics'],
  ['CKD', 'cement-kiln-dust'],
  ['PFA', 'coal-fly-ash'],
  ['IBC tanks', 'ibc-container'],
])('the abbreviation %s is known', (text, id) => {
  expect(first(text)).toMatchObject({ id, isSure: true })
  expect(first(text.toLowerCase())).toMatchObject({ id })
})

test.each([
  ['styrofoam', 'eps'],
  ['plexiglass', 'acrylic-polycarbonate'],
  ['nylon', 'polyamide-plastic'],
  ['eternit', 'asbestos-cement-waste'],
  ['ეტერნიტი', 'asbestos-cement-waste'],
  ['პენოპლასტი', 'eps'],
  ['euro pallets', 'wood-pallet'],
  ['jumbo bags', 'big-bag'],
])('the trade name %s is known', (text, id) => {
  expect(first(text)).toMatchObject({ id, isSure: true })
})

test.each([
  ['H2SO4', /sulphuric-acid$/],
  ['NaOH', /caustic-soda$/],
  ['HCl', /hydrochloric-acid$/],
  ['CO2', /^carbon-dioxide/],
  ['CO₂', /^carbon-dioxide/],
  ['Ca(OH)2', /^lime/],
  ['(NH4)2SO4', /^ammonium-sulphate$/],
  ['FeSO4', /^ferrous-sulphate$/],
  ['CaCO3', /^limestone/],
  ['sulfuric acid', /sulphuric-acid$/],
  ['caustic soda', /caustic-soda$/],
  ['გოგირდმჟავა', /sulphuric-acid$/],
  ['კაუსტიკური სოდა', /caustic-soda$/],
  ['ნახშირორჟანგი', /^carbon-dioxide/],
])('the chemical %s is known', (text, id) => {
  expect(first(text)?.id).toMatch(id)
})

test.each([
  ['ჭაჭის', 'grape-pomace'],
  ['ჭაჭას', 'grape-pomace'],
  ['ჭაჭიდან', 'grape-pomace'],
  ['ნახერხს', 'sawdust'],
  ['ნახერხისგან', 'sawdust'],
  ['საბურავების', 'end-of-life-tyre'],
  ['ნაცრის', 'ash'],
  ['შრატს', 'whey'],
])('the Georgian form %s leads to its noun', (text, id) => {
  expect(
    ask(text)
      .slice(0, 2)
      .map((suggestion) => suggestion.id),
  ).toContain(id)
})

describe('of a compound the thing itself comes first', () => {
  test.each([
    ['sawdust mixed with glue', 'sawdust'],
    ['ნახერხი წებოსთან შერეული', 'sawdust'],
    ['cardboard with plastic film', 'cardboard'],
    ['manure with straw', 'manure'],
    ['ნაკელი ნამჯით', 'manure'],
    ['wooden pallets with nails', 'wood-pallet'],
    ['saw dust', 'sawdust'],
    ['walnutshells', 'walnut-shell'],
    ['metal shavings contaminated with oil', 'steel-turning'],
  ])('%s', (text, id) => {
    expect(first(text)?.id).toBe(id)
  })

  test('and what goes with it is no second thing', () => {
    for (const text of ['sawdust mixed with glue', 'metal shavings contaminated with oil'])
      expect(sureOf(text)).toHaveLength(1)
  })

  test('and a compound that has a name of its own is that', () => {
    expect(first('concrete with rebar')?.id).toBe('reinforced-concrete-rubble')
    expect(first('oily rags')?.id).toBe('oily-absorbent')
  })
})

test.each([
  ['concrete without plaster', /gypsum|plaster/],
  ['ბეტონი თაბაშირის გარეშე', /gypsum|plaster/],
  ['wood without paint or varnish', /paint|coating/],
  ['glass, no ceramics', /ceramic/],
  ['sawdust instead of coal', /coal/],
  ['ნახერხი ქვანახშირის ნაცვლად', /coal/],
  ['gypsum-free rubble', /gypsum/],
  ['მინა, ფაიფურს არ შეიცავს', /ceramic|sanitary/],
])('what is said to be absent is not suggested: %s', (text, absent) => {
  const suggestions = ask(text, { kind: 'offer' })
  expect(suggestions.length).toBeGreaterThan(0)
  expect(suggestions.map(({ id }) => id).filter((id) => absent.test(id))).toEqual([])
})

test('a suggestion says which words carried it, as they stand in the text', () => {
  expect(first('Big  Hazelnut Shells, 40 t')?.matchedWords).toEqual(['Hazelnut', 'Shells'])
  expect(first('გვაქვს ყურძნის ჭაჭა')?.matchedWords).toEqual(['ყურძნის', 'ჭაჭა'])
  expect(first('ნახმარი საბურავები')?.matchedName).toMatch(/საბურავ/)
})

describe('a waste code in the text', () => {
  test.each(['02 07 01', '020701', 'lot 020701', 'კოდი 02 07 01'])(
    'brings its materials to mind: %s',
    (text) => {
      const suggestions = ask(text, { kind: 'offer' })
      expect(suggestions.length).toBeGreaterThan(1)
      for (const { wasteCodes, isSure, matchedName } of suggestions) {
        expect(wasteCodes.map(({ code }) => code)).toContain('020701')
        expect({ isSure, matchedName }).toEqual({ isSure: false, matchedName: '020701' })
      }
    },
  )

  test('does not stand in the way of words', () => {
    expect(first('grape pomace 02 07 01')).toMatchObject({ id: 'grape-pomace', isSure: true })
    expect(ask('999999')).toEqual([])
  })
})

describe('who says it and the waste code help to understand', () => {
  test('what a steelworks calls slag may be of its furnaces', () => {
    const said = ask('slag', { kind: 'offer', nace: ['24.10'] })
    for (const { matchedWords } of said) expect(matchedWords).toEqual(['slag'])
    expect(said.map(({ id }) => id)).toEqual(expect.arrayContaining(['blast-furnace-slag', 'steel-slag']))
    expect(first('slag')).toMatchObject({ id: 'metallurgical-slag' })
  })

  test('a text that says nothing is asked about what such firms discard', () => {
    const said = ask('residue', { kind: 'offer', trade: 'winery' })
    expect(said.map(({ id }) => id)).toContain('grape-pomace')
    expect(said.find(({ id }) => id === 'grape-pomace')).toMatchObject({ because: 'sector', isSure: false })
  })

  test('of a need as well', () => {
    const said = ask('raw material', { kind: 'need', trade: 'ცემენტის ქარხანა' })
    expect(said.map(({ id }) => id)).toContain('cement-raw-meal')
  })

  test('a clear text stands against both', () => {
    expect(ask('grape pomace', { kind: 'offer', nace: ['24.10'], wasteCode: '100202' })[0]).toMatchObject({
      id: 'grape-pomace',
      because: 'words',
    })
  })

  test('a code given beside the text decides between what it may be', () => {
    const coded = ask('ash', { kind: 'offer', wasteCode: '100102' }).map(({ id }) => id)
    expect(coded).toContain('coal-fly-ash')
    expect(ask('ash', { kind: 'offer' }).map(({ id }) => id)).not.toContain('coal-fly-ash')
  })
})

describe('whoever wrote it is asked instead of guessed at', () => {
  test.each(['oil', 'ზეთი', 'dust', 'batteries from cars', 'PET bottle caps'])(
    '"%s" may mean several things',
    (text) => {
      const suggestions = ask(text, { kind: 'offer' })
      expect(suggestions.length).toBeGreaterThan(1)
      expect(suggestions[0]!.isSure).toBe(false)
    },
  )

  test.each(['oil', 'ზეთი'])('among what "%s" may be is what kitchens discard', (text) => {
    const asked = ask(text, { kind: 'offer' }).slice(0, 5)
    expect(asked.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['used-cooking-oil', 'mineral-oil-waste']),
    )
  })

  test.each([
    ['grape pomace', ['grape-pomace']],
    ['ნახერხი', ['sawdust']],
    ['concrete', ['concrete-rubble']],
    ['hazelnut shells and grape stalks', ['hazelnut-shell', 'grape-stalk']],
  ])('"%s" leaves no doubt', (text, ids) => {
    expect(sureOf(text).sort()).toEqual(ids.sort())
  })

  test('doubt does not depend on how many suggestions are asked for', () => {
    for (const text of ['oil', 'batteries from cars', 'grape pomace'])
      expect(ask(text, { limit: 1 })[0]?.isSure).toBe(ask(text)[0]?.isSure)
  })
})

test('a text that is long or no language at all is answered soon, since guesses are counted', () => {
  const word = (n: number) => `qw${n.toString(36).replaceAll(/\d/g, 'x')}zzv`
  const texts = ['a'.repeat(2000), Array.from({ length: 250 }, (_, n) => word(n * 7919)).join(' ')]
  for (const text of texts) expect(ask(text).length).toBeLessThanOrEqual(8)
})
