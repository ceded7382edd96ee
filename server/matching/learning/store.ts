import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import type { Decliner, DeclineReason, JudgedProposal } from './outcomes.ts'

/**
 * Every stored proposal of a material with the answer of whoever declined first, otherwise why a facilitator
 * dismissed it as it is now, and whether an exchange came of it. Demonstration listings are left out.
 */
export async function readJudgedProposals(db: Db): Promise<JudgedProposal[]> {
  const found = await rows<{
    id: number
    offerId: number
    needId: number
    score: number
    policyVersion: string
    findings: JudgedProposal['findings'] | string
    declined: DeclineReason | null
    declinedBy: Decliner | null
    succeeded: boolean
  }>(
    db,
    sql`select p.id, p.offer_id as "offerId", p.need_id as "needId", p.score,
               p.policy_version as "policyVersion", p.findings,
               coalesce(side.reason, dismissed.reason) as declined,
               case when side.reason is not null then 'side'
                 when dismissed.reason is not null then 'facilitator' end as "declinedBy",
               exists (select from exchange e where e.offer_id = p.offer_id and e.need_id = p.need_id
                         and e.stage in ('agreed', 'active', 'completed')) as succeeded
        from proposal p
        join listing o on o.id = p.offer_id
        left join lateral (select coalesce(a.reason, 'other') as reason from proposal_answer a
          where a.proposal_id = p.id and a.answer = 'declined' order by a.answered_at, a.side limit 1) as side on true
        left join lateral (select p.dismissed_reason as reason where p.dismissed_at is not null) as dismissed on true
        where not o.demonstration and o.resource_kind = 'material'
        order by p.id`,
  )
  return found.map((row) => ({
    ...row,
    findings:
      typeof row.findings === 'string'
        ? (JSON.parse(row.findings) as JudgedProposal['findings'])
        : row.findings,
  }))
}
