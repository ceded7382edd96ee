import { expect, test } from 'vitest'
import { thingsIn } from '../../web/src/lib/search/reading.ts'

type Suggestion = Parameters<typeof thingsIn>[0][number]
const suggestion = (id: string, confidence: number, matchedWords: string[], isSure = false): Suggestion => ({
  kind: 'material',
  id,
  names: { en: id, ka: id },
  stream: null,
  wasteCodes: [],
  confidence,
  isSure,
  because: matchedWords.length > 0 ? 'words' : 'sector',
  matchedWords,
  matchedName: '',
})
const idsOf = (suggestions: Suggestion[]) =>
  thingsIn(suggestions).map((thing) => thing.suggestions.map(({ id }) => id))

test('what the words say is asked about before what is usual in the trade', () => {
  expect(
    idsOf([
      suggestion('grape-pomace', 0.64, []),
      suggestion('mineral-dust', 0.35, ['dust']),
      suggestion('wood-dust', 0.33, ['dust']),
    ]),
  ).toEqual([['mineral-dust', 'wood-dust']])
})

test('where the words say nothing, what is usual in the trade is one question', () => {
  const usual = [suggestion('grape-pomace', 0.64, []), suggestion('grape-stalk', 0.58, [])]
  expect(thingsIn(usual)).toEqual([{ words: [], suggestions: usual, meant: null }])
})

test('what a code says beyond doubt is meant, though no word carries it', () => {
  const [thing] = thingsIn([suggestion('cement-kiln-dust', 0.9, [], true)])
  expect(thing?.meant?.id).toBe('cement-kiln-dust')
})
