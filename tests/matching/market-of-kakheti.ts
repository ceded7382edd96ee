import type { Db } from '../../db/open.ts'
import { publish } from '../../server/listings/publish.ts'
import type { Publication } from '../../server/listings/schema.ts'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import { dayOf, newMatching, type Matching } from '../../server/matching/market.ts'
import { readMarket } from '../../server/matching/market-rows.ts'
import { registerOrganisations } from '../../server/organisations/register.ts'
import { fixedClock } from '../setup/database.ts'

const actor = { id: 'test' }

export const pomaceOffer: Publication = {
  ref: 'pomace',
  kind: 'offer',
  title: 'Grape pomace',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
  amount: 40,
  unit: 't',
  period: 'year',
  months: [9, 10],
  wasteCode: '020701',
  presentOperation: 'D1',
  presentCostPerTonne: { amount: 20, currency: 'GEL' },
  specifications: [{ property: 'moisture', minimum: 55, maximum: 65 }],
}

export const distilleryNeed: Publication = {
  ref: 'distillery',
  kind: 'need',
  title: 'Grape pomace for distillation',
  targets: [{ kind: 'use', id: 'distillation-feedstock' }],
  place: { municipality: 'kvareli' },
  amount: 300,
  unit: 't',
  period: 'year',
  months: [9, 10],
  presentCostPerTonne: { amount: 80, currency: 'GEL' },
}

export const composterNeed: Publication = {
  ref: 'composter',
  kind: 'need',
  title: 'Green waste for compost',
  targets: [{ kind: 'use', id: 'compost-feedstock' }],
  place: { municipality: 'gurjaani' },
  amount: 2,
  unit: 't',
  period: 'month',
}

const held = globalThis as { simbioziCatalogue?: Promise<Catalogue> }
/** The catalogue that the test database holds, read once for a worker. */
export const catalogueOf = (db: Db): Promise<Catalogue> => (held.simbioziCatalogue ??= readCatalogue(db))

/** Publishes for an organisation of its own, named after the ref. */
export async function publishFor(db: Db, publication: Publication, catalogue: Catalogue): Promise<number> {
  const ref = `org-${publication.ref}`
  const ids = await registerOrganisations(db, actor, [{ ref, name: ref, kind: 'business' }], fixedClock)
  const entry = { organisationId: ids.get(ref)!, publication }
  return (await publish(db, actor, entry, fixedClock, catalogue)).id
}

/** A market of what is published in `db` now. */
export async function matchingOf(db: Db): Promise<Matching> {
  const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
  await readMarket(db, dayOf(fixedClock), (row) => matching.market.add(matching.reader.factsOf(row)))
  matching.market.settle()
  return matching
}
