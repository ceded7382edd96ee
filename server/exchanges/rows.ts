import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { priceOf } from '../listings/read.ts'
import type { StoredExchange } from './store.ts'
import type { Exchange } from './schema.ts'

type Listing = Exchange['offer']
/** A side with everything that anybody may ever see of it. */
export type WholePartner = Exchange['supplier'] & { nameHidden: boolean }

/** An exchange with all that any reader may see, to be narrowed for the one who reads. */
export interface ExchangeRow extends Pick<
  StoredExchange,
  'id' | 'stage' | 'reason' | 'proposalId' | 'supplierId' | 'receiverId' | 'assignedTo' | 'revision'
> {
  createdAt: string
  touchedAt: string
  /** Order of the list: when something last happened, to the microsecond. */
  touchedExactly: string
  bundle:
    | (Omit<NonNullable<Exchange['bundle']>, 'exchanges' | 'size'> & {
        exchanges: Pick<StoredExchange, 'id' | 'stage' | 'supplierId' | 'receiverId'>[]
      })
    | null
  offer: Listing
  need: Listing | null
  supplier: WholePartner
  receiver: WholePartner
}

const listing = (alias: string): SQL => {
  const column = (name: string) => sql.raw(`${alias}.${name}`)
  return sql`json_build_object('id', ${column('id')}, 'kind', ${column('kind')}, 'resourceKind', ${column('resource_kind')},
    'title', ${column('title')}, 'textLanguage', ${column('text_language')}, 'status', ${column('status')},
    'wasteCode', ${column('waste_code')}, 'hazardous', ${column('hazardous')}, 'massTonnes', ${column('mass_tonnes')},
    'amount', ${column('amount')}, 'unit', ${column('unit')},
    'pricePerTonne', ${priceOf(alias)},
    'period', ${column('period')}, 'validFrom', ${column('valid_from')}, 'validUntil', ${column('valid_until')},
    'demonstration', ${column('demonstration')})`
}

/** The site is that of the side's listing; a receiver without a need of its own shows none, nor does one that was deleted. */
const partner = (side: 'supplier' | 'receiver', organisation: string, subject: string): SQL => {
  const of = (name: string) => sql.raw(`${organisation}.${name}`)
  return sql`(select json_build_object('side', ${side}::text, 'organisationId', ${of('id')}, 'name', nullif(${of('name')}, ''),
      'nameHidden', ${of('name_hidden')}, 'kind', ${of('kind')}, 'verified', ${of('verified_at')} is not null,
      'revealed', ${sql.raw(`e.${side}_revealed_at`)} is not null, 'registryNumber', ${of('registry_number')},
      'contactEmail', ${of('contact_email')}, 'contactPhone', ${of('contact_phone')},
      'municipality', case when mu.id is null or si.shown_precision = 'region' then null
        else json_build_object('en', mu.name_en, 'ka', mu.name_ka) end,
      'site', case when si.id is null then null
        else json_build_object('lon', st_x(si.exact), 'lat', st_y(si.exact)) end)
    from (select 1) as one left join site si
      on si.id = ${sql.raw(`${subject}.site_id`)} and ${of('deleted_at')} is null
    left join municipality mu on mu.id = si.municipality_id)`
}

const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const select = (where: SQL, limit: SQL) => sql`
  select e.id, e.stage, e.reason, e.proposal_id as "proposalId", e.supplier_id as "supplierId",
    e.receiver_id as "receiverId", e.assigned_to as "assignedTo", e.revision,
    ${iso(sql`e.created_at`)} as "createdAt", ${iso(sql`e.touched_at`)} as "touchedAt",
    to_char(e.touched_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "touchedExactly",
    case when b.id is null then null else json_build_object('id', b.id, 'shape', b.shape, 'allOrNone', b.all_or_none,
      'exchanges', (select json_agg(json_build_object('id', o.id, 'stage', o.stage, 'supplierId', o.supplier_id,
        'receiverId', o.receiver_id) order by o.id) from exchange o where o.bundle_id = b.id)) end as bundle,
    ${listing('offer')} as offer, case when need.id is null then null else ${listing('need')} end as need,
    ${partner('supplier', 'su', 'offer')} as supplier, ${partner('receiver', 're', 'need')} as receiver
  from exchange e
  join listing offer on offer.id = e.offer_id
  left join listing need on need.id = e.need_id
  join organisation su on su.id = e.supplier_id
  join organisation re on re.id = e.receiver_id
  left join bundle b on b.id = e.bundle_id
  where ${where} order by e.touched_at desc, e.id desc ${limit}`

export async function readExchangeRow(db: Db, id: number): Promise<ExchangeRow | null> {
  const [found] = await rows<ExchangeRow>(db, select(sql`e.id = ${id}`, sql``))
  return found ?? null
}

export interface ExchangeFilter {
  /** Organisations of which one has to be a side; null for all. */
  organisations: readonly number[] | null
  stages: readonly string[]
  listing?: number | undefined
  ids?: readonly number[] | undefined
  after: { touchedExactly: string; id: number } | null
  limit: number
}

/** Exchanges that pass a filter, those first in which something happened last. */
export async function findExchangeRows(db: Db, filter: ExchangeFilter): Promise<ExchangeRow[]> {
  const { organisations, stages, listing, ids, after, limit } = filter
  if (organisations?.length === 0 || ids?.length === 0) return []
  const conditions = [sql`true`]
  if (ids) conditions.push(sql`e.id in ${ids}`)
  if (organisations)
    conditions.push(sql`(e.supplier_id in ${organisations} or e.receiver_id in ${organisations})`)
  if (stages.length > 0) conditions.push(sql`e.stage in ${stages}`)
  if (listing !== undefined) conditions.push(sql`(e.offer_id = ${listing} or e.need_id = ${listing})`)
  if (after)
    conditions.push(
      sql`(e.touched_at, e.id) < ((${after.touchedExactly}::text || 'Z')::timestamptz, ${after.id}::int)`,
    )
  return rows<ExchangeRow>(db, select(sql.join(conditions, sql` and `), sql`limit ${limit}`))
}
