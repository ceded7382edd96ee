import type { EventKind } from './events.ts'

/** What pages and letters need of a notification to say it and to lead on from it. */
export interface Notice {
  kind: EventKind
  subject: { kind: string; id: number }
  params: Readonly<Record<string, string | number | boolean | null>>
}

/** Where the pages show what a notification is about; `{id}` is the subject's, other names are parameters. */
const PAGES: Readonly<Record<string, string>> = {
  listing: '/my/listings/{id}',
  proposal: '/my/proposals/{id}',
  exchange: '/exchanges/{id}',
  organisation: '/organisation/{id}',
  saved_search: '/my/saved-searches#search-{id}',
  webhook: '/organisations/{organisation}/webhooks',
}

/** The path of the page that shows what a notification is about, without a language. */
export function pageOfNotice({ kind, params, subject }: Notice): string {
  // Whoever hears of a report reads what everybody reads; whoever looks after a proposal has it on his desk.
  if (kind === 'listing_reported') return `/listing/${subject.id}`
  if (kind === 'desk_assigned' && subject.kind === 'proposal') return `/desk/proposals/${subject.id}`
  const page = PAGES[subject.kind] ?? '/my/notifications'
  return page.replace(/\{(\w+)\}/g, (_, name: string) => String(name === 'id' ? subject.id : params[name]))
}

/** What is no material is delivered and counted in its own unit. */
const inUnit = ({ unit }: Notice['params']): string | null => (unit && unit !== 't' ? 'in_unit' : null)

/** Sentences that one kind of event needs beside its first one, by what its parameters say. */
const VARIANTS: Partial<Record<EventKind, (params: Notice['params']) => string | null>> = {
  exchange_opened: ({ messageKa }) => (messageKa ? 'introduced' : null),
  listing_expires: ({ isOver }) => (isOver === true ? 'over' : null),
  listing_hidden: ({ hidden }) => (hidden === false ? 'shown' : null),
  exchange_moved: ({ act, stage }) => (act === 'reveal' ? 'reveal' : String(stage)),
  shipment_recorded: inUnit,
  shipment_confirmed: inUnit,
  shipment_disputed: inUnit,
  terms_agreed: ({ amendment }) => (amendment === true ? 'amended' : null),
  membership_changed: ({ role }) => (role === null ? 'left' : null),
}

/** Names of the sentence that says a notification, the most fitting first; not every variant has one of its own. */
export function sentencesOf({ kind, params }: Notice): string[] {
  const variant = VARIANTS[kind]?.(params)
  return [...(variant ? [`${kind}_${variant}`] : []), kind]
}
