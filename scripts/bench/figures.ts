/** Durations of one way of doing a thing, milliseconds. */
export class Timings {
  readonly #ms: number[] = []

  /** Runs and keeps how long it took. */
  time<T>(run: () => T): T {
    const start = performance.now()
    const result = run()
    this.#ms.push(performance.now() - start)
    return result
  }

  async timeAsync<T>(run: () => Promise<T>): Promise<T> {
    const start = performance.now()
    const result = await run()
    this.#ms.push(performance.now() - start)
    return result
  }

  /** Keeps a duration that was measured elsewhere. */
  add(ms: number): void {
    this.#ms.push(ms)
  }

  percentile(share: number): number {
    const sorted = this.#ms.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  }

  get p50(): number {
    return this.percentile(0.5)
  }

  get p95(): number {
    return this.percentile(0.95)
  }
}

/** Lines of a table with aligned columns. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n')
}
