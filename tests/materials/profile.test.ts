import { describe, expect, test } from 'vitest'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import { profileFor, profileOf, sectorsIn, type ProfileEntry } from '../../server/materials/profile.ts'
import { database } from '../setup/database.ts'

const catalogue: Catalogue = await readCatalogue((await database()).db)
const targets = (entries: { target: string }[] | undefined) => (entries ?? []).map(({ target }) => target)

/** What anybody says of a trade, and the sector that is meant. */
const NAMED: [string, string][] = [
  ['cement plant', '23.51'],
  ['ცემენტის ქარხანა', '23.51'],
  ['ცემენტის ქარხნისთვის', '23.51'],
  ['aluminium smelter', '24.42'],
  ['aluminum company', '24.42'],
  ['steel mill', '24.10'],
  ['ფეროშენადნობთა ქარხანა', 'ferroalloy-works'],
  ['brick works', '23.32'],
  ['აგურის საწარმო', '23.32'],
  ['foundry', '24.51'],
  ['winery', '11.02'],
  ['ღვინის ქარხანა', '11.02'],
  ['coking plant', '19.10'],
  ['thermal power plant', '35.11'],
  ['თბოელექტროსადგური', '35.11'],
  ['district heating', '35.30'],
  ['paper mill', '17.12'],
  ['ქაღალდის ქარხანა', '17.12'],
  ['fertilizer factory', '20.15'],
  ['titanium dioxide plant', 'titanium-dioxide-works'],
  ['chlor-alkali plant', 'chlor-alkali-works'],
  ['sugar refinery', '10.81'],
  ['oil refinery', '19.20'],
  ['პურის საცხობი', '10.71'],
  ['ლუდის ქარხანა', '11.05'],
  ['ავტოსერვისი', '95.31'],
  ['რესტორანი თელავში', '56.11'],
  ['wastewater treatment plant', '37.00'],
  ['hazelnut factory', 'nut-works'],
  ['სახერხი', '16.11'],
]

describe('a text names a sector', () => {
  test.each(NAMED)('%s: %s', (text, sector) => {
    expect(sectorsIn(catalogue, text)[0]?.sector).toBe(sector)
  })

  test('words for any kind of plant name none', () => {
    expect(sectorsIn(catalogue, 'large factory')).toEqual([])
    expect(sectorsIn(catalogue, 'ქარხანა')).toEqual([])
    expect(profileFor(catalogue, 'large factory')).toBeNull()
  })

  test('a code decides when the text says nothing or something else', () => {
    expect(profileFor(catalogue, 'our factory', '2351')?.profile.sector).toBe('23.51')
    expect(profileFor(catalogue, 'brick works', '23.51')?.profile.sector).toBe('23.51')
  })

  test('a text may be narrower than its code', () => {
    expect(profileFor(catalogue, 'silicomanganese smelter', '24.10')).toMatchObject({
      profile: { sector: 'ferroalloy-works', nace: '24.10' },
      reading: { words: ['silicomanganese', 'smelter'] },
    })
  })
})

describe('a sector has a profile', () => {
  test('at least 150 NACE classes have one of their own, in both directions', () => {
    const own = [...catalogue.sectors.values()].filter(({ level, retired, code }) => {
      const profile = level === 'class' && !retired ? profileOf(catalogue, code) : null
      const directly = (rows: ProfileEntry[]) => rows.some(({ sector }) => sector === code)
      return profile && directly(profile.discards) && directly(profile.takes)
    })
    expect(own.length).toBeGreaterThanOrEqual(150)
  })

  test('a cement works takes raw meal, additions and fuel', () => {
    const takes = targets(profileOf(catalogue, '23.51')?.takes)
    expect(takes.slice(0, 3)).toEqual(
      ['cement-raw-meal', 'supplementary-cementitious-material', 'kiln-fuel'].sort(),
    )
  })

  test('any usual form of the code will do, and a former code leads to its successor', () => {
    for (const code of ['23.51', '2351', 'C23.51', ' 23.51 '])
      expect(profileOf(catalogue, code)?.sector).toBe('23.51')
    expect(profileOf(catalogue, '01.49')?.sector).toBe('01.48')
    expect(profileOf(catalogue, '00.00')).toBeNull()
    expect(profileOf(catalogue, 'cement')).toBeNull()
  })

  test('a branch has what its class has, after its own', () => {
    const rows = profileOf(catalogue, 'ferroalloy-works')?.discards ?? []
    expect(rows.find(({ target }) => target === 'ferroalloy-slag')).toMatchObject({
      weight: 1,
      indirect: false,
    })
    expect(rows.find(({ target }) => target === 'eaf-dust')).toMatchObject({
      indirect: true,
      sector: '24.10',
    })
  })

  test('a division gathers what is below it at half the weight, a section does not', () => {
    const of = (sector: string) => profileOf(catalogue, sector)?.discards ?? []
    expect(of('C').some(({ target }) => target === 'copper-slag')).toBe(false)
    const discards = of('24')
    expect(discards.find(({ target }) => target === 'copper-slag')).toMatchObject({
      weight: 0.5,
      indirect: true,
    })
  })
})
