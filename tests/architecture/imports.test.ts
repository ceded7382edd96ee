import { describe, expect, test } from 'vitest'
import { filesBelow, importsOf, readSource, type Import } from './source.ts'

const CODE = /\.(ts|mjs|js|svelte)$/
const imports = filesBelow()
  .filter((path) => CODE.test(path))
  .flatMap(importsOf)
const from = (pattern: RegExp) => imports.filter((entry) => pattern.test(entry.from))
const to = (pattern: RegExp) => imports.filter((entry) => pattern.test(entry.to))
const arrows = (entries: Import[]) => entries.map((entry) => `${entry.from} → ${entry.to}`)

/** What everything may build on. */
const BASE = ['accounts', 'files', 'journal', 'materials', 'organisations']

/** Which domain may import which. The last word on it: a domain that is not here cannot be added. */
const DOMAINS: Record<string, string[]> = {
  journal: [],
  mail: ['journal'],
  accounts: ['journal', 'mail'],
  files: ['accounts', 'journal'],
  materials: ['accounts', 'journal'],
  organisations: ['accounts', 'files', 'journal', 'mail', 'materials'],
  listings: BASE,
  // Publishing writes a change that every market follows, so listings need nothing of matching.
  matching: [...BASE, 'listings'],
  demo: [...BASE, 'listings', 'exchanges', 'shipments'],
  exchanges: [...BASE, 'listings', 'matching'],
  impact: BASE,
  shipments: [...BASE, 'exchanges', 'impact'],
  desk: [...BASE, 'listings', 'matching', 'exchanges'],
  planning: [...BASE, 'listings', 'matching'],
  atlas: [...BASE, 'listings', 'matching', 'exchanges', 'shipments', 'impact'],
  programme: BASE,
  // Saved searches look for partners as matching does.
  notifications: [...BASE, 'listings', 'mail', 'matching'],
  administration: [...BASE, 'mail', 'listings', 'exchanges', 'notifications'],
}

/** Files that speak SQL under another name than store.ts. */
const STORES = [
  'server/journal/tell.ts',
  'server/journal/write.ts',
  'server/listings/record.ts',
  'server/materials/load.ts',
  'server/materials/read-catalogue.ts',
  'server/materials/rebuild.ts',
  'server/materials/shipped.ts',
  'server/organisations/place.ts',
  'server/organisations/register.ts',
]

/** Drivers, and the one file of the program that may name each. */
const DRIVERS: [RegExp, string[]][] = [
  [/^(@electric-sql\/|postgres$|drizzle-orm\/(pglite|postgres-js)$)/, ['db/open.ts']],
  [/^drizzle-orm\/(pglite|postgres-js)\/migrator$/, ['db/migrate.ts']],
]

test('the imports of the project are found at all', () => {
  expect(arrows(from(/^server\/app\.ts$/))).toContain('server/app.ts → server/http/errors.ts')
  expect(from(/^server\/contract\.ts$/).some((entry) => entry.isType)).toBe(true)
  expect(imports.length).toBeGreaterThan(200)
})

describe('the pages', () => {
  const web = from(/^web\/src\//)

  test('know nothing of the server but its contract', () => {
    const foreign = web.filter((entry) => entry.isOurs && !entry.to.startsWith('web/'))
    expect(arrows(foreign.filter((entry) => !/^server\/contract(\.ts$|\/)/.test(entry.to)))).toEqual([])
  })

  test('draw maps in one place only', () => {
    const maps = to(/^(svelte-)?maplibre-gl($|\/)/).filter(
      (entry) => !entry.from.startsWith('web/src/lib/map/'),
    )
    expect(arrows(maps)).toEqual([])
  })
})

test('the contract is made of types and constant tables, without a library', () => {
  const contract = from(/^server\/contract(\.ts$|\/)/)
  const values = contract.filter((entry) => !entry.isType)
  expect(arrows(values.filter((entry) => !/^server\/(contract\/|refusals\.ts$)/.test(entry.to)))).toEqual([])
  const types = contract.filter((entry) => entry.isType && !entry.to.startsWith('server/contract/'))
  expect(arrows(types.filter((entry) => !/(^|[/-])(schema|refusals)\.ts$/.test(entry.to)))).toEqual([])
  expect(arrows(from(/^server\/refusals\.ts$/))).toEqual([])
})

test('shapes are made of shapes', () => {
  const others = from(/^server\/\w+\/([\w-]+-)?schema\.ts$/).filter(
    ({ to }) =>
      !/^(typebox$|server\/contract\/|server\/http\/shapes\.ts$|server\/refusals\.ts$)|[/-]schema\.ts$/.test(
        to,
      ),
  )
  expect(arrows(others)).toEqual([])
})

describe('the engine', () => {
  const ENGINE = /^server\/matching\/engine\//

  test('imports nothing but itself and the contract', () => {
    const others = from(ENGINE).filter(({ to }) => !ENGINE.test(to) && !to.startsWith('server/contract/'))
    expect(arrows(others)).toEqual([])
  })

  test('asks neither clock nor dice nor machine', () => {
    const impure =
      /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\bperformance\b|\bprocess\.|\bcrypto\b|\bfetch\(/
    const files = filesBelow('server/matching/engine').filter((path) => path.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(5)
    expect(files.filter((path) => impure.test(readSource(path)))).toEqual([])
  })
})

describe('the database', () => {
  test('is opened in one place; nothing else names a driver', () => {
    for (const [driver, allowed] of DRIVERS)
      expect(arrows(to(driver).filter((entry) => !allowed.includes(entry.from)))).toEqual([])
  })

  test('knows no business', () => {
    const others = from(/^db\//).filter((entry) => entry.isOurs && !entry.to.startsWith('db/'))
    expect(arrows(others)).toEqual([])
    const schema = from(/^db\/schema\//).filter(
      (entry) => entry.isOurs && !/^db\/(schema\/|columns\.ts$)/.test(entry.to),
    )
    expect(arrows(schema)).toEqual([])
  })

  test('is spoken to in SQL by stores only', () => {
    const others = to(/^db\/schema\//).filter(
      ({ from: path }) => path.startsWith('server/') && !path.endsWith('/store.ts') && !STORES.includes(path),
    )
    expect(arrows(others)).toEqual([])
    expect(STORES.filter((path) => !to(/^db\/schema\//).some((entry) => entry.from === path))).toEqual([])
  })
})

describe('the server', () => {
  test('has no routes but those that app.ts puts together', () => {
    const others = to(/^server\/\w+\/routes\.ts$/).filter((entry) => entry.from !== 'server/app.ts')
    expect(arrows(others)).toEqual([])
  })

  test('keeps HTTP out of its use cases', () => {
    const others = to(/^(fastify|@fastify\/.*)$/).filter(
      ({ from: path }) =>
        !/^server\/(app|listen|main)\.ts$|^server\/http\/|\/routes\.ts$|^(tests|scripts)\//.test(path),
    )
    expect(arrows(others)).toEqual([])
  })

  test('keeps business out of its plumbing', () => {
    const others = from(/^server\/http\//).filter(
      (entry) =>
        entry.isOurs &&
        !/^(server\/(http\/|contract\/|config\.ts$|refusals\.ts$|secret\.ts$)|db\/(open|transaction|violations)\.ts$)/.test(
          entry.to,
        ),
    )
    expect(arrows(others)).toEqual([])
  })

  test('reckons without a database: rules, life cycles and computations are pure', () => {
    const others = from(/^server\/\w+\/(rules|lifecycle|compute)\.ts$/).filter(
      (entry) => !entry.isType && /^(node:|db\/|drizzle-orm|fastify)|\/(store|routes)\.ts$/.test(entry.to),
    )
    expect(arrows(others)).toEqual([])
  })

  test('has domains that build on each other in one direction', () => {
    const domainOf = (path: string) => /^server\/(\w+)\//.exec(path)?.[1] ?? ''
    const domains = filesBelow('server')
      .map(domainOf)
      .filter((domain) => !['', 'contract', 'http'].includes(domain))
    expect([...new Set(domains)].filter((domain) => !(domain in DOMAINS))).toEqual([])
    const wrong = from(/^server\/\w+\//).filter((entry) => {
      const [own, other] = [domainOf(entry.from), domainOf(entry.to)]
      return own in DOMAINS && other in DOMAINS && own !== other && !DOMAINS[own]?.includes(other)
    })
    expect(arrows(wrong)).toEqual([])
  })

  test('needs neither pages nor scripts nor tests', () => {
    const others = from(/^(server|db)\//).filter((entry) => /^(web|scripts|tests)\//.test(entry.to))
    expect(arrows(others)).toEqual([])
    expect(arrows(from(/^scripts\//).filter((entry) => /^(web|tests)\//.test(entry.to)))).toEqual([])
  })
})
