import type { FastifyReply, FastifyRequest } from 'fastify'

/** What a browser holds of one sign-in. */
export interface CookieJar {
  /** The access token that the request brings, if any. */
  access: (request: FastifyRequest) => string | null
  /** The refresh token; it comes only to the addresses below `REFRESH_PATH`. */
  refresh: (request: FastifyRequest) => string | null
  /** Whether the request comes from a browser that is, or was, signed in here. */
  isUsed: (request: FastifyRequest) => boolean
  set: (reply: FastifyReply, tokens: { access: string; refresh: string }) => void
  clear: (reply: FastifyReply) => void
}

/** How long an access token lives; its cookie is gone with it, which tells the pages to ask for a new one. */
export const ACCESS_S = 15 * 60
export const REFRESH_S = 30 * 24 * 3600
const REFRESH_PATH = '/api/v1/session'

/**
 * The cookies of a sign-in. `marker` holds no secret: it tells the pages that a refresh may succeed although the access
 * token is gone.
 * @param publicUrl by https the cookies are bound to the host and never sent in the clear
 */
export function cookieJar(publicUrl: string | null): CookieJar {
  const secure = publicUrl?.startsWith('https://') ?? false
  const names = {
    access: secure ? '__Host-simbiozi' : 'simbiozi',
    // The prefix __Host- would demand the path `/`.
    refresh: secure ? '__Secure-simbiozi-refresh' : 'simbiozi-refresh',
    marker: 'simbiozi-signed-in',
  }
  const hidden = { httpOnly: true, sameSite: 'lax', secure } as const
  return {
    access: ({ cookies }) => cookies[names.access] || null,
    refresh: ({ cookies }) => cookies[names.refresh] || null,
    isUsed: ({ cookies }) => Object.values(names).some((name) => cookies[name] !== undefined),
    set: (reply, { access, refresh }) => {
      reply.setCookie(names.access, access, { ...hidden, path: '/', maxAge: ACCESS_S })
      reply.setCookie(names.refresh, refresh, { ...hidden, path: REFRESH_PATH, maxAge: REFRESH_S })
      reply.setCookie(names.marker, '1', { ...hidden, path: '/', maxAge: REFRESH_S })
    },
    clear: (reply) => {
      reply.clearCookie(names.access, { ...hidden, path: '/' })
      reply.clearCookie(names.refresh, { ...hidden, path: REFRESH_PATH })
      reply.clearCookie(names.marker, { ...hidden, path: '/' })
    },
  }
}
