import type { FeatureCollection, LineString, Point, Position } from 'geojson'
import { bbox, bezierSpline, featureCollection, lineString, point } from '@turf/turf'
import type { ListingKind, Municipality } from '#lib/contract.ts'
import { nameOf } from '#lib/language/say.ts'

/** The listing or draft that partners are looked for. */
export interface Subject {
  lon: number
  lat: number
  kind: ListingKind
}

/** A partner as the map shows it: its place in the ranking and where it is shown to be. */
export interface Partner {
  id: number
  rank: number
  lon: number
  lat: number
  kind: ListingKind
}

export interface Spot {
  lon: number
  lat: number
}

/** How far a curve leaves the straight line, as a part of its length. */
const BEND = 0.16
const STACK_PX = 25

/** Curved lines from the subject to its partners; none to a partner at the very same place. */
export function arcsTo(subject: Subject, partners: readonly Partner[]): FeatureCollection<LineString> {
  return featureCollection(
    partners
      .filter((partner) => partner.lon !== subject.lon || partner.lat !== subject.lat)
      .toReversed()
      .map(({ id, rank, lon, lat }) => ({
        ...bezierSpline(lineString([[subject.lon, subject.lat], bent(subject, { lon, lat }), [lon, lat]]), {
          resolution: 4000,
        }),
        properties: { id, rank },
      })),
  )
}

/** The middle of the way, moved aside so that arcs of opposite directions do not cover one another. */
function bent(from: Spot, to: Spot): Position {
  const dLon = to.lon - from.lon
  const dLat = to.lat - from.lat
  const side = dLon >= 0 ? 1 : -1
  return [(from.lon + to.lon) / 2 - dLat * BEND * side, (from.lat + to.lat) / 2 + dLon * BEND * side]
}

const MOST_SIDE_BY_SIDE = 50
const spotName = (halfSteps: number, isBelow: boolean) => `${halfSteps}${isBelow ? ' below' : ''}`

/**
 * Where in a stack a partner is drawn, by the name of its spot, in pixels. Spelled out as data of the layer: a property of
 * a feature cannot hold a list, it comes back as text.
 */
export const SPOT_OFFSETS: Readonly<Record<string, [number, number]>> = Object.fromEntries(
  Array.from({ length: 2 * MOST_SIDE_BY_SIDE + 1 }, (_, n) => n - MOST_SIDE_BY_SIDE).flatMap((halfSteps) => [
    [spotName(halfSteps, false), [(halfSteps * STACK_PX) / 2, 0]],
    [spotName(halfSteps, true), [(halfSteps * STACK_PX) / 2, STACK_PX + 3]],
  ]),
)

/** Partners as points. Those that share a place stand side by side, below the subject where they share its place. */
export function partnerPoints(
  subject: Subject | null,
  partners: readonly Partner[],
): FeatureCollection<Point> {
  const places = Map.groupBy(partners, ({ lon, lat }) => `${lon},${lat}`)
  return featureCollection(
    partners.map((partner) => {
      const here = places.get(`${partner.lon},${partner.lat}`) ?? []
      const halfSteps = 2 * here.indexOf(partner) - (here.length - 1)
      const isWithSubject = subject?.lon === partner.lon && subject.lat === partner.lat
      const { id, rank, kind } = partner
      return point([partner.lon, partner.lat], {
        id,
        kind,
        rank,
        order: -rank,
        spot: spotName(halfSteps, isWithSubject),
      })
    }),
  )
}

export const subjectPoint = (subject: Subject | null): FeatureCollection<Point> =>
  featureCollection(subject ? [point([subject.lon, subject.lat], { kind: subject.kind })] : [])

/** Seats of municipalities with their names in the reader's language; large ones first. */
export const townPoints = (municipalities: readonly Municipality[]): FeatureCollection<Point> =>
  featureCollection(
    municipalities.map(({ lon, lat, names, population }) =>
      point([lon, lat], { name: nameOf(names), order: -(population ?? 0) }),
    ),
  )

/** west, south, east, north of everything that has to be seen, or null when there is nothing. */
export function boundsOf(
  subject: Subject | null,
  partners: readonly Partner[],
): [number, number, number, number] | null {
  const spots = [...(subject ? [subject] : []), ...partners]
  if (spots.length === 0) return null
  const [west, south, east, north] = bbox(featureCollection(spots.map(({ lon, lat }) => point([lon, lat]))))
  return [west, south, east, north]
}
