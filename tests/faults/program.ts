import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../setup/template.ts'

/** A program of ours in a process of its own, to be listened to and killed. */
export class Program {
  /** What it printed so far, line by line. */
  readonly lines: string[] = []
  /** What it wrote to its error output so far. */
  said = ''
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  /**
   * @param file path of the program from the root of the project
   * @param env settings on top of this process's own; none of the database is inherited
   */
  constructor(file: string, args: readonly string[], env: Record<string, string> = {}) {
    const { DATABASE_URL: _url, DATA_DIR: _folder, ...inherited } = process.env
    this.#child = spawn(process.execPath, [join(root, file), ...args], {
      cwd: root,
      env: { ...inherited, ...env },
      stdio: 'pipe',
    })
    createInterface(this.#child.stdout!).on('line', (line) => this.lines.push(line))
    this.#child.stderr!.on('data', (part: Buffer) => (this.said += part.toString()))
    const killWithUs = () => this.#child.kill('SIGKILL')
    process.once('exit', killWithUs)
    this.#ended = once(this.#child, 'close').then(() => process.off('exit', killWithUs))
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Waits for a line of its output, one that is there already included. */
  async printed(pattern: RegExp, withinMs = 120_000): Promise<RegExpMatchArray> {
    const until = Date.now() + withinMs
    for (;;) {
      for (const line of this.lines) {
        const found = line.match(pattern)
        if (found) return found
      }
      if (!this.isRunning || Date.now() > until)
        throw new Error(`${pattern.source} did not come. The program said:\n${this.said}`)
      await Promise.race([pause(5), this.#ended])
    }
  }

  tell(line: string): void {
    this.#child.stdin!.write(`${line}\n`)
  }

  /** Comes back with its exit code (null when a signal ended it), when everything it wrote has been read. */
  async ended(): Promise<number | null> {
    await this.#ended
    return this.#child.exitCode
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.#child.kill(signal)
    return this.ended()
  }
}

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms))
