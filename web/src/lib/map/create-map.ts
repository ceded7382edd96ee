import 'maplibre-gl/dist/maplibre-gl.css'
import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { m } from '#lib/paraglide/messages.js'
import { baseStyle } from './base-style.ts'
import { fontFaces } from './fonts.ts'
import { addIcons } from './icons.ts'
import { LISTING_LAYERS, MATCH_LAYERS, REGION_LAYERS, SOURCES } from './layers.ts'

/** What is seen first: the whole country. west, south, east, north. */
export const HOME: [number, number, number, number] = [39.9, 41.0, 46.8, 43.7]
/** As far as the offline base map reaches. */
const REACH: [number, number, number, number] = [36.2, 38.8, 50.4, 46.2]

setWorkerUrl(workerUrl)

/**
 * Makes the map in an element: base map, our signs, sources and layers. Resolves once it can be drawn on.
 * @param styleUrl an online style instead of the offline base map
 * @throws when the browser has no WebGL
 */
export async function createMap(container: HTMLElement, styleUrl: string | null): Promise<MapLibre> {
  const map = new MapLibre({
    container,
    style: styleUrl ?? baseStyle(),
    bounds: HOME,
    fitBoundsOptions: { padding: 16 },
    ...(styleUrl === null && { maxBounds: REACH }),
    minZoom: 5,
    maxZoom: 15,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: {
      'Map.Title': m.map_title(),
      'NavigationControl.ZoomIn': m.map_zoom_in(),
      'NavigationControl.ZoomOut': m.map_zoom_out(),
      'AttributionControl.ToggleAttribution': m.map_sources_toggle(),
      'Popup.Close': m.close(),
    },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(
    new AttributionControl({ compact: false, customAttribution: m.map_sources() }),
    'bottom-right',
  )
  await new Promise<void>((resolve) => map.once('style.load', () => resolve()))
  drawOver(map, styleUrl !== null)
  return map
}

function drawOver(map: MapLibre, isOnline: boolean): void {
  map.setFontFaces({ ...map.getFontFaces(), ...fontFaces() })
  addIcons(map)
  for (const [name, source] of Object.entries(SOURCES)) map.addSource(name, source)
  const own = isOnline ? [] : REGION_LAYERS
  for (const layer of [...own, ...LISTING_LAYERS, ...MATCH_LAYERS]) map.addLayer(layer)
}
