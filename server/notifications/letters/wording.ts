import type { Language } from '../../contract/people.ts'
import { TEXTS, write, type LetterKind, type LetterParams } from '../../mail/texts.ts'
import type { Notification } from '../schema.ts'

/** Sentences that one kind of event needs beside its first one, by what its parameters say. */
const VARIANTS: Partial<Record<Notification['kind'], (params: Notification['params']) => string | null>> = {
  listing_expires: ({ isOver }) => (isOver === true ? 'over' : null),
  listing_hidden: ({ hidden }) => (hidden === false ? 'shown' : null),
  exchange_moved: ({ act, stage }) => (act === 'reveal' ? 'reveal' : String(stage)),
  terms_agreed: ({ amendment }) => (amendment === true ? 'amended' : null),
  membership_changed: ({ role }) => (role === null ? 'left' : null),
}

const isText = (key: string): key is LetterKind => Object.hasOwn(TEXTS.en, key)

/** The sentence of a notification and the address below it, in somebody's language. */
export function wordingOf(
  notification: Notification,
  language: Language,
  address: string,
): { subject: string; body: string } {
  const { kind, params, subject } = notification
  const variant = VARIANTS[kind]?.(params)
  const special = `notice_${kind}_${variant ?? ''}`
  const key = isText(special) ? special : `notice_${kind}`
  if (!isText(key)) throw new Error(`There is no text for ${kind}`)
  return write(key, language, { ...shown(params, language), title: subject.title ?? '…', link: address })
}

/** Days as one writes them; numbers and codes as they are. */
const shown = (params: Notification['params'], language: Language): LetterParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
        ? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value))
        : typeof value === 'number'
          ? new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value)
          : String(value),
    ]),
  )
