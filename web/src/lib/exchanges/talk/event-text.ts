import type { TimelineEntry } from '#lib/contract.ts'
import { formatMeasured } from '#lib/language/amounts.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

/** What happened, in a sentence; a code that this version does not know is named. */
export function eventText({ action, version, reason, shipment, tonnes, unit }: TimelineEntry): string {
  const params = {
    version: String(version ?? ''),
    tonnes: formatMeasured(tonnes ?? 0, unit ?? 't'),
  }
  const inUnit = unit !== null && unit !== 't' ? sayCode('timeline', `${action}_in_unit`, params) : null
  const said = inUnit ?? sayCode('timeline', action, params)
  const why = reason && (sayCode(shipment === null ? 'end_reason' : 'dispute_reason', reason) ?? reason)
  return [said ?? m.timeline_other({ code: action }), why && `${m.reason_choose()}: ${why}.`]
    .filter(Boolean)
    .join(' ')
}
