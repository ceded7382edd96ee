import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { open, rows } from '../../db/open.ts'

const INSTALLED = '/usr/lib/postgresql'
/** PostgreSQL refuses to run as root. */
const UNPRIVILEGED = 'postgres'

/** How a server stops: told to (`fast`), at once and without saving (`immediate`), or killed from outside. */
export type Stop = 'fast' | 'immediate' | 'killed'

const SIGNALS: Record<Stop, NodeJS.Signals> = { fast: 'SIGINT', immediate: 'SIGQUIT', killed: 'SIGKILL' }

/** What nobody waits for reaches the disk late, so that a kill loses it however slow the machine is. */
const LAZY = ['-c', 'wal_writer_delay=10s']

/** A PostgreSQL server of the tests' own, in a temporary folder and on a free port, to be stopped and killed at will. */
export class Cluster {
  readonly folder: string
  readonly port: number
  #server: ChildProcess | null = null

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.port = port
    process.once('exit', () => this.#server?.kill('SIGQUIT'))
  }

  /** Makes an empty cluster; it does not run yet. */
  static async create(): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'simbiozi-cluster-'))
    const { uid, gid } = account()
    if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
    execFileSync(
      program('initdb'),
      ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8'],
      { ...account(), cwd: folder, stdio: 'pipe' },
    )
    return new Cluster(folder, await freePort())
  }

  /** The cluster in a folder that another process made and has stopped. */
  static at = async (folder: string): Promise<Cluster> => new Cluster(folder, await freePort())

  address = (database: string): string => `postgres://postgres@127.0.0.1:${this.port}/${database}`

  /** Starts the server; comes back when it answers queries. */
  async start(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const server = spawn(
        program('postgres'),
        [
          '-D',
          join(this.folder, 'data'),
          '-p',
          `${this.port}`,
          '-k',
          this.folder,
          '-h',
          '127.0.0.1',
          ...LAZY,
        ],
        { ...account(), cwd: this.folder, stdio: 'ignore' },
      )
      this.#server = server
      while (server.exitCode === null && server.signalCode === null) {
        if (this.#answers()) return
        await pause(20)
      }
      // After a kill its orphaned backends hold the memory for a moment longer.
      if (attempt > 200) throw new Error(`PostgreSQL does not start in ${this.folder}`)
      await pause(50)
    }
  }

  /** Stops the server; comes back when its process is gone. */
  async stop(how: Stop = 'fast'): Promise<void> {
    const server = this.#server
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill(SIGNALS[how])
    await gone
  }

  /** Makes a database, empty or as a copy of another one. */
  async database(name: string, template = 'template0'): Promise<string> {
    const admin = await open(this.address('postgres'), { connections: 1 })
    await rows(admin.db, sql.raw(`create database ${name} template ${template}`))
    await admin.close()
    return this.address(name)
  }

  async remove(): Promise<void> {
    await this.stop('immediate')
    rmSync(this.folder, { recursive: true, force: true })
  }

  #answers(): boolean {
    try {
      execFileSync(program('pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(this.port)])
      return true
    } catch {
      return false
    }
  }
}

/** The programs of the newest PostgreSQL that is installed; `PG_BIN` names another folder. */
function program(name: string): string {
  const newest = existsSync(INSTALLED)
    ? readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a))[0]
    : undefined
  return join(process.env['PG_BIN'] ?? join(INSTALLED, newest ?? '', 'bin'), name)
}

function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, UNPRIVILEGED], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}
