import cookie from '@fastify/cookie'
import jwt from '@fastify/jwt'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { keyFor } from '../secret.ts'
import { ACCESS_S, cookieJar } from './cookies.ts'

declare module '@fastify/jwt' {
  interface FastifyJWT {
    /** Session and account; seconds since 1970. */
    payload: { sid: string; sub: string; iat: number; exp: number }
  }
}

/** What somebody shows to say who he is, before anybody has looked whether it is still good. */
export type Credentials =
  { kind: 'session'; sessionId: string; accountId: number } | { kind: 'api_token'; token: string }

/** How requests carry credentials and answers hand them out. */
export interface Gate {
  /** What a request shows; null when it shows nothing, or something that is forged or has run out. */
  shown: (request: FastifyRequest) => Credentials | null
  refreshTokenOf: (request: FastifyRequest) => string | null
  isBrowser: (request: FastifyRequest) => boolean
  signIn: (
    reply: FastifyReply,
    session: { sessionId: string; accountId: number; refreshToken: string },
  ) => void
  signOut: (reply: FastifyReply) => void
}

interface GateParts {
  secret: string
  publicUrl: string | null
  clock: () => Date
}

const ALGORITHM = 'HS256'
const BEARER = /^Bearer (sim_[\w-]{20,200})$/

/** Registers tokens and cookies; the access token names a session, whoever admits a request looks whether it still lives. */
export async function credentialGate(app: FastifyInstance, parts: GateParts): Promise<Gate> {
  await app.register(cookie)
  await app.register(jwt, {
    secret: keyFor(parts.secret, 'access-token'),
    sign: { algorithm: ALGORITHM },
    verify: { algorithms: [ALGORITHM] },
  })
  const jar = cookieJar(parts.publicUrl)

  function sessionIn(token: string): Credentials | null {
    try {
      const options = { algorithms: [ALGORITHM] as ['HS256'], clockTimestamp: parts.clock().getTime() }
      const { sid, sub } = app.jwt.verify<{ sid: string; sub: string }>(token, options)
      return { kind: 'session', sessionId: sid, accountId: Number(sub) }
    } catch {
      return null
    }
  }

  return {
    shown: (request) => {
      const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1]
      if (bearer) return { kind: 'api_token', token: bearer }
      const access = jar.access(request)
      return access === null ? null : sessionIn(access)
    },
    refreshTokenOf: jar.refresh,
    isBrowser: jar.isUsed,
    signIn: (reply, { sessionId, accountId, refreshToken }) => {
      const iat = Math.floor(parts.clock().getTime() / 1000)
      const access = app.jwt.sign({ sid: sessionId, sub: String(accountId), iat, exp: iat + ACCESS_S })
      jar.set(reply, { access, refresh: refreshToken })
    },
    signOut: jar.clear,
  }
}
