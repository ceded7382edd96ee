import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { tellChanged, type Follower } from '../followers.ts'
import type { PermitInput } from '../organisation-schema.ts'
import { requireFacilitator, requireWriter } from '../permissions.ts'
import { refuseUnsoundPermit, type OrganisationReference } from '../rules.ts'
import {
  deletePermit,
  holdOrganisation,
  holdPermit,
  insertPermit,
  setPermitVerified,
  updatePermit,
} from '../store.ts'

export interface PermitChange {
  organisationId: number
  permitId: number
  input: PermitInput
}

/**
 * Records a permit or registration that an organisation says it holds.
 * @returns its id
 * @throws Refusal `not_permitted`, `not_found`, or what is wrong with it
 */
export async function addPermit(
  db: Db,
  principal: Principal,
  { organisationId, input }: Omit<PermitChange, 'permitId'>,
  clock: Clock,
  reference: OrganisationReference,
  followers: readonly Follower[],
): Promise<number> {
  requireWriter(principal, organisationId)
  refuseUnsoundPermit(input, reference)
  return db.transaction(async (tx) => {
    if (!(await holdOrganisation(tx, organisationId)))
      throw new Refusal('not_found', { organisation: organisationId })
    const id = await insertPermit(tx, organisationId, input)
    await tellChanged(followers, tx, organisationId)
    await leaveLine(tx, actorOf(principal), clock, lineOf('permit_recorded', id, organisationId, input))
    return id
  })
}

/** Corrects a permit; what a facilitator had verified of it is open again. @throws Refusal as `addPermit` */
export async function correctPermit(
  db: Db,
  principal: Principal,
  { organisationId, permitId, input }: PermitChange,
  clock: Clock,
  reference: OrganisationReference,
  followers: readonly Follower[],
): Promise<void> {
  requireWriter(principal, organisationId)
  refuseUnsoundPermit(input, reference)
  await db.transaction(async (tx) => {
    await requirePermit(tx, organisationId, permitId)
    await updatePermit(tx, permitId, input)
    await tellChanged(followers, tx, organisationId)
    await leaveLine(
      tx,
      actorOf(principal),
      clock,
      lineOf('permit_corrected', permitId, organisationId, input),
    )
  })
}

/** Takes a permit out. @throws Refusal `not_permitted`, `not_found` */
export async function removePermit(
  db: Db,
  principal: Principal,
  { organisationId, permitId }: Omit<PermitChange, 'input'>,
  clock: Clock,
  followers: readonly Follower[],
): Promise<void> {
  requireWriter(principal, organisationId)
  await db.transaction(async (tx) => {
    await requirePermit(tx, organisationId, permitId)
    await deletePermit(tx, permitId)
    await tellChanged(followers, tx, organisationId)
    await leaveLine(tx, actorOf(principal), clock, lineOf('permit_removed', permitId, organisationId))
  })
}

/** A facilitator has seen the paper, or takes that back. @throws Refusal `not_permitted`, `not_found` */
export async function verifyPermit(
  db: Db,
  principal: Principal,
  { organisationId, permitId, verified }: Omit<PermitChange, 'input'> & { verified: boolean },
  clock: Clock,
): Promise<void> {
  requireFacilitator(principal)
  await db.transaction(async (tx) => {
    await requirePermit(tx, organisationId, permitId)
    await setPermitVerified(tx, permitId, verified ? clock().toISOString() : null)
    const action = verified ? 'permit_verified' : 'permit_unverified'
    await leaveLine(tx, actorOf(principal), clock, lineOf(action, permitId, organisationId))
  })
}

async function requirePermit(tx: Db, organisationId: number, permitId: number): Promise<void> {
  if (!(await holdPermit(tx, organisationId, permitId))) throw new Refusal('not_found', { permit: permitId })
}

const lineOf = (action: string, permitId: number, organisation: number, input?: PermitInput) => ({
  action,
  subjectKind: 'permit',
  subjectId: permitId,
  after: { organisation, ...(input && { wasteCode: input.wasteCode, operation: input.operation ?? null }) },
})
