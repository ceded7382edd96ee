import type { Problem } from '#lib/contract.ts'

const BASE = '/api/v1'

export type Fetch = typeof fetch

/** The server said no, or could not be reached (`code` is then `unreachable`). */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly params: NonNullable<Problem['params']>
  readonly fields: NonNullable<Problem['errors']>

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.code ?? 'unreachable')
    this.status = status
    this.code = problem.code ?? 'unreachable'
    this.params = problem.params ?? {}
    this.fields = problem.errors ?? []
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
  send<T>(fetch, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })

async function send<T>(fetcher: Fetch, path: string, init: RequestInit): Promise<T> {
  const response = await reach(fetcher, path, init)
  const answer: unknown = await response.json().catch(() => ({}))
  if (!response.ok) throw new ApiProblem(response.status, answer as Partial<Problem>)
  return answer as T
}

async function reach(fetcher: Fetch, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetcher(BASE + path, init)
  } catch (error) {
    if (isAbort(error)) throw error
    throw new ApiProblem(0, {})
  }
}

/** Whether a request ended because a newer one took its place. */
export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'
