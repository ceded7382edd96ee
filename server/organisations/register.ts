import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { organisation, permit } from '../../db/schema/index.ts'
import type { OrganisationKind } from '../contract/words.ts'
import { leaveLines, type Actor, type Clock } from '../journal/write.ts'

/** An organisation as a file or the demonstration names it; `ref` is its permanent key there. */
export interface Registration {
  ref: string
  name: string
  kind: OrganisationKind
  /** NACE code. */
  sector?: string | null
  registryNumber?: string | null
  nameHidden?: boolean
  demonstration?: boolean
  /** What somebody vouches for; an import file cannot. */
  verified?: boolean
  completedExchanges?: number
  permits?: readonly RecordedPermit[]
}

/** A permit for a waste code; without an operation it holds for any. */
export interface RecordedPermit {
  number: string
  wasteCode: string
  operation: string | null
}

/**
 * Finds organisations by their refs and creates the ones that are not there; one that is there stays as it is, since
 * its owner may have corrected it meanwhile. Call it inside the transaction that needs the organisations.
 * @returns the id of each ref
 */
export async function registerOrganisations(
  db: Db,
  actor: Actor,
  registrations: readonly Registration[],
  clock: Clock,
): Promise<Map<string, number>> {
  const byRef = new Map(registrations.map((registration) => [registration.ref, registration]))
  const refs = [...byRef.keys()]
  const ids = await idsByRef(db, refs)
  const missing = refs.filter((ref) => !ids.has(ref))
  if (missing.length === 0) return ids
  const created = await db
    .insert(organisation)
    .values(missing.map((ref) => toRow(byRef.get(ref)!, clock)))
    .onConflictDoNothing({ target: organisation.ref })
    .returning({ id: organisation.id, ref: organisation.ref })
  const permits = created.flatMap(({ id, ref }) =>
    (byRef.get(ref!)!.permits ?? []).map((held) => permitRow(id, held)),
  )
  if (permits.length > 0) await db.insert(permit).values(permits)
  await leaveLines(
    db,
    actor,
    clock,
    created.map(({ id }) => ({
      action: 'organisation_registered',
      subjectKind: 'organisation',
      subjectId: id,
    })),
  )
  // Another process may have registered some of them since they were looked up.
  return idsByRef(db, refs)
}

async function idsByRef(db: Db, refs: string[]): Promise<Map<string, number>> {
  if (refs.length === 0) return new Map()
  const found = await db
    .select({ id: organisation.id, ref: organisation.ref })
    .from(organisation)
    .where(inArray(organisation.ref, refs))
  return new Map(found.map(({ id, ref }) => [ref!, id]))
}

const toRow = (registration: Registration, clock: Clock): typeof organisation.$inferInsert => ({
  ref: registration.ref,
  name: registration.name,
  kind: registration.kind,
  sector: registration.sector ?? null,
  registryNumber: registration.registryNumber ?? null,
  nameHidden: registration.nameHidden ?? false,
  demonstration: registration.demonstration ?? false,
  verifiedAt: registration.verified ? clock().toISOString() : null,
  completedExchanges: registration.completedExchanges ?? 0,
  createdAt: clock().toISOString(),
})

const permitRow = (
  organisationId: number,
  { number, wasteCode, operation }: RecordedPermit,
): typeof permit.$inferInsert => ({ organisationId, kind: 'permit', number, wasteCode, operation })
