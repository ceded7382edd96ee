import type { Db } from '../../../db/open.ts'
import { isoOf, later } from '../../accounts/parts.ts'
import { actorOf } from '../../accounts/principal.ts'
import { EVENT_KINDS, type EventKind } from '../../contract/events.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { seal } from '../../secret.ts'
import { fitAddress } from './address.ts'
import type { WebhookParts } from './parts.ts'
import { requireWebhookOwner } from './permissions.ts'
import type { Webhooks } from './schema.ts'
import { newSecret } from './secrets.ts'
import {
  countWebhooks,
  deleteWebhook,
  disableWebhook,
  holdWebhook,
  insertWebhook,
  updateWebhook,
  webhooksOf,
  type WebhookRow,
} from './store.ts'

const MOST = 10
/** How long receivers have to change over to a new secret. */
const ROTATION_MS = 24 * 3_600_000
/** What concerns single people and facilitators is not told to programs of an organisation. */
const NOT_TOLD: readonly EventKind[] = [
  'saved_search_hit',
  'listing_reported',
  'exchange_stale',
  'desk_assigned',
]
export const WEBHOOK_KINDS: readonly EventKind[] = EVENT_KINDS.filter((kind) => !NOT_TOLD.includes(kind))

/** A webhook as its address names it. */
export interface Which {
  organisationId: number
  webhookId: number
}

/** The webhooks of an organisation, without their secrets. @throws Refusal `not_permitted` */
export async function listWebhooks(db: Db, principal: Principal, organisationId: number): Promise<Webhooks> {
  requireWebhookOwner(principal, organisationId)
  const found = await webhooksOf(db, organisationId)
  const instant = (at: string | null) => (at === null ? null : isoOf(at))
  return {
    kinds: [...WEBHOOK_KINDS],
    webhooks: found.map((row) => ({
      id: row.id,
      url: row.url,
      kinds: row.kinds as EventKind[],
      createdAt: isoOf(row.createdAt),
      disabledAt: instant(row.disabledAt),
      disabledReason: row.disabledReason,
      previousSecretUntil: instant(row.previousUntil),
      waiting: row.waiting,
    })),
  }
}

/**
 * Adds a webhook to an organisation.
 * @returns its id and its secret, which is shown this once
 * @throws Refusal `not_permitted`, `too_many_webhooks`, `webhook_address_unfit`
 */
export async function addWebhook(
  db: Db,
  principal: Principal,
  input: { organisationId: number; url: string; kinds: readonly EventKind[] },
  { key, allowed }: WebhookParts,
  clock: Clock,
): Promise<{ id: number; secret: string }> {
  const { organisationId } = input
  requireWebhookOwner(principal, organisationId)
  const url = fitAddress(input.url, allowed)
  return db.transaction(async (tx) => {
    if ((await countWebhooks(tx, organisationId)) >= MOST)
      throw new Refusal('too_many_webhooks', { most: MOST })
    const secret = newSecret()
    const kinds = [...input.kinds]
    const row = { organisationId, url, kinds, secret: seal(key, secret), createdAt: clock().toISOString() }
    const id = await insertWebhook(tx, row)
    await note(tx, principal, { organisationId, webhookId: id }, 'webhook_added', { kinds }, clock)
    return { id, secret }
  })
}

/**
 * Changes where a webhook goes, what it hears of, or whether it gets anything.
 * @throws Refusal `not_permitted`, `not_found`, `webhook_address_unfit`
 */
export async function changeWebhook(
  db: Db,
  principal: Principal,
  which: Which,
  change: { url?: string; kinds?: readonly EventKind[]; enabled?: boolean },
  { allowed }: WebhookParts,
  clock: Clock,
): Promise<void> {
  const url = change.url === undefined ? undefined : fitAddress(change.url, allowed)
  await inside(db, principal, which, async (tx, held) => {
    const { enabled, kinds } = change
    if (url !== undefined || kinds !== undefined)
      await updateWebhook(tx, held.id, { ...(url && { url }), ...(kinds && { kinds: [...kinds] }) })
    if (enabled === true) await updateWebhook(tx, held.id, { disabledAt: null, disabledReason: null })
    if (enabled === false) await disableWebhook(tx, held.id, 'owner', clock().toISOString())
    await note(
      tx,
      principal,
      which,
      'webhook_changed',
      { changed: Object.keys(change), ...(kinds && { kinds }), ...(enabled !== undefined && { enabled }) },
      clock,
    )
  })
}

/**
 * Gives a webhook a new secret. For a day the one before signs as well.
 * @returns the secret, which is shown this once
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function rotateSecret(
  db: Db,
  principal: Principal,
  which: Which,
  { key }: WebhookParts,
  clock: Clock,
): Promise<{ secret: string; previousSecretUntil: string }> {
  return inside(db, principal, which, async (tx, held) => {
    const secret = newSecret()
    const previousUntil = later(clock, ROTATION_MS)
    await updateWebhook(tx, held.id, {
      secret: seal(key, secret),
      previousSecret: held.secret,
      previousUntil,
    })
    await note(tx, principal, which, 'webhook_secret_rotated', {}, clock)
    return { secret, previousSecretUntil: previousUntil }
  })
}

/** Removes a webhook with what waits for it. @throws Refusal `not_permitted`, `not_found` */
export const removeWebhook = (db: Db, principal: Principal, which: Which, clock: Clock): Promise<void> =>
  inside(db, principal, which, async (tx, held) => {
    await deleteWebhook(tx, held.id)
    await note(tx, principal, which, 'webhook_removed', {}, clock)
  })

/** Runs `work` on a webhook that is held until all of it is done. */
export async function inside<T>(
  db: Db,
  principal: Principal,
  { organisationId, webhookId }: Which,
  work: (tx: Db, held: WebhookRow) => Promise<T>,
): Promise<T> {
  requireWebhookOwner(principal, organisationId)
  return db.transaction(async (tx) => {
    const held = await holdWebhook(tx, organisationId, webhookId)
    if (!held) throw new Refusal('not_found', { webhook: webhookId })
    return work(tx, held)
  })
}

/** An address may hold what is secret, so the journal gets ids and kinds only. */
export const note = (
  tx: Db,
  principal: Principal,
  { organisationId, webhookId }: Which,
  action: string,
  after: object,
  clock: Clock,
): Promise<void> =>
  leaveLine(tx, actorOf(principal), clock, {
    action,
    subjectKind: 'organisation',
    subjectId: organisationId,
    after: { webhook: webhookId, ...after },
  })
