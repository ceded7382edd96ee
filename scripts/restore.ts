// npm run restore -- FILE: loads a backup into an empty database, embedded or on a server.
import { restoreBackup } from '../db/backup/restore.ts'
import { onDatabase } from './on-database.ts'

process.exitCode = await onDatabase(
  'Usage: npm run restore -- FILE.simbiozi.gz',
  async (database, file, say) => {
    const count = await restoreBackup(database, file)
    say(`${count} rows restored. Start the server with the SECRET that belongs to the backup.`)
  },
)
