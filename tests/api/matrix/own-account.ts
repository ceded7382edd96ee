import { letters } from '../../accounts/letters.ts'
import { TEST_PASSWORD, type Person } from '../../setup/people.ts'
import { currentTerms } from '../../../server/accounts/terms/read.ts'
import { anybody, signedIn, type MatrixRow, type Scene } from './rows.ts'

const UNKNOWN_TOKEN = 'x'.repeat(43)
/** The owner invites somebody; returns the token of the link in the letter. */
async function invitedAs({ app, db, people }: Scene, guest: Person): Promise<string> {
  await app.inject({
    method: 'POST',
    url: `/api/v1/organisations/${people.organisationId}/invitations`,
    headers: people.owner.headers,
    payload: { email: guest.email, role: 'viewer' },
  })
  return (await letters(db))[0]!.token
}

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
    route: 'POST /api/v1/me/memberships',
    variant: 'with the link of a letter',
    request: async (scene) => ({ body: { token: await invitedAs(scene, scene.people.stranger) } }),
    // The letter went to one person, and whoever else has its link is not let in by it.
    expect: { ...signedIn(403), stranger: 201 },
  },
  {
    route: 'POST /api/v1/invitations/reading',
    request: () => ({ body: { token: UNKNOWN_TOKEN } }),
    expect: anybody(422),
  },
]
