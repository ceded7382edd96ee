import { describe, expect, test } from 'vitest'
import { readCodedTerms, readExchanges } from '../../server/matching/evaluate/exchanges.ts'

const HEAD = 'waste,ewc,donor_sector,donor_nace,use,receiver_sector,receiver_nace\n'

describe('a table of exchanges', () => {
  const table = readExchanges(
    `${HEAD}Fly ash,100102,Power plant,3511,Raw material,Cement plant,2351
fly  ash,,Boiler house,,,Brick plant,
Fly ash,100102,Power plant,3511,Raw material,CEMENT PLANT,0110 / 0120
,100101,Power plant,,,Brick plant,
`,
  )

  test('asks once for each waste text, whatever its case and spaces, with all its donors', () => {
    expect(table.wastes).toEqual([
      {
        text: 'Fly ash',
        donors: [
          { sector: 'Power plant', nace: ['35.11'], wasteCodes: ['100102'] },
          { sector: 'Boiler house', nace: [], wasteCodes: [] },
        ],
        takers: new Set([0, 1]),
      },
    ])
  })

  test('offers each receiver once for what he uses it for, with all codes of his trade', () => {
    expect(table.receivers).toEqual([
      { use: 'Raw material', sector: 'Cement plant', nace: ['23.51', '01.10', '01.20'] },
      { use: '', sector: 'Brick plant', nace: [] },
    ])
  })

  test('counts the rows that say who took what', () => {
    expect(table.exchanges).toBe(3)
  })

  test('is refused with what it lacks', () => {
    expect(() => readExchanges('waste,use\nFly ash,\n')).toThrow(/ewc.*receiver_nace/)
    expect(() => readExchanges(HEAD)).toThrow(/No row/)
  })
})

test('a term may have several codes; rows without one are left out', () => {
  expect(readCodedTerms('term,code\nfly ash,10 01 02\nrubble,170107;170904\nnothing,\n')).toEqual([
    { term: 'fly ash', codes: ['100102'] },
    { term: 'rubble', codes: ['170107', '170904'] },
  ])
})
