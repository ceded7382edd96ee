import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

/** Another process has the embedded database open. PGlite itself has no lock and two writers would destroy each other's work. */
export class FolderInUse extends Error {
  override name = 'FolderInUse'

  constructor(folder: string, pid: number) {
    super(
      `The database in ${folder} is in use by process ${pid}. Stop it first, or set DATA_DIR to another folder.`,
    )
  }
}

/**
 * Claims a folder for this process with a lock file that names its pid and start time.
 * A lock whose process is gone (killed, or its pid reused by a later process) is taken over.
 * @returns a function that releases the claim
 * @throws FolderInUse
 */
export function claimFolder(folder: string): () => void {
  const lock = join(folder, 'simbiozi.lock')
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) })
  const draft = join(folder, `.lock-${randomUUID()}`)
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(draft, lock)
        return () => releaseIfMine(lock, mine)
      } catch {
        const holder = readHolder(lock)
        if (holder && isAlive(holder)) throw new FolderInUse(folder, holder.pid)
        rmSync(lock, { force: true })
      }
    }
    throw new FolderInUse(folder, readHolder(lock)?.pid ?? 0)
  } finally {
    rmSync(draft, { force: true })
  }
}

interface Holder {
  pid: number
  started: string | null
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return null
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const started = startOf(holder.pid)
  return started === null || holder.started === null || started === holder.started
}

/** Start of a process in clock ticks since boot, plus the boot id (Linux); null where the system does not tell. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`
  } catch {
    return null
  }
}

function releaseIfMine(lock: string, mine: string): void {
  try {
    if (statSync(lock).isFile() && readFileSync(lock, 'utf8') === mine) rmSync(lock)
  } catch {
    // already gone
  }
}
