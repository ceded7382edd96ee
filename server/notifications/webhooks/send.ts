import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'

/** A receiver that takes longer has not received it, milliseconds. */
const PATIENCE_MS = 8_000
/** More of an answer is not read; nobody looks at it. */
const MOST_READ_BYTES = 64 * 1024

export interface Attempt {
  /** HTTP status of the answer; null when there was none. */
  status: number | null
  error: string | null
}

/** Sends something to a receiver; never throws. Redirections are not followed. */
export type Post = (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Attempt>

/**
 * Sends to addresses of the Internet only. The name is resolved once and the connection made to what was found and
 * judged, so that a name cannot change its mind in between.
 * @param allowed further IP addresses and networks that are allowed
 */
export function newPost(allowed: readonly string[]): Post {
  const options = { allowIPAddressList: [...allowed], keepAlive: false }
  const agents = {
    'http:': new RequestFilteringHttpAgent(options),
    'https:': new RequestFilteringHttpsAgent(options),
  }
  return (address, body, headers) => {
    const url = new URL(address)
    const isSecure = url.protocol === 'https:'
    const { promise, resolve } = Promise.withResolvers<Attempt>()
    const fail = (error: Error) => resolve({ status: null, error: wordOf(error) })
    const request = (isSecure ? requestSecure : requestPlain)(
      url,
      {
        method: 'POST',
        agent: agents[isSecure ? 'https:' : 'http:'],
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const status = response.statusCode ?? 0
        let read = 0
        response.on('data', (bytes: Buffer) => {
          read += bytes.length
          if (read > MOST_READ_BYTES) response.destroy()
        })
        response.on('error', () => {})
        response.on('close', () =>
          resolve({ status, error: status >= 200 && status < 300 ? null : `HTTP ${status}` }),
        )
      },
    )
    request.on('error', fail)
    request.end(body)
    return promise
  }
}

/** What went wrong in one word; the filter's own sentence would name what a private name leads to. */
function wordOf(error: Error & { code?: string }): string {
  if (/is not allowed/.test(error.message)) return 'address_private'
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  return (error.code ?? error.name).toLowerCase().slice(0, 100)
}
