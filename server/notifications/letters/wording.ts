import { sentencesOf } from '../../contract/notices.ts'
import type { Language } from '../../contract/people.ts'
import { TEXTS, write, type LetterKind, type LetterParams } from '../../mail/texts.ts'
import type { Notification } from '../schema.ts'

/** Between the words of one language and those of the other. */
const BETWEEN = '\n\n* * *\n\n'

const isText = (key: string): key is LetterKind => Object.hasOwn(TEXTS.en, key)

/** The sentence of a notification and the address below it, in somebody's language. */
export function wordingOf(
  notification: Notification,
  language: Language,
  address: string,
): { subject: string; body: string } {
  const { kind, params, subject, words } = notification
  const key = sentencesOf(notification)
    .map((name) => `notice_${name}`)
    .find(isText)
  if (!key) throw new Error(`There is no text for ${kind}`)
  const said = words ? (language === 'ka' ? [words.ka, words.en] : [words.en, words.ka]).join(BETWEEN) : ''
  const own = { title: subject.title ?? '…', words: said, link: address }
  return write(key, language, { ...shown(params, language), ...own })
}

/** Days and numbers as one writes them; codes as they are. */
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
