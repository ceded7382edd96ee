import { problemText } from '#lib/api/problem-text.ts'
import { ApiProblem } from '#lib/api/request.ts'
import { m } from '#lib/paraglide/messages.js'

/** The largest table that is taken in, bytes. */
const MOST_BYTES = 20_000_000

/** Whether a file need not be sent at all. */
export const isTooLarge = (file: File): boolean => file.size > MOST_BYTES

export const tooLargeText = (): string => m.import_too_large({ most: MOST_BYTES / 1_000_000 })

/** What is wrong with a table as a whole, and what to do about it. */
export function tableProblemText(problem: unknown): string {
  const code = problem instanceof ApiProblem ? problem.code : null
  if (code === 'payload_too_large') return tooLargeText()
  if (code === 'file_unreadable') return m.import_not_a_table()
  if (code === 'file_empty') return m.import_no_rows()
  return problemText(problem)
}
