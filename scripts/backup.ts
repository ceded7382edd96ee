// npm run backup -- FILE: saves everything that the database holds, files included, into one file.
import { resolve } from 'node:path'
import { writeBackup } from '../db/backup/write.ts'
import { onDatabase } from './on-database.ts'

process.exitCode = await onDatabase(
  'Usage: npm run backup -- FILE.simbiozi.gz',
  async (database, file, say) => {
    const count = await writeBackup(database, file, new Date())
    say(`${count} rows saved in ${resolve(file)}. Keep it apart from this machine, and the SECRET with it.`)
  },
)
