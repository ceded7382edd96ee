import type { MatrixRow, Scene } from './rows.ts'

const ADMINISTRATORS = (status = 200) => ({ anonymous: 401, administrator: status, others: 403 })
const owner = ({ people }: Scene) => ({ params: { id: people.owner.accountId } })

/** The installation: for administrators only. */
export const ADMINISTRATION_ROWS: readonly MatrixRow[] = [
  { route: 'GET /api/v1/administration/people', expect: ADMINISTRATORS() },
  {
    route: 'PUT /api/v1/administration/people/:id/role',
    request: (scene) => ({ ...owner(scene), body: { role: 'analyst' } }),
    expect: ADMINISTRATORS(),
  },
  { route: 'PUT /api/v1/administration/people/:id/suspension', request: owner, expect: ADMINISTRATORS() },
  { route: 'DELETE /api/v1/administration/people/:id/suspension', request: owner, expect: ADMINISTRATORS() },
  { route: 'DELETE /api/v1/administration/people/:id/sessions', request: owner, expect: ADMINISTRATORS() },
  { route: 'GET /api/v1/administration/organisations', expect: ADMINISTRATORS() },
  { route: 'GET /api/v1/administration/jobs', expect: ADMINISTRATORS() },
  {
    route: 'POST /api/v1/administration/jobs/:name/runs',
    request: () => ({ params: { name: 'no-such-job' } }),
    expect: ADMINISTRATORS(404),
  },
  { route: 'GET /api/v1/administration/settings', expect: ADMINISTRATORS() },
  {
    route: 'GET /api/v1/administration/catalogue/:table',
    request: () => ({ params: { table: 'rules' } }),
    expect: ADMINISTRATORS(),
  },
  {
    route: 'PUT /api/v1/administration/catalogue/:table',
    request: () => ({ params: { table: 'factors' }, body: { cells: {} } }),
    expect: ADMINISTRATORS(422),
  },
  {
    route: 'DELETE /api/v1/administration/catalogue/:table/:key',
    request: () => ({ params: { table: 'materials', key: 'no-such-material' } }),
    expect: ADMINISTRATORS(404),
  },
  {
    route: 'PUT /api/v1/administration/rules/:id/check',
    request: () => ({ params: { id: 'no-such-rule' }, body: { status: 'verified' } }),
    expect: ADMINISTRATORS(404),
  },
  {
    route: 'DELETE /api/v1/administration/rules/:id/check',
    request: () => ({ params: { id: 'no-such-rule' } }),
    expect: ADMINISTRATORS(404),
  },
]
