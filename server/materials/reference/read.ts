import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Problem } from '../problem.ts'
import { parseTable, type RawRow } from './parse.ts'
import { TABLE_NAMES, TABLES, type TableName } from './tables.ts'

/** Where the shipped catalogue lies. */
export const REFERENCE_FOLDER = join(
  dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))),
  'db/reference',
)

const BOUNDARIES = 'areas/regions.geojson'

/** Outline of a region as GeoJSON, WGS 84. */
export interface Boundary {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: unknown[]
}

/** The shipped files as text cells, each row with its file and line; nothing is judged yet but the shape of the files. */
export interface RawReference {
  rows: Record<TableName, RawRow[]>
  /** By region. */
  boundaries: Map<string, Boundary>
  /** What made a file or row unreadable. */
  problems: Problem[]
}

/**
 * Reads every file below the folder.
 * @returns rows with their places; problems of shape (missing or unknown files, headers, quoting) are collected, not thrown
 */
export function readReference(folder = REFERENCE_FOLDER): RawReference {
  const files = filesBelow(folder)
  const rows = Object.fromEntries(TABLE_NAMES.map((name) => [name, []])) as unknown as RawReference['rows']
  const raw: RawReference = { rows, boundaries: new Map(), problems: [] }
  for (const file of files) readInto(raw, file, readFileSync(join(folder, file), 'utf8'))
  for (const pattern of [...TABLE_NAMES.map((name) => TABLES[name].files), BOUNDARIES])
    if (!files.some((file) => belongsTo(file, pattern)))
      raw.problems.push({ file: pattern, line: 1, column: '', code: 'missing_file', value: '' })
  return raw
}

function readInto(raw: RawReference, file: string, content: string): void {
  if (file === BOUNDARIES) {
    try {
      raw.boundaries = boundariesIn(content)
    } catch {
      raw.problems.push({ file, line: 1, column: '', code: 'unreadable_file', value: '' })
    }
    return
  }
  const name = TABLE_NAMES.find((table) => belongsTo(file, TABLES[table].files))
  if (!name) {
    raw.problems.push({ file, line: 1, column: '', code: 'unknown_file', value: '' })
    return
  }
  const parsed = parseTable(file, content, Object.keys(TABLES[name].columns))
  for (const row of parsed.rows) raw.rows[name].push(row)
  raw.problems.push(...parsed.problems)
}

/** Paths below a folder with `/` on every system, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort()
}

function belongsTo(file: string, pattern: string): boolean {
  const [before, after] = pattern.split('*')
  if (after === undefined) return file === pattern
  return (
    file.startsWith(before ?? '') &&
    file.endsWith(after) &&
    file.split('/').length === pattern.split('/').length
  )
}

function boundariesIn(content: string): Map<string, Boundary> {
  const collection = JSON.parse(content) as {
    features: { properties: { id: string }; geometry: Boundary }[]
  }
  return new Map(collection.features.map(({ properties, geometry }) => [properties.id, geometry]))
}
