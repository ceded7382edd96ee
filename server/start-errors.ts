import { statfsSync } from 'node:fs'
import { FolderInUse } from '../db/lock.ts'
import { DiskFull } from '../db/room.ts'
import { codesOf } from '../db/violations.ts'
import { BadSetting, type Config } from './config.ts'
import { WebNotBuilt } from './http/web.ts'
import { SecretMissing } from './secret.ts'

/** Less than this and the embedded database cannot even open. */
const FULL_BELOW_BYTES = 32 * 1024 * 1024

/** Errors whose message is already that one line. */
const ONE_LINE = [BadSetting, FolderInUse, DiskFull, WebNotBuilt, SecretMissing]

type Explained = Pick<Config, 'host' | 'port' | 'database' | 'embedded' | 'dataDir'>

/**
 * One line for whoever starts the program, when what went wrong is theirs to put right; null for anything else.
 * @param config null when the settings themselves could not be read
 */
export function explainStart(error: unknown, config: Explained | null): string | null {
  if (ONE_LINE.some((kind) => error instanceof kind)) return (error as Error).message
  if (!config) return null
  const codes = codesOf(error)
  const line = codes.map((code) => WORDS[code]?.(config)).find((words) => words !== undefined)
  if (line) return line
  if (config.embedded && isFull(config.dataDir)) return WORDS['ENOSPC']?.(config) ?? null
  const message = error instanceof Error ? error.message : ''
  return message.startsWith('This database does not') ? message : null
}

const unwritable = ({ dataDir }: Explained) =>
  `The folder ${dataDir} cannot be written to. Set DATA_DIR to another folder.`

const WORDS: Record<string, (config: Explained) => string> = {
  EADDRINUSE: ({ host, port }) =>
    `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another number.`,
  EADDRNOTAVAIL: ({ host }) => `HOST is "${host}", but this machine has no such address.`,
  EACCES: (config) =>
    config.embedded && config.port > 1023
      ? unwritable(config)
      : `Port ${config.port} may not be used by this user. Set PORT to a number above 1023.`,
  ENOTDIR: unwritable,
  EEXIST: unwritable,
  EROFS: unwritable,
  ENOSPC: ({ dataDir }) =>
    `The disk that holds ${dataDir} is full. Free some space, or set DATA_DIR to another folder.`,
  ECONNREFUSED: (config) => `No PostgreSQL server answers at ${serverOf(config)} (DATABASE_URL).`,
  CONNECT_TIMEOUT: (config) => `No PostgreSQL server answers at ${serverOf(config)} (DATABASE_URL).`,
  ENOTFOUND: (config) => `There is no machine named in DATABASE_URL: ${serverOf(config)}.`,
  '28P01': (config) => `The server ${serverOf(config)} refuses the user or password of DATABASE_URL.`,
  '28000': (config) => `The server ${serverOf(config)} refuses the user of DATABASE_URL.`,
  '3D000': (config) =>
    `The server ${serverOf(config)} has no database of the name in DATABASE_URL. Create it first: CREATE DATABASE simbiozi TEMPLATE template0 ENCODING UTF8 LC_COLLATE "C.UTF-8" LC_CTYPE "C.UTF-8".`,
  '0A000': (config) =>
    `The server ${serverOf(config)} has no PostGIS. Install its package there (PostGIS 3.3 or newer).`,
  '58P01': (config) =>
    `The server ${serverOf(config)} has no PostGIS. Install its package there (PostGIS 3.3 or newer).`,
  '42501': (config) =>
    `The user of DATABASE_URL may not set up the database on ${serverOf(config)}. Make it the owner of the database, and let an administrator run there: CREATE EXTENSION postgis; CREATE EXTENSION btree_gist.`,
}

/** Host and port only: the address may hold a password. */
const serverOf = ({ database }: Explained) => {
  const { hostname, port } = new URL(database)
  return `${hostname}:${port || '5432'}`
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < FULL_BELOW_BYTES
  } catch {
    return false
  }
}
