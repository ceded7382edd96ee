import { attachFiles } from '../../../server/files/attach.ts'
import { uploadFile } from '../../../server/files/upload.ts'
import { createListing } from '../../../server/listings/create.ts'
import { readCatalogue } from '../../../server/materials/read-catalogue.ts'
import { fixedClock } from '../../setup/template.ts'
import { anybody, facilitators, writers, type MatrixRow, type Scene } from './rows.ts'

const CSV = Buffer.from('property,value\nmoisture,60\n')

async function loose({ db, people }: Scene): Promise<string> {
  const upload = {
    organisationId: people.organisationId,
    purpose: 'analysis' as const,
    name: 'analysis.csv',
    bytes: CSV,
  }
  return (await uploadFile(db, people.owner.principal, upload, fixedClock)).id
}

async function attached(scene: Scene): Promise<string> {
  const { db, people } = scene
  const id = await loose(scene)
  const { organisationId } = people
  const submission = {
    kind: 'offer' as const,
    title: 'Grape marc',
    targets: [{ kind: 'material' as const, id: 'grape-pomace' }],
    place: { municipality: 'telavi' },
  }
  const entry = { organisationId, submission, publish: true }
  const { principal } = people.owner
  const listing = await createListing(db, principal, entry, fixedClock, await readCatalogue(db))
  const subject = { kind: 'listing' as const, id: listing }
  await attachFiles(db, principal, { ids: [id], organisationId, subject })
  return id
}

/** Files: taken in by who writes for an organisation, read by who may read what they belong to. */
export const FILE_ROWS: readonly MatrixRow[] = [
  {
    route: 'POST /api/v1/files',
    request: ({ people }) => ({
      query: { organisation: String(people.organisationId), purpose: 'analysis', name: 'analysis.csv' },
      headers: { 'content-type': 'application/octet-stream' },
      body: CSV,
    }),
    expect: writers(201),
  },
  {
    route: 'POST /api/v1/files',
    variant: 'in one’s own right',
    request: () => ({
      query: { purpose: 'other', name: 'analysis.csv' },
      headers: { 'content-type': 'application/octet-stream' },
      body: CSV,
    }),
    expect: facilitators(201),
  },
  {
    route: 'GET /api/v1/files/:id',
    request: async (scene) => ({ params: { id: await attached(scene) } }),
    expect: anybody(),
  },
  {
    route: 'DELETE /api/v1/files/:id',
    request: async (scene) => ({ params: { id: await loose(scene) } }),
    expect: { anonymous: 401, owner: 200, others: 404 },
  },
]
