/**
 * What each step between an offered material and a wanted material or use costs. Steps multiply, so a path of several
 * steps is never better than its weakest one. Judgements of ours, kept in one place; changing one changes ranks.
 */
export const CLOSURE_WEIGHTS = {
  /** A kind is almost as good as its group was asked for; the little that is lost prefers the taker who asked for exactly this. */
  isA: 0.98,
  /** Arriving at a root that gathers a whole family: who asks for all of it says little about what they can really take. */
  isAWideRoot: 0.5,
  /** Kinds below a root from which on it is a family ("plant residues", "plastics") and no longer one thing in a few forms ("manure", "batteries"). */
  kindsOfWideRoot: 14,
  /** A group is offered where one kind of it is wanted: it may or may not be that kind. */
  partOfGroup: 0.6,
  /** Serves a narrower role, so it serves the wider one that was asked for. */
  broaderUse: 0.9,
  /** Serves the wider role; whether it serves the narrower one that was asked for is open. */
  narrowerUse: 0.5,
  /** The taker converts it, and that this kind of plant can do so is all that is known: less than a stated suitability. */
  takerConverts: 0.85,
  /** Somebody must convert it first: one more party, plant and margin. Whoever takes it as it is comes before whoever takes what can be made of it. */
  conversion: 0.75,
  /** How sure one can be that a conversion works at scale. */
  maturity: { commercial: 0.95, demonstrated: 0.8, pilot: 0.55, research: 0.3 },
  /** Conversions in a row; behind the second nobody would call it an exchange. */
  mostConversions: 2,
  /** Below this a path explains nothing and would only widen the search. */
  leastScore: 0.15,
  /** Raise when the rules of the search change, so that stored closures are rebuilt. */
  revision: 1,
} as const

export type Maturity = keyof typeof CLOSURE_WEIGHTS.maturity
