// Prints the OpenAPI document of the API, or writes it to the file named.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { migrate } from '../db/migrate.ts'
import { open } from '../db/open.ts'
import { buildApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { newMatching } from '../server/matching/market.ts'
import { readCatalogue } from '../server/materials/read-catalogue.ts'
import { version } from '../server/version.ts'

const [file] = process.argv.slice(2)
const database = await open('memory://')
await migrate(database)
const app = await buildApp({
  database,
  config: readConfig({}),
  clock: () => new Date(),
  version,
  // It signs nothing here.
  secret: 'x'.repeat(32),
  matching: newMatching(await readCatalogue(database.db), '2000-01-01'),
  isMarketLoaded: () => false,
})
await app.ready()
const text = `${JSON.stringify(app.swagger(), null, 2)}\n`
if (file) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
} else process.stdout.write(text)
await app.close()
await database.close()
