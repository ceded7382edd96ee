import { SUBJECT_PAGES } from '../../contract/places.ts'
import type { Notification } from '../schema.ts'

/** The path of the page that shows what a notification is about. Whoever hears of a report reads what everybody reads. */
export function pageOf({ kind, subject, params }: Pick<Notification, 'kind' | 'subject' | 'params'>): string {
  if (kind === 'listing_reported') return `/listing/${subject.id}`
  const page = SUBJECT_PAGES[subject.kind] ?? '/my/notifications'
  return page.replace(/\{(\w+)\}/g, (_, name: string) => String(name === 'id' ? subject.id : params[name]))
}
