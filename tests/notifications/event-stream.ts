import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Person } from '../setup/people.ts'

export interface StreamEvent {
  id: string | null
  event: string
  data: Record<string, unknown>
}

/** A browser window that listens: an `EventSource` as far as a test needs one. */
export class Window {
  readonly events: StreamEvent[] = []
  /** Settles when the server ends the stream. */
  readonly ended: Promise<void>
  readonly #abort = new AbortController()
  lastId: string | null = null
  #waiting: (() => void)[] = []

  private constructor(response: Response) {
    this.ended = this.#read(response)
  }

  /** Opens a stream. @returns the status where the server refuses it */
  static async open(app: FastifyInstance, { headers }: Person, after?: string): Promise<Window | number> {
    const { port } = app.server.address() as AddressInfo
    const abort = new AbortController()
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/notifications/stream`, {
      headers: { ...headers, accept: 'text/event-stream', ...(after && { 'last-event-id': after }) },
      signal: abort.signal,
    })
    if (!response.ok) {
      await response.text()
      return response.status
    }
    const window = new Window(response)
    window.#abort.signal.addEventListener('abort', () => abort.abort())
    return window
  }

  /** Waits for the next event that was not taken yet. */
  async next(): Promise<StreamEvent> {
    while (this.events.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return this.events.shift()!
  }

  /** Waits for the next notification; returns the number of its subject. */
  async nextSubject(): Promise<unknown> {
    for (;;) {
      const { data, event } = await this.next()
      if (event === 'notification') return (data['params'] as { n: unknown }).n
    }
  }

  async close(): Promise<void> {
    this.#abort.abort()
    await this.ended
  }

  async #read(response: Response): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    try {
      for await (const bytes of response.body!) {
        text += decoder.decode(bytes as Uint8Array, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop()!
        for (const block of blocks) this.#take(block)
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error
    }
  }

  #take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null
    const event = field('event')
    if (event === null) return
    const id = field('id')
    if (id !== null) this.lastId = id
    this.events.push({ id, event, data: JSON.parse(field('data') ?? '{}') })
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
