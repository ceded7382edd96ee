import type { TimelineEntry } from '#lib/contract.ts'
import { formatWeighed } from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

/** What happened, in a sentence; a code that this version does not know is named. */
export function eventText({ action, version, reason, shipment, tonnes }: TimelineEntry): string {
  const said = sayCode('timeline', action, {
    version: String(version ?? ''),
    tonnes: formatWeighed(tonnes ?? 0),
  })
  const why = reason && (sayCode(shipment === null ? 'end_reason' : 'dispute_reason', reason) ?? reason)
  return [said ?? m.timeline_other({ code: action }), why && `${m.reason_choose()}: ${why}.`]
    .filter(Boolean)
    .join(' ')
}
