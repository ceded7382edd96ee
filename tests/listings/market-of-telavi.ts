import type { Db } from '../../db/open.ts'
import type { Entry } from '../../server/listings/entry.ts'
import { publish } from '../../server/listings/publish.ts'
import type { Publication } from '../../server/listings/schema.ts'
import type { Catalogue } from '../../server/materials/catalogue.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { registerOrganisations, type Registration } from '../../server/organisations/register.ts'
import { fixedClock } from '../setup/database.ts'

export const actor = { id: 'test' }

let known: Promise<Catalogue> | undefined
/** The catalogue that the test database holds, read once for a file of tests. */
export const catalogue = (db: Db): Promise<Catalogue> => (known ??= readCatalogue(db))

/** An offer with every field filled in; its point is a winery's gate that nobody is to see. */
export const pomace: Publication = {
  ref: 'T1',
  kind: 'offer',
  title: 'Grape pomace',
  description: 'Pressed skins and seeds',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { lon: 45.523178, lat: 41.908417, precision: 'municipality' },
  wasteCode: '020701',
  amount: 40,
  unit: 't',
  period: 'year',
  months: [9, 10],
  validFrom: '2026-09-01',
  validUntil: '2027-08-31',
  basis: 'wet',
  minimumLotTonnes: 2.5,
  specifications: [{ property: 'moisture', minimum: 55, maximum: 65 }],
  packagingForm: 'bulk',
  transport: 'collect',
  presentOperation: 'D1',
  presentCostPerTonne: { amount: 20, currency: 'GEL' },
  pricePerTonne: { amount: -5.5, currency: 'GEL', vatIncluded: false },
  basisNote: 'weighed',
  sourceNote: 'own register',
}

export async function organisationId(db: Db, registration: Partial<Registration> = {}): Promise<number> {
  const wanted = { ref: 'test:winery', name: 'Old Winery', kind: 'business' as const, ...registration }
  return (await registerOrganisations(db, actor, [wanted], fixedClock)).get(wanted.ref)!
}

/** Publishes the pomace, changed as said. */
export async function publishPomace(
  db: Db,
  changes: Partial<Publication> = {},
  { as, ...rest }: Partial<Entry> & { as?: Partial<Registration> } = {},
) {
  const entry = {
    organisationId: await organisationId(db, as),
    publication: { ...pomace, ...changes },
    ...rest,
  }
  return publish(db, actor, entry, fixedClock, await catalogue(db))
}
