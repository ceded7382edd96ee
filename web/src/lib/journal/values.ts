import { formatDay, formatNumber } from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'
import { sayDesk } from '#lib/language/say-desk.ts'
import { m } from '#lib/paraglide/messages.js'

/** Groups of messages in which the codes of a value are said. */
const GROUPS: Record<string, readonly string[]> = {
  side: ['side'],
  party: ['side'],
  stage: ['stage'],
  status: ['listing_status'],
  role: ['membership_role', 'role'],
  state: ['shipment_state'],
  answer: ['answer'],
  reason: ['end_reason', 'dispute_reason', 'report_reason'],
  kind: ['organisation_kind', 'kind'],
  purpose: ['file_purpose'],
}
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** What numbers a thing is no amount. */
const AMOUNTS = new Set(['tonnes', 'compatibilities', 'sizeBytes'])

/** What the journal keeps of a state, numbers and codes only, in the reader's words as far as there are any. */
export function sayValues(state: unknown): string {
  if (typeof state !== 'object' || state === null) return ''
  return Object.entries(state)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${sayDesk('journal_name', name) ?? name}: ${sayValue(name, value)}`)
    .join(', ')
}

function sayValue(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? m.yes() : m.no()
  if (typeof value === 'number') return AMOUNTS.has(name) ? formatNumber(value, 3) : String(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (DAY.test(value)) return formatDay(value)
  for (const group of GROUPS[name] ?? []) {
    const said = sayCode(group, value)
    if (said !== null) return said
  }
  return value
}
