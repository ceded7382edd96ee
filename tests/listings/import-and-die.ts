// As a program: imports many rows into the database named, and is killed when the first batch is through.
import { open } from '../../db/open.ts'
import { importListings } from '../../server/listings/import/import-listings.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { fixedClock } from '../setup/template.ts'
import { manyRows } from './many-rows.ts'

const { db } = await open(process.argv[2] ?? '')
await importListings(db, { id: 'test' }, { bytes: manyRows(1100) }, fixedClock, {
  catalogue: await readCatalogue(db),
  recognise: () => ({ targets: [], closest: [] }),
  refuse: async () => {},
  changed: async () => {},
  progress: () => process.kill(process.pid, 'SIGKILL'),
})
