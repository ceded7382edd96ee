import { beforeAll, describe, expect, test } from 'vitest'
import {
  buildIndex,
  suggest,
  suggestIndexOf,
  type Question,
  type SuggestIndex,
} from '../../server/materials/understanding/index.ts'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import { database } from '../setup/database.ts'
import { everydayTerms } from './everyday-terms.ts'
import { everydayTexts } from './everyday-texts.ts'

let catalogue: Catalogue
let index: SuggestIndex
beforeAll(async () => {
  catalogue = await readCatalogue((await database()).db)
  index = buildIndex(catalogue)
})

const ask = (text: string, question: Partial<Question> = {}) => suggest(index, { text, ...question })

/** How many of some texts are understood, with those that are not. */
function measure(texts: readonly (Question & { means: readonly string[] })[]) {
  const found = texts.map(({ means, ...question }) => {
    const suggestions = suggest(index, question)
    return {
      ...question,
      means,
      ids: suggestions.map(({ id }) => id),
      at: suggestions.findIndex(({ id }) => means.includes(id)),
    }
  })
  const hits = (first: number) => found.filter(({ at }) => at >= 0 && at < first).length / texts.length
  const misses = found
    .filter(({ at }) => at !== 0)
    .map(
      ({ text, means, ids, at }) =>
        `${at < 0 ? 'not at all' : `at ${at + 1}`}: "${text}" means ${means.join(' or ')}, not ${ids.slice(0, 3).join(', ')}`,
    )
  return { first: hits(1), firstThree: hits(3), misses: misses.join('\n') }
}

test('texts as people type them are understood', () => {
  const { first, firstThree, misses } = measure(everydayTexts)
  expect(first, misses).toBeGreaterThanOrEqual(0.9)
  expect(firstThree, misses).toBeGreaterThanOrEqual(0.95)
})

describe('the words of the trade are understood', () => {
  test('there are at least 150 of them', () => {
    expect(new Set(everydayTerms.map(({ en }) => en)).size).toBeGreaterThanOrEqual(150)
  })
  test.each(['ka', 'en'] as const)('in %s', (lang) => {
    const { first, firstThree, misses } = measure(
      everydayTerms.map(({ means, ...text }) => ({ text: text[lang], lang, means })),
    )
    expect(first, misses).toBeGreaterThanOrEqual(0.85)
    expect(firstThree, misses).toBeGreaterThanOrEqual(0.9)
  })
})

test('what the tables mean exists in the catalogue', () => {
  const meant = [...everydayTerms, ...everydayTexts].flatMap(({ means }) => means)
  expect(meant.filter((id) => !catalogue.materials.has(id) && !catalogue.uses.has(id))).toEqual([])
})

test('the index of a catalogue is built once', () => {
  expect(suggestIndexOf(catalogue)).toBe(suggestIndexOf(catalogue))
  expect(suggestIndexOf({ ...catalogue })).not.toBe(suggestIndexOf(catalogue))
})

test('a text that names nothing is answered with nothing', () => {
  for (const text of ['', '   ', '?!', '12345', 'qwxz zzyx', 'the and of', 'და ან'])
    expect(ask(text)).toEqual([])
})
