import type { Static } from 'typebox'
import { UNITS, UNITS_OF, type Unit } from '../../contract/words.ts'
import type { Catalogue } from '../../materials/catalogue.ts'
import type { Suggestion, UnderstandRequest, Understanding } from '../../materials/schema.ts'
import { municipalityOf } from '../../organisations/site.ts'
import { suggest, suggestIndexOf } from '../../materials/understanding/index.ts'
import { wordsOf, type Word } from '../../materials/reading/words.ts'
import { kindIn } from './kind.ts'
import { monthsIn } from './months.ts'
import { placeIn } from './place.ts'
import { quantityIn } from './quantity.ts'
import { wordsOfRuns, type Run } from './words-found.ts'

/** "Within 24 hours" is said of many a material: hours are an amount only where it is known that they may be one. */
const UNSAID_UNITS = UNITS.filter((unit) => unit !== 'h')

/**
 * Takes a text apart into the parts of a listing. What the text does not say stays null.
 * `kind` in the answer is what the text says; materials are sought for the kind that is asked for, else for that one,
 * else for an offer.
 */
export function understand(
  catalogue: Catalogue,
  { text, lang, kind, resourceKind, wasteCode, nace }: Static<typeof UnderstandRequest>,
): Understanding {
  const words = wordsOf(text)
  const said = kindIn(words)
  const place = placeIn(words, catalogue)
  const months = monthsIn(text, words)
  const units: readonly Unit[] = resourceKind ? UNITS_OF[resourceKind] : UNSAID_UNITS
  const fits = (unit: Unit) => units.includes(unit)
  const measured = quantityIn(words, months?.value ?? null, resourceKind, fits, () => false)
  const known = [...(place?.runs ?? []), ...(months?.runs ?? []), ...(measured?.runs ?? [])]
  const suggestions = suggest(suggestIndexOf(catalogue), {
    text: without(text, words, known),
    kind: kind ?? said?.value ?? 'offer',
    ...(lang && { lang }),
    ...(wasteCode && { wasteCode }),
    ...(nace && { nace: [nace] }),
  })
  const quantity =
    measured ?? quantityIn(words, months?.value ?? null, resourceKind, fits, isIn(words, suggestions[0]))
  const wordsFor = (runs: readonly Run[]) => wordsOfRuns(text, words, runs)
  return {
    kind: said?.value ?? null,
    suggestions,
    quantity: quantity && { ...quantity.value, words: wordsFor(quantity.runs) },
    months: months && { months: months.value, words: wordsFor(months.runs) },
    place: place && {
      municipality: place.value.id,
      within: (municipalityOf(place.value, catalogue.municipalities) ?? place.value).id,
      names: place.value.names,
      lon: place.value.lon,
      lat: place.value.lat,
      words: wordsFor(place.runs),
    },
  }
}

/** The text with what is already understood left blank, so that nothing of it counts against the name of a material. */
function without(text: string, words: readonly Word[], runs: readonly Run[]): string {
  let left = text
  for (const { from, until } of runs) {
    const [start, end] = [words[from]!.start, words[until - 1]!.end]
    left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end)
  }
  return left
}

const isIn = (words: readonly Word[], suggestion: Suggestion | undefined) => (at: number) =>
  suggestion !== undefined && suggestion.matchedWords.includes(words[at]?.text ?? '')
