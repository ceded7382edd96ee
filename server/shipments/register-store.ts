import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import type { Days } from '../exchanges/stock/calendar.ts'

/** One confirmed shipment as a waste register keeps it, from the view of one organisation. */
export interface RegisterLine {
  movedOn: string
  direction: 'out' | 'in'
  wasteCode: string | null
  wasteNameEn: string | null
  wasteNameKa: string | null
  hazardous: boolean
  title: string
  tonnes: number
  partner: string | null
  partnerRegistryNumber: string | null
  vehicle: string | null
  weighbridgeNote: string | null
  exchange: number
  shipment: number
}

/** Confirmed shipments of materials of an organisation between two days, oldest first. A partner that hides its name and has not revealed it stays unnamed. */
export async function registerLines(db: Db, organisationId: number, days: Days): Promise<RegisterLine[]> {
  return rows<RegisterLine>(
    db,
    sql`select s.moved_on::text as "movedOn",
               case when e.supplier_id = ${organisationId} then 'out' else 'in' end as direction,
               l.waste_code as "wasteCode", w.name_en as "wasteNameEn", w.name_ka as "wasteNameKa",
               l.hazardous, l.title, s.tonnes::float8 as tonnes,
               case when visible then nullif(o.name, '') end as partner,
               case when visible then o.registry_number end as "partnerRegistryNumber",
               s.vehicle, s.weighbridge_note as "weighbridgeNote", e.id as exchange, s.id as shipment
        from shipment s join exchange e on e.id = s.exchange_id join listing l on l.id = e.offer_id
        left join waste_code w on w.code = l.waste_code
        join organisation o on o.id = case when e.supplier_id = ${organisationId} then e.receiver_id else e.supplier_id end
        cross join lateral (select not o.name_hidden or (case when e.supplier_id = ${organisationId}
          then e.receiver_revealed_at else e.supplier_revealed_at end) is not null as visible) v
        where s.state = 'confirmed' and s.tonnes > 0 and l.resource_kind = 'material' and ${organisationId}::int in (e.supplier_id, e.receiver_id)
          and s.moved_on between ${days.from}::date and ${days.until}::date
        order by s.moved_on, s.id`,
  )
}
