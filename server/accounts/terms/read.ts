import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../contract/people.ts'

const FOLDER = join(import.meta.dirname, '../../../db/terms')
const FILE = /^(\d{4}-\d{2}-\d{2})\.(ka|en)\.md$/

/** The terms of use of one version, as Markdown. */
export interface Terms {
  /** Day from which they hold. */
  version: string
  texts: Record<Language, string>
}

/** Reads the newest terms of use; versions are days, and every one stands in both languages. */
function readTerms(): Terms {
  const versions = readdirSync(FOLDER).flatMap((name) => FILE.exec(name)?.[1] ?? [])
  const version = versions.toSorted().at(-1)
  if (!version) throw new Error(`There are no terms of use in ${FOLDER}`)
  const text = (language: Language) => readFileSync(join(FOLDER, `${version}.${language}.md`), 'utf8')
  return { version, texts: { ka: text('ka'), en: text('en') } }
}

let terms: Terms | undefined

/** The terms that hold now; they change with the program only. */
export const currentTerms = (): Terms => (terms ??= readTerms())
