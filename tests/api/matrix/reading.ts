import { anybody, type MatrixRow } from './rows.ts'

/** What anybody may read or ask without leaving a trace. */
export const READING_ROWS: readonly MatrixRow[] = [
  { route: 'GET /api/v1/openapi.json', expect: anybody() },
  { route: 'GET /api/v1/settings', expect: anybody() },
  { route: 'GET /api/v1/problems', expect: anybody() },
  { route: 'GET /api/v1/listings', expect: anybody() },
  { route: 'GET /api/v1/listings/:id', request: () => ({ params: { id: 1 } }), expect: anybody(404) },
  { route: 'GET /api/v1/listings/:id/matches', request: () => ({ params: { id: 1 } }), expect: anybody(404) },
  { route: 'GET /api/v1/map/listings', expect: anybody() },
  { route: 'GET /api/v1/sectors', request: () => ({ query: { q: 'winery' } }), expect: anybody() },
  {
    route: 'GET /api/v1/sectors/:code/profile',
    request: () => ({ params: { code: '11.02' } }),
    expect: anybody(),
  },
  {
    route: 'GET /api/v1/potential',
    request: () => ({ query: { municipality: 'telavi' } }),
    expect: anybody(),
  },
  { route: 'GET /api/v1/checklists', expect: anybody() },
  { route: 'GET /api/v1/areas/regions', expect: anybody() },
  { route: 'GET /api/v1/areas/municipalities', expect: anybody() },
  { route: 'GET /api/v1/areas/busiest', expect: anybody() },
  { route: 'POST /api/v1/matches/preview', request: () => ({ body: {} }), expect: anybody(400) },
  { route: 'POST /api/v1/materials/suggest', request: () => ({ body: {} }), expect: anybody(400) },
  { route: 'POST /api/v1/listings/understand', request: () => ({ body: {} }), expect: anybody(400) },
  { route: 'GET /api/v1/materials', expect: anybody() },
  {
    route: 'GET /api/v1/materials/named',
    request: () => ({ query: { things: 'material:moon-dust' } }),
    expect: anybody(),
  },
  {
    route: 'GET /api/v1/materials/:id',
    request: () => ({ params: { id: 'moon-dust' } }),
    expect: anybody(404),
  },
]
