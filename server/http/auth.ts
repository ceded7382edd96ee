import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Access, Principal, Role } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null for somebody who is not signed in. */
    principal: Principal | null
    /** The sign-in through which he asks; null for a program with a token. */
    sessionId: string | null
  }
  interface FastifyContextConfig {
    /** What the route asks of its caller; every route of the API states it. */
    access?: Access
    /** Works before somebody has set up the second factor that his role needs, and accepted the terms of use. */
    enrolment?: boolean
    /** Only for somebody who signed in himself: no token minds the account that it belongs to. */
    needsSession?: boolean
    /** Whether a POST makes something; one that does takes an `Idempotency-Key`. */
    creates?: boolean
  }
}

/** Somebody whose credentials are good. */
export interface Caller {
  principal: Principal
  sessionId: string | null
  /** His role needs a second factor and he has not shown one: until then he may only set it up. */
  lacksSecondFactor: boolean
  /** He has not accepted the terms of use that hold now: until then he may read, and mind his account. */
  lacksTerms: boolean
}

/** Finds out who asks; null when nobody is signed in. Throws a Refusal when what he shows is no good. */
export type Authenticate = (request: FastifyRequest) => Promise<Caller | null>

const RANK: Record<Role, number> = { member: 0, analyst: 1, facilitator: 2, administrator: 3 }
const LEAST: Record<Exclude<Access, 'public' | 'signed_in'>, number> = {
  analyst: RANK.analyst,
  facilitator: RANK.facilitator,
  administrator: RANK.administrator,
}
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets every request below /api pass one gate: who asks, and does the route let him. A route that does not state its
 * `config.access` stops the start.
 */
export function guard(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('principal', null)
  app.decorateRequest('sessionId', null)
  app.addHook('onRoute', refuseUnstated)
  app.addHook('onRequest', async (request) => {
    const { access, enrolment, needsSession } = request.routeOptions.config
    if (access === undefined) return
    const caller = await authenticate(request)
    if (caller?.lacksSecondFactor && !enrolment) {
      // For what is open to anybody he is anybody.
      if (access === 'public') return
      throw new Refusal('second_factor_required')
    }
    if (caller?.lacksTerms && !enrolment && access !== 'public' && !READING.has(request.method))
      throw new Refusal('terms_not_accepted')
    if (caller && needsSession && caller.sessionId === null) throw new Refusal('session_needed')
    request.principal = caller?.principal ?? null
    request.sessionId = caller?.sessionId ?? null
    admit(request.principal, access, READING.has(request.method))
  })
}

/** @throws Refusal `signed_out`, `not_permitted` or `scope_missing` */
export function admit(principal: Principal | null, access: Access, isReading: boolean): void {
  if (access === 'public' && !principal) return
  if (!principal) throw new Refusal('signed_out')
  if (principal.scopes && !principal.scopes.includes(isReading ? 'read' : 'write'))
    throw new Refusal('scope_missing', { scope: isReading ? 'read' : 'write' })
  if (access !== 'public' && access !== 'signed_in' && RANK[principal.role] < LEAST[access])
    throw new Refusal('not_permitted')
}

/** The caller of a route that admits only who is signed in. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Refusal('signed_out')
  return request.principal
}

/** The sign-in of a caller of a route that no token opens. */
export function sessionOf(request: FastifyRequest): string {
  if (request.sessionId === null) throw new Refusal('session_needed')
  return request.sessionId
}

function refuseUnstated({ url, config, schema }: RouteOptions): void {
  if (!url.startsWith('/api/v1/') || schema?.hide) return
  if (config?.access === undefined) throw new Error(`${url} does not state who may call it (config.access)`)
}
