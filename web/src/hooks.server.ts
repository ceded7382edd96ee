import type { Socket } from 'node:net'
import { sequence } from '@sveltejs/kit/hooks'
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { ACTING_COOKIE, actingHeader, CONSENT_MISSING } from '#lib/api/acting.ts'
import { paraglideMiddleware } from '#lib/paraglide/server.js'

/** Names under which the API keeps an access token, and the mark of a sign-in that may be gone on with. */
const ACCESS = ['simbiozi', '__Host-simbiozi']
const MARKER = 'simbiozi-signed-in'

/**
 * A browser whose access token has run out first fetches a new one: only the address of the API that makes them gets
 * what it takes, and sends the browser back here.
 */
const goOn: Handle = ({ event, resolve }) => {
  const { cookies, request, url } = event
  const isPage = request.method === 'GET' && request.headers.get('sec-fetch-mode') !== 'cors'
  const hasRunOut = cookies.get(MARKER) !== undefined && ACCESS.every((name) => !cookies.get(name))
  if (!isPage || !hasRunOut || event.isDataRequest) return resolve(event)
  const next = encodeURIComponent(url.pathname + url.search)
  return new Response(null, {
    status: 303,
    headers: { location: `/api/v1/session/refresh?next=${next}`, 'cache-control': 'no-store' },
  })
}

/** Renders in the language that the address names. */
const inLanguage: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) =>
    resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) }),
  )

export const handle: Handle = sequence(goOn, inLanguage)

/**
 * The API answers in the same process but not through the pages' router, so a page that is rendered here asks it over
 * the socket on which its own request came in, as whoever asked for the page.
 */
export const handleFetch: HandleFetch = async ({ event, request, fetch: fetchPage }) => {
  const url = new URL(request.url)
  if (!url.pathname.startsWith('/api/')) return fetchPage(request)
  const socket = (event.platform as { req?: { socket: Socket } } | undefined)?.req?.socket
  if (!socket?.localPort) return fetchPage(request)
  const host = socket.localFamily === 'IPv6' ? `[${socket.localAddress}]` : socket.localAddress
  const cookie = event.request.headers.get('cookie')
  const path = url.pathname.slice('/api/v1'.length)
  const ask = (acting: string | undefined) =>
    fetch(`http://${host}:${socket.localPort}${url.pathname}${url.search}`, {
      headers: {
        accept: 'application/json',
        ...(cookie && { cookie }),
        ...actingHeader(path, acting),
      },
    })
  const acting = /^\d{1,10}$/.exec(event.cookies.get(ACTING_COOKIE) ?? '')?.[0]
  const answer = await ask(acting)
  if (acting === undefined || answer.status !== 403) return answer
  // The organisation has withdrawn its consent: the page is shown to the facilitator himself.
  const { code } = (await answer.clone().json()) as { code?: string }
  return code === CONSENT_MISSING ? ask(undefined) : answer
}
