import type { TestProject } from 'vitest/node'
import { Cluster } from '../faults/cluster.ts'
import prepareDatabases from '../setup/global.ts'

/** The embedded database has one connection, so that nothing races on it; without a server named, one is made. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL']) return prepareDatabases(project)
  const cluster = await Cluster.create()
  await cluster.start()
  process.env['TEST_DATABASE_URL'] = cluster.address('postgres')
  const removeCopies = await prepareDatabases(project)
  return async () => {
    await removeCopies()
    await cluster.remove()
  }
}
