import { sql, type SQL } from 'drizzle-orm'
import { isFacilitator } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'

/** For whom something is read: the widest audience he belongs to (0 public, 1 members, 2 facilitators) and his organisations. */
export interface Reader {
  level: 0 | 1 | 2
  organisations: readonly number[]
}

export const ANYBODY: Reader = { level: 0, organisations: [] }

/** Whoever is signed in is a member; facilitators and administrators see what is for facilitators. */
export function readerOf(principal: Principal | null): Reader {
  if (!principal) return ANYBODY
  const organisations = principal.memberships.map(({ organisationId }) => organisationId)
  if (principal.onBehalfOf !== null) organisations.push(principal.onBehalfOf)
  return { level: isFacilitator(principal) ? 2 : 1, organisations }
}

/** Whether the organisation `o` is one of the reader's. */
export const isOwn = ({ organisations }: Reader): SQL =>
  organisations.length === 0 ? sql`false` : sql`o.id in ${organisations}`

/**
 * Whether a reader knows who `organisation o` is, whatever it shows to others: he belongs to it, he is a facilitator, or it
 * consented to be known to an organisation of his in an exchange.
 */
export function isKnownTo(reader: Reader): SQL {
  if (reader.level === 2) return sql`true`
  if (reader.organisations.length === 0) return sql`false`
  const { organisations } = reader
  return sql`(${isOwn(reader)} or exists (
    select from exchange e where (e.supplier_id = o.id and e.supplier_revealed_at is not null and e.receiver_id in ${organisations})
      or (e.receiver_id = o.id and e.receiver_revealed_at is not null and e.supplier_id in ${organisations})))`
}

/** Whether the name of `organisation o` is told to a reader: it is not hidden, or he knows it anyway. */
export const isNamedTo = (reader: Reader): SQL => sql`(not o.name_hidden or ${isKnownTo(reader)})`
