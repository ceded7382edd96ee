import type { Problem } from '#lib/contract.ts'
import { actFor, actingHeader, actingHere, CONSENT_MISSING } from './acting.ts'

const BASE = '/api/v1'

export type Fetch = typeof fetch

/** The server said no, or could not be reached (`code` is then `unreachable`). */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly params: NonNullable<Problem['params']>
  readonly fields: NonNullable<Problem['errors']>
  /** Where somebody else was faster: what is stored, and what was sent. */
  readonly versions: Problem['versions'] | null

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.code ?? 'unreachable')
    this.status = status
    this.code = problem.code ?? 'unreachable'
    this.params = problem.params ?? {}
    this.fields = problem.errors ?? []
    this.versions = problem.versions ?? null
  }
}

/**
 * Reads a resource of the API.
 * @throws ApiProblem; an aborted request throws the abort itself
 */
export const get = <T>(path: string, fetcher: Fetch = fetch, signal?: AbortSignal): Promise<T> =>
  send<T>(fetcher, path, { ...(signal && { signal }) })

/** Sends a JSON body; otherwise like `get`. */
export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  send<T>(fetch, path, { ...withBody('POST', body), ...(signal && { signal }) })

export const put = <T>(path: string, body: unknown): Promise<T> => send<T>(fetch, path, withBody('PUT', body))

export const patch = <T>(path: string, body: unknown): Promise<T> =>
  send<T>(fetch, path, withBody('PATCH', body))

export const remove = <T>(path: string): Promise<T> => send<T>(fetch, path, { method: 'DELETE' })

/**
 * Sends something that is to be made once, even if the answer is lost and it is sent again.
 * @param key the same for every attempt at the same thing (see `newKey`)
 */
export const create = <T>(path: string, body: unknown, key: string): Promise<T> => {
  const { headers, ...rest } = withBody('POST', body)
  return send<T>(fetch, path, { ...rest, headers: { ...headers, 'idempotency-key': key } })
}

/** Names one attempt to make something; take a new one when the form changes or has succeeded. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')

const withBody = (method: string, body: unknown) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** What the writes of this file and of its neighbours share. */
export async function send<T>(fetcher: Fetch, path: string, init: RequestInit): Promise<T> {
  const response = await reach(fetcher, path, init)
  const answer = await bodyOf(response)
  if (response.ok) return answer as T
  const problem = new ApiProblem(response.status, answer as Partial<Problem>)
  // The access token is gone after a quarter of an hour; what was asked is asked again with a new one.
  if (problem.code === 'signed_out' && typeof window !== 'undefined' && (await goOn()))
    return sendOnce<T>(fetcher, path, init)
  // The organisation has withdrawn its consent: what is only read is read in one's own name.
  if (problem.code === CONSENT_MISSING && actingHere()) {
    actFor(null)
    if (!init.method) return sendOnce<T>(fetcher, path, init)
  }
  throw problem
}

async function sendOnce<T>(fetcher: Fetch, path: string, init: RequestInit): Promise<T> {
  const response = await reach(fetcher, path, init)
  const answer = await bodyOf(response)
  if (!response.ok) throw new ApiProblem(response.status, answer as Partial<Problem>)
  return answer as T
}

let going: Promise<boolean> | null = null

/** Goes on with a sign-in whose access token has run out; whether there was one to go on with. Requests that wait for it share one. */
export function goOn(): Promise<boolean> {
  going ??= fetch(`${BASE}/session/refresh`, { method: 'POST' })
    .then(
      ({ ok }) => ok,
      () => false,
    )
    .finally(() => (going = null))
  return going
}

/** What an answer holds. One that was given up or broke off half way is none: taken for an empty one it would break the page. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw isAbort(error) ? error : new ApiProblem(0, {})
  })
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown)
  } catch {
    if (response.ok) throw new ApiProblem(0, {})
    return {}
  }
}

async function reach(fetcher: Fetch, path: string, init: RequestInit): Promise<Response> {
  try {
    const headers = { ...(init.headers as Record<string, string>), ...actingHeader(path, actingHere()) }
    return await fetcher(BASE + path, { ...init, headers })
  } catch (error) {
    if (isAbort(error)) throw error
    throw new ApiProblem(0, {})
  }
}

/** Whether a request ended because a newer one took its place. */
export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'
