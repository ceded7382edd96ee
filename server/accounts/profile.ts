import type { Db } from '../../db/open.ts'
import type { Language } from '../contract/people.ts'
import { leaveLine } from '../journal/write.ts'
import type { AccountParts } from './parts.ts'
import { self } from './registration/register.ts'
import { accountById, updateAccount } from './store.ts'

export interface ProfileChange {
  name?: string
  language?: Language
}

/** Changes what somebody is called here, or the language of his letters. A demonstration account keeps its name. */
export async function changeProfile(
  db: Db,
  accountId: number,
  { name, language }: ProfileChange,
  { clock }: AccountParts,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { demonstration } = (await accountById(tx, accountId))!
    const change = {
      ...(name !== undefined && !demonstration && { name: name.trim() }),
      ...(language !== undefined && { language }),
    }
    if (Object.keys(change).length === 0) return
    await updateAccount(tx, accountId, change)
    await leaveLine(tx, self(accountId), clock, {
      action: 'profile_changed',
      subjectKind: 'account',
      subjectId: accountId,
      after: { changed: Object.keys(change) },
    })
  })
}
