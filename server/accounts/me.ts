import type { Db } from '../../db/open.ts'
import { needsSecondFactor } from './authenticate.ts'
import type { Me } from './schema.ts'
import { acceptedTerms, accountById, membershipsOf } from './store.ts'
import { currentTerms } from './terms/read.ts'

/** What somebody is here: his account, where he belongs, and what is still asked of him. */
export async function readMe(db: Db, accountId: number): Promise<Me> {
  const account = (await accountById(db, accountId))!
  return {
    id: account.id,
    email: account.email ?? '',
    name: account.name,
    language: account.language,
    role: account.role,
    demonstration: account.demonstration,
    memberships: await membershipsOf(db, accountId),
    secondFactor: { confirmed: account.totpConfirmedAt !== null, required: needsSecondFactor(account) },
    terms: { current: currentTerms().version, accepted: await acceptedTerms(db, accountId) },
  }
}
