import type { Db } from '../../../db/open.ts'
import { leaveLine } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import type { AccountParts } from '../parts.ts'
import { self } from '../registration/register.ts'
import { acceptTerms } from '../store.ts'
import { currentTerms } from './read.ts'

/**
 * Accepts the terms of use; only those that hold now can be accepted.
 * @throws Refusal `terms_outdated`
 */
export async function acceptNewTerms(
  db: Db,
  { accountId, version }: { accountId: number; version: string },
  { clock }: AccountParts,
): Promise<void> {
  const { version: current } = currentTerms()
  if (version !== current) throw new Refusal('terms_outdated', { current })
  await db.transaction(async (tx) => {
    await acceptTerms(tx, clock, accountId, version)
    await leaveLine(tx, self(accountId), clock, {
      action: 'terms_accepted',
      subjectKind: 'account',
      subjectId: accountId,
      after: { version },
    })
  })
}
