import { doublePrecision, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { multiPolygon, names, point } from '../columns.ts'

export const region = pgTable('region', {
  id: text('id').primaryKey(),
  iso31662: text('iso_3166_2'),
  ...names(),
  boundary: multiPolygon('boundary'),
  source: text('source').notNull(),
})

export const municipality = pgTable('municipality', {
  id: text('id').primaryKey(),
  regionId: text('region_id')
    .notNull()
    .references(() => region.id),
  type: text('type', { enum: ['municipality', 'town'] }).notNull(),
  ...names(),
  seatEn: text('seat_en'),
  seatKa: text('seat_ka'),
  seat: point('seat').notNull(),
  population: integer('population'),
  populationYear: integer('population_year'),
  areaKm2: doublePrecision('area_km2'),
  source: text('source').notNull(),
})
