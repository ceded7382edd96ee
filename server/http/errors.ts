import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isContention, isUnavailable } from '../../db/violations.ts'
import { Refusal } from '../refusals.ts'
import { BODY_LIMIT_BYTES } from './body.ts'
import { sendProblem, type Refused } from './problem.ts'

/** Seconds after which a client may ask again when the database was away. */
const RETRY_AFTER_S = 2

/** What the framework itself refuses, in our words. */
const FRAMEWORK: Record<string, Refused> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'body_not_json' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'body_not_json' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'body_invalid' },
  FST_ERR_BAD_URL: { code: 'not_found' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not_found' },
}

/** Turns whatever was thrown into a problem; what nobody foresaw becomes a 500 that tells nothing but its request id. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refused = refusedBy(error, request)
  if (refused.code === 'internal_error') request.log.error({ err: error }, 'request failed')
  if (refused.code === 'database_unavailable') {
    request.log.warn({ err: error }, 'the database is away')
    reply.header('retry-after', RETRY_AFTER_S)
  }
  return sendProblem(request, reply, refused)
}

function refusedBy(error: unknown, { routeOptions }: FastifyRequest): Refused {
  if (error instanceof Refusal) return error
  if (isUnavailable(error) || isContention(error)) return { code: 'database_unavailable' }
  const code = (error as FastifyError | null)?.code
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { code: 'payload_too_large', params: { maximumBytes: routeOptions.bodyLimit ?? BODY_LIMIT_BYTES } }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const allowed = routeOptions.schema?.consumes?.join(', ') ?? 'application/json'
    return { code: 'media_type_unsupported', params: { allowed } }
  }
  return (typeof code === 'string' && FRAMEWORK[code]) || { code: 'internal_error' }
}

/** Answers every address below /api that no route claims: 405 where another method would do, else 404. */
export function refuseUnknownPaths(app: FastifyInstance): void {
  const known: { pattern: RegExp; methods: string[] }[] = []
  // Before the body is read: what is wrong with it does not matter here.
  const options = { schema: { hide: true }, onRequest: unknownPath }
  app.all('/api', options, unknownPath)
  app.all('/api/*', options, unknownPath)
  app.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('/api') || url.includes('*')) return
    const pattern = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}/?$`)
    known.push({ pattern, methods: [method].flat() })
  })

  async function unknownPath(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = request.url.split('?')[0] ?? ''
    const allowed = known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
    if (allowed.length === 0) return sendProblem(request, reply, { code: 'not_found' })
    const allow = [...new Set(allowed)].toSorted().join(', ')
    reply.header('allow', allow)
    return sendProblem(request, reply, { code: 'method_not_allowed', params: { allowed: allow } })
  }
}
