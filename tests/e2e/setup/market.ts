import { open, type Db } from '../../../db/open.ts'
import { newPasswords } from '../../../server/accounts/passwords.ts'
import {
  acceptTerms,
  insertAccount,
  insertOrganisation,
  putMembership,
} from '../../../server/accounts/store.ts'
import { currentTerms } from '../../../server/accounts/terms/read.ts'
import { fillDemo } from '../../../server/demo/fill.ts'
import { publish } from '../../../server/listings/publish.ts'
import { readCatalogue } from '../../../server/materials/read-catalogue.ts'
import { registerOrganisations } from '../../../server/organisations/register.ts'

export interface Owner {
  accountId: number
  email: string
  password: string
  organisationId: number
}

/** What the tests have to know of the listings beside the demonstration region. */
export interface Market {
  /** An offer whose every text is markup. */
  hostileId: number
  /** Two owners of one organisation, who can sign in. */
  owners: readonly [Owner, Owner]
}

/** Would show itself in every way in which markup can come alive. */
export const HOSTILE = {
  title: `<img src=x onerror="globalThis.harmed='title'"><b>Wool</b>`,
  description: `</script><script>globalThis.harmed='description'</script>'; drop table listing; --`,
  organisation: `<svg onload="globalThis.harmed='organisation'">{{7*7}}</svg>`,
  note: `"><iframe src="javascript:globalThis.harmed='note'"></iframe>`,
} as const

const actor = { id: 'test' }
const clock = () => new Date()

/** Fills the demonstration region and, far from it, a listing that means harm. */
export async function fillMarket(address: string): Promise<Market> {
  const database = await open(address)
  const { db } = database
  const catalogue = await readCatalogue(db)
  const registration = { ref: 'test:hostile', name: HOSTILE.organisation, kind: 'business' as const }
  const organisationId = (await registerOrganisations(db, actor, [registration], clock)).get('test:hostile')!
  const publication = {
    ref: 'hostile',
    kind: 'offer' as const,
    title: HOSTILE.title,
    description: HOSTILE.description,
    basisNote: HOSTILE.note,
    sourceNote: HOSTILE.note,
    targets: [{ kind: 'material' as const, id: 'raw-sheep-wool' }],
    place: { lon: 42.7271, lat: 43.0452, precision: 'exact' as const, municipality: 'mestia' },
    amount: 3,
    unit: 't' as const,
  }
  const { id } = await publish(db, actor, { organisationId, publication }, clock, catalogue)
  await fillDemo(db, clock, { catalogue, changed: async () => {} })
  const owners = await fillOwners(db)
  await database.close()
  return { hostileId: id, owners }
}

/** An organisation with two people of the same power, so that one of them does what the other hears of. */
async function fillOwners(db: Db): Promise<[Owner, Owner]> {
  const [person, colleague] = ['nino@example.org', 'giorgi@example.org']
  const passwords = newPasswords()
  const organisationId = await insertOrganisation(db, {
    name: 'Telavi Distillers',
    kind: 'business',
    createdAt: clock().toISOString(),
  })
  const make = async (email: string): Promise<Owner> => {
    const password = 'walnut husks by the sack'
    const accountId = (await insertAccount(db, {
      email,
      emailVerifiedAt: clock().toISOString(),
      passwordHash: await passwords.hash(password),
      name: email.split('@')[0]!,
      language: 'en',
      role: 'member',
      createdAt: clock().toISOString(),
    }))!
    await acceptTerms(db, clock, accountId, currentTerms().version)
    await putMembership(db, clock, organisationId, accountId, 'owner')
    return { accountId, email, password, organisationId }
  }
  return [await make(person!), await make(colleague!)]
}
