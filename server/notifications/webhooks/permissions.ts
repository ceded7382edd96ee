import { membershipIn } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { Refusal } from '../../refusals.ts'

/**
 * Whoever decides where news of an organisation go: its owners, and an administrator who has to look into it.
 * @throws Refusal `not_permitted`
 */
export function requireWebhookOwner(principal: Principal, organisationId: number): void {
  if (membershipIn(principal, organisationId) !== 'owner' && principal.role !== 'administrator')
    throw new Refusal('not_permitted')
}
