import type { GeoJSONSource, Map as MapLibre, MapLayerMouseEvent } from 'maplibre-gl'
import type { Point } from 'geojson'

/** Listings that stand at one place of the map and can be told apart only in a list. */
export interface OpenPlace {
  /** Where the place is on screen, px from the map's corner. */
  at: { x: number; y: number }
  lonLat: [number, number]
  ids: number[]
  /** How many there are; `ids` names the first of them. */
  count: number
}

const MOST_LISTED = 8
/** Listings are often shown at the seat of their municipality: beyond this zoom they will not come apart. */
const CLOSE = 11

/** Opens what was clicked: a listing, or those of a cluster; a cluster that can come apart is zoomed into instead (null). */
export async function openPlace(map: MapLibre, event: MapLayerMouseEvent): Promise<OpenPlace | null> {
  const feature = event.features?.[0]
  if (!feature) return null
  const lonLat = (feature.geometry as Point).coordinates as [number, number]
  const { id, cluster_id: cluster, point_count: count } = feature.properties as Record<string, number>
  if (cluster === undefined || count === undefined)
    return { at: map.project(lonLat), lonLat, ids: id === undefined ? [] : [id], count: 1 }
  const source = map.getSource<GeoJSONSource>('listings')
  if (!source) return null
  const zoom = await source.getClusterExpansionZoom(cluster)
  if (zoom <= CLOSE) {
    map.easeTo({ center: lonLat, zoom: zoom + 0.3 })
    return null
  }
  const leaves = await source.getClusterLeaves(cluster, MOST_LISTED, 0)
  return {
    at: map.project(lonLat),
    lonLat,
    ids: leaves.map((leaf) => Number(leaf.properties?.['id'])),
    count,
  }
}
