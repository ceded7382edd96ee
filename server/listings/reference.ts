import type { Catalogue } from '../materials/catalogue.ts'

/** What listings need to know of the catalogue. */
export type Reference = Pick<Catalogue, 'materials' | 'uses' | 'wasteCodes' | 'operations' | 'municipalities'>

/** True for a row that exists and was not retired: only such rows can be named in something new. */
export const isCurrent = (rows: ReadonlyMap<string, { retired: boolean }>, id: string): boolean =>
  rows.get(id)?.retired === false
