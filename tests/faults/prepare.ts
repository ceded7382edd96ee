import type { TestProject } from 'vitest/node'
import prepareDatabases, { fillApart } from '../setup/global.ts'
import { Cluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the cluster that is to suffer; it is stopped, and holds `TEMPLATE` to copy. */
    clusterFolder: string
  }
}

/** Database of the cluster that is migrated and holds the catalogue. */
export const TEMPLATE = 'prepared'

/** Makes both: a folder to copy for the embedded database, and a cluster with a database to copy. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  // Both databases are broken here, on nobody's server but our own.
  delete process.env['TEST_DATABASE_URL']
  const removeCopies = await prepareDatabases(project)
  const cluster = await Cluster.create()
  await cluster.start()
  fillApart(await cluster.database(TEMPLATE))
  await cluster.stop()
  project.provide('clusterFolder', cluster.folder)
  return async () => {
    await cluster.remove()
    await removeCopies()
  }
}
