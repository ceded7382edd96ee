import { inject } from 'vitest'
import { open } from '../../db/open.ts'
import { openScene, type Scene } from '../../scripts/bench/races/scene.ts'
import { ownAddress } from '../setup/database.ts'

/** Two listening servers over a database of the file's own. */
export async function raceScene(): Promise<Scene> {
  if (!inject('prepared').server) throw new Error('Races need a PostgreSQL server')
  const address = await ownAddress()
  const database = await open(address, { connections: 4 })
  const scene = await openScene(database, address)
  return {
    ...scene,
    close: async () => {
      await scene.close()
      await database.close()
    },
  }
}
