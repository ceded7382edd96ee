import type { BundleShape, PublicListing } from '#lib/contract.ts'

export interface PairDraft {
  key: number
  offer: PublicListing | null
  need: PublicListing | null
}

/** As many pairs as a bundle can have. */
export const MOST_PAIRS = 20
const LEAST_PAIRS = 2

/** A bundle that a facilitator puts together. What all pairs share by its shape is chosen once. */
export class BundleDraft {
  shape = $state<BundleShape>('pooled')
  allOrNone = $state(true)
  pairs = $state.raw<PairDraft[]>([])
  message = $state({ ka: '', en: '' })
  #nextKey = 0

  constructor(offer: PublicListing | null, need: PublicListing | null) {
    this.add(offer, need)
    this.add(null, null)
  }

  /** A further pair; what the shape has in common is taken over from the first. */
  add(offer: PublicListing | null = null, need: PublicListing | null = null): void {
    const [first] = this.pairs
    this.pairs = [
      ...this.pairs,
      {
        key: this.#nextKey++,
        offer: offer ?? (this.shape === 'split' ? (first?.offer ?? null) : null),
        need: need ?? (this.shape === 'pooled' ? (first?.need ?? null) : null),
      },
    ]
  }

  remove(key: number): void {
    this.pairs = this.pairs.filter((pair) => pair.key !== key)
  }

  /** Puts a listing into a pair, and into all of them where the shape has one for all. */
  choose(key: number, end: 'offer' | 'need', listing: PublicListing | null): void {
    const isShared = this.shape === (end === 'offer' ? 'split' : 'pooled')
    this.pairs = this.pairs.map((pair) => (pair.key === key || isShared ? { ...pair, [end]: listing } : pair))
  }

  get canRemove(): boolean {
    return this.pairs.length > LEAST_PAIRS
  }

  /** Whether the message stands in one language only. */
  get isMessageHalf(): boolean {
    return (this.message.ka.trim() === '') !== (this.message.en.trim() === '')
  }

  /** What is sent; null while a listing is missing. */
  get body() {
    const pairs = this.pairs.flatMap(({ offer, need }) =>
      offer && need ? [{ offerId: offer.id, needId: need.id }] : [],
    )
    if (pairs.length < this.pairs.length) return null
    const [ka, en] = [this.message.ka.trim(), this.message.en.trim()]
    return {
      shape: this.shape,
      allOrNone: this.allOrNone,
      pairs,
      ...(ka && en && { message: { ka, en } }),
    }
  }
}
