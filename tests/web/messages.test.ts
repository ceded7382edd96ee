import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ACTS } from '../../server/contract/exchanges.ts'
import { FIELD_CODES } from '../../server/contract/field-codes.ts'
import { REGIONS_OR_STREAMS } from '../../server/contract/impact.ts'
import { DISPUTE_REASONS, SHIPMENT_STATES } from '../../server/contract/shipments.ts'
import * as words from '../../server/contract/words.ts'
import { Draft } from '../../server/listings/schema.ts'
import { Step } from '../../server/matching/schema.ts'
import { REFUSALS } from '../../server/refusals.ts'
import { filesBelow, readSource } from '../architecture/source.ts'
import { codesOfFindings, numbersOfFindings } from './finding-codes.ts'

type Message = string | object[]
const read = (language: string) =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../web/messages/${language}.json`), 'utf8'),
  ) as Record<string, Message>
const ka = read('ka')
const en = read('en')
const keys = Object.keys(en).filter((key) => key !== '$schema')
const textOf = (message: Message | undefined): string =>
  typeof message === 'string' ? message : JSON.stringify(message ?? '')
/** Names in braces, and those that a message with several forms declares. */
const paramsOf = (message: Message | undefined): string[] =>
  [
    ...new Set(
      [...textOf(message).matchAll(/\{(\w+)\}|"input (\w+)"/g)].map(
        ([, used, declared]) => used ?? declared!,
      ),
    ),
  ].toSorted()

/** Latin words that a Georgian text may hold: names, formats, and codes of standards. */
const LATIN =
  /\{\w+\}|English|API|Apache-2\.0|NACE|CO₂|UTF-8|GeoNames|Natural Earth|Simbiozi|Idempotency-Key|JSON|CSV|XLSX|„material“|PDF|UTC|SHA-256|\b[RD]\d+/g

test('both languages have the same messages with the same parameters', () => {
  expect(keys.length).toBeGreaterThan(300)
  expect(Object.keys(ka).toSorted()).toEqual(Object.keys(en).toSorted())
  expect(keys.filter((key) => String(paramsOf(ka[key])) !== String(paramsOf(en[key])))).toEqual([])
  expect(keys.filter((key) => !textOf(ka[key]).trim() || !textOf(en[key]).trim())).toEqual([])
})

test('Georgian is written in Georgian letters, without capitals', () => {
  const simple = keys.filter((key) => typeof ka[key] === 'string')
  const latin = simple.filter((key) => /[a-z]{2}/i.test(textOf(ka[key]).replace(LATIN, '')))
  expect(latin.filter((key) => !/^(currency_|unit_)/.test(key))).toEqual([])
  expect(keys.filter((key) => /[\u1C90-\u1CBF]/.test(textOf(ka[key])))).toEqual([])
  // A text that nobody translated is the same in both.
  const same = simple.filter(
    (key) => ka[key] === en[key] && /[a-z]{3}/i.test(textOf(en[key]).replace(LATIN, '')),
  )
  expect(same).toEqual([])
})

/** What the pages say by code (`sayCode`): each group with all codes that the server may send. */
const CODES: Record<string, readonly string[]> = {
  problem: Object.keys(REFUSALS),
  reason: codesOfFindings('reason'),
  remedy: codesOfFindings('remedy'),
  criterion: words.CRITERIA,
  criterion_meaning: words.CRITERIA,
  outcome: words.OUTCOMES,
  currency: words.CURRENCIES,
  packaging: words.PACKAGING_FORMS,
  precision: words.PRECISIONS,
  property: words.PROPERTIES,
  provenance: words.PROVENANCES,
  stream: words.STREAMS,
  transport: words.TRANSPORTS,
  period: words.PERIODS,
  kind: words.LISTING_KINDS,
  unit: words.UNITS.map((unit) => unit.toLowerCase()),
  effect: ['veto', 'needs_permit', 'notice'],
  relation: (Step.properties.relation as unknown as { enum: string[] }).enum,
  operation: operationCodes(),
  factor_route: routesOfMaterials(),
  action: actionsOfJournal(),
  job: jobs(),
  shipment_state: SHIPMENT_STATES,
  dispute_reason: DISPUTE_REASONS,
  impact_by: REGIONS_OR_STREAMS,
  field: Object.keys(Draft.properties),
}

describe('every code has its sentence in both languages', () => {
  test.each(Object.entries(CODES))('%s', (group, codes) => {
    expect(codes.length).toBeGreaterThan(1)
    const unsaid = codes.filter((code) => !(`${group}_${code.replaceAll('.', '_')}` in en))
    expect(unsaid).toEqual([])
  })

  test('what is wrong with a field', () => {
    expect(FIELD_CODES.filter((code) => !(`wrong_${code}` in en) && !(`problem_${code}` in en))).toEqual([])
  })

  test('a finding has the numbers that its sentence asks for', () => {
    const known = numbersOfFindings()
    expect(known.length).toBeGreaterThan(20)
    const sentences = keys.filter((key) => /^(reason|remedy)_/.test(key))
    expect(sentences.flatMap((key) => paramsOf(en[key])).filter((name) => !known.includes(name))).toEqual([])
  })
})

test('no message is left that nobody says', () => {
  const source = filesBelow('web/src').map(readSource).join('\n')
  const named = new Set([...source.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key))
  const groups = [...source.matchAll(/say(?:Code|Desk|Figure)\(\s*'(\w+)'/g)].map(([, group]) => group)
  expect(groups.length).toBeGreaterThan(10)
  const isSaid = (key: string) => named.has(key) || groups.some((group) => key.startsWith(`${group}_`))
  expect(keys.filter((key) => !isSaid(key))).toEqual([])
})

test.each([
  ['sayCode', 'say.ts', 40],
  ['sayDesk', 'say-desk.ts', 10],
  ['sayFigure', 'say-figures.ts', 3],
] as const)('%s carries every group that is said with it', (name, file, atLeast) => {
  const source = filesBelow('web/src').map(readSource).join('\n')
  const said = [...source.matchAll(new RegExp(`${name}\\(\\s*'(\\w+)'`, 'g'))].map(([, group]) => group!)
  const carried = [...readSource(`web/src/lib/language/${file}`).matchAll(/messages\/(\w+)_\*\.js/g)].map(
    ([, group]) => group!,
  )
  expect(said.length).toBeGreaterThan(atLeast)
  const isCarried = (group: string) =>
    carried.some((prefix) => group === prefix || group.startsWith(`${prefix}_`))
  expect(said.filter((group) => !isCarried(group))).toEqual([])
})

function operationCodes(): string[] {
  return readSource('db/reference/operations.csv')
    .split('\n')
    .slice(1)
    .flatMap((line) => /^[RD]\d+/.exec(line)?.[0] ?? [])
}

/** What the journal may say was done: named where its lines are written, or made of a move and what it moves. */
function actionsOfJournal(): string[] {
  const source = filesBelow('server')
    .filter((file) => file.endsWith('.ts') && !file.includes('/demo/'))
    .map(readSource)
    .join('\n')
  const named = [...source.matchAll(/\baction: (?:[^\n]*\? )?'(\w+_\w+)'(?: : '(\w+)')?/g)].flatMap(
    ([, one, other]) => [one!, ...(other ? [other] : [])],
  )
  const verbs = [...readSource('server/listings/line.ts').matchAll(/^ {2}\| '(\w+)'$/gm)]
  return [
    ...new Set(named),
    ...verbs.map(([, verb]) => `listing_${verb}`),
    // A message has a line of its own name.
    ...ACTS.filter((act) => act !== 'send_message').map((act) => `exchange_${act}`),
  ]
}

/** What is done again and again, by the name that the page of jobs is told. */
function jobs(): string[] {
  const named = readSource('server/main.ts').matchAll(/name: '([a-z]+(?:-[a-z]+)+)'/g)
  return [...named].map(([, name]) => name!.replaceAll('-', '_'))
}

/** Ways of disposal for which the catalogue has factors of materials. */
function routesOfMaterials(): string[] {
  const cells = filesBelow('db/reference/factors').flatMap((file) => readSource(file).split('\n'))
  return [...new Set(cells.flatMap((line) => /^[^,]*,disposal,[^,]*,(\w+),/.exec(line)?.[1] ?? []))]
}
