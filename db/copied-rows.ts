import { numericOf } from './copied-numeric.ts'

/** The fields of one row, read one after the other; null is null. Each method reads the next field as one type. */
export interface Row {
  /** smallint or integer */
  int(): number | null
  double(): number | null
  numeric(): number | null
  flag(): boolean | null
  text(): string | null
  /** date, as an ISO day */
  day(): string | null
}

/** Every binary copy begins with these bytes, flags and the length of an extension (PostgreSQL manual, COPY, "Binary Format"). */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const HEADER = SIGNATURE.length + 8
const LAST = -1
/** Dates are sent as days from here. */
const EPOCH = Date.UTC(2000, 0, 1)
const DAY_MS = 86_400_000
const MOST_FIELDS = 64
const SLOTS = 4096
const LONGEST_WORD = 32

/** Takes rows in PostgreSQL's binary copy format, in pieces as they arrive. */
export class CopiedRows implements Row {
  readonly #take: (row: Row) => void
  #bytes: Buffer = Buffer.alloc(0)
  /** Where the next row begins. */
  #at = 0
  #state: 'header' | 'rows' | 'done' = 'header'
  readonly #starts = new Int32Array(MOST_FIELDS)
  readonly #lengths = new Int32Array(MOST_FIELDS)
  #field = 0
  /** The last word met in each slot: words repeat, and are given out again instead of being made anew. */
  readonly #words: string[] = Array.from({ length: SLOTS }, () => '')

  constructor(take: (row: Row) => void) {
    this.#take = take
  }

  /** @throws Error on bytes that are no copy, and when a row was not read to its end. */
  push(piece: Buffer): void {
    this.#bytes =
      this.#at < this.#bytes.length ? Buffer.concat([this.#bytes.subarray(this.#at), piece]) : piece
    this.#at = 0
    if (this.#state === 'header' && !this.#skipHeader()) return
    for (let count = this.#findFields(); count > 0; count = this.#findFields()) {
      this.#field = 0
      this.#take(this)
      if (this.#field !== count) throw new Error(`A row of ${count} fields was read as ${this.#field}.`)
    }
  }

  /** @throws Error when the copy broke off. */
  end(): void {
    if (this.#state !== 'done') throw new Error('A copy broke off.')
  }

  int(): number | null {
    const at = this.#starts[this.#field]!
    const length = this.#lengths[this.#field++]!
    if (length < 0) return null
    return length === 2 ? this.#int16(at) : this.#int32(at)
  }

  double(): number | null {
    const at = this.#starts[this.#field]!
    if (this.#lengths[this.#field++]! < 0) return null
    HALVES[1] = this.#int32(at)
    HALVES[0] = this.#int32(at + 4)
    return WHOLE[0]!
  }

  numeric(): number | null {
    const at = this.#starts[this.#field]!
    return this.#lengths[this.#field++]! < 0 ? null : numericOf(this.#bytes, at)
  }

  flag(): boolean | null {
    const at = this.#starts[this.#field]!
    return this.#lengths[this.#field++]! < 0 ? null : this.#bytes[at] === 1
  }

  day(): string | null {
    const days = this.int()
    return days === null ? null : new Date(EPOCH + days * DAY_MS).toISOString().slice(0, 10)
  }

  text(): string | null {
    const at = this.#starts[this.#field]!
    const length = this.#lengths[this.#field++]!
    if (length < 0) return null
    if (length > LONGEST_WORD) return this.#bytes.toString('utf8', at, at + length)
    let slot = length
    for (let n = at; n < at + length; n++) slot = (Math.imul(slot, 31) + this.#bytes[n]!) | 0
    slot &= SLOTS - 1
    const known = this.#words[slot]!
    if (this.#spells(known, at, length)) return known
    return (this.#words[slot] = this.#bytes.toString('utf8', at, at + length))
  }

  /** True when the bytes are this word of ASCII. */
  #spells(word: string, at: number, length: number): boolean {
    if (word.length !== length) return false
    for (let n = 0; n < length; n++) if (word.charCodeAt(n) !== this.#bytes[at + n]) return false
    return true
  }

  #skipHeader(): boolean {
    if (this.#bytes.length < HEADER) return false
    if (!this.#bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE))
      throw new Error('This is no binary copy.')
    this.#at = HEADER + this.#int32(HEADER - 4)
    this.#state = 'rows'
    return true
  }

  /** Number of fields of the next row, with where each stands; 0 while the row is not whole, and at the end. */
  #findFields(): number {
    const size = this.#bytes.length
    let at = this.#at + 2
    if (this.#state === 'done' || at > size) return 0
    const count = this.#int16(at - 2)
    if (count === LAST) {
      this.#state = 'done'
      return 0
    }
    for (let n = 0; n < count; n++) {
      if (at + 4 > size) return 0
      const length = this.#int32(at)
      this.#starts[n] = at += 4
      this.#lengths[n] = length
      if (length > 0) at += length
    }
    if (at > size) return 0
    this.#at = at
    return count
  }

  #int16(at: number): number {
    return ((this.#bytes[at]! << 24) >> 16) | this.#bytes[at + 1]!
  }

  #int32(at: number): number {
    const bytes = this.#bytes
    return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
  }
}

/** A double and its two halves; every machine that Node runs on puts the lower one first. */
const WHOLE = new Float64Array(1)
const HALVES = new Int32Array(WHOLE.buffer)
