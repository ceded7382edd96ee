import { codesOf } from './violations.ts'

/** A server that recovers after a crash, or a machine with much else to do, needs about this long. */
const LONGEST_MS = 30_000
const PAUSE_MS = 500

/** It is there and does not answer yet; any other refusal will not go away by waiting. */
const NOT_YET = new Set(['57P03', 'CONNECT_TIMEOUT'])

/**
 * Asks a database server that may only just be starting.
 * @throws what the last attempt threw
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + LONGEST_MS; ;) {
    try {
      return await ask()
    } catch (error) {
      if (!codesOf(error).some((code) => NOT_YET.has(code)) || Date.now() >= until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
