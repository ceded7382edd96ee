// npm run import -- FILE [--dry-run]: takes the listings of a CSV or XLSX file in; says which rows were refused, and why.
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from '../db/migrate.ts'
import { open } from '../db/open.ts'
import { settle } from '../db/transaction.ts'
import { readConfig, type Config } from '../server/config.ts'
import { refuseBelowAgreed } from '../server/exchanges/stock/reserve.ts'
import type { Clock } from '../server/journal/write.ts'
import {
  importListings,
  type ImportReport,
  type ImportTools,
} from '../server/listings/import/import-listings.ts'
import { FILE_LIMIT_BYTES } from '../server/listings/import/read.ts'
import { recogniserOf } from '../server/listings/import/recognise.ts'
import { loadCatalogue } from '../server/materials/load.ts'
import { Refusal } from '../server/refusals.ts'
import { explainStart } from '../server/start-errors.ts'
import { refusalInWords, tableOf } from './import-words.ts'
import { withMarket } from './with-market.ts'

const USAGE = 'Usage: npm run import -- FILE.csv|FILE.xlsx [--dry-run]'
const EXIT = { done: 0, nothingImported: 1, notStarted: 2 } as const

const clock: Clock = () => new Date()
const say = (line: string) => process.stderr.write(`${line}\n`)

process.exitCode = await run()

async function run(): Promise<number> {
  const asked = readArguments()
  if (!asked) {
    say(USAGE)
    return EXIT.notStarted
  }
  let config: Config | null = null
  try {
    const bytes = readBounded(asked.file)
    config = readConfig(process.env)
    return await importInto(config, bytes, asked.dryRun)
  } catch (error) {
    if (error instanceof Refusal) {
      say(refusalInWords(error))
      return EXIT.nothingImported
    }
    const line = explainFile(error, asked.file) ?? explainStart(error, config)
    if (line === null) throw error
    say(line)
    return EXIT.notStarted
  }
}

function readArguments(): { file: string; dryRun: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false } },
    })
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) return null
    // npm runs scripts in the folder of the project; the file is named from where the user stands.
    return { file: resolve(process.env['INIT_CWD'] ?? '.', file), dryRun: values['dry-run'] }
  } catch {
    return null
  }
}

function readBounded(file: string): Buffer {
  if (statSync(file).size > FILE_LIMIT_BYTES)
    throw new Refusal('payload_too_large', { maximumBytes: FILE_LIMIT_BYTES })
  return readFileSync(file)
}

function explainFile(error: unknown, file: string): string | null {
  const { code, path } = error as NodeJS.ErrnoException
  if (path !== undefined && path !== file) return null
  if (code === 'ENOENT') return `There is no file ${file}.`
  return code === 'EISDIR' || code === 'EACCES' ? `The file ${file} cannot be read.` : null
}

async function importInto(config: Config, bytes: Uint8Array, dryRun: boolean): Promise<number> {
  say(config.embedded ? `Opening the database in ${config.dataDir} …` : 'Connecting to the database …')
  const database = await open(config.database, { connections: config.databaseConnections })
  try {
    await migrate(database)
    await loadCatalogue(database.db, clock, say)
    const market = await withMarket(database, clock)
    const tools: ImportTools = {
      catalogue: market.catalogue,
      recognise: recogniserOf(market.catalogue),
      refuse: refuseBelowAgreed,
      changed: market.changed,
      progress: (done, total, step) =>
        say(
          step
            ? `Looked for the partners of ${done} of ${total} listings …`
            : `${done} of ${total} rows read …`,
        ),
    }
    const report = await settle(database.db, (tx) =>
      importListings(tx, { id: 'command:import' }, { bytes, dryRun }, clock, tools),
    )
    print(report, dryRun)
    const { created, revised, unchanged, refused } = report.counts
    return refused > 0 && created + revised + unchanged === 0 ? EXIT.nothingImported : EXIT.done
  } finally {
    await database.close()
  }
}

function print({ counts, refused, ignoredSheets }: ImportReport, dryRun: boolean): void {
  if (ignoredSheets.length > 0) say(`Only the first sheet was read, not: ${ignoredSheets.join(', ')}.`)
  if (refused.length > 0) process.stdout.write(`${tableOf(refused)}\n`)
  const { created, revised, unchanged } = counts
  process.stdout.write(
    `${created} new, ${revised} revised, ${unchanged} unchanged, ${counts.refused} refused${dryRun ? ' (nothing was kept: --dry-run)' : ''}\n`,
  )
}
