import type { Principal } from '../../../server/contract/people.ts'
import { sendMessage } from '../../../server/exchanges/room/send.ts'
import { uploadFile } from '../../../server/files/upload.ts'
import { recordShipment } from '../../../server/shipments/record.ts'
import { agreedDealOf } from '../../shipments/deal.ts'
import { fixedClock } from '../../setup/database.ts'
import { anybody, type MatrixRow, type Scene } from './rows.ts'

const movement = { movedOn: '2026-10-02', tonnes: 10 }
const TODAY = '2026-10-05'

/** The people's organisation supplies; somebody who is not among the callers receives. */
const dealOf = ({ db, people }: Scene) => agreedDealOf(db, people.organisationId)

/** A line of the receiver is answered by the people's organisation, a line of their own corrected. */
async function lineOf(scene: Scene, by: 'supplier' | 'receiver') {
  const { exchangeId, [by]: recorder } = await dealOf(scene)
  const { id } = await recordShipment(scene.db, recorder, { exchangeId, ...movement }, fixedClock, TODAY)
  return { id }
}

const CSV = Buffer.from('day,tonnes\n2026-10-02,10\n')

/** Something that the receiver uploaded. */
async function upload({ db }: Scene, who: Principal): Promise<string> {
  const { organisationId } = who.memberships[0]!
  const file = { organisationId, purpose: 'weighbridge_note' as const, name: 'note.csv', bytes: CSV }
  return (await uploadFile(db, who, file, fixedClock)).id
}

async function fileOfLine(scene: Scene): Promise<string> {
  const { exchangeId, receiver } = await dealOf(scene)
  const id = await upload(scene, receiver)
  const recording = { exchangeId, ...movement, files: [id] }
  await recordShipment(scene.db, receiver, recording, fixedClock, TODAY)
  return id
}

async function fileOfMessage(scene: Scene): Promise<string> {
  const { exchangeId, receiver } = await dealOf(scene)
  const id = await upload(scene, receiver)
  await sendMessage(scene.db, receiver, { exchangeId, body: 'See there', files: [id] }, fixedClock)
  return id
}

/** What a facilitator uploaded in his own right and sent with a message. */
async function fileOfFacilitator(scene: Scene): Promise<string> {
  const { exchangeId } = await dealOf(scene)
  const { principal } = scene.people.facilitator
  const file = { organisationId: null, purpose: 'other' as const, name: 'plan.csv', bytes: CSV }
  const { id } = await uploadFile(scene.db, principal, file, fixedClock)
  await sendMessage(scene.db, principal, { exchangeId, body: 'See there', files: [id] }, fixedClock)
  return id
}

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
/** Of one organisation: its own people and facilitators. */
const MEMBERS = { anonymous: 401, stranger: 403, analyst: 403, others: 200 }

export const SHIPMENT_ROWS: readonly MatrixRow[] = [
  {
    route: 'GET /api/v1/exchanges/:id/shipments',
    request: async (scene) => ({ params: { id: (await dealOf(scene)).exchangeId } }),
    expect: READERS,
  },
  {
    route: 'POST /api/v1/exchanges/:id/shipments',
    request: async (scene) => ({ params: { id: (await dealOf(scene)).exchangeId }, body: movement }),
    expect: SIDE(201),
  },
  {
    route: 'POST /api/v1/shipments/:id/correct',
    request: async (scene) => ({
      params: await lineOf(scene, 'supplier'),
      body: { ...movement, tonnes: 9 },
    }),
    expect: SIDE(201),
  },
  {
    route: 'POST /api/v1/shipments/:id/confirm',
    request: async (scene) => ({ params: await lineOf(scene, 'receiver') }),
    expect: SIDE(200),
  },
  {
    route: 'POST /api/v1/shipments/:id/dispute',
    request: async (scene) => ({
      params: await lineOf(scene, 'receiver'),
      body: { reason: 'quantity' },
    }),
    expect: SIDE(200),
  },
  {
    route: 'GET /api/v1/shipments/:id/transfer-note',
    request: async (scene) => ({ params: await lineOf(scene, 'receiver') }),
    expect: READERS,
  },
  {
    route: 'GET /api/v1/files/:id',
    variant: 'of a shipment',
    request: async (scene) => ({ params: { id: await fileOfLine(scene) } }),
    // A file that is not for the reader does not exist for him, signed in or not.
    expect: { ...READERS, anonymous: 404 },
  },
  {
    route: 'GET /api/v1/files/:id',
    variant: 'of a message',
    request: async (scene) => ({ params: { id: await fileOfMessage(scene) } }),
    expect: { ...READERS, anonymous: 404 },
  },
  {
    route: 'GET /api/v1/files/:id',
    variant: 'of a facilitator’s message',
    request: async (scene) => ({ params: { id: await fileOfFacilitator(scene) } }),
    expect: { ...READERS, anonymous: 404 },
  },
  {
    route: 'GET /api/v1/organisations/:id/waste-register',
    request: ({ people }) => ({
      params: { id: people.organisationId },
      query: { year: '2026', format: 'csv', lang: 'ka' },
    }),
    expect: MEMBERS,
  },
  {
    route: 'GET /api/v1/exchanges/:id/impact',
    request: async (scene) => ({ params: { id: (await dealOf(scene)).exchangeId } }),
    expect: READERS,
  },
  {
    route: 'GET /api/v1/organisations/:id/impact',
    request: ({ people }) => ({ params: { id: people.organisationId } }),
    expect: MEMBERS,
  },
  { route: 'GET /api/v1/impact', request: () => ({ query: { by: 'region' } }), expect: anybody() },
]
