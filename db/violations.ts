/** A constraint that the database refused, in one shape for both drivers. */
export interface Violation {
  kind: 'unique' | 'foreign_key' | 'check' | 'not_null' | 'exclusion'
  constraint: string | null
}

const KINDS: Record<string, Violation['kind']> = {
  '23505': 'unique',
  '23503': 'foreign_key',
  '23514': 'check',
  '23502': 'not_null',
  '23P01': 'exclusion',
}

interface DriverError {
  code?: unknown
  message?: unknown
  constraint?: unknown
  constraint_name?: unknown
  cause?: unknown
}

/** The violated constraint behind an error, or null when the error is something else. */
export function violationOf(error: unknown): Violation | null {
  for (
    let e = error as DriverError | undefined;
    e && typeof e === 'object';
    e = e.cause as DriverError | undefined
  ) {
    const kind = typeof e.code === 'string' ? KINDS[e.code] : undefined
    if (kind) {
      const name = e.constraint ?? e.constraint_name
      return { kind, constraint: typeof name === 'string' ? name : null }
    }
  }
  return null
}

const CONNECTION_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '08001',
  '53100',
  '53300',
])

/** The embedded database has no code for this. */
const EMBEDDED_CLOSED = /^PGlite is clos(ed|ing)$/

/** True when the database could not be reached or went away, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  for (
    let e = error as DriverError | undefined;
    e && typeof e === 'object';
    e = e.cause as DriverError | undefined
  )
    if (typeof e.code === 'string' ? CONNECTION_CODES.has(e.code) : EMBEDDED_CLOSED.test(String(e.message)))
      return true
  return false
}

const CONTENTION_CODES = new Set(['40001', '40P01'])

/** True when the database ended a transaction because others stood in its way; the same work may succeed at once. */
export const isContention = (error: unknown): boolean =>
  codesOf(error).some((code) => CONTENTION_CODES.has(code))

/** The codes of an error and of what caused it, the outermost first. */
export function codesOf(error: unknown): string[] {
  const found: string[] = []
  for (
    let e = error as DriverError | undefined;
    e && typeof e === 'object';
    e = e.cause as DriverError | undefined
  )
    if (typeof e.code === 'string') found.push(e.code)
  return found
}
