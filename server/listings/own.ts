import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import type { ListingStatus } from '../contract/listing-life.ts'
import type { Principal } from '../contract/people.ts'
import { mayReadFor } from '../accounts/principal.ts'
import { Refusal } from '../refusals.ts'
import type { OwnListing, OwnListings } from './own-schema.ts'
import { requireInsider } from './permissions.ts'
import { readWhere } from './read.ts'
import type { Reader } from '../organisations/reader.ts'

type Inside = Pick<OwnListing, 'status' | 'audience' | 'exact' | 'hidden' | 'copiedFrom' | 'createdAt'>

/** Reads with every name told: for people of the organisation and for facilitators, once that was checked. */
const INSIDER: Reader = { level: 2, organisations: [] }

/** Listings as their organisation sees them, in the order of the ids; unknown ids are left out. Permission is the caller's to check. */
export async function readWhole(db: Db, ids: readonly number[]): Promise<OwnListing[]> {
  if (ids.length === 0) return []
  const found = await rows<Inside & { id: number }>(
    db,
    sql`select l.id, l.status, l.audience,
          json_build_object('site', s.id, 'lon', st_x(s.exact), 'lat', st_y(s.exact),
            'precision', s.shown_precision, 'municipality', s.municipality_id) as exact,
          case when l.hidden_at is null then null else json_build_object('at',
            to_char(l.hidden_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
            'reason', coalesce(l.hidden_reason, '')) end as hidden,
          l.copied_from as "copiedFrom",
          to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
        from listing l join site s on s.id = l.site_id where l.id in ${ids}`,
  )
  const inside = new Map(found.map(({ id, ...rest }) => [id, rest]))
  const shown = await readWhere(db, INSIDER, sql`l.id in ${ids}`, ids)
  return shown.map((listing) => ({ ...listing, ...inside.get(listing.id)! }))
}

/**
 * One listing wherever it stands, for its own people and for facilitators.
 * @throws Refusal `not_found` or `not_permitted`
 */
export async function readOwn(db: Db, principal: Principal, id: number): Promise<OwnListing> {
  const [listing] = await readWhole(db, [id])
  if (!listing) throw new Refusal('not_found', { listing: id })
  const { organisation, status, audience, hidden } = listing
  requireInsider(principal, {
    id,
    organisationId: organisation.id,
    status,
    audience,
    hiddenAt: hidden?.at ?? null,
  })
  return listing
}

/**
 * The listings of one organisation, the latest first.
 * @throws Refusal `not_permitted` for whoever neither belongs to it nor is a facilitator
 */
export async function findOwn(
  db: Db,
  principal: Principal,
  organisationId: number,
  { status, cursor, limit }: { status?: ListingStatus; cursor?: number; limit: number },
): Promise<OwnListings> {
  if (!mayReadFor(principal, organisationId)) throw new Refusal('not_permitted')
  const found = await rows<{ id: number }>(
    db,
    sql`select id from listing where organisation_id = ${organisationId}
          and ${status === undefined ? sql`true` : sql`status = ${status}`}
          and ${cursor === undefined ? sql`true` : sql`id < ${cursor}`}
        order by id desc limit ${limit + 1}`,
  )
  const ids = found.slice(0, limit).map(({ id }) => id)
  return {
    listings: await readWhole(db, ids),
    nextCursor: found.length > limit ? (ids.at(-1) ?? null) : null,
  }
}
