import { sql } from 'drizzle-orm'
import { rows } from '../../../db/open.ts'
import { dayOf, newMatching } from '../../../server/matching/market.ts'
import { refreshProposals } from '../../../server/matching/proposals/refresh.ts'
import { openExchange } from '../../../server/exchanges/introduce.ts'
import { offerTerms } from '../../../server/exchanges/terms/offer.ts'
import { deal, listingOf, organisation, person } from '../../exchanges/partners.ts'
import { catalogueOf, composterNeed, distilleryNeed, pomaceOffer } from '../../matching/market-of-kakheti.ts'
import { fixedClock } from '../../setup/database.ts'
import { signedIn, type MatrixRow, type Scene } from './rows.ts'

/** The people's organisation supplies; somebody who is not among the callers receives. */
async function pairOf({ db, people }: Scene) {
  const receiverId = await organisation(db, 'distillery')
  return {
    offerId: await listingOf(db, people.organisationId, pomaceOffer),
    needId: await listingOf(db, receiverId, distilleryNeed),
    receiver: await person(db, [{ organisationId: receiverId, role: 'owner' }]),
  }
}

export async function exchangeOf(scene: Scene) {
  const { offerId, needId, receiver } = await pairOf(scene)
  const opener = { accountId: null, assignedTo: null }
  const id = await openExchange(scene.db, { id: 'test' }, opener, { offerId, needId }, fixedClock)
  return { id, receiver }
}

const asked = async (scene: Scene, body?: object) => {
  const { id } = await exchangeOf(scene)
  return { params: { id }, ...(body && { body }) }
}

const FACILITATORS = (status: number) => ({
  anonymous: 401,
  facilitator: status,
  acting: status,
  administrator: status,
  others: 403,
})
/** Read by the people of a side and by facilitators; nobody else learns that it exists. */
const READERS = { anonymous: 401, stranger: 404, analyst: 404, others: 200 }
/** Done in the name of a side: by its owners and editors, and by a facilitator whom it lets act for it. */
const SIDE = (status: number) => ({
  anonymous: 401,
  owner: status,
  editor: status,
  acting: status,
  stranger: 404,
  analyst: 404,
  others: 403,
})

export const EXCHANGE_ROWS: readonly MatrixRow[] = [
  { route: 'GET /api/v1/exchanges', expect: signedIn() },
  {
    route: 'POST /api/v1/exchanges',
    request: async (scene) => {
      const { offerId, needId } = await pairOf(scene)
      return { body: { offerId, needId, message: { ka: 'გაიცანით', en: 'Please meet' } } }
    },
    expect: FACILITATORS(201),
  },
  {
    route: 'POST /api/v1/bundles',
    request: async (scene) => {
      const { offerId, needId } = await pairOf(scene)
      const other = await listingOf(scene.db, await organisation(scene.db, 'composter'), composterNeed)
      const pairs = [needId, other].map((need) => ({ offerId, needId: need }))
      return { body: { shape: 'split', allOrNone: false, pairs } }
    },
    expect: FACILITATORS(201),
  },
  { route: 'GET /api/v1/exchanges/:id', request: (scene) => asked(scene), expect: READERS },
  { route: 'GET /api/v1/exchanges/:id/timeline', request: (scene) => asked(scene), expect: READERS },
  {
    route: 'GET /api/v1/exchanges/:id/stock',
    request: async (scene) => {
      const { tonnes, period, startsOn, endsOn } = deal
      return { ...(await asked(scene)), query: { tonnes: String(tonnes), period, startsOn, endsOn } }
    },
    expect: READERS,
  },
  {
    route: 'POST /api/v1/exchanges/:id/messages',
    request: (scene) => asked(scene, { body: 'Good morning' }),
    expect: { ...SIDE(201), facilitator: 201, administrator: 201 },
  },
  {
    route: 'POST /api/v1/exchanges/:id/terms',
    request: (scene) => asked(scene, { ...deal, lastVersion: 0 }),
    expect: SIDE(201),
  },
  {
    route: 'POST /api/v1/exchanges/:id/terms/:version/agreement',
    request: async (scene) => {
      const { id, receiver } = await exchangeOf(scene)
      await offerTerms(scene.db, receiver, { exchangeId: id, deal, lastVersion: 0 }, fixedClock)
      return { params: { id, version: 1 }, body: {} }
    },
    expect: SIDE(200),
  },
  {
    route: 'POST /api/v1/exchanges/:id/moves',
    request: (scene) => asked(scene, { act: 'decline', reason: 'price' }),
    expect: SIDE(200),
  },
  {
    route: 'POST /api/v1/exchanges/:id/reveal',
    request: (scene) => asked(scene, {}),
    expect: SIDE(200),
  },
]

/** A pair that was proposed; the people's organisation offers. */
export async function proposalOf(scene: Scene) {
  const { offerId, needId } = await pairOf(scene)
  const matching = newMatching(await catalogueOf(scene.db), dayOf(fixedClock))
  await refreshProposals(scene.db, matching, [offerId, needId], fixedClock)
  const [made] = await rows<{ id: number }>(
    scene.db,
    sql`select id from proposal where offer_id = ${offerId}`,
  )
  return { params: { id: made!.id } }
}

export const PROPOSAL_ROWS: readonly MatrixRow[] = [
  { route: 'GET /api/v1/proposals', expect: signedIn() },
  { route: 'GET /api/v1/proposals/:id', request: (scene) => proposalOf(scene), expect: READERS },
  {
    route: 'POST /api/v1/proposals/:id/answers',
    request: async (scene) => ({ ...(await proposalOf(scene)), body: { answer: 'interested' } }),
    expect: SIDE(200),
  },
  {
    route: 'GET /api/v1/reports/answer-reasons',
    expect: { analyst: 200, facilitator: 200, acting: 200, administrator: 200, anonymous: 401, others: 403 },
  },
]
