import { createServer, isIPv6, type AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'

type Where = Pick<Config, 'host' | 'port' | 'publicUrl'>

/**
 * Finds out whether the port can be had, before the work of a first start is done in vain.
 * @throws the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL)
 */
export async function probePort({ host, port }: Where): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const probe = createServer().once('error', reject)
  probe.listen(port, host, () => probe.close(() => resolve()))
  await promise
}

/** Listens; returns the address to open in a browser. */
export async function listen(app: FastifyInstance, where: Where): Promise<string> {
  await app.listen({ host: where.host, port: where.port })
  const { port } = app.server.address() as AddressInfo
  return addressOf({ ...where, port })
}

/** Where users reach the pages. It comes from the settings only: what a request calls its host may be made up. */
export const addressOf = ({ host, port, publicUrl }: Where): string =>
  publicUrl ?? `http://${browsable(host)}:${port}`

/** An address that means "all of them" cannot be opened in a browser. */
function browsable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}
