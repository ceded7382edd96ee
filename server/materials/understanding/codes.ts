import MiniSearch from 'minisearch'
import type { Catalogue } from '../catalogue.ts'
import { stemOf } from '../reading/inflection.ts'
import { FUNCTION_WORDS } from '../reading/ordinary-words.ts'
import { readText } from '../reading/candidates.ts'
import { buildIndex, isLight, type SuggestIndex } from '../reading/phrases.ts'
import { rankTargets } from '../reading/rank.ts'
import { wordsOf } from '../reading/words.ts'

/** A waste code that a text may mean. */
export interface CodeMeant {
  code: string
  /** 0–1. */
  sureness: number
  /** The material whose code it is, or null when the name of the code itself was met. */
  material: string | null
}

/** What is left from one code of a material to its next, less typical one. */
const LESS_TYPICAL = 0.85
/** The official name of a code that fits best is worth this much, the others in proportion. */
const BY_NAME = 0.75
/** Names of the chapter and subchapter tell less than the name itself. */
const BOOST = { name: 3, above: 1 }

/** Makes the function that finds the six-digit waste codes that a text may mean, surest first. */
export function codeFinderOf(
  catalogue: Catalogue,
  index: SuggestIndex = buildIndex(catalogue),
): (text: string) => CodeMeant[] {
  const search = indexOfNames(catalogue)
  return (text) => {
    const best = new Map<string, CodeMeant>()
    const offer = (one: CodeMeant) => {
      const known = best.get(one.code)
      if (!known || known.sureness < one.sureness) best.set(one.code, one)
    }
    for (const { phrase, confidence } of rankTargets(index, readText(index, text, false), {
      kind: 'offer',
    })) {
      const material = index.targets[phrase.target]!.id
      const codes = catalogue.materials.get(material)?.wasteCodes ?? []
      for (const [at, code] of codes.entries())
        offer({ code, sureness: Math.min(1, confidence) * LESS_TYPICAL ** at, material })
    }
    const named = search.search(text)
    for (const { id, score } of named)
      offer({ code: id as string, sureness: (BY_NAME * score) / named[0]!.score, material: null })
    return [...best.values()].sort((a, b) => b.sureness - a.sureness || (a.code < b.code ? -1 : 1))
  }
}

/** The official names of the codes, in both languages, with the names of what they stand under. */
function indexOfNames({ wasteCodes }: Catalogue) {
  const namesOf = (code: string) => Object.values(wasteCodes.get(code)?.names ?? {}).join(' ')
  const search = new MiniSearch<{ id: string; name: string; above: string }>({
    fields: ['name', 'above'],
    tokenize: (text) =>
      wordsOf(text)
        .filter(({ form }) => !FUNCTION_WORDS.has(form) && !isLight(form))
        .map(({ form }) => stemOf(form)),
    processTerm: (term) => term,
    searchOptions: { boost: BOOST },
  })
  search.addAll(
    [...wasteCodes.values()]
      .filter(({ code, retired }) => code.length === 6 && !retired)
      .map(({ code }) => ({
        id: code,
        name: namesOf(code),
        above: `${namesOf(code.slice(0, 4))} ${namesOf(code.slice(0, 2))}`,
      })),
  )
  return search
}
