import type { MatrixRow, Scene } from './rows.ts'

const organisation = ({ people }: Scene) => ({ id: people.organisationId })
/** Only owners decide who belongs to their organisation, and an administrator where none is left. */
const OWNERS = { others: 403, anonymous: 401, owner: 200, administrator: 200 }
const ITS_PEOPLE = { others: 403, anonymous: 401, owner: 200, editor: 200, viewer: 200, administrator: 200 }

/** Who belongs to an organisation, and what was done there. */
export const MEMBER_ROWS: readonly MatrixRow[] = [
  {
    route: 'GET /api/v1/organisations/:id/members',
    request: (scene) => ({ params: organisation(scene) }),
    expect: { ...ITS_PEOPLE, facilitator: 200, acting: 200 },
  },
  {
    route: 'PATCH /api/v1/organisations/:id/members/:accountId',
    request: (scene) => ({
      params: { ...organisation(scene), accountId: scene.people.viewer.accountId },
      body: { role: 'editor' },
    }),
    expect: OWNERS,
  },
  {
    route: 'DELETE /api/v1/organisations/:id/members/:accountId',
    request: (scene) => ({ params: { ...organisation(scene), accountId: scene.people.viewer.accountId } }),
    // Anybody may leave.
    expect: { ...OWNERS, viewer: 200 },
  },
  {
    route: 'POST /api/v1/organisations/:id/invitations',
    request: (scene) => ({
      params: organisation(scene),
      body: { email: 'invited@example.org', role: 'editor' },
    }),
    expect: { ...OWNERS, owner: 201, administrator: 201 },
  },
  {
    route: 'DELETE /api/v1/organisations/:id/invitations/:invitation',
    request: (scene) => ({ params: { ...organisation(scene), invitation: 'x'.repeat(43) } }),
    expect: { ...OWNERS, owner: 404, administrator: 404 },
  },
  {
    route: 'PUT /api/v1/organisations/:id/acting-consent',
    request: (scene) => ({ params: organisation(scene), body: { given: false } }),
    // Nobody consents for others.
    expect: { ...OWNERS, administrator: 403 },
  },
  {
    route: 'GET /api/v1/organisations/:id/journal',
    request: (scene) => ({ params: organisation(scene) }),
    expect: ITS_PEOPLE,
  },
  { route: 'GET /api/v1/journal', expect: { others: 403, anonymous: 401, administrator: 200 } },
  { route: 'GET /api/v1/mail', expect: { others: 403, anonymous: 401, administrator: 200 } },
]
