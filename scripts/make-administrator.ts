// npm run make-administrator -- EMAIL: makes the first administrator, or another one.
import { migrate } from '../db/migrate.ts'
import { open } from '../db/open.ts'
import { makeAdministrator } from '../server/accounts/appoint.ts'
import { LINK_HOURS } from '../server/accounts/one-time/tokens.ts'
import { readConfig, type Config } from '../server/config.ts'
import { addressOf } from '../server/listen.ts'
import { explainStart } from '../server/start-errors.ts'

const USAGE = 'Usage: npm run make-administrator -- EMAIL'
const say = (line: string) => process.stderr.write(`${line}\n`)

process.exitCode = await run(process.argv.slice(2))

async function run([email = '', ...rest]: string[]): Promise<0 | 2> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || rest.length > 0) {
    say(USAGE)
    return 2
  }
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    const database = await open(config.database, { connections: config.databaseConnections })
    try {
      await migrate(database)
      const { token } = await makeAdministrator(database.db, email, () => new Date())
      process.stdout.write(
        `${email} is an administrator now and sets up a second factor at the next sign-in.\n`,
      )
      if (token)
        process.stdout.write(
          `A first password is set here, within ${LINK_HOURS.reset_password} hour: ${addressOf(config)}/new-password#${token}\n`,
        )
    } finally {
      await database.close()
    }
    return 0
  } catch (error) {
    const line = explainStart(error, config)
    if (line === null) throw error
    say(line)
    return 2
  }
}
