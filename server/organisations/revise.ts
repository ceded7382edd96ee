import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { tellChanged, type Follower } from './followers.ts'
import type { Details, OwnOrganisation } from './organisation-schema.ts'
import { requireWriter } from './permissions.ts'
import { readOwnOrganisation } from './read.ts'
import { refuseUnknownSector, type OrganisationReference } from './rules.ts'
import { holdOrganisation, updateDetails, type OrganisationRow } from './store.ts'

/**
 * Replaces what an organisation says of itself. A verified one that changes its name, kind or registry number has to be
 * verified anew.
 * @throws Refusal `not_permitted`, `not_found`, `unknown_sector`; `lost_update` with both versions when it is at another revision
 */
export async function reviseOrganisation(
  db: Db,
  principal: Principal,
  { id, revision, details }: { id: number; revision: number; details: Details },
  clock: Clock,
  reference: OrganisationReference,
  followers: readonly Follower[],
): Promise<void> {
  requireWriter(principal, id)
  refuseUnknownSector(details, reference)
  await db.transaction(async (tx) => {
    const held = await holdOrganisation(tx, id)
    if (!held) throw new Refusal('not_found', { organisation: id })
    if (held.revision !== revision) {
      const stored = await readOwnOrganisation(tx, principal, id)
      throw new Refusal('lost_update', { revision: held.revision, yours: revision }, [], {
        stored: { ...detailsOf(stored), revision: stored.revision },
        sent: details,
      })
    }
    const isStillVerified = isSameFirm(held, details)
    await updateDetails(tx, held, details, isStillVerified ? held.verifiedAt : null)
    await tellChanged(followers, tx, id)
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'organisation_revised',
      subjectKind: 'organisation',
      subjectId: id,
      before: { revision, kind: held.kind, nameHidden: held.nameHidden, verified: held.verifiedAt !== null },
      after: {
        revision: revision + 1,
        kind: details.kind,
        nameHidden: details.nameHidden ?? false,
        verified: isStillVerified && held.verifiedAt !== null,
      },
    })
  })
}

const isSameFirm = (held: OrganisationRow, { name, kind, registryNumber }: Details): boolean =>
  held.name === name.trim() && held.kind === kind && held.registryNumber === (registryNumber ?? null)

/** What stands of an organisation's own words; what it does not say is left out. */
function detailsOf({ name, kind, nameHidden, ...rest }: OwnOrganisation): Details {
  const { registryNumber, sector, website, contactEmail, contactPhone } = rest
  const optional = { registryNumber, sector, website, contactEmail, contactPhone }
  return {
    name,
    kind,
    nameHidden,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  }
}
