import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'

/** Whether two organisations ever dealt with each other: then they are two. */
export async function haveDealt(db: Db, one: number, other: number): Promise<boolean> {
  const [found] = await rows<{ dealt: boolean }>(
    db,
    sql`select exists (select from exchange where (supplier_id = ${one} and receiver_id = ${other})
          or (supplier_id = ${other} and receiver_id = ${one})) as dealt`,
  )
  return found!.dealt
}

/** Hands everything that hangs on one organisation to another, and marks where it went. */
export async function handOver(db: Db, from: number, into: number): Promise<void> {
  // Somebody who belongs to both keeps what he may do more with.
  await rows(
    db,
    sql`insert into membership (organisation_id, account_id, role, created_at)
        select ${into}::int, account_id, role, created_at from membership where organisation_id = ${from}
        on conflict (organisation_id, account_id) do update set role = case
          when 'owner' in (membership.role, excluded.role) then 'owner'
          when 'editor' in (membership.role, excluded.role) then 'editor' else 'viewer' end`,
  )
  await rows(db, sql`delete from membership where organisation_id = ${from}`)
  await rows(db, sql`delete from one_time_token where organisation_id = ${from}`)
  for (const table of ['site', 'permit', 'webhook', 'file'])
    await rows(
      db,
      sql`update ${sql.identifier(table)} set organisation_id = ${into} where organisation_id = ${from}`,
    )
  await rows(db, sql`update exchange set supplier_id = ${into} where supplier_id = ${from}`)
  await rows(db, sql`update exchange set receiver_id = ${into} where receiver_id = ${from}`)
  await rows(
    db,
    sql`update organisation set revision = revision + 1, completed_exchanges = completed_exchanges
          + (select completed_exchanges from organisation where id = ${from}) where id = ${into}`,
  )
  await rows(
    db,
    sql`update organisation set merged_into = ${into}, ref = null, revision = revision + 1 where id = ${from}`,
  )
}

/**
 * Takes away who an organisation was and where, and who belonged to it. Its row and id stay, so that journal and exchanges
 * stay true. What it had told of its sites goes back to what everybody saw of them.
 */
export async function erase(db: Db, id: number, now: string): Promise<void> {
  await rows(
    db,
    sql`update organisation set name = '', ref = null, registry_number = null, website = null, contact_email = null,
          contact_phone = null, name_hidden = true, verified_at = null, deleted_at = ${now}::timestamptz,
          revision = revision + 1 where id = ${id}`,
  )
  await rows(db, sql`update site set exact = shown, name = null where organisation_id = ${id}`)
  await rows(
    db,
    sql`update acting_consent set revoked_at = ${now}::timestamptz where organisation_id = ${id} and revoked_at is null`,
  )
  for (const table of ['permit', 'membership', 'one_time_token', 'webhook'])
    await rows(db, sql`delete from ${sql.identifier(table)} where organisation_id = ${id}`)
  await rows(
    db,
    sql`delete from file where organisation_id = ${id} and (subject_kind is null or subject_kind = 'listing')`,
  )
}
