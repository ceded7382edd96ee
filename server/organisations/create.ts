import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import type { Details } from './organisation-schema.ts'
import { refuseUnknownSector, type OrganisationReference } from './rules.ts'
import { insertOrganisation, insertOwner } from './store.ts'

/**
 * Founds an organisation whose owner is the one who asks.
 * @returns its id
 * @throws Refusal `unknown_sector`
 */
export async function createOrganisation(
  db: Db,
  principal: Principal,
  details: Details,
  clock: Clock,
  reference: OrganisationReference,
): Promise<number> {
  refuseUnknownSector(details, reference)
  const now = clock().toISOString()
  return db.transaction(async (tx) => {
    const id = await insertOrganisation(tx, details, now)
    await insertOwner(tx, id, principal.accountId, now)
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'organisation_registered',
      subjectKind: 'organisation',
      subjectId: id,
      after: { kind: details.kind },
    })
    return id
  })
}
