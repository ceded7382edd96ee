import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { FONT } from './fonts.ts'
import { INK } from './theme.ts'
import { SPOT_OFFSETS } from './view.ts'

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
const font = { 'text-font': [FONT] }
const isActive: ExpressionSpecification = ['boolean', ['feature-state', 'active'], false]
const shapeOf = (size: string): ExpressionSpecification => ['concat', ['get', 'kind'], `-${size}`]
const spotOffset = [
  'match',
  ['get', 'spot'],
  ...Object.entries(SPOT_OFFSETS).flatMap(([name, offset]) => [name, ['literal', offset]]),
  ['literal', [0, 0]],
] as unknown as ExpressionSpecification
const countOf = (kind: 'offers' | 'needs', sign: string): ExpressionSpecification => [
  'case',
  ['>', ['get', kind], 0],
  ['concat', sign, ['to-string', ['get', kind]]],
  '',
]

/** What is drawn over any base map. Listings are clustered with their counts by kind. */
export const SOURCES = {
  regions: { type: 'geojson', data: EMPTY, promoteId: 'id' },
  towns: { type: 'geojson', data: EMPTY },
  listings: {
    type: 'geojson',
    data: EMPTY,
    promoteId: 'id',
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 14,
    clusterProperties: {
      offers: ['+', ['case', ['==', ['get', 'kind'], 'offer'], 1, 0]],
      needs: ['+', ['case', ['==', ['get', 'kind'], 'need'], 1, 0]],
    },
  },
  arcs: { type: 'geojson', data: EMPTY, promoteId: 'id' },
  partners: { type: 'geojson', data: EMPTY, promoteId: 'id' },
  subject: { type: 'geojson', data: EMPTY },
} as const satisfies Record<string, SourceSpecification>

export type SourceName = keyof typeof SOURCES

/** Regions lie under everything; they are left out over an online map, which has its own. */
export const REGION_LAYERS: LayerSpecification[] = [
  { id: 'region-fill', type: 'fill', source: 'regions', paint: { 'fill-color': INK.region } },
  {
    id: 'region-edge',
    type: 'line',
    source: 'regions',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': INK.regionEdge,
      'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.8, 10, 1.6],
    },
  },
  {
    id: 'town-dot',
    type: 'circle',
    source: 'towns',
    minzoom: 7.4,
    paint: { 'circle-radius': 2, 'circle-color': INK.softLabel },
  },
  {
    id: 'region-name',
    type: 'symbol',
    source: 'regions',
    maxzoom: 7.6,
    layout: { ...font, 'text-field': ['get', 'name'], 'text-size': 12.5, 'text-max-width': 9 },
    paint: { 'text-color': INK.softLabel, 'text-halo-color': INK.halo, 'text-halo-width': 1.4 },
  },
  {
    id: 'town-name',
    type: 'symbol',
    source: 'towns',
    minzoom: 7.4,
    layout: {
      ...font,
      'text-field': ['get', 'name'],
      'text-size': ['interpolate', ['linear'], ['zoom'], 7, 11.5, 10, 13.5],
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.5,
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'text-color': INK.label, 'text-halo-color': INK.halo, 'text-halo-width': 1.5 },
  },
]

export const LISTING_LAYERS: LayerSpecification[] = [
  {
    id: 'listing-point',
    type: 'symbol',
    source: 'listings',
    filter: ['!', ['has', 'point_count']],
    layout: { 'icon-image': shapeOf('small'), 'icon-allow-overlap': true },
  },
  {
    id: 'listing-cluster',
    type: 'symbol',
    source: 'listings',
    filter: ['has', 'point_count'],
    layout: {
      ...font,
      'icon-image': 'pill',
      'icon-text-fit': 'both',
      'icon-allow-overlap': true,
      'text-allow-overlap': true,
      'text-size': 12,
      'text-field': [
        'format',
        countOf('offers', '● '),
        { 'text-color': INK.offer },
        ['case', ['all', ['>', ['get', 'offers'], 0], ['>', ['get', 'needs'], 0]], '  ', ''],
        {},
        countOf('needs', '◆ '),
        { 'text-color': INK.need },
      ],
    },
  },
]

export const MATCH_LAYERS: LayerSpecification[] = [
  {
    id: 'arc',
    type: 'line',
    source: 'arcs',
    layout: { 'line-cap': 'round' },
    paint: {
      'line-color': INK.brand,
      'line-width': ['case', isActive, 4, ['<=', ['get', 'rank'], 5], 2, 1.3],
      'line-opacity': ['case', isActive, 1, ['<=', ['get', 'rank'], 5], 0.6, 0.32],
    },
  },
  {
    id: 'partner-glow',
    type: 'symbol',
    source: 'partners',
    layout: { 'icon-image': 'glow', 'icon-offset': spotOffset, 'icon-allow-overlap': true },
    paint: { 'icon-opacity': ['case', isActive, 1, 0] },
  },
  {
    id: 'partner',
    type: 'symbol',
    source: 'partners',
    layout: {
      'icon-image': ['concat', ['get', 'kind'], '-', ['get', 'rank']],
      'icon-offset': spotOffset,
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'order'],
    },
  },
  {
    id: 'subject',
    type: 'symbol',
    source: 'subject',
    layout: { 'icon-image': shapeOf('subject'), 'icon-allow-overlap': true },
  },
]
