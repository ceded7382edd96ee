import type { Socket } from 'node:net'
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { paraglideMiddleware } from '#lib/paraglide/server.js'

/** Renders in the language that the address names. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) =>
    resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) }),
  )

/**
 * The API answers in the same process but not through the pages' router, so a page that is rendered here asks it over
 * the socket on which its own request came in.
 */
export const handleFetch: HandleFetch = ({ event, request, fetch: fetchPage }) => {
  const url = new URL(request.url)
  if (!url.pathname.startsWith('/api/')) return fetchPage(request)
  const socket = (event.platform as { req?: { socket: Socket } } | undefined)?.req?.socket
  if (!socket?.localPort) return fetchPage(request)
  const host = socket.localFamily === 'IPv6' ? `[${socket.localAddress}]` : socket.localAddress
  return fetch(`http://${host}:${socket.localPort}${url.pathname}${url.search}`, {
    headers: { accept: 'application/json' },
  })
}
