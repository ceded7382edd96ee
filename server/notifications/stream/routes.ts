import { fastifySSE } from '@fastify/sse'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { principalOf, sessionOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import { SeenId } from '../schema.ts'
import type { StreamHub } from './hub.ts'

/** Proxies give a silent connection up after a minute at the earliest. */
const HEARTBEAT_MS = 20_000

const EventStream = {
  description: 'Events `ready`, `notification` and `unread`; the id of each is that of the last notification',
  content: { 'text/event-stream': { schema: Type.String() } },
}

const StreamQuery = Type.Object(
  {
    after: Type.Optional(
      Type.Unsafe<number>({
        ...SeenId,
        description: 'The last one seen, where `Last-Event-ID` cannot be set',
      }),
    ),
  },
  { additionalProperties: false },
)

/** Notifications as they come. */
export const streamRoutes: FastifyPluginAsyncTypebox<{ hub: StreamHub }> = async (app, { hub }) => {
  await app.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS })
  // Before the server waits for its connections to end, which these would not do by themselves.
  app.addHook('preClose', () => hub.stop())

  app.get(
    '/notifications/stream',
    {
      sse: 'manual',
      exposeHeadRoute: false,
      config: { access: 'signed_in', needsSession: true },
      schema: {
        operationId: 'streamNotifications',
        summary: 'One’s notifications as server-sent events, going on after `Last-Event-ID`',
        tags: ['notifications'],
        querystring: StreamQuery,
        response: { 200: EventStream, ...problemResponses(429, 503) },
      },
    },
    async (request, reply) => {
      const { accountId } = principalOf(request)
      const after = seenBefore(request.headers['last-event-id']) ?? request.query.after ?? null
      const { sse: stream } = reply
      reply.header('cache-control', 'no-store, no-transform')
      await hub.add(
        { accountId, sessionId: sessionOf(request), after },
        {
          send: (event) => stream.send(event),
          close: () => stream.close(),
          onClose: (closed) => stream.onClose(closed),
        },
      )
      stream.keepAlive()
    },
  )
}

const seenBefore = (header: string | string[] | undefined): number | null =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null
