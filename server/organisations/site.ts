import { distance } from '@turf/turf'
import type { Point } from '../../db/columns.ts'
import type { Precision } from '../contract/words.ts'
import type { Municipality } from '../materials/catalogue.ts'
import type { Place } from './schema.ts'

/** What a site needs to know of a municipality or town; areas of towns are unknown. */
export type Area = Pick<Municipality, 'id' | 'region' | 'type' | 'lon' | 'lat' | 'areaKm2'>
/** Areas of the catalogue by id. */
export type Areas = ReadonlyMap<string, Area>

/** A site as it is stored: where it is, and where strangers see it. */
export interface SettledSite {
  municipalityId: string | null
  exact: Point
  shown: Point
  shownPrecision: Precision
  shownRadiusKm: number
}

/** A point farther from every seat lies outside the areas of the catalogue. */
const REACH_KM = 75
/** A point farther from every settlement is shown by its municipality instead. */
const SETTLEMENT_REACH_KM = 15
/** Radius of a small town with its outskirts; estimate. */
const SETTLEMENT_RADIUS_KM = 3
/** Radius of a municipality where no area is known at all; estimate. */
const UNKNOWN_RADIUS_KM = 15

export const kmBetween = (a: Point, b: Point): number => distance([a.lon, a.lat], [b.lon, b.lat])

/**
 * The stored form of a place. What is shown blurred is computed from the municipality, settlement or region that the point
 * belongs to and never from the point itself, so that no arithmetic on it leads back.
 * @returns null when the municipality is unknown, or when a point that is to be blurred lies in no known area
 */
export function settleSite(place: Place, areas: Areas): SettledSite | null {
  if (!('lon' in place)) return siteOfArea(place.municipality, areas)
  const exact = { lon: place.lon, lat: place.lat }
  const home = place.municipality
    ? areas.get(place.municipality)
    : nearest(exact, areas, REACH_KM, isMunicipality)
  if (place.municipality && !home) return null
  const municipality = home && municipalityOf(home, areas)
  const municipalityId = municipality?.id ?? null
  const precision = place.precision ?? 'exact'
  if (precision === 'exact')
    return { municipalityId, exact, shown: exact, shownPrecision: 'exact', shownRadiusKm: 0 }
  if (!municipality) return null
  return { municipalityId, exact, ...blur(exact, precision, municipality, areas) }
}

type Shown = Pick<SettledSite, 'shown' | 'shownPrecision' | 'shownRadiusKm'>

function blur(exact: Point, precision: Precision, municipality: Area, areas: Areas): Shown {
  if (precision === 'settlement') {
    const settlement = nearest(exact, areas, SETTLEMENT_REACH_KM)
    if (settlement) return settlementShown(settlement)
  }
  return precision === 'region'
    ? regionShown(municipality.region, areas)
    : municipalityShown(municipality, areas)
}

function siteOfArea(id: string, areas: Areas): SettledSite | null {
  const area = areas.get(id)
  if (!area) return null
  const municipalityId = municipalityOf(area, areas)?.id ?? null
  const shown = area.type === 'town' ? settlementShown(area) : municipalityShown(area, areas)
  return { municipalityId, exact: pointOf(area), ...shown }
}

const settlementShown = (area: Area): Shown => ({
  shown: pointOf(area),
  shownPrecision: 'settlement',
  shownRadiusKm: SETTLEMENT_RADIUS_KM,
})

const municipalityShown = (area: Area, areas: Areas): Shown => ({
  shown: pointOf(area),
  shownPrecision: 'municipality',
  shownRadiusKm: discRadiusKm(area.areaKm2 ?? meanAreaKm2(areas)),
})

function regionShown(region: string, areas: Areas): Shown {
  const members = [...areas.values()].filter((area) => area.region === region && area.type === 'municipality')
  const mean = meanAreaKm2(areas)
  const areaKm2 = mean === null ? null : members.reduce((sum, member) => sum + (member.areaKm2 ?? mean), 0)
  return {
    shown: {
      lon: members.reduce((sum, { lon }) => sum + lon, 0) / members.length,
      lat: members.reduce((sum, { lat }) => sum + lat, 0) / members.length,
    },
    shownPrecision: 'region',
    shownRadiusKm: discRadiusKm(areaKm2),
  }
}

/** Radius of the disc with the same area. */
const discRadiusKm = (areaKm2: number | null): number =>
  areaKm2 === null ? UNKNOWN_RADIUS_KM : Math.sqrt(areaKm2 / Math.PI)

function meanAreaKm2(areas: Areas): number | null {
  const known = [...areas.values()].flatMap(({ type, areaKm2 }) =>
    type === 'municipality' && areaKm2 ? [areaKm2] : [],
  )
  return known.length === 0 ? null : known.reduce((sum, area) => sum + area, 0) / known.length
}

/** A town belongs to the municipality of its region whose seat is nearest. */
export const municipalityOf = (area: Area, areas: Areas): Area | undefined =>
  area.type === 'municipality'
    ? area
    : nearest(area, areas, REACH_KM, ({ type, region }) => type === 'municipality' && region === area.region)

const isMunicipality = ({ type }: Area) => type === 'municipality'

const pointOf = ({ lon, lat }: Area): Point => ({ lon, lat })

function nearest(
  point: Point,
  areas: Areas,
  reachKm: number,
  wanted: (area: Area) => boolean = () => true,
): Area | undefined {
  let found: Area | undefined
  let foundKm = reachKm
  for (const area of areas.values()) {
    if (!wanted(area)) continue
    const km = kmBetween(point, area)
    if (km > foundKm) continue
    found = area
    foundKm = km
  }
  return found
}
