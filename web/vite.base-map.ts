import { readFileSync } from 'node:fs'
import { bboxClip } from '@turf/turf'
import type { Feature, MultiLineString, MultiPolygon, Position } from 'geojson'
import { merge, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Plugin } from 'vite'

const MODULE = 'virtual:base-map'
/** west, south, east, north: wider than the map can be moved, so that no cut edge is ever seen. */
const BOX: [number, number, number, number] = [34, 37, 54, 48]
/** Borders between neighbours are drawn only near the country itself. */
const BORDER_BOX: [number, number, number, number] = [37.5, 37, 52, 46]
const GEORGIA = '268'
/** About 100 m: finer than the 1:10 million source. */
const DECIMALS = 3

/**
 * Cuts the land around Georgia and the borders of its neighbours out of world-atlas (Natural Earth 1:10 million, public
 * domain), so that the base map is a few kilobytes of our own instead of the world. Georgia's own outline is that of its
 * regions, which the page gets from the API.
 */
export function baseMap(): Plugin {
  return {
    name: 'simbiozi-base-map',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) => (id === `\0${MODULE}` ? `export default ${JSON.stringify(cut())}` : undefined),
  }
}

function cut() {
  const file = new URL(import.meta.resolve('world-atlas/countries-10m.json'))
  const world = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection }>
  const { countries } = world.objects
  const polygons = countries.geometries.filter(({ type }) => type === 'Polygon' || type === 'MultiPolygon')
  const land = merge(world, polygons as Parameters<typeof merge>[1])
  const borders = mesh(world, countries, (a, b) => a !== b && a.id !== GEORGIA && b.id !== GEORGIA)
  return { land: clip(land, BOX), borders: clip(borders, BORDER_BOX) }
}

function clip<G extends MultiPolygon | MultiLineString>(geometry: G, box: typeof BOX): Feature<G> {
  const clipped = bboxClip({ type: 'Feature', properties: {}, geometry } as Feature<G>, box)
  // Parts that lie outside are left behind as empty lists.
  const coordinates = (clipped.geometry.coordinates as Position[][][]).filter((part) => part.length > 0)
  return rounded({ ...clipped, geometry: { ...clipped.geometry, coordinates } as unknown as G })
}

const rounded = <T>(feature: T): T =>
  JSON.parse(JSON.stringify(feature), (_key, value: unknown) =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? (value as Position).map((degree) => Number(degree.toFixed(DECIMALS)))
      : value,
  ) as T
