import { createListing } from '../../../server/listings/create.ts'
import { reportListing } from '../../../server/listings/moderation/report.ts'
import { readCatalogue } from '../../../server/materials/read-catalogue.ts'
import type { Catalogue } from '../../../server/materials/catalogue.ts'
import type { Submission } from '../../../server/listings/schema.ts'
import { fixedClock } from '../../setup/template.ts'
import { anybody, facilitators, insiders, writers, type MatrixRow, type Scene } from './rows.ts'

const listing: Submission = {
  kind: 'offer',
  title: 'Grape marc',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
}

let known: Promise<Catalogue> | undefined

/** A published listing of the organisation. */
async function published({ db, people }: Scene): Promise<number> {
  const entry = { organisationId: people.organisationId, submission: listing, publish: true }
  return createListing(db, people.owner.principal, entry, fixedClock, await (known ??= readCatalogue(db)))
}

const ofPublished = async (scene: Scene) => ({ params: { id: await published(scene) } })

/** Listings: their organisation writes, facilitators see all and hide, anybody reports. */
export const LISTING_ROWS: readonly MatrixRow[] = [
  {
    route: 'POST /api/v1/listings',
    request: ({ people }) => ({ body: { organisation: people.organisationId, publish: true, listing } }),
    expect: writers(201),
  },
  {
    route: 'GET /api/v1/organisations/:id/listings',
    request: ({ people }) => ({ params: { id: people.organisationId } }),
    expect: insiders(),
  },
  { route: 'GET /api/v1/listings/:id/own', request: ofPublished, expect: insiders() },
  {
    route: 'PUT /api/v1/listings/:id',
    request: async (scene) => ({
      ...(await ofPublished(scene)),
      body: listing,
      headers: { 'if-match': '"1"' },
    }),
    expect: writers(),
  },
  {
    route: 'POST /api/v1/listings/:id/moves',
    request: async (scene) => ({ ...(await ofPublished(scene)), body: { move: 'pause' } }),
    expect: writers(),
  },
  { route: 'POST /api/v1/listings/:id/copies', request: ofPublished, expect: writers(201) },
  {
    route: 'POST /api/v1/listings/:id/reports',
    request: async (scene) => ({ ...(await ofPublished(scene)), body: { reason: 'wrong' } }),
    expect: anybody(201),
  },
  {
    route: 'POST /api/v1/imports',
    request: ({ people }) => ({
      query: { organisation: String(people.organisationId) },
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from('ref,kind,title,quantity,unit,municipality\nm1,offer,Grape marc,4,t,telavi\n'),
    }),
    expect: writers(),
  },
  { route: 'GET /api/v1/listings/reports', expect: facilitators() },
  {
    route: 'POST /api/v1/listings/reports/:id/dismissal',
    request: async (scene) => {
      const report = { listingId: await published(scene), reason: 'spam' as const }
      return { params: { id: await reportListing(scene.db, null, report, fixedClock) } }
    },
    expect: facilitators(),
  },
  {
    route: 'PUT /api/v1/listings/:id/hidden',
    request: async (scene) => ({ ...(await ofPublished(scene)), body: { reason: 'Names a person' } }),
    expect: facilitators(),
  },
  { route: 'DELETE /api/v1/listings/:id/hidden', request: ofPublished, expect: facilitators() },
]
