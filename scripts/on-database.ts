import { resolve } from 'node:path'
import { BadBackup, NotEmpty } from '../db/backup/restore.ts'
import { open, type Database } from '../db/open.ts'
import { readConfig, type Config } from '../server/config.ts'
import { explainStart } from '../server/start-errors.ts'

const EXIT = { done: 0, refused: 2 } as const

/**
 * Runs a command on the database that the settings name, with the one file that it takes.
 * @returns the exit code; what went wrong is said in one line when its reader can put it right
 */
export async function onDatabase(
  usage: string,
  work: (database: Database, file: string, say: (line: string) => void) => Promise<void>,
): Promise<number> {
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const [file, ...rest] = process.argv.slice(2)
  if (file === undefined || file.startsWith('-') || rest.length > 0) {
    say(usage)
    return EXIT.refused
  }
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    const database = await open(config.database)
    try {
      // npm runs scripts in the folder of the project; the file is named from where the user stands.
      await work(database, resolve(process.env['INIT_CWD'] ?? '.', file), say)
      return EXIT.done
    } finally {
      await database.close()
    }
  } catch (error) {
    const line = lineFor(error, file) ?? explainStart(error, config)
    if (line === null) throw error
    say(line)
    return EXIT.refused
  }
}

function lineFor(error: unknown, file: string): string | null {
  if (error instanceof BadBackup || error instanceof NotEmpty) return error.message
  const { code, path } = error as NodeJS.ErrnoException
  if (path === undefined) return null
  return code === 'ENOENT' ? `There is no ${file}.` : code === 'EACCES' ? `${file} may not be used.` : null
}
