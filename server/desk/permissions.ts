import { inOwnName, isFacilitator } from '../accounts/principal.ts'
import type { NoteSubject } from '../contract/desk.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'

/**
 * A facilitator at the desk, where he works in his own name, also while he acts for an organisation elsewhere.
 * @throws Refusal `not_permitted` for anybody else
 */
export function atDesk(principal: Principal): Principal {
  if (!isFacilitator(principal)) throw new Refusal('not_permitted')
  return inOwnName(principal)
}

/**
 * How the journal names what the desk does about something. The lines of the thing itself are read by its own people,
 * in the timeline of an exchange and in the journal of an organisation.
 */
export const deskSubject = (kind: NoteSubject) => `desk_${kind}` as const
