import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { differences, type OtherReference } from '../server/materials/reference/compare.ts'
import { readReference } from '../server/materials/reference/read.ts'

// npm run check:reference -- FOLDER: compares our codes and hazard marks with the tables below FOLDER/waste-codes.
const folder = process.argv[2]
if (!folder) {
  process.stderr.write(
    'Usage: npm run check:reference -- FOLDER (with waste-codes/ewc_codes_en.csv and others)\n',
  )
  process.exit(2)
}

function table<T>(name: string): T[] {
  const content = readFileSync(join(folder ?? '', 'waste-codes', name), 'utf8')
  return Papa.parse<T>(content, { header: true, skipEmptyLines: true }).data
}

const theirs: OtherReference = {
  wasteCodes: table('ewc_codes_en.csv'),
  operations: table('rd_operation_codes_en.csv'),
  hazardProperties: table('hazard_properties_en.csv'),
}
const found = differences(readReference(), theirs)
for (const { list, code, kind, ...marks } of found)
  process.stdout.write(
    `${list} ${code} ${kind}${'ours' in marks ? ` ours ${marks.ours} theirs ${marks.theirs}` : ''}\n`,
  )
if (found.length > 0) process.exitCode = 1
else
  process.stdout.write(
    `No difference in ${theirs.wasteCodes.length} waste codes, ${theirs.operations.length} operations, ${theirs.hazardProperties.length} hazard properties.\n`,
  )
