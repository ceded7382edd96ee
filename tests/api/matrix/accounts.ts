import { currentTerms } from '../../../server/accounts/terms/read.ts'
import { TEST_PASSWORD } from '../../setup/people.ts'
import { anybody, signedIn, type MatrixRow } from './rows.ts'

const UNKNOWN_TOKEN = 'x'.repeat(43)

/** Accounts and sessions: everybody minds his own, so there is nothing of others to get at. */
export const ACCOUNT_ROWS: readonly MatrixRow[] = [
  {
    route: 'POST /api/v1/accounts',
    request: () => ({
      body: {
        email: 'newcomer@example.org',
        password: TEST_PASSWORD,
        name: 'Newcomer',
        language: 'en',
        terms: currentTerms().version,
      },
    }),
    expect: anybody(202),
  },
  {
    route: 'POST /api/v1/accounts/verification',
    request: () => ({ body: { token: UNKNOWN_TOKEN } }),
    expect: anybody(422),
  },
  {
    route: 'POST /api/v1/accounts/verification/letter',
    request: () => ({ body: { email: 'newcomer@example.org' } }),
    expect: anybody(202),
  },
  {
    route: 'POST /api/v1/session',
    request: ({ people }) => ({ body: { email: people.owner.email, password: TEST_PASSWORD } }),
    expect: anybody(),
  },
  { route: 'GET /api/v1/session', expect: anybody() },
  { route: 'DELETE /api/v1/session', expect: anybody() },
  { route: 'POST /api/v1/session/refresh', expect: anybody(401) },
  { route: 'GET /api/v1/session/refresh', expect: anybody(303) },
  { route: 'GET /api/v1/sessions', expect: signedIn() },
  { route: 'DELETE /api/v1/sessions', expect: signedIn() },
  {
    route: 'DELETE /api/v1/sessions/:id',
    request: () => ({ params: { id: '00000000-0000-4000-8000-000000000000' } }),
    expect: signedIn(404),
  },
  { route: 'GET /api/v1/me', expect: signedIn() },
]
