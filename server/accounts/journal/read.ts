import type { Db } from '../../../db/open.ts'
import type { Principal } from '../../contract/people.ts'
import { Refusal } from '../../refusals.ts'
import { isoOf } from '../parts.ts'
import { membershipIn } from '../principal.ts'
import { journalOf, wholeJournal, type JournalFilter, type JournalRow } from './store.ts'

export interface Page {
  /** Lines older than this one only. */
  before: number | null
  limit: number
}

/**
 * What was done to and for an organisation, the newest first.
 * @throws Refusal `not_permitted`
 */
export async function readJournalOf(db: Db, principal: Principal, organisationId: number, page: Page) {
  if (membershipIn(principal, organisationId) === null && principal.role !== 'administrator')
    throw new Refusal('not_permitted')
  return pageOf(await journalOf(db, organisationId, page.before, page.limit + 1), page.limit)
}

/** What was done by anybody and passes a filter, the newest first. */
export async function readJournal(db: Db, page: Page, filter: JournalFilter = {}) {
  return pageOf(await wholeJournal(db, filter, page.before, page.limit + 1), page.limit)
}

const pageOf = (found: readonly JournalRow[], limit: number) => ({
  lines: found.slice(0, limit).map((row) => ({
    id: row.id,
    at: isoOf(row.at),
    actor: row.actor,
    actorName: row.actor_name,
    onBehalfOf: row.on_behalf_of,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    before: row.before,
    after: row.after,
  })),
  nextCursor: found.length > limit ? found[limit - 1]!.id : null,
})
