const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 60_000

/** Reads something anew when it is told to, one time after the other, and again later where that failed. */
export class BringUpToDate {
  readonly #read: () => Promise<unknown>
  #isReading = false
  #isAskedAgain = false
  #hasEnded = false
  #pause = FIRST_PAUSE_MS
  #later: ReturnType<typeof setTimeout> | undefined

  constructor(read: () => Promise<unknown>) {
    this.#read = read
  }

  /** What comes while it is read leads to one more time. */
  wake(): void {
    this.#isAskedAgain = true
    if (!this.#isReading) void this.#readOn()
  }

  end(): void {
    this.#hasEnded = true
    clearTimeout(this.#later)
  }

  async #readOn(): Promise<void> {
    this.#isReading = true
    clearTimeout(this.#later)
    while (this.#isAskedAgain && !this.#hasEnded) {
      this.#isAskedAgain = false
      try {
        await this.#read()
        this.#pause = FIRST_PAUSE_MS
      } catch {
        this.#tryLater()
      }
    }
    this.#isReading = false
  }

  #tryLater(): void {
    if (this.#hasEnded) return
    this.#later = setTimeout(() => this.wake(), this.#pause)
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
  }
}
