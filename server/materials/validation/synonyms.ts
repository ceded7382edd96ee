import type { Problem } from '../problem.ts'
import type { RawReference } from '../reference/read.ts'

const LANGUAGES = ['en', 'ka'] as const

/** Names and synonyms by which two rows of a table would be taken for each other, per language, whatever the case. */
export function duplicateSynonyms(raw: RawReference, name: 'materials' | 'uses' | 'branches'): Problem[] {
  return LANGUAGES.flatMap((language) => {
    const owner = new Map<string, string>()
    const columns = [`name_${language}`, `synonyms_${language}`]
    return raw.rows[name].flatMap(({ file, line, cells }) =>
      columns.flatMap((column) =>
        wordsIn(cells[column] ?? '').flatMap((word) => {
          const [id = '', first = id] = [cells['id'], owner.get(word)]
          owner.set(word, first)
          const value = `${word} (${first})`
          return first === id ? [] : [{ file, line, column, code: 'duplicate_synonym' as const, value }]
        }),
      ),
    )
  })
}

const wordsIn = (cell: string) =>
  cell
    .split('|')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
