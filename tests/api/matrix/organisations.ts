import { sql } from 'drizzle-orm'
import { rows } from '../../../db/open.ts'
import { facilitators, insiders, anybody, signedIn, writers, type MatrixRow, type Scene } from './rows.ts'

const own = ({ people }: Scene) => ({ id: people.organisationId })
const place = { municipality: 'telavi' }
const permit = { kind: 'permit', number: 'A-1', wasteCode: '170101' }
const details = { name: 'Renamed', kind: 'business' }

async function siteOf({ db, people }: Scene) {
  const [site] = await rows<{ id: number }>(
    db,
    sql`insert into site (organisation_id, exact, shown, shown_precision, shown_radius_km) values
          (${people.organisationId}, 'SRID=4326;POINT(45.4 41.9)', 'SRID=4326;POINT(45.4 41.9)', 'exact', 0) returning id`,
  )
  return { id: people.organisationId, site: site!.id }
}

async function permitOf({ db, people }: Scene) {
  const [held] = await rows<{ id: number }>(
    db,
    sql`insert into permit (organisation_id, kind, number, waste_code)
        values (${people.organisationId}, 'permit', 'A-1', '170101') returning id`,
  )
  return { id: people.organisationId, permit: held!.id }
}

/** Organisations: their own people write, facilitators read and vouch, everybody sees what is shown. */
export const ORGANISATION_ROWS: readonly MatrixRow[] = [
  { route: 'POST /api/v1/organisations', request: () => ({ body: details }), expect: signedIn(201) },
  {
    route: 'GET /api/v1/organisations/:id',
    request: (scene) => ({ params: own(scene) }),
    expect: anybody(),
  },
  {
    route: 'GET /api/v1/organisations/:id/own',
    request: (scene) => ({ params: own(scene) }),
    expect: insiders(),
  },
  {
    route: 'PUT /api/v1/organisations/:id',
    request: (scene) => ({ params: own(scene), body: details, headers: { 'if-match': '"1"' } }),
    expect: writers(),
  },
  {
    route: 'DELETE /api/v1/organisations/:id',
    request: (scene) => ({ params: own(scene) }),
    expect: { anonymous: 401, owner: 200, administrator: 200, others: 403 },
  },
  {
    route: 'POST /api/v1/organisations/:id/sites',
    request: (scene) => ({ params: own(scene), body: { place } }),
    expect: writers(201),
  },
  {
    route: 'PUT /api/v1/organisations/:id/sites/:site',
    request: async (scene) => ({ params: await siteOf(scene), body: { place } }),
    expect: writers(),
  },
  {
    route: 'DELETE /api/v1/organisations/:id/sites/:site',
    request: async (scene) => ({ params: await siteOf(scene) }),
    expect: writers(),
  },
  {
    route: 'POST /api/v1/organisations/:id/permits',
    request: (scene) => ({ params: own(scene), body: permit }),
    expect: writers(201),
  },
  {
    route: 'PUT /api/v1/organisations/:id/permits/:permit',
    request: async (scene) => ({ params: await permitOf(scene), body: permit }),
    expect: writers(),
  },
  {
    route: 'DELETE /api/v1/organisations/:id/permits/:permit',
    request: async (scene) => ({ params: await permitOf(scene) }),
    expect: writers(),
  },
  {
    route: 'PUT /api/v1/organisations/:id/permits/:permit/verification',
    request: async (scene) => ({ params: await permitOf(scene) }),
    expect: facilitators(),
  },
  {
    route: 'DELETE /api/v1/organisations/:id/permits/:permit/verification',
    request: async (scene) => ({ params: await permitOf(scene) }),
    expect: facilitators(),
  },
  {
    route: 'PUT /api/v1/organisations/:id/verification',
    request: (scene) => ({ params: own(scene) }),
    expect: facilitators(),
  },
  {
    route: 'DELETE /api/v1/organisations/:id/verification',
    request: (scene) => ({ params: own(scene) }),
    expect: facilitators(),
  },
  {
    route: 'POST /api/v1/organisations/:id/merge',
    request: (scene) => ({ params: own(scene), body: { into: scene.people.otherOrganisationId } }),
    expect: facilitators(),
  },
]
