import baseMap from 'virtual:base-map'
import type { StyleSpecification } from 'maplibre-gl'
import { fontFaces } from './fonts.ts'
import { INK } from './theme.ts'

/** The base map that needs no network: land, water and the borders of the neighbours. */
export const baseStyle = (): StyleSpecification => ({
  version: 8,
  'font-faces': fontFaces(),
  sources: {
    land: { type: 'geojson', data: baseMap.land },
    borders: { type: 'geojson', data: baseMap.borders },
  },
  layers: [
    { id: 'water', type: 'background', paint: { 'background-color': INK.water } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': INK.land } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': INK.border, 'line-width': 0.8 } },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      paint: { 'line-color': INK.border, 'line-width': 1, 'line-dasharray': [3, 2] },
    },
  ],
})
