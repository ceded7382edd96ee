import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/** Sets the headers that keep a browser from doing what no page of ours needs. Pages get their content policy from `pagePolicy`. */
export async function secureHeaders(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Only where it is known that users arrive by https; a bare installation has no certificate.
    strictTransportSecurity: config.publicUrl?.startsWith('https://') ?? false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
}

/**
 * The content policy of our pages. MapLibre starts its worker from a blob and sets styles on elements; scripts that
 * stand in a page are narrowed further by the nonces that the page's own policy names.
 * @param config names the hosts from which an online map style loads, if one is set
 */
export function pagePolicy(config: Pick<Config, 'mapStyleUrl' | 'mapHosts'>): string {
  const map = config.mapStyleUrl ? [new URL(config.mapStyleUrl).origin, ...config.mapHosts] : []
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", "'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...map],
    'connect-src': ["'self'", ...map],
    'font-src': ["'self'", 'data:', ...map],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'self'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
