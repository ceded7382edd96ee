import { STATUS_CODES } from 'node:http'
import swagger from '@fastify/swagger'
import reference from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import type { TObject } from 'typebox'
import { problemResponses } from './problem.ts'
import { pagePolicy } from './security.ts'

/** The groups in which the API is shown. */
const TAGS = [
  { name: 'accounts', description: 'People: registering, signing in, what one is' },
  { name: 'materials', description: 'The catalogue, and free text understood with it' },
  { name: 'listings', description: 'Waste streams offered and materials needed' },
  { name: 'matching', description: 'Ranked partners, each with its reasons' },
  {
    name: 'organisations',
    description: 'Who offers and needs, where, with which permits, and who belongs to it',
  },
  { name: 'files', description: 'Photos and documents' },
  { name: 'proposals', description: 'Offers and needs put together, and what their owners say to it' },
  { name: 'exchanges', description: 'Brokered deals: terms, messages, agreement, life cycle' },
  { name: 'desk', description: 'What facilitators work with: their queue, their board, their notes' },
  { name: 'shipments', description: 'Tonnes moved, confirmed by the other side' },
  { name: 'impact', description: 'What confirmed shipments did, each figure with its factors' },
  { name: 'notifications', description: 'What one is told: in the app, by letter, by saved searches' },
  {
    name: 'webhooks',
    description:
      'Where programs of an organisation hear what it is told: a POST of `{type, timestamp, data}`, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`); any answer 2xx ends the attempts',
  },
  { name: 'map', description: 'Listings and areas as GeoJSON' },
  { name: 'journal', description: 'What was done, append-only' },
  { name: 'administration', description: 'For whoever runs this installation' },
  { name: 'installation', description: 'What this installation is and whether it works' },
]

/** Collects the routes that are registered afterwards into one OpenAPI document, and completes what they declare. */
export async function describeApi(
  app: FastifyInstance,
  about: { version: string; publicUrl: string | null },
) {
  app.addHook('onRoute', declareCommonProblems)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Simbiozi',
        summary: 'Industrial symbiosis: waste streams in, exact and explained matches out',
        description:
          'Reading needs no key. A refusal is `application/problem+json` with a stable `code`; what is wrong with a single field stands in `errors`, by JSON pointer. Amounts carry their unit in the name.',
        version: about.version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: about.publicUrl ?? '/', description: 'This installation' }],
      tags: TAGS,
      security: [],
    },
    transform: ({ schema, url }) => ({ schema: optionalDefaults(markNames(schema) as FastifySchema), url }),
    transformObject: (found) =>
      'openapiObject' in found ? nameShapes(found.openapiObject) : found.swaggerObject,
  })
}

/** The document itself, and a page to browse it; both come from this process alone. */
export async function serveDescription(app: FastifyInstance): Promise<void> {
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger())
  await app.register(async (docs) => {
    const policy = pagePolicy({ mapStyleUrl: null, mapHosts: [] })
    docs.addHook('onRequest', async (_request, reply) => void reply.header('content-security-policy', policy))
    await docs.register(reference, {
      routePrefix: '/api/docs',
      logLevel: 'warn',
      configuration: {
        url: '/api/v1/openapi.json',
        pageTitle: 'Simbiozi API',
        withDefaultFonts: false,
        // Whatever of the page would talk to its maker's services.
        telemetry: false,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
        hideClientButton: true,
      },
    })
  })
}

/** Every route below /api can refuse in these ways; a route itself declares only what is particular to it. */
function declareCommonProblems(route: RouteOptions): void {
  const { schema } = route
  if (!route.url.startsWith('/api/') || !schema || schema.hide) return
  const statuses = [401, 403, 429, 500, 503]
  if (schema.params) statuses.push(404)
  if (schema.querystring || schema.body) statuses.push(400)
  if (schema.body) statuses.push(413, 415)
  schema.response = markNames({ ...problemResponses(...statuses), ...describeSuccess(schema.response) })
}

/** A response without words of its own is named after its status. */
const describeSuccess = (responses: unknown) =>
  Object.fromEntries(
    Object.entries((responses ?? {}) as Record<string, object>).map(([status, response]) => [
      status,
      'description' in response || 'content' in response
        ? response
        : { description: STATUS_CODES[status] ?? '', content: { 'application/json': { schema: response } } },
    ]),
  )

/** A part of a query that has a default may be left out, even though it is always there once it was read. */
function optionalDefaults(schema: FastifySchema): FastifySchema {
  const { required, properties, ...rest } = (schema?.querystring ?? {}) as Partial<TObject>
  if (!required || !properties) return schema
  const needed = required.filter((name) => !('default' in (properties[name] ?? {})))
  return { ...schema, querystring: { ...rest, properties, required: needed } }
}

const NAME = 'x-shape-name'

/** Marks every shape that has a name (`$id`): the serialiser wants each name once only, and the generator drops those of nested shapes. */
const markNames = (node: unknown): unknown =>
  mapObjects(node, ({ $id: name, ...rest }) => (typeof name === 'string' ? { ...rest, [NAME]: name } : rest))

/** Moves every marked shape to the components and refers to it. */
function nameShapes<T extends { components?: { schemas?: object } }>(document: T): T {
  const named: Record<string, unknown> = {}
  const visited = mapObjects(document, ({ [NAME]: name, ...rest }) => {
    if (typeof name !== 'string') return rest
    if (name in named && JSON.stringify(named[name]) !== JSON.stringify(rest))
      throw new Error(`Two shapes are called ${name}`)
    named[name] = rest
    return { $ref: `#/components/schemas/${name}` }
  }) as T
  return {
    ...visited,
    components: { ...visited.components, schemas: { ...visited.components?.schemas, ...named } },
  }
}

/** A copy in which every object, innermost first, is replaced by what `replace` makes of it. */
function mapObjects(node: unknown, replace: (object: Record<string, unknown>) => object): unknown {
  if (Array.isArray(node)) return node.map((entry) => mapObjects(entry, replace))
  if (typeof node !== 'object' || node === null) return node
  return replace(
    Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapObjects(value, replace)])),
  )
}
