declare module 'virtual:base-map' {
  import type { Feature, MultiLineString, MultiPolygon } from 'geojson'

  const baseMap: { land: Feature<MultiPolygon>; borders: Feature<MultiLineString> }
  export default baseMap
}
