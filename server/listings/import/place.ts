import { distance as editDistance } from 'fastest-levenshtein'
import type { Point } from '../../../db/columns.ts'
import { PRECISIONS, type Precision } from '../../contract/words.ts'
import type { Municipality } from '../../materials/catalogue.ts'
import type { Place } from '../../organisations/schema.ts'
import { kmBetween } from '../../organisations/site.ts'
import type { Cells } from './cells.ts'

/** Names of municipalities and towns in both languages, as they are compared, with their ids. */
export type PlaceNames = ReadonlyMap<string, string>

/** A point this near to a seat was taken from a gazetteer: it names the municipality, not a gate. */
const SEAT_REACH_KM = 0.5
const SUGGESTIONS = 3
const GEORGIAN_LETTER = /\p{Script=Georgian}/u

/** Puts a name into the form in which names are compared. */
const compared = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s+(municipality|მუნიციპალიტეტი)$/u, '')

/** Lists the names under which a row may speak of a place; a municipality goes before a town of the same name. */
export function placeNames(municipalities: ReadonlyMap<string, Municipality>): PlaceNames {
  const ordered = [...municipalities.values()].sort((a, b) => (a.type < b.type ? 1 : -1))
  return new Map(
    ordered.flatMap(({ id, names, seatNames }) =>
      [seatNames.en, seatNames.ka, id, names.en, names.ka].flatMap((name) =>
        name ? [[compared(name), id] as const] : [],
      ),
    ),
  )
}

/** Where a row says that it is; undefined when a cell of the place was refused. */
export function readPlace(
  cells: Cells,
  names: PlaceNames,
  municipalities: ReadonlyMap<string, Municipality>,
): Place | undefined {
  const name = cells.word('municipality')
  const area = name === undefined ? undefined : readArea(name, cells, names, municipalities)
  const precision = cells.oneOf('precision', PRECISIONS)
  const lat = readDegrees(cells, 'lat', 90)
  const lon = readDegrees(cells, 'lon', 180)
  if (lat === undefined && lon === undefined) {
    if (area) return precision === 'region' ? pointIn(area, area, precision) : { municipality: area.id }
    return name === undefined ? cells.refuse('municipality', 'missing') : undefined
  }
  if (lat === undefined || lon === undefined)
    return cells.refuse(lat === undefined ? 'lat' : 'lon', 'missing')
  const point = { lon, lat }
  if (area && precision === undefined && kmBetween(point, area) <= SEAT_REACH_KM)
    return { municipality: area.id }
  return pointIn(point, area, precision)
}

const pointIn = (
  { lon, lat }: Point,
  area: Municipality | undefined,
  precision: Precision | undefined,
): Place => ({
  lon,
  lat,
  ...(precision && { precision }),
  ...(area && { municipality: area.id }),
})

function readArea(
  name: string,
  cells: Cells,
  names: PlaceNames,
  municipalities: ReadonlyMap<string, Municipality>,
): Municipality | undefined {
  const area = municipalities.get(names.get(compared(name)) ?? '')
  if (area) return area
  const language = GEORGIAN_LETTER.test(name) ? 'ka' : 'en'
  const nearest = [...municipalities.values()]
    .map((known) => known.names[language])
    .map((known) => ({ known, edits: editDistance(compared(name), compared(known)) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, SUGGESTIONS)
    .map(({ known }) => known)
  return cells.refuse('municipality', 'unknown_municipality', { nearest: nearest.join(', ') })
}

function readDegrees(cells: Cells, column: 'lat' | 'lon', most: number): number | undefined {
  const degrees = cells.number(column, 'degrees')
  if (degrees === undefined || Math.abs(degrees) <= most) return degrees
  return cells.refuse(column, 'site_outside_planet', { minimum: -most, maximum: most })
}
