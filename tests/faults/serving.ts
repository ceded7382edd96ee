import type { Draft, Publication } from '../../server/listings/schema.ts'
import type { MatchesResponse } from '../../server/matching/schema.ts'
import { Program } from './program.ts'

/** Starts the real server on a free port; comes back with its address when it is ready. */
export async function serve(env: Record<string, string>): Promise<{ server: Program; address: string }> {
  const server = new Program('server/main.ts', [], {
    PORT: '0',
    DEMO: '0',
    RATE_LIMIT: '0',
    LOG_LEVEL: 'error',
    SECRET: 'of-tests-that-kill-servers-and-nothing-else',
    ...env,
  })
  const [, address] = await server.printed(/^Simbiozi is ready: (\S+)$/)
  return { server, address: address! }
}

/** Refs of the best partners that the API of a running server finds for what would be this publication. */
export async function partnersOf(address: string, publication: Publication): Promise<(string | null)[]> {
  const { ref: _ref, title: _title, ...draft } = publication
  const response = await fetch(`${address}/api/v1/matches/preview`, previewOf(draft))
  if (!response.ok) throw new Error(await response.text())
  const { matches } = (await response.json()) as MatchesResponse
  return matches.map(({ listing }) => listing.ref)
}

export const previewOf = (draft: Draft): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ draft, limit: 50 }),
})
