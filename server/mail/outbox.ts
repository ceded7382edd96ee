import type { Db } from '../../db/open.ts'
import { lettersBefore } from './store.ts'

/**
 * A page of the outbox. Letters can open an account, so an administrator reads their text only where nobody else can:
 * where no mail server is set.
 */
export async function readOutbox(
  db: Db,
  { before, limit, sending }: { before: number | null; limit: number; sending: boolean },
) {
  const found = await lettersBefore(db, before, limit + 1)
  return {
    sending,
    letters: found.slice(0, limit).map((letter) => ({
      id: letter.id,
      kind: letter.kind,
      to: letter.toAddress,
      subject: letter.subject,
      body: sending ? null : letter.body,
      createdAt: isoOf(letter.createdAt),
      sentAt: letter.sentAt === null ? null : isoOf(letter.sentAt),
      attempts: letter.attempts,
      lastError: letter.lastError,
    })),
    nextCursor: found.length > limit ? found[limit - 1]!.id : null,
  }
}

const isoOf = (instant: string) => new Date(instant).toISOString()
