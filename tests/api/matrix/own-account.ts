import { TEST_PASSWORD } from '../../setup/people.ts'
import { currentTerms } from '../../../server/accounts/terms/read.ts'
import { anybody, signedIn, type MatrixRow } from './rows.ts'

const UNKNOWN_TOKEN = 'x'.repeat(43)
const withPassword = () => ({ body: { password: TEST_PASSWORD } })

/** What people do with their own accounts; the address says nobody else's, so roles make no difference. */
export const OWN_ACCOUNT_ROWS: readonly MatrixRow[] = [
  { route: 'PATCH /api/v1/me', request: () => ({ body: { name: 'Another Name' } }), expect: signedIn() },
  { route: 'GET /api/v1/terms', expect: anybody() },
  {
    route: 'PUT /api/v1/me/terms',
    request: () => ({ body: { version: currentTerms().version } }),
    expect: signedIn(),
  },
  {
    route: 'POST /api/v1/password-reset',
    request: ({ people }) => ({ body: { email: people.owner.email } }),
    expect: anybody(202),
  },
  {
    route: 'PUT /api/v1/password-reset',
    request: () => ({ body: { token: UNKNOWN_TOKEN, password: TEST_PASSWORD } }),
    expect: anybody(422),
  },
  {
    route: 'PUT /api/v1/me/password',
    request: () => ({ body: { current: TEST_PASSWORD, password: 'another walnut altogether' } }),
    expect: signedIn(),
  },
  {
    route: 'POST /api/v1/me/email',
    request: () => ({ body: { email: 'new@example.org', password: TEST_PASSWORD } }),
    expect: signedIn(202),
  },
  {
    route: 'PUT /api/v1/accounts/email',
    request: () => ({ body: { token: UNKNOWN_TOKEN } }),
    expect: anybody(422),
  },
  {
    route: 'POST /api/v1/me/second-factor',
    request: withPassword,
    // The others have one already.
    expect: { ...signedIn(), facilitator: 409, acting: 409, administrator: 409 },
  },
  {
    route: 'PUT /api/v1/me/second-factor',
    request: () => ({ body: { code: '000000' } }),
    expect: { ...signedIn(401), facilitator: 409, acting: 409, administrator: 409 },
  },
  {
    route: 'POST /api/v1/me/second-factor/removal',
    request: () => ({ body: { password: TEST_PASSWORD, code: '000000' } }),
    expect: signedIn(401),
  },
  {
    route: 'POST /api/v1/me/second-factor/recovery-codes',
    request: () => ({ body: { password: TEST_PASSWORD, code: '000000' } }),
    expect: signedIn(401),
  },
  { route: 'GET /api/v1/me/tokens', expect: signedIn() },
  {
    route: 'POST /api/v1/me/tokens',
    request: () => ({ body: { name: 'Press', scopes: ['read'], days: 30 } }),
    expect: signedIn(201),
  },
  { route: 'DELETE /api/v1/me/tokens/:id', request: () => ({ params: { id: 1 } }), expect: signedIn(404) },
  { route: 'GET /api/v1/me/export', expect: signedIn() },
  {
    route: 'POST /api/v1/me/erasure',
    request: withPassword,
    // Whoever is the only owner of an organisation hands it over or erases it first.
    expect: { ...signedIn(), owner: 409, stranger: 409 },
  },
  {
    route: 'POST /api/v1/me/memberships',
    request: () => ({ body: { token: UNKNOWN_TOKEN } }),
    expect: signedIn(422),
  },
  {
    route: 'POST /api/v1/invitations/reading',
    request: () => ({ body: { token: UNKNOWN_TOKEN } }),
    expect: anybody(422),
  },
]
