import type { Db } from '../../db/open.ts'
import { publish } from '../../server/listings/publish.ts'
import type { Publication } from '../../server/listings/schema.ts'
import type { Catalogue } from '../../server/materials/catalogue.ts'
import { registerOrganisations } from '../../server/organisations/register.ts'
import { fixedClock } from '../setup/template.ts'

const actor = { id: 'test' }

/** Grape pomace offered in Telavi; the ref names it and its organisation. */
export const offerOf = (ref: string): Publication => ({
  ref,
  kind: 'offer',
  title: 'Grape pomace',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
  amount: 40,
  unit: 't',
  period: 'year',
})

/** The very same wanted. */
export const needOf = (ref: string): Publication => ({ ...offerOf(ref), kind: 'need' })

/** Publishes for an organisation of its own; returns the listing's id. */
export async function publishAlone(db: Db, publication: Publication, catalogue: Catalogue): Promise<number> {
  const name = `of-${publication.ref}`
  const ids = await registerOrganisations(db, actor, [{ ref: name, name, kind: 'business' }], fixedClock)
  const entry = { organisationId: ids.get(name)!, publication }
  return (await publish(db, actor, entry, fixedClock, catalogue)).id
}
