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
]
