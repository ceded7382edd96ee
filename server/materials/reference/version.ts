import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLOSURE_WEIGHTS } from '../closure/weights.ts'
import { filesBelow, REFERENCE_FOLDER } from './read.ts'
import { NACE_EDITION } from './sectors.ts'

/** Names the state of the shipped catalogue: changes with every file and with the weights of the closure that is built from them. */
export function referenceVersion(folder = REFERENCE_FOLDER): string {
  const hash = createHash('sha256').update(NACE_EDITION).update(JSON.stringify(CLOSURE_WEIGHTS))
  for (const file of filesBelow(folder)) hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 12)
}
