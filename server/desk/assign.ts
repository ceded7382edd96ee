import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { tell } from '../journal/tell.ts'
import { Refusal } from '../refusals.ts'
import { atDesk, deskSubject } from './permissions.ts'
import { holdAssignee, readFacilitators, setAssignee, type Facilitator } from './store.ts'

export interface Assignment {
  kind: 'proposal' | 'exchange'
  id: number
  /** Null: nobody in particular. */
  account: number | null
}

/** Who can be given work. @throws Refusal `not_permitted` */
export async function listFacilitators(db: Db, principal: Principal): Promise<Facilitator[]> {
  atDesk(principal)
  return readFacilitators(db)
}

/**
 * Gives a proposal or an exchange to a facilitator, who hears of it unless he took it himself.
 * @throws Refusal `not_permitted`, `not_found`, `assignee_unfit` when the account is no facilitator's
 */
export async function assign(
  db: Db,
  principal: Principal,
  { kind, id, account }: Assignment,
  clock: Clock,
): Promise<void> {
  const actor = actorOf(atDesk(principal))
  await settle(db, async (tx) => {
    const before = await holdAssignee(tx, kind, id)
    if (before === undefined) throw new Refusal('not_found', { [kind]: id })
    if (before === account) return
    if (account !== null && !(await readFacilitators(tx)).some((one) => one.id === account))
      throw new Refusal('assignee_unfit')
    await setAssignee(tx, kind, id, account)
    await leaveLine(tx, actor, clock, {
      action: `${kind}_assigned`,
      subjectKind: deskSubject(kind),
      subjectId: id,
      before: { account: before },
      after: { account },
    })
    if (account === null) return
    await tell(tx, actor, clock, [
      { kind: 'desk_assigned', subjectKind: kind, subjectId: id, accounts: [account] },
    ])
  })
}
