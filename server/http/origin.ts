import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../refusals.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that a browser sends on behalf of another site's page. Cookies alone decide about nothing: `SameSite`
 * lets a neighbouring subdomain through, this does not. A program names no origin and carries its own token.
 */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string | null): void {
  app.addHook('onRequest', async (request) => {
    if (SAFE.has(request.method) || !request.url.startsWith('/api/')) return
    if (isForeign(request, publicUrl)) throw new Refusal('origin_foreign')
  })
}

function isForeign({ headers, host }: FastifyRequest, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin } = headers
  if (origin === undefined) return false
  // A proxy may speak http to us while users speak https to it, so without PUBLIC_URL only the hosts are compared.
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
