import { describe, expect, test } from 'vitest'
import { catalogueOf, heldReference } from '../../server/materials/reference/held.ts'
import { buildIndex } from '../../server/materials/reading/phrases.ts'
import { understanderOf } from '../../server/materials/understanding/understand.ts'
import { targetsOf } from '../../server/materials/lookups.ts'

const catalogue = catalogueOf(heldReference())
const understand = understanderOf(buildIndex(catalogue))

/** How surely whoever does this wants something, 0 where nothing speaks for it. */
function wants(trade: string, text: string, id: string, nace: string[] = []): number {
  const { meant } = understand({ kind: 'need', text, wasteCode: null, trade, nace })
  return meant.find((one) => one.id === id)?.sureness ?? 0
}

describe('what a firm takes is borne out by what it says', () => {
  test('a role that the text names raises what serves it over all else that the trade takes', () => {
    expect(wants('Cement works', 'Raw material', 'granulated-blast-furnace-slag')).toBeGreaterThan(
      wants('Cement works', 'Raw material', 'fgd-gypsum'),
    )
    expect(wants('Cement works', 'Set regulator', 'fgd-gypsum')).toBeGreaterThan(
      wants('Cement works', 'Set regulator', 'granulated-blast-furnace-slag'),
    )
  })

  test('the wider role does not hide the narrower one of the trade', () => {
    expect(wants('Poultry farm', 'Feed', 'poultry-feed')).toBeGreaterThan(0.7)
  })

  test('a text that is not understood makes it less sure than one that says nothing', () => {
    expect(wants('Paper mill', 'Qwxz zzyx', 'waste-paper')).toBeLessThan(
      wants('Paper mill', 'Raw material', 'waste-paper'),
    )
  })

  test('a reading that the trade does not speak for comes behind one that it does', () => {
    expect(wants('Poultry farm', 'Poultry bedding', 'poultry-litter')).toBeLessThan(
      wants('Poultry farm', 'Poultry bedding', 'animal-bedding'),
    )
  })

  test('who wants a thing does not want what is left of it', () => {
    expect(wants('', 'Alumina', 'red-mud')).toBeLessThan(wants('', 'Alumina residue', 'red-mud'))
  })
})

describe('a NACE code is read after either edition', () => {
  test('38.32 was the recovery of sorted materials and is landfill now; the trade says which', () => {
    expect(wants('Metals recycler', '', 'landfill-cover', ['38.32'])).toBeLessThan(0.3)
    expect(wants('Landfill', '', 'landfill-cover', ['38.32'])).toBeGreaterThan(0.7)
  })

  test('without words it may be either', () => {
    expect(wants('', '', 'landfill-cover', ['38.32'])).toBeGreaterThan(0.3)
    expect(wants('', '', 'plastic-recycling-feedstock', ['38.32'])).toBeGreaterThan(0.3)
  })
})

test('energy is used in a cascade: steam for processes, warm water for buildings and ponds', () => {
  const serves = (material: string, use: string) =>
    targetsOf(catalogue, material).find(({ target }) => target === use)?.score ?? 0
  expect(serves('surplus-steam', 'process-heat')).toBeGreaterThan(serves('surplus-steam', 'space-heating'))
  expect(serves('low-temperature-waste-heat', 'space-heating')).toBeGreaterThan(
    serves('low-temperature-waste-heat', 'process-heat'),
  )
  expect(serves('low-temperature-waste-heat', 'fish-farming-heat')).toBeGreaterThan(
    serves('surplus-steam', 'fish-farming-heat'),
  )
})
