import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { Caller } from '../http/auth.ts'
import type { Credentials } from '../http/credentials.ts'
import type { Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { isFacilitator } from './principal.ts'
import { callerByApiToken, callerBySession, touchApiToken, type CallerRow } from './sessions/store.ts'
import { hasConsent } from './store.ts'
import { currentTerms } from './terms/read.ts'
import { hashOf } from './tokens.ts'

/** What a request shows to say who asks, and for whom. */
export interface Shown {
  credentials: Credentials
  /** The header `on-behalf-of`: the organisation that a facilitator acts for. */
  onBehalfOf: string | undefined
}

/**
 * Finds out who asks. A session that has ended counts as nobody; a token that is no good is refused, since whoever
 * shows one means to use it.
 * @throws Refusal `signed_out`, and `not_permitted` or `consent_missing` for whom he would act
 */
export async function authenticate(db: Db, shown: Shown, clock: Clock): Promise<Caller | null> {
  const now = clock().toISOString()
  const { version } = currentTerms()
  const { credentials } = shown
  if (credentials.kind === 'api_token') {
    const found = await callerByApiToken(db, hashOf(credentials.token), now, version)
    if (!found) throw new Refusal('signed_out')
    await touchApiToken(db, found.token_id, now)
    return callerOf(db, found, { scopes: found.scopes, sessionId: null }, shown.onBehalfOf)
  }
  const { sessionId, accountId } = credentials
  const found = await callerBySession(db, sessionId, accountId, now, version)
  return found && callerOf(db, found, { scopes: null, sessionId }, shown.onBehalfOf)
}

async function callerOf(
  db: Db,
  found: CallerRow,
  { scopes, sessionId }: { scopes: Principal['scopes']; sessionId: string | null },
  onBehalfOf: string | undefined,
): Promise<Caller> {
  const { account_id: accountId, role, memberships } = found
  const principal: Principal = { accountId, role, memberships, onBehalfOf: null, scopes }
  const acting = onBehalfOf === undefined ? null : await consentedTo(db, principal, onBehalfOf)
  return {
    principal: { ...principal, onBehalfOf: acting },
    sessionId,
    lacksSecondFactor: needsSecondFactor(found) && !(found.has_second_factor && found.showed_second_factor),
    lacksTerms: !found.accepted_terms,
  }
}

/** Facilitators and administrators act on what belongs to others; a password alone is too little for that. */
export const needsSecondFactor = (account: { role: string; demonstration: boolean }): boolean =>
  !account.demonstration && (account.role === 'facilitator' || account.role === 'administrator')

async function consentedTo(db: Db, principal: Principal, onBehalfOf: string): Promise<number> {
  if (!isFacilitator(principal)) throw new Refusal('not_permitted')
  const organisationId = /^[1-9]\d{0,8}$/.test(onBehalfOf) ? Number(onBehalfOf) : null
  if (organisationId === null || !(await hasConsent(db, organisationId))) throw new Refusal('consent_missing')
  return organisationId
}
