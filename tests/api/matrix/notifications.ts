import { insertSearch } from '../../../server/notifications/searches/store.ts'
import { insertDeliveries, insertWebhook } from '../../../server/notifications/webhooks/store.ts'
import { unsubscribeToken } from '../../../server/notifications/unsubscribe/token.ts'
import { keyFor, seal } from '../../../server/secret.ts'
import { TEST_SECRET } from '../../setup/api.ts'
import { fixedClock } from '../../setup/template.ts'
import { anybody, signedIn, type MatrixRow, type Scene } from './rows.ts'

const NOW = fixedClock().toISOString()

/** A search of the owner's; to everybody else it does not exist. */
const ofSearch = async ({ db, people }: Scene) => {
  const search = { accountId: people.owner.accountId, name: 'Pomace', query: {}, createdAt: NOW }
  return { params: { id: await insertSearch(db, search) } }
}
const OWN_SEARCH = { ...signedIn(404), owner: 200 }

const key = keyFor(TEST_SECRET, 'webhooks')
async function ofWebhook({ db, people }: Scene) {
  const organisationId = people.organisationId
  const webhook = await insertWebhook(db, {
    organisationId,
    url: 'https://receiver.example.org/',
    secret: seal(key, 'whsec_dGVzdA=='),
    kinds: ['message_sent'],
    createdAt: NOW,
  })
  return { params: { id: organisationId, webhook } }
}
async function ofDelivery(scene: Scene) {
  const { params } = await ofWebhook(scene)
  const [delivery] = await insertDeliveries(scene.db, [
    { webhookId: params.webhook, payload: '{"type":"test"}', createdAt: NOW },
  ])
  return { params: { ...params, delivery: delivery! } }
}
const ofOrganisation = ({ people }: Scene) => ({ params: { id: people.organisationId } })
/** Owners decide where news of their organisation go; an administrator may look into it. */
const OWNERS = (status = 200) => ({ anonymous: 401, owner: status, administrator: status, others: 403 })
const webhook = { url: 'https://receiver.example.org/hook', kinds: ['message_sent'] }

export const NOTIFICATION_ROWS: readonly MatrixRow[] = [
  { route: 'GET /api/v1/notifications', expect: signedIn() },
  { route: 'GET /api/v1/notifications/unread', expect: signedIn() },
  {
    route: 'POST /api/v1/notifications/read',
    request: () => ({ body: { ids: [1], read: true } }),
    expect: signedIn(),
  },
  {
    route: 'POST /api/v1/notifications/read-subject',
    request: () => ({ body: { kind: 'exchange', id: 1 } }),
    expect: signedIn(),
  },
  {
    route: 'POST /api/v1/notifications/read-all',
    request: () => ({ body: { upTo: 1 } }),
    expect: signedIn(),
  },
  {
    route: 'GET /api/v1/notifications/stream',
    // An open stream never ends, so what is asked here is only whether the gate lets somebody through to the check.
    request: () => ({ query: { after: 'never' } }),
    expect: signedIn(400),
  },
  { route: 'GET /api/v1/me/notification-preferences', expect: signedIn() },
  {
    route: 'PUT /api/v1/me/notification-preferences',
    request: () => ({ body: { preferences: [{ kind: 'message_sent', mail: 'never' }] } }),
    expect: signedIn(),
  },
  {
    route: 'POST /api/v1/unsubscribe',
    request: ({ people }) => ({
      query: {
        token: unsubscribeToken(keyFor(TEST_SECRET, 'unsubscribe'), people.owner.accountId, 'message_sent'),
      },
    }),
    expect: anybody(),
  },
  { route: 'GET /api/v1/me/saved-searches', expect: signedIn() },
  {
    route: 'POST /api/v1/me/saved-searches',
    request: () => ({ body: { kind: 'listings', name: 'Pomace', filter: { q: 'pomace' } } }),
    expect: signedIn(201),
  },
  { route: 'GET /api/v1/me/saved-searches/:id/hits', request: ofSearch, expect: OWN_SEARCH },
  {
    route: 'PATCH /api/v1/me/saved-searches/:id',
    request: async (scene) => ({ ...(await ofSearch(scene)), body: { name: 'Marc' } }),
    expect: OWN_SEARCH,
  },
  { route: 'DELETE /api/v1/me/saved-searches/:id', request: ofSearch, expect: OWN_SEARCH },
  { route: 'GET /api/v1/organisations/:id/webhooks', request: ofOrganisation, expect: OWNERS() },
  {
    route: 'POST /api/v1/organisations/:id/webhooks',
    request: (scene) => ({ ...ofOrganisation(scene), body: webhook }),
    expect: OWNERS(201),
  },
  {
    route: 'PATCH /api/v1/organisations/:id/webhooks/:webhook',
    request: async (scene) => ({ ...(await ofWebhook(scene)), body: { enabled: false } }),
    expect: OWNERS(),
  },
  { route: 'DELETE /api/v1/organisations/:id/webhooks/:webhook', request: ofWebhook, expect: OWNERS() },
  {
    route: 'POST /api/v1/organisations/:id/webhooks/:webhook/secrets',
    request: ofWebhook,
    expect: OWNERS(201),
  },
  {
    route: 'POST /api/v1/organisations/:id/webhooks/:webhook/tests',
    request: ofWebhook,
    expect: OWNERS(202),
  },
  {
    route: 'GET /api/v1/organisations/:id/webhooks/:webhook/deliveries',
    request: ofWebhook,
    expect: OWNERS(),
  },
  {
    route: 'POST /api/v1/organisations/:id/webhooks/:webhook/deliveries/:delivery/retry',
    request: ofDelivery,
    expect: OWNERS(202),
  },
]
