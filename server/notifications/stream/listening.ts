import type { Notification } from '../schema.ts'

/** Where events go: one open answer. */
export interface Sink {
  send: (event: { id?: string; event: string; data: unknown; retry?: number }) => Promise<void>
  close: () => void
  onClose: (closed: () => void) => void
}

/** How long a browser waits before it comes back, milliseconds. */
const RETRY_MS = 3000

/** One window that is being told: whose it is, and what it has seen. */
export class Listening {
  readonly accountId: number
  readonly sessionId: string
  /** Id of the last notification that was sent. */
  cursor = 0
  readonly #sink: Sink
  #unread: number | null = null
  #isBusy = false
  #isAskedAgain = false
  #isClosed = false
  /** Until it has its place nothing is sent: it would be everything that ever was. */
  hasBegun = false

  constructor({ accountId, sessionId }: { accountId: number; sessionId: string }, sink: Sink) {
    this.accountId = accountId
    this.sessionId = sessionId
    this.#sink = sink
    sink.onClose(() => (this.#isClosed = true))
  }

  /** The first event: it gives the browser a place to come back to, even when nothing else follows. */
  async begin(unread: number): Promise<void> {
    if (this.#isClosed) return
    this.#unread = unread
    const id = String(this.cursor)
    this.hasBegun = true
    await this.#sink.send({ id, event: 'ready', data: { unread }, retry: RETRY_MS })
  }

  async send(notification: Notification): Promise<void> {
    if (this.#isClosed) return
    await this.#sink.send({ id: String(notification.id), event: 'notification', data: notification })
    this.cursor = notification.id
  }

  async sendUnread(unread: number): Promise<void> {
    if (this.#isClosed || unread === this.#unread) return
    await this.#sink.send({ event: 'unread', data: { unread } })
    this.#unread = unread
  }

  async oneAtATime(work: () => Promise<void>): Promise<void> {
    this.#isAskedAgain = true
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      while (this.#isAskedAgain && !this.#isClosed) {
        this.#isAskedAgain = false
        await work()
      }
    } finally {
      this.#isBusy = false
    }
  }

  close(): void {
    this.#isClosed = true
    this.#sink.close()
  }
}
