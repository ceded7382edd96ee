/** Colours of the map. Offers and needs differ in shape as well. */
export const INK = {
  water: '#d7e4e8',
  land: '#eef0ea',
  region: '#fbfbf7',
  regionEdge: '#a9b8ae',
  border: '#c9d0c8',
  label: '#33423d',
  softLabel: '#6a7973',
  halo: '#fdfdfb',
  offer: '#a8480a',
  need: '#135d8f',
  brand: '#0d4f47',
  paper: '#ffffff',
} as const
