import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { demoPassword } from '../../../server/demo/people.ts'
import { copyOf } from '../../setup/copies.ts'
import { root } from '../../setup/template.ts'
import { fillMarket, type Market } from './market.ts'
import { startServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    origin: string
    /** Of the demonstration's people. */
    demoPassword: string
    market: Market
  }
}

/** Builds the pages, fills a database and serves both, as `npm start` does, for all tests of the run. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'build'], { stdio: 'inherit' })
  const address = await copyOf(project.getProvidedContext().prepared, 'pages')
  project.provide('market', await fillMarket(address))
  const secret = randomBytes(32).toString('hex')
  project.provide('demoPassword', demoPassword(secret))
  const server = await startServer(address, { DEMO: '1', SECRET: secret })
  project.provide('origin', server.origin)
  return server.stop
}
