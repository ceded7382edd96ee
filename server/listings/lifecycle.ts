import type { Status } from './store.ts'

/** A listing in one of these takes no part in anything; only publishing it anew brings it back. */
export const CLOSED: ReadonlySet<Status> = new Set(['withdrawn', 'fulfilled', 'expired'])
