import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'

/** Seconds; from a cached answer to one that a reader gives up on. */
const BUCKETS_S = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** What waits to be done, by what it is; a number that only grows says that a job stands still. */
const WAITING: Record<string, { help: string; query: ReturnType<typeof sql> }> = {
  simbiozi_mail_waiting: {
    help: 'Messages that have not been sent yet',
    query: sql`select count(*)::int as count from mail where sent_at is null`,
  },
  simbiozi_events_waiting: {
    help: 'Events of which nobody has been told yet',
    query: sql`select count(*)::int as count from outbox_event where handled_at is null`,
  },
  simbiozi_webhooks_waiting: {
    help: 'Webhook deliveries that have not arrived yet',
    query: sql`select count(*)::int as count from webhook_delivery where delivered_at is null and next_attempt_at is not null`,
  },
  simbiozi_listings_published: {
    help: 'Listings that are on the market',
    query: sql`select count(*)::int as count from listing where status = 'published'`,
  },
}

/** Figures of this process and of what waits in the database, in the format of Prometheus. */
export function newMetrics(db: Db): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const [name, { help, query }] of Object.entries(WAITING))
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          const [found] = await rows<{ count: number }>(db, query)
          this.set(found!.count)
        },
      }),
    )
  return registry
}

/** Measures every answer by route, method and status; a route is named by its pattern, never by what was asked. */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'simbiozi_http_request_seconds',
    help: 'How long answers took',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_S,
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    duration.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: String(reply.statusCode),
      },
      reply.elapsedTime / 1000,
    )
  })
}

/** Serves the figures on a port of their own, which no proxy passes on. Comes back when it listens. */
export async function serveMetrics(
  registry: Registry,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(503).end(),
    )
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(port, host, resolve)
  await promise
  return server
}
