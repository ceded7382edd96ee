import { writeNote } from '../../../server/desk/notes/notes.ts'
import { fixedClock } from '../../setup/template.ts'
import { exchangeOf, proposalOf } from './exchanges.ts'
import { facilitators, type MatrixRow, type Scene } from './rows.ts'

const ofProposal = (body?: object) => async (scene: Scene) => ({
  ...(await proposalOf(scene)),
  ...(body && { body }),
})

/** The desk: for facilitators and administrators, in their own name whomever they act for. */
export const DESK_ROWS: readonly MatrixRow[] = [
  { route: 'GET /api/v1/desk/facilitators', expect: facilitators() },
  { route: 'GET /api/v1/desk/proposals', expect: facilitators() },
  { route: 'GET /api/v1/desk/proposals/:id', request: ofProposal(), expect: facilitators() },
  {
    route: 'PUT /api/v1/desk/proposals/:id/assignment',
    request: ofProposal({ account: null }),
    expect: facilitators(),
  },
  {
    route: 'PUT /api/v1/desk/exchanges/:id/assignment',
    request: async (scene) => {
      const { id } = await exchangeOf(scene)
      return { params: { id }, body: { account: scene.people.facilitator.accountId } }
    },
    expect: facilitators(),
  },
  {
    route: 'POST /api/v1/desk/proposals/:id/introduction',
    request: ofProposal({ message: { ka: 'გაიცანით', en: 'Please meet' } }),
    expect: facilitators(201),
  },
  {
    route: 'PUT /api/v1/desk/proposals/:id/dismissal',
    request: ofProposal({ reason: 'not_a_match' }),
    expect: facilitators(),
  },
  { route: 'DELETE /api/v1/desk/proposals/:id/dismissal', request: ofProposal(), expect: facilitators() },
  { route: 'GET /api/v1/desk/exchanges', expect: facilitators() },
  {
    route: 'GET /api/v1/desk/exchanges/:id',
    request: async (scene) => ({ params: { id: (await exchangeOf(scene)).id } }),
    expect: facilitators(),
  },
  { route: 'GET /api/v1/desk/stages', expect: facilitators() },
  {
    route: 'GET /api/v1/desk/notes',
    request: ({ people }) => ({ query: { kind: 'organisation', id: String(people.organisationId) } }),
    expect: facilitators(),
  },
  {
    route: 'POST /api/v1/desk/notes',
    request: ({ people }) => ({
      body: { kind: 'organisation', id: people.organisationId, body: 'Call again' },
    }),
    expect: facilitators(201),
  },
  {
    route: 'DELETE /api/v1/desk/notes/:id',
    request: async ({ db, people }) => {
      const note = { kind: 'organisation' as const, id: people.organisationId, body: 'Call again' }
      return { params: { id: await writeNote(db, people.facilitator.principal, note, fixedClock) } }
    },
    // An administrator may look over facilitators' shoulders, not take back their words.
    expect: { ...facilitators(), administrator: 404 },
  },
  { route: 'GET /api/v1/desk/organisations', expect: facilitators() },
  { route: 'GET /api/v1/desk/acting', expect: facilitators() },
]
