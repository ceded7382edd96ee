import { customType, text, timestamp } from 'drizzle-orm/pg-core'

/** A position on Earth in WGS 84, degrees. */
export interface Point {
  lon: number
  lat: number
}

/** PostGIS point. Drizzle's own `geometry` loses the SRID, so the type is spelled out; reads and writes go through EWKT / GeoJSON in stores. */
export const point = customType<{ data: string; driverData: string }>({
  dataType: () => 'geometry(Point,4326)',
})

export const multiPolygon = customType<{ data: string; driverData: string }>({
  dataType: () => 'geometry(MultiPolygon,4326)',
})

/** PostgreSQL's 64-bit transaction id; text on both drivers. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })

/** An instant with time zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

/** Georgian and English names of a catalogue row. */
export const names = () => ({ nameEn: text('name_en').notNull(), nameKa: text('name_ka').notNull() })

/** Where a catalogue row comes from and whether it still holds: shipped rows follow upgrades, local rows are never touched by one. */
export const catalogueRow = () => ({
  origin: text('origin', { enum: ['shipped', 'local'] })
    .notNull()
    .default('shipped'),
  retiredAt: instant('retired_at'),
  replacedBy: text('replaced_by'),
  source: text('source').notNull(),
  sourceStatus: text('source_status', { enum: ['seen', 'unverified'] })
    .notNull()
    .default('unverified'),
})
