import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { listing, membership, organisation, permit, site } from '../../db/schema/index.ts'
import type { Details, PermitInput } from './organisation-schema.ts'
import { toSiteRow } from './place.ts'
import type { SettledSite } from './site.ts'

export type OrganisationRow = typeof organisation.$inferSelect

/** One organisation that neither is gone nor was merged, locked until the transaction ends; null when there is none. */
export async function holdOrganisation(db: Db, id: number): Promise<OrganisationRow | null> {
  const [found] = await db
    .select()
    .from(organisation)
    .where(and(eq(organisation.id, id), isNull(organisation.deletedAt), isNull(organisation.mergedInto)))
    .for('update')
  return found ?? null
}

/** What its owners say of an organisation, as columns: what is left out is taken away. */
const columnsOf = (details: Details) => ({
  name: details.name.trim(),
  kind: details.kind,
  registryNumber: details.registryNumber ?? null,
  sector: details.sector ?? null,
  nameHidden: details.nameHidden ?? false,
  website: details.website ?? null,
  contactEmail: details.contactEmail ?? null,
  contactPhone: details.contactPhone ?? null,
})

export async function insertOrganisation(db: Db, details: Details, now: string): Promise<number> {
  const [created] = await db
    .insert(organisation)
    .values({ ...columnsOf(details), createdAt: now })
    .returning({ id: organisation.id })
  return created!.id
}

export async function insertOwner(db: Db, organisationId: number, accountId: number, now: string) {
  await db.insert(membership).values({ organisationId, accountId, role: 'owner', createdAt: now })
}

/** Replaces what an organisation says of itself and counts its revision up. */
export async function updateDetails(
  db: Db,
  { id, revision }: OrganisationRow,
  details: Details,
  verifiedAt: string | null,
): Promise<void> {
  await db
    .update(organisation)
    .set({ ...columnsOf(details), verifiedAt, revision: revision + 1 })
    .where(eq(organisation.id, id))
}

export async function setVerified(db: Db, id: number, verifiedAt: string | null): Promise<void> {
  await db
    .update(organisation)
    .set({ verifiedAt, revision: sql`${organisation.revision} + 1` })
    .where(eq(organisation.id, id))
}

export async function insertSite(
  db: Db,
  organisationId: number,
  name: string | null,
  settled: SettledSite,
): Promise<number> {
  const [created] = await db
    .insert(site)
    .values({ ...toSiteRow({ organisationId, site: settled }), name })
    .returning({ id: site.id })
  return created!.id
}

export async function updateSite(
  db: Db,
  id: number,
  name: string | null,
  settled: SettledSite,
  organisationId: number,
) {
  await db
    .update(site)
    .set({ ...toSiteRow({ organisationId, site: settled }), name })
    .where(eq(site.id, id))
}

/** Whether a site belongs to an organisation, and how many listings lie there; null when it does not. */
export async function holdSite(
  db: Db,
  organisationId: number,
  siteId: number,
): Promise<{ listings: number } | null> {
  const [found] = await db
    .select({ id: site.id })
    .from(site)
    .where(and(eq(site.id, siteId), eq(site.organisationId, organisationId)))
    .for('update')
  if (!found) return null
  const [counted] = await db.select({ listings: count() }).from(listing).where(eq(listing.siteId, siteId))
  return { listings: Number(counted!.listings) }
}

export async function deleteSite(db: Db, id: number): Promise<void> {
  await db.delete(site).where(eq(site.id, id))
}

const permitColumns = (input: PermitInput) => ({
  kind: input.kind,
  number: input.number.trim(),
  wasteCode: input.wasteCode,
  operation: input.operation ?? null,
  validFrom: input.validFrom ?? null,
  validUntil: input.validUntil ?? null,
})

export async function insertPermit(db: Db, organisationId: number, input: PermitInput): Promise<number> {
  const [created] = await db
    .insert(permit)
    .values({ organisationId, ...permitColumns(input) })
    .returning({ id: permit.id })
  return created!.id
}

/** One permit of an organisation, locked; null when it has none of that id. */
export async function holdPermit(db: Db, organisationId: number, permitId: number) {
  const [found] = await db
    .select()
    .from(permit)
    .where(and(eq(permit.id, permitId), eq(permit.organisationId, organisationId)))
    .for('update')
  return found ?? null
}

/** Replaces a permit; what was verified of it is no more. */
export async function updatePermit(db: Db, id: number, input: PermitInput): Promise<void> {
  await db
    .update(permit)
    .set({ ...permitColumns(input), verifiedAt: null })
    .where(eq(permit.id, id))
}

export async function setPermitVerified(db: Db, id: number, verifiedAt: string | null): Promise<void> {
  await db.update(permit).set({ verifiedAt }).where(eq(permit.id, id))
}

export async function deletePermit(db: Db, id: number): Promise<void> {
  await db.delete(permit).where(eq(permit.id, id))
}

/** Where everything of a merged organisation ended up; the id itself when it was not merged. */
export async function followMerges(db: Db, id: number): Promise<number> {
  const [found] = await rows<{ id: number }>(
    db,
    sql`with recursive trail(id, next, steps) as (
          select id, merged_into, 0 from organisation where id = ${id}
          union all select o.id, o.merged_into, t.steps + 1 from organisation o join trail t on o.id = t.next where t.steps < 20)
        select id from trail order by steps desc limit 1`,
  )
  return found?.id ?? id
}
