// Writes the table of settings into the README, between its two marks.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTINGS } from '../server/config.ts'

const README = join(import.meta.dirname, '../README.md')
const TABLE = /(?<=<!-- settings -->\n)[\s\S]*?(?=<!-- \/settings -->)/

/** The settings as a Markdown table. */
export function settingsTable(): string {
  const lines = SETTINGS.map(({ name, default: preset, meaning, allowed }) => {
    const cells = [`\`${name}\``, preset ? `\`${preset}\`` : '', `${meaning} Allowed: ${allowed}.`]
    return `| ${cells.join(' | ')} |`
  })
  return ['| variable | default | meaning |', '|---|---|---|', ...lines, ''].join('\n')
}

/** What stands between the marks of the README; null without marks. */
export const tableInReadme = (): string | null => TABLE.exec(readFileSync(README, 'utf8'))?.[0] ?? null

if (import.meta.main)
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(TABLE, () => `\n${settingsTable()}\n`),
  )
