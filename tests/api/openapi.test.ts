import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '../setup/database.ts'
import { testApp } from '../setup/api.ts'

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  requestBody?: object
  parameters?: object[]
  responses: Record<string, { description: string; content?: Record<string, { schema?: object }> }>
}
interface Document {
  openapi: string
  info: { license: object }
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let app: FastifyInstance
let document: Document
let operations: [name: string, operation: Operation][]

beforeAll(async () => {
  app = await testApp(await database())
  document = (await app.inject('/api/v1/openapi.json')).json()
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  )
})

afterAll(() => app.close())

test('the description is OpenAPI 3.1 under the licence of the project', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  expect(document.info.license).toEqual({ name: 'Apache-2.0', identifier: 'Apache-2.0' })
})

test('every route below /api is described', () => {
  const described = new Set(operations.map(([name]) => name))
  const routes = registeredRoutes(app).filter((route) => route.includes(' /api/v1/'))
  expect(routes.length).toBeGreaterThan(2)
  expect(routes.filter((route) => !route.startsWith('HEAD ') && !described.has(route))).toEqual([
    // Answers with a page to go on to.
    'GET /api/v1/session/refresh',
    'GET /api/v1/openapi.json',
  ])
})

test('every operation has a name of its own, a summary and a known tag', () => {
  const names = operations.map(([, operation]) => operation.operationId)
  expect(new Set(names).size).toBe(operations.length)
  const tags = new Set(document.tags.map((tag) => tag.name))
  for (const [name, operation] of operations) {
    expect(operation.summary, name).toBeTruthy()
    expect(operation.tags?.every((tag) => tags.has(tag)) && operation.tags.length, name).toBe(1)
  }
})

test('every operation declares each status that it can answer, with a shape', () => {
  for (const [name, { responses, requestBody, parameters }] of operations.filter(([n]) =>
    n.includes('/api/'),
  )) {
    const statuses = Object.keys(responses).map(Number)
    expect(
      statuses.some((status) => status >= 200 && status < 300),
      name,
    ).toBe(true)
    expect(statuses, name).toEqual(expect.arrayContaining([429, 500, 503]))
    if (requestBody) expect(statuses, name).toEqual(expect.arrayContaining([400, 413, 415]))
    if (JSON.stringify(parameters ?? []).includes('"in":"query"')) expect(statuses, name).toContain(400)
    if (JSON.stringify(parameters ?? []).includes('"in":"path"')) expect(statuses, name).toContain(404)
  }
  for (const [name, { operationId, responses }] of operations)
    for (const [status, { description, content = {} }] of Object.entries(responses)) {
      expect(description, `${name} ${status}`).toBeTruthy()
      if (status === '304') continue
      const success = { readFile: 'application/octet-stream', streamNotifications: 'text/event-stream' }
      const other = success[operationId as keyof typeof success] ?? 'application/json'
      const type = Number(status) < 400 ? other : 'application/problem+json'
      expect(content[type]?.schema, `${name} ${status}`).toBeDefined()
    }
})

test('shapes that occur in several places are written once, under their names', () => {
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Problem', 'Settings']))
  expect(JSON.stringify(document.paths)).not.toContain('"$id"')
})

test('nobody has to give what has a default', () => {
  const parameters = operations.flatMap(
    ([, operation]) => (operation.parameters ?? []) as { required: boolean; schema: object }[],
  )
  const preset = parameters.filter(({ schema }) => 'default' in schema)
  expect(preset.length).toBeGreaterThan(0)
  expect(preset.filter(({ required }) => required)).toEqual([])
})

describe('the page to browse it', () => {
  test('loads nothing from elsewhere', async () => {
    const page = await app.inject('/api/docs/')
    expect(page.statusCode).toBe(200)
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(addresses).toContain('js/scalar.js')
    expect(addresses.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([])
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/https?:/)
  })

  test('has its script beside it', async () => {
    const script = await app.inject('/api/docs/js/scalar.js')
    expect(script.statusCode).toBe(200)
    expect(script.headers['content-type']).toContain('javascript')
  })
})

/** What the router knows, as "GET /path/{parameter}". */
function registeredRoutes(instance: FastifyInstance): string[] {
  const lines = instance.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')
  const found: string[] = []
  const path: string[] = []
  for (const line of lines) {
    const at = line.search(/[^\s│├└─]/)
    if (at < 0) continue
    const [, segment = '', methods] = /^(\S*)(?: \(([^)]*)\))?/.exec(line.slice(at)) ?? []
    path.length = at / 4
    path[at / 4] = segment
    for (const method of methods?.split(', ') ?? [])
      found.push(`${method} ${path.join('').replace(/:([^/]+)/g, '{$1}')}`)
  }
  return found
}
