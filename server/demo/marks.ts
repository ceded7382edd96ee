import type { Actor, JournalLine } from '../journal/write.ts'

const SUBJECT = { subjectKind: 'demonstration', subjectId: 'region' } as const

/** Who fills the demonstration region and takes it out, and the journal lines that remember it. */
export const DEMONSTRATION = {
  actor: { id: 'system:demonstration' } satisfies Actor,
  subjectKind: SUBJECT.subjectKind,
  filled: { action: 'demonstration.filled', ...SUBJECT } satisfies JournalLine,
  removed: { action: 'demonstration.removed', ...SUBJECT } satisfies JournalLine,
}
