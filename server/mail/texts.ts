import en from './texts/en.json' with { type: 'json' }
import ka from './texts/ka.json' with { type: 'json' }
import type { Language } from '../contract/people.ts'

/** Every letter that is sent, in both languages; `{name}` stands for a parameter. */
export const TEXTS = { ka, en } satisfies Record<Language, Record<keyof typeof en, Text>>

export type LetterKind = keyof typeof en

export interface Text {
  subject: string
  body: string
}

export type LetterParams = Readonly<Record<string, string | number>>

/**
 * A letter in somebody's language.
 * @throws Error when a parameter is missing, which is a mistake of whoever writes the letter
 */
export function write(kind: LetterKind, language: Language, params: LetterParams): Text {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name]
      if (value === undefined) throw new Error(`The letter ${kind} needs ${name}`)
      return String(value)
    })
  const { subject, body } = TEXTS[language][kind]
  // A name may hold anything; a subject is one line.
  return { subject: fill(subject).replace(/\s+/g, ' '), body: fill(body) }
}
