import type { Db } from '../../db/open.ts'
import type { Language } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { insertMail } from './store.ts'
import { write, type LetterKind, type LetterParams } from './texts.ts'

export interface Letter {
  kind: LetterKind
  to: string
  /** Null for somebody who has no account yet. */
  accountId: number | null
  language: Language
  params: LetterParams
  /** Address that ends such letters with one click (RFC 8058); left out for letters that somebody asked for himself. */
  unsubscribeUrl?: string
}

/** Puts a letter into the outbox; call it inside the transaction that gives the reason for it, so that both happen or neither. */
export async function queueMail(db: Db, clock: Clock, letter: Letter): Promise<void> {
  const now = clock().toISOString()
  await insertMail(db, {
    accountId: letter.accountId,
    kind: letter.kind,
    toAddress: letter.to,
    unsubscribeUrl: letter.unsubscribeUrl ?? null,
    ...write(letter.kind, letter.language, letter.params),
    createdAt: now,
    nextAttemptAt: now,
  })
}

/** The address of a page in somebody's language. Georgian pages have no prefix. */
export const pageAddress = (baseUrl: string, language: Language, path: string): string =>
  `${baseUrl}${language === 'ka' ? '' : `/${language}`}${path}`
