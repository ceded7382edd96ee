import type { TimelineEntry } from '#lib/contract.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

/** What happened, in a sentence; a code that this version does not know is named. */
export function eventText({ action, version, reason }: TimelineEntry): string {
  const said = sayCode('event', action, { version: String(version ?? '') }) ?? m.event_other({ code: action })
  const why = reason ? (sayCode('end_reason', reason) ?? reason) : null
  return why ? `${said} ${m.reason_choose()}: ${why}.` : said
}
