// npm run evaluate -- FILE.csv [--explain]: how well the catalogue ranks a table of real exchanges (columns waste, ewc,
// donor_sector, donor_nace, use, receiver_sector, receiver_nace), beside plain text search and with parts left out.
// npm run evaluate -- --codes FILE.csv [--explain]: how often a term (columns term, code) leads to its waste code.
// Reads the catalogue from its files; nothing of the table is learnt or stored.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CatalogueInvalid } from '../server/materials/problem.ts'
import { catalogueOf, heldReference } from '../server/materials/reference/held.ts'
import { referenceVersion } from '../server/materials/reference/version.ts'
import { codeFinderOf } from '../server/materials/understanding/codes.ts'
import { CODE_DEPTHS, codeRanksOf } from '../server/matching/evaluate/codes.ts'
import { evaluate, rankingOf } from '../server/matching/evaluate/evaluate.ts'
import { readCodedTerms, readExchanges, TableUnusable } from '../server/matching/evaluate/exchanges.ts'
import { measured } from '../server/matching/evaluate/measures.ts'
import { codesReport, missesOf, reportOf } from '../server/matching/evaluate/report.ts'

const USAGE = 'Usage: npm run evaluate -- [--explain] [--codes] FILE.csv\n'
const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

try {
  const { values, positionals } = parseArgs({
    options: { explain: { type: 'boolean', default: false }, codes: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new TableUnusable(USAGE.trim())
  const csv = readFileSync(file, 'utf8')
  if (values.codes) reportCodes(csv, values.explain)
  else reportExchanges(csv, values.explain)
} catch (error) {
  if (!(error instanceof Error)) throw error
  const isMistake =
    error instanceof TableUnusable ||
    error instanceof CatalogueInvalid ||
    ('code' in error && /^(ERR_PARSE_ARGS|ENOENT|EISDIR|EACCES)/.test(String(error.code)))
  if (!isMistake) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

function reportExchanges(csv: string, explain: boolean): void {
  const table = readExchanges(csv)
  const reference = heldReference()
  const evaluation = evaluate(reference, table, referenceVersion())
  say(reportOf(evaluation))
  if (explain) say(missesOf(table, rankingOf(reference, table), evaluation.engine.ranks))
}

function reportCodes(csv: string, explain: boolean): void {
  const terms = readCodedTerms(csv)
  const find = codeFinderOf(catalogueOf(heldReference()))
  const ranks = codeRanksOf(terms, find)
  say(codesReport(terms.length, measured(ranks, CODE_DEPTHS), CODE_DEPTHS))
  if (!explain) return
  for (const [at, { term, codes }] of terms.entries())
    if (ranks[at]! > CODE_DEPTHS.at(-1)!)
      say([
        `${term}: ${codes.join(', ')}, found ${
          find(term)
            .slice(0, 3)
            .map(({ code, material }) => `${code} by ${material ?? 'its name'}`)
            .join(', ') || 'nothing'
        }`,
      ])
}
