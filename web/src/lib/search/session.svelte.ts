import { get, isAbort } from '#lib/api/request.ts'
import type { Described, ListingKind, MatchesResponse, Suggestion, Understanding } from '#lib/contract.ts'
import { askMeaning, askPartners } from './ask.ts'
import type { Assumed } from './assumed.ts'
import { draftOf, noParts, type Chosen, type Parts } from './parts.ts'
import { readQuery, writeQuery } from './query.ts'
import { keyOf, thingsIn, unanswered, usualCodeOf, type TextContext, type Thing } from './reading.ts'

const TYPING_PAUSE_MS = 220
const HAND_PAUSE_MS = 60

type NamedPlace = NonNullable<Understanding['place']>
type HeardPart = 'kind' | 'targets' | 'quantity' | 'months' | 'place'

/**
 * One search: what was typed, what was understood, what was set by hand, and the partners found. Of a part that was both
 * typed and set by hand the newer one holds.
 */
export class Session {
  text = $state('')
  parts = $state<Parts>(noParts())
  /** Words of the text that carried a part; a part that was set by hand has none. */
  words = $state<Partial<Record<HeardPart, string>>>({})
  /** The amount was reckoned from words that give none exactly, such as truckloads. */
  isAmountEstimated = $state(false)
  things = $state.raw<Thing[]>([])
  /** A place in the text that is another one than where the listing's site lies: whether it is meant is asked. */
  elsewhere = $state.raw<NamedPlace | null>(null)
  partner = $state<number | null>(null)
  /** In whose name it is asked, so that its permits count. */
  organisation = $state<number | null>(null)
  /** NACE code of whoever writes: what such firms discard or take helps to understand him. */
  nace = $state<string | null>(null)
  /** Where partners are reckoned from until a place is told. */
  assumed = $state.raw<Assumed | null>(null)
  isReading = $state(false)
  /** The names of what an address named by id are on their way. */
  isNaming = $state(false)
  problem = $state.raw<unknown>(null)
  answer = $state.raw<{ key: string; response: MatchesResponse } | null>(null)

  readonly #known = new Map<string, Described>()
  #knownCount = $state(0)
  #heard: Partial<Record<HeardPart, string>> = {}
  /** Parts that an address gave or a hand set since what is read now was typed. */
  #given = new Set<keyof Parts>()
  #typing: ReturnType<typeof setTimeout> | undefined
  #reading: AbortController | undefined
  #matching: AbortController | undefined
  #naming: AbortController | undefined

  /** The other kinds have no catalogue, so that nothing is asked about what they are. */
  readonly isMaterial = $derived(this.parts.resourceKind === 'material')
  /** Things of which the reader has not yet said which material is meant. */
  readonly questions = $derived(this.isMaterial ? unanswered(this.things, this.parts.targets) : [])
  /** Something was typed and no material was recognised in it. */
  readonly isUnheard = $derived(
    this.isMaterial &&
      this.text.trim() !== '' &&
      !this.isReading &&
      this.things.length === 0 &&
      this.parts.targets.length === 0 &&
      this.problem === null,
  )
  readonly usualCode = $derived(
    this.parts.targets.length === 1 ? usualCodeOf(this.suggestionOf(this.parts.targets[0]!)) : null,
  )
  /** What is known beside the words. */
  readonly context = $derived<TextContext>({
    ...(this.nace && { nace: this.nace }),
    ...(this.parts.code && { wasteCode: this.parts.code }),
  })
  /** Where it is reckoned from. */
  readonly spot = $derived(this.parts.place ?? this.assumed)
  readonly draft = $derived(draftOf(this.parts, this.spot, this.usualCode))
  readonly #draftKey = $derived(this.draft ? JSON.stringify(this.draft) : null)
  /** Partners of exactly what stands on the page, or null while they are being looked for. */
  readonly response = $derived(
    this.answer && this.answer.key === this.#draftKey ? this.answer.response : null,
  )
  readonly isMatching = $derived(this.draft !== null && this.response === null && this.problem === null)
  readonly query = $derived(
    writeQuery({ text: this.text, parts: $state.snapshot(this.parts) as Parts, partner: this.partner }),
  )

  /** Keeps the partners in step with the draft. To be called while a component starts. */
  follow(): void {
    $effect(() => {
      const key = this.#draftKey
      if (this.answer?.key === key) this.#matching?.abort()
      if (key === null || this.answer?.key === key) return
      const timer = setTimeout(() => void this.#match(key), HAND_PAUSE_MS)
      return () => clearTimeout(timer)
    })
    $effect(() => () => this.#stop())
  }

  /** Takes up what an address carries. */
  restore(query: URLSearchParams): void {
    const { text, parts, partner, given } = readQuery(query)
    this.text = text
    this.parts = parts
    this.partner = partner
    this.#given = given
    if (text.trim()) void this.#read()
    void this.nameTargets()
  }

  /** The reader types; reading waits for a pause. */
  type(text: string): void {
    this.text = text
    this.partner = null
    clearTimeout(this.#typing)
    this.#reading?.abort()
    if (!text.trim()) return this.clear()
    this.isReading = true
    this.#typing = setTimeout(() => void this.#read(), TYPING_PAUSE_MS)
  }

  /** Reads at once what was typed, and asks again after a failure. */
  submit(): void {
    clearTimeout(this.#typing)
    this.problem = null
    if (this.text.trim()) void this.#read()
    if (this.#draftKey && this.answer?.key !== this.#draftKey) void this.#match(this.#draftKey)
  }

  clear(): void {
    this.#stop()
    const { kind, resourceKind, place } = this.parts
    Object.assign(this, { text: '', words: {}, things: [], partner: null, problem: null, answer: null })
    this.elsewhere = null
    // What an organisation writes stays at its site, and what it is was not read from the text.
    this.parts = { ...noParts(), kind, resourceKind, place: this.organisation === null ? null : place }
    this.#heard = {}
    this.#given.clear()
    this.isReading = false
  }

  /** Sets a part by hand. */
  set<K extends keyof Parts>(part: K, value: Parts[K]): void {
    this.parts[part] = value
    this.partner = null
    if (part === 'quantity') this.isAmountEstimated = false
    if (part in this.words) this.words = { ...this.words, [part]: undefined }
    if (part === 'targets') this.parts.code = undefined
    if (part === 'place') this.elsewhere = null
    // What is being read was typed before.
    if (this.isReading) this.#given.add(part)
  }

  /** Puts a material in the place of those carried by the same words; a need may accept several. */
  choose(suggestion: Suggestion, instead: readonly { kind: string; id: string }[]): void {
    this.remember([suggestion])
    const gone = new Set(instead.map(keyOf))
    const kept = this.parts.targets.filter((target) => !gone.has(keyOf(target)))
    const chosen: Chosen = { kind: suggestion.kind, id: suggestion.id }
    this.set('targets', [...kept.filter((target) => keyOf(target) !== keyOf(chosen)), chosen])
  }

  drop(target: Chosen): void {
    this.set(
      'targets',
      this.parts.targets.filter((other) => keyOf(other) !== keyOf(target)),
    )
  }

  /** Turns the search around; what was typed is read again, since only a need can be for a use. */
  setKind(kind: ListingKind): void {
    if (kind === this.parts.kind) return
    this.set('kind', kind)
    this.#heard = { ...this.#heard, targets: '' }
    if (this.text.trim()) void this.#read()
  }

  isChosen(thing: { kind: string; id: string }): boolean {
    return this.parts.targets.some((target) => keyOf(target) === keyOf(thing))
  }

  /** What is known of a material: its names and codes. */
  suggestionOf(target: { kind: string; id: string }): Described | undefined {
    return this.#knownCount >= 0 ? this.#known.get(keyOf(target)) : undefined
  }

  remember(things: readonly Described[]): void {
    for (const thing of things) this.#known.set(keyOf(thing), thing)
    this.#knownCount = this.#known.size
  }

  /** An address carries ids only; their names and codes are asked for, so that a shared link says and finds the same. */
  async nameTargets(): Promise<void> {
    const unknown = this.parts.targets.filter((target) => !this.#known.has(keyOf(target)))
    if (unknown.length === 0) return
    this.#naming?.abort()
    const { signal } = (this.#naming = new AbortController())
    this.isNaming = true
    try {
      const path = `/materials/named?things=${unknown.map(keyOf).join(',')}`
      this.remember((await get<{ things: Described[] }>(path, fetch, signal)).things)
    } catch (error) {
      if (isAbort(error)) return
      this.problem = error
    }
    this.isNaming = false
  }

  async #read(): Promise<void> {
    this.#reading?.abort()
    const { signal } = (this.#reading = new AbortController())
    this.isReading = true
    try {
      const kind = this.#isKindByHand() ? { kind: this.parts.kind } : {}
      const { resourceKind } = this.parts
      const what = this.isMaterial ? {} : { resourceKind }
      this.#absorb(await askMeaning(this.text, { ...kind, ...what, ...this.context }, signal))
      this.problem = null
    } catch (error) {
      if (isAbort(error)) return
      this.problem = error
    }
    this.isReading = false
  }

  /** The text decides what is sought unless the reader did; until either does it is an offer. */
  #isKindByHand(): boolean {
    const heard = JSON.parse(this.#heard.kind ?? 'null') as ListingKind | null
    return this.#given.has('kind') || this.parts.kind !== (heard ?? noParts().kind)
  }

  #absorb({ kind, suggestions, quantity, months, place }: Understanding): void {
    this.remember(suggestions)
    this.things = thingsIn(suggestions)
    const meant = this.things.flatMap(({ meant }) => (meant ? [{ kind: meant.kind, id: meant.id }] : []))
    const allOf = this.parts.kind === 'need' || kind === 'need'
    this.#hear('kind', kind, undefined)
    this.#hear('targets', meant.length > 0 ? (allOf ? meant : meant.slice(0, 1)) : null, undefined)
    this.#hear(
      'quantity',
      quantity && { amount: quantity.amount, unit: quantity.unit, period: quantity.period },
      quantity?.words,
      quantity?.isEstimate,
    )
    this.#hear('months', months?.months ?? null, months?.words)
    this.#hearPlace(place)
    this.#given.clear()
  }

  /** What an organisation writes stays at its site whatever the text says; another place is asked about. */
  #hearPlace(place: NamedPlace | null): void {
    const { place: stands } = this.parts
    const named = place && { municipality: place.municipality }
    if (this.organisation === null || stands === null || !('lon' in stands))
      return this.#hear('place', named, place?.words)
    const before = this.#heard.place
    const now = (this.#heard.place = JSON.stringify(named))
    if (before === now || this.#given.has('place')) return
    this.elsewhere = place && place.within !== stands.area ? place : null
  }

  /** Takes over what the text says of a part, but only when it says something new. */
  #hear<P extends HeardPart>(
    part: P,
    value: Parts[P] | null,
    words: string | undefined,
    isEstimate = false,
  ): void {
    const now = JSON.stringify(value)
    const before = this.#heard[part]
    this.#heard[part] = now
    if (before === now || this.#given.has(part)) return
    const wasHeard = before !== undefined && before !== 'null' && before === JSON.stringify(this.parts[part])
    if (value === null && !wasHeard) return
    this.parts[part] = value ?? noParts()[part]
    this.words = { ...this.words, [part]: words }
    if (part === 'targets') this.parts.code = undefined
    if (part === 'quantity') this.isAmountEstimated = isEstimate
  }

  async #match(key: string): Promise<void> {
    this.#matching?.abort()
    const { signal } = (this.#matching = new AbortController())
    this.problem = null
    try {
      this.answer = { key, response: await askPartners(key, this.organisation, signal) }
    } catch (error) {
      if (!isAbort(error)) this.problem = error
    }
  }

  #stop(): void {
    clearTimeout(this.#typing)
    this.#reading?.abort()
    this.#matching?.abort()
    this.#naming?.abort()
  }
}
