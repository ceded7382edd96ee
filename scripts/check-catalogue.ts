import { resolve } from 'node:path'
import { inOneLine } from '../server/materials/problem.ts'
import { readReference, REFERENCE_FOLDER } from '../server/materials/reference/read.ts'
import { TABLE_NAMES } from '../server/materials/reference/tables.ts'
import { validate } from '../server/materials/validate.ts'

// npm run check:catalogue [-- FOLDER]: prints every problem of the catalogue's files, or what they hold.
const raw = readReference(resolve(process.argv[2] ?? REFERENCE_FOLDER))
const problems = validate(raw)
for (const problem of problems) process.stdout.write(`${inOneLine(problem)}\n`)
if (problems.length > 0) {
  process.stderr.write(`${problems.length} problems.\n`)
  process.exitCode = 1
} else {
  for (const name of TABLE_NAMES) {
    const statuses = raw.rows[name].map(({ cells }) => cells['source_status'])
    const seen = statuses.filter((status) => status === 'seen').length
    const ofThem = statuses[0] === undefined ? '' : ` (${seen} seen, ${statuses.length - seen} unverified)`
    process.stdout.write(`${name} ${statuses.length}${ofThem}\n`)
  }
}
