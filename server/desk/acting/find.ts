import type { Db } from '../../../db/open.ts'
import type { Principal } from '../../contract/people.ts'
import { atDesk } from '../permissions.ts'
import { findDeskOrganisations, type DeskOrganisation } from './store.ts'

/** Organisations by name, with whether each lets facilitators act for it. @throws Refusal `not_permitted` */
export async function findOrganisations(
  db: Db,
  principal: Principal,
  {
    text,
    consents,
    cursor = 0,
    limit,
  }: { text?: string; consents?: boolean; cursor?: number; limit: number },
): Promise<{ organisations: DeskOrganisation[]; nextCursor: number | null }> {
  atDesk(principal)
  const found = await findDeskOrganisations(db, { text, consents, after: cursor, limit: limit + 1 })
  const organisations = found.slice(0, limit)
  return { organisations, nextCursor: found.length > limit ? (organisations.at(-1)?.id ?? null) : null }
}

/** The organisation that a facilitator acts for in this request; null when he acts for none. @throws Refusal `not_permitted` */
export async function readActing(db: Db, principal: Principal): Promise<DeskOrganisation | null> {
  atDesk(principal)
  if (principal.onBehalfOf === null) return null
  const [found] = await findDeskOrganisations(db, { id: principal.onBehalfOf, after: 0, limit: 1 })
  return found ?? null
}
