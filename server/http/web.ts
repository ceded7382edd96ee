import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { pagePolicy } from './security.ts'

export type WebHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** The pages have not been built. */
export class WebNotBuilt extends Error {
  override name = 'WebNotBuilt'

  constructor(file: string) {
    super(`The pages are not built (${file} is missing). Run "npm run build", or start with "npm start".`)
  }
}

/**
 * Loads the pages that `npm run build` made.
 * @throws WebNotBuilt
 */
export async function loadWeb(file: string): Promise<WebHandler> {
  if (!existsSync(file)) throw new WebNotBuilt(file)
  // The handler reads these once, when it is loaded: it then builds addresses from what `mountWeb` passes on.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto'
  process.env['HOST_HEADER'] = 'x-forwarded-host'
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: WebHandler }
  return handler
}

/** Hands everything that is neither API nor health check to the pages. */
export async function mountWeb(app: FastifyInstance, handler: WebHandler, config: Config): Promise<void> {
  const policy = pagePolicy(config)
  await app.register(async (pages) => {
    pages.removeAllContentTypeParsers()
    pages.addContentTypeParser('*', (_request, _payload, done) => done(null))
    pages.all('/*', { schema: { hide: true }, logLevel: 'warn' }, (request, reply) => {
      reply.hijack()
      const { raw } = request
      raw.headers['x-forwarded-proto'] = request.protocol
      raw.headers['x-forwarded-host'] = request.host
      addPolicy(reply.raw, policy)
      handler(raw, reply.raw, () => reply.raw.writeHead(404).end())
    })
  })
}

/** A page may bring a policy of its own (it knows the nonces of its scripts); a browser then obeys both. */
function addPolicy(response: ServerResponse, policy: string): void {
  const writeHead = response.writeHead.bind(response)
  response.removeHeader('content-security-policy')
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const own = [response.getHeader('content-security-policy') ?? []].flat().map(String)
    response.setHeader('content-security-policy', [...own, policy])
    return writeHead(...args)
  }) as typeof response.writeHead
}
