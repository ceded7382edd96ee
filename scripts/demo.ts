// npm run demo -- fill|remove: brings the fictional demonstration region in, or takes everything of it out again.
import { migrate } from '../db/migrate.ts'
import { open, type Database } from '../db/open.ts'
import { readConfig, type Config } from '../server/config.ts'
import { fillDemo } from '../server/demo/fill.ts'
import { removeDemo } from '../server/demo/remove.ts'
import type { Clock } from '../server/journal/write.ts'
import { loadCatalogue } from '../server/materials/load.ts'
import { explainStart } from '../server/start-errors.ts'
import { withMarket } from './with-market.ts'

const USAGE = 'Usage: npm run demo -- fill|remove'
/** Somebody may run this where real firms list their materials. */
const NOT_HERE =
  'The demonstration region is filled only into the embedded database of this machine. Set DEMO=1 to fill it in here nevertheless.'

const clock: Clock = () => new Date()
const say = (line: string) => process.stderr.write(`${line}\n`)
const [command, ...rest] = process.argv.slice(2)

process.exitCode = await run()

async function run(): Promise<0 | 2> {
  if ((command !== 'fill' && command !== 'remove') || rest.length > 0) {
    say(USAGE)
    return 2
  }
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    if (command === 'fill' && !config.fillDemonstration) {
      say(NOT_HERE)
      return 2
    }
    await inDatabase(config, command === 'fill' ? fill : remove)
    return 0
  } catch (error) {
    const line = explainStart(error, config)
    if (line === null) throw error
    say(line)
    return 2
  }
}

async function inDatabase(config: Config, work: (database: Database) => Promise<string>): Promise<void> {
  say(config.embedded ? `Opening the database in ${config.dataDir} …` : 'Connecting to the database …')
  const database = await open(config.database, { connections: config.databaseConnections })
  try {
    await migrate(database)
    process.stdout.write(`${await work(database)}\n`)
  } finally {
    await database.close()
  }
}

async function fill(database: Database): Promise<string> {
  const { db } = database
  await loadCatalogue(db, clock, say)
  const tools = await withMarket(database, clock)
  const { organisations, listings, changed } = await fillDemo(db, clock, tools, say)
  return `${organisations} fictional organisations with ${listings} listings are there; ${changed} listings were new or changed.`
}

async function remove({ db }: Database): Promise<string> {
  const { organisations, listings } = await removeDemo(db, clock)
  return `${organisations} fictional organisations and ${listings} listings were removed.`
}
