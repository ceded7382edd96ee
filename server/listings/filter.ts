import { sql, type SQL } from 'drizzle-orm'
import type { ListingKind, ResourceKind, Stream } from '../contract/words.ts'
import { Refusal } from '../refusals.ts'
import type { FilterQuery } from './filter-schema.ts'
import { STREAM } from './read.ts'
import { isNamedTo, type Reader } from '../organisations/reader.ts'
import { isVisibleTo } from './visible.ts'

/** Degrees, WGS 84. */
export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** What a reader may narrow the listings down to. */
export interface Filter {
  kind?: ListingKind
  resource?: ResourceKind
  stream?: Stream
  /** A material or use; kinds of it count too. */
  target?: string
  box?: Box
  /** Words as they stand in the title, the description or the name of the organisation. */
  text?: string
  demonstration?: boolean
  municipality?: string
  /** Id of the organisation whose listings they are. */
  organisation?: number
}

/**
 * A box written as `west,south,east,north` in degrees.
 * @throws Refusal `query_invalid` when it is none
 */
export function parseBox(text: string): Box {
  const [west, south, east, north, ...rest] = text
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)))
  const box = { west: west ?? NaN, south: south ?? NaN, east: east ?? NaN, north: north ?? NaN }
  const { west: w, south: s, east: e, north: n } = box
  if (rest.length > 0 || !(w >= -180 && e <= 180 && s >= -90 && n <= 90 && w <= e && s <= n))
    throw new Refusal('query_invalid', {}, [{ field: '/bbox', code: 'box_invalid' }])
  return box
}

/** The filter that an address asks for. @throws Refusal `query_invalid` */
export const filterOf = ({ q, bbox, ...rest }: FilterQuery): Filter => ({
  ...rest,
  ...(q !== undefined && { text: q }),
  ...(bbox !== undefined && { box: parseBox(bbox) }),
})

/**
 * The condition on `listing l`, `organisation o` and `site s` that a filter comes to. A filter sees no more than a reader
 * does: neither the municipality of a site that shows its region only, nor a hidden name.
 */
export function whereOf(filter: Filter, reader: Reader): SQL {
  const { kind, resource, stream, target, box, text, demonstration, municipality, organisation } = filter
  const conditions = [isVisibleTo(reader)]
  if (resource) conditions.push(sql`l.resource_kind = ${resource}`)
  if (organisation !== undefined) conditions.push(sql`l.organisation_id = ${organisation}`)
  if (kind) conditions.push(sql`l.kind = ${kind}`)
  if (stream) conditions.push(sql`${STREAM} = ${stream}`)
  if (demonstration !== undefined) conditions.push(sql`l.demonstration = ${demonstration}`)
  if (municipality)
    conditions.push(sql`(s.municipality_id = ${municipality} and s.shown_precision <> 'region')`)
  if (box)
    conditions.push(
      sql`s.shown && st_makeenvelope(${box.west}::float8, ${box.south}::float8, ${box.east}::float8, ${box.north}::float8, 4326)`,
    )
  if (text) {
    const pattern = `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(
      sql`(l.title ilike ${pattern} or l.description ilike ${pattern} or (${isNamedTo(reader)} and o.name ilike ${pattern}))`,
    )
  }
  if (target) conditions.push(sql`l.id in (${listingsOf(target)})`)
  return sql.join(conditions, sql` and `)
}

const listingsOf = (target: string): SQL => sql`
  with recursive kinds(target_kind, id) as (
    select 'material', id from material where id = ${target}
    union all select 'use', id from use where id = ${target}
    union select k.target_kind, c.id from kinds k join (
      select 'material' as target_kind, id, parent from material union all select 'use', id, parent from use
    ) c on c.target_kind = k.target_kind and c.parent = k.id)
  select lm.listing_id from listing_material lm join kinds k on k.target_kind = lm.target_kind and k.id = lm.target`
