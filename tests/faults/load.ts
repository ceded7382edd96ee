import { setTimeout as pause } from 'node:timers/promises'
import { offerOf } from './publishing.ts'
import { previewOf } from './serving.ts'

/** How many requests are under way at any time. */
const AT_ONCE = 8
/** A request that hangs for this long counts as failed. */
const PATIENCE_MS = 20_000

const { ref: _ref, title: _title, ...draft } = offerOf('asked')
const REQUESTS: [path: string, options?: RequestInit][] = [
  ['/api/v1/listings?limit=20'],
  ['/api/v1/matches/preview', previewOf(draft)],
  ['/api/v1/areas/municipalities'],
  ['/health/ready'],
]

/** Requests to a server without pause; counts what came back. */
export class Load {
  /** Answers by what they are: `200`, `503 problem database_unavailable`, or what went wrong. */
  #answers = new Map<string, number>()
  #stopped = false
  /** The request that each client waits for. */
  readonly #underWay: Promise<string>[] = []
  readonly #running: Promise<unknown>

  constructor(address: string) {
    this.#running = Promise.all(Array.from({ length: AT_ONCE }, (_, n) => this.#ask(address, n)))
  }

  /** What came back since the last time this was asked. */
  take(): Record<string, number> {
    const taken = this.#answers
    this.#answers = new Map()
    return Object.fromEntries(taken)
  }

  /** How often such an answer came back since the last time. */
  count(answer: string): number {
    return this.#answers.get(answer) ?? 0
  }

  /** Waits until whatever is under way now has come back and was counted. */
  async drained(): Promise<void> {
    await Promise.all(this.#underWay)
    await pause(0)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #ask(address: string, first: number): Promise<void> {
    for (let n = first; !this.#stopped; n++) {
      const [path, options] = REQUESTS[n % REQUESTS.length]!
      this.#underWay[first] = answerTo(`${address}${path}`, options)
      const answer = await this.#underWay[first]
      this.#answers.set(answer, (this.#answers.get(answer) ?? 0) + 1)
      // A refusal comes back at once; asking again at once would only measure how fast that is.
      if (answer !== '200') await pause(20)
    }
  }
}

async function answerTo(url: string, options: RequestInit = {}): Promise<string> {
  try {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) })
    const body = (await response.json()) as { code?: string }
    if (response.ok) return String(response.status)
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
    return `${response.status} ${isProblem ? 'problem' : 'no problem'} ${body.code}`
  } catch (error) {
    return `failed: ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`
  }
}
