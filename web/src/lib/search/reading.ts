import type { Described, Suggestion } from '#lib/contract.ts'

/** Below this a second thing is too little of a thing to be asked about. */
const WORTH_ASKING = 0.6
const MOST_ASKED = 5

/** What is known beside a text and helps to understand it. */
export interface TextContext {
  nace?: string
  wasteCode?: string
}

/** Suggestions that were carried by the same words: one thing that the text speaks of. */
export interface Thing {
  words: string[]
  suggestions: Suggestion[]
  /** The one that is meant, or null when the reader has to say. */
  meant: Suggestion | null
}

export const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}:${id}`

/**
 * Sorts suggestions into the things that a text speaks of, best first, and says which are beyond doubt. What is only usual
 * in the writer's trade is asked about where nothing else is, as one thing that no words carry.
 */
export function thingsIn(suggestions: readonly Suggestion[]): Thing[] {
  const spoken = suggestions.filter(({ matchedWords, isSure }) => isSure || matchedWords.length > 0)
  if (spoken.length === 0 && suggestions.length > 0)
    return [{ words: [], suggestions: [...suggestions], meant: null }]
  const things: Suggestion[][] = []
  for (const suggestion of spoken) {
    const same = things.find((thing) => thing.some((other) => shareWords(other, suggestion)))
    if (same) same.push(suggestion)
    else if (suggestion.confidence >= WORTH_ASKING || things.length === 0) things.push([suggestion])
  }
  return things.map((group) => ({
    words: [...new Set(group[0]?.matchedWords ?? [])],
    suggestions: group,
    meant: group.find(({ isSure }) => isSure) ?? null,
  }))
}

const shareWords = (a: Suggestion, b: Suggestion): boolean =>
  a.matchedWords.some((word) => b.matchedWords.includes(word))

/** The few worth asking about. */
export const askedOf = (thing: Thing): Suggestion[] => thing.suggestions.slice(0, MOST_ASKED)

/** The code a material usually goes by; null when its codes differ in hazard, for then the reader has to say. */
export function usualCodeOf(suggestion: Pick<Described, 'wasteCodes'> | undefined): string | null {
  const [first, ...rest] = suggestion?.wasteCodes ?? []
  return first && rest.every(({ hazardous }) => hazardous === first.hazardous) ? first.code : null
}

/** Things of which it is not known yet which material is meant: neither the text says it nor was one of them chosen. */
export const unanswered = (
  things: readonly Thing[],
  targets: readonly { kind: string; id: string }[],
): Thing[] => {
  const chosen = new Set(targets.map(keyOf))
  return things.filter(
    ({ meant, suggestions }) => !meant && !suggestions.some((suggestion) => chosen.has(keyOf(suggestion))),
  )
}
