import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { leaveLine, type Actor, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import type { RuleCheck } from './schema.ts'
import { countLocalChange, deleteRuleCheck, ruleExists, saveRuleCheck } from './store.ts'

/**
 * Notes what an administrator found of a rule when he held its text against the official one: whether it stands there, and
 * for when it holds. It says nothing about what is lawful, and upgrades leave it alone.
 * @throws Refusal `not_found`, `window_ends_before_start`
 */
export async function checkRule(
  db: Db,
  { actor, accountId }: { actor: Actor; accountId: number },
  { rule, check }: { rule: string; check: RuleCheck },
  clock: Clock,
): Promise<void> {
  const { validFrom, validUntil } = check
  if (validFrom && validUntil && validUntil < validFrom)
    throw new Refusal('window_ends_before_start', {}, [
      { field: '/validUntil', code: 'window_ends_before_start' },
    ])
  await settle(db, async (tx) => {
    if (!(await ruleExists(tx, rule))) throw new Refusal('not_found', { rule })
    await saveRuleCheck(tx, rule, check, { checkedBy: accountId, checkedAt: clock().toISOString() })
    await countLocalChange(tx)
    await leaveLine(tx, actor, clock, {
      action: 'rule_checked',
      subjectKind: 'rule',
      subjectId: rule,
      after: check,
    })
  })
}

/** Takes back what was found of a rule; it is again as it was shipped. @throws Refusal `not_found` */
export const uncheckRule = (db: Db, actor: Actor, rule: string, clock: Clock): Promise<void> =>
  settle(db, async (tx) => {
    if (!(await deleteRuleCheck(tx, rule))) throw new Refusal('not_found', { rule })
    await countLocalChange(tx)
    await leaveLine(tx, actor, clock, { action: 'rule_unchecked', subjectKind: 'rule', subjectId: rule })
  })
