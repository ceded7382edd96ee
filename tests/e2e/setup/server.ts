import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../../setup/template.ts'

export interface RunningServer {
  origin: string
  stop: () => Promise<void>
}

/**
 * Starts the program as a user does and waits until it says its address.
 * @param database what `open` takes: a folder, or the address of a server
 * @throws when it ends before it is ready, with what it said
 */
export async function startServer(
  database: string,
  settings: Record<string, string> = {},
): Promise<RunningServer> {
  const where = database.includes('://') ? { DATABASE_URL: database } : { DATA_DIR: database }
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DEMO: '0',
      LOG_LEVEL: 'warn',
      RATE_LIMIT: '0',
      SECRET: randomBytes(32).toString('hex'),
      ...where,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  const ended = once(child, 'exit')
  const { promise, resolve } = Promise.withResolvers<string>()
  createInterface(child.stdout).on('line', (line) => {
    const origin = /^Simbiozi is ready: (\S+)$/.exec(line)?.[1]
    if (origin) resolve(origin)
    else said.push(`${line}\n`)
  })
  const origin = await Promise.race([promise, ended.then(() => null)])
  if (origin === null) throw new Error(`The server did not start:\n${said.join('')}`)
  return {
    origin,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
