import { migrate } from '../db/migrate.ts'
import { open } from '../db/open.ts'
import { readConfig, type Config } from '../server/config.ts'
import type { JudgedProposal } from '../server/matching/learning/outcomes.ts'
import { readJudgedProposals } from '../server/matching/learning/store.ts'
import { explainStart } from '../server/start-errors.ts'

/**
 * What became of the proposals of this installation's database.
 * @returns null, after one line on standard error, when the database cannot be opened
 */
export async function storedProposals(): Promise<JudgedProposal[] | null> {
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    const database = await open(config.database)
    try {
      await migrate(database)
      return await readJudgedProposals(database.db)
    } finally {
      await database.close()
    }
  } catch (error) {
    const line = explainStart(error, config)
    if (line === null) throw error
    process.stderr.write(`${line}\n`)
    process.exitCode = 2
    return null
  }
}
