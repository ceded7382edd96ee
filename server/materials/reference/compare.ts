import type { RawReference } from './read.ts'

/** The codes of another edition of the same lists, as columns of its files. */
export interface OtherReference {
  wasteCodes: { code: string; hazardous: string }[]
  operations: { code: string }[]
  hazardProperties: { code: string }[]
}

export type Difference = { list: string; code: string } & (
  { kind: 'missing' | 'surplus' } | { kind: 'hazard_mark'; ours: string; theirs: string }
)

/** Where our waste codes, hazard marks, operations and hazard properties differ from another edition: missing here, surplus here, or marked otherwise. */
export function differences(ours: RawReference, theirs: OtherReference): Difference[] {
  const cells = (name: 'wasteCodes' | 'operations' | 'hazardProperties') =>
    ours.rows[name].map((row) => row.cells)
  const lists = ['wasteCodes', 'operations', 'hazardProperties'] as const
  const marks = new Map(cells('wasteCodes').map(({ code = '', hazardous = '' }) => [code, hazardous]))
  return [
    ...lists.flatMap((list): Difference[] => {
      const [here, there] = [codes(cells(list)), codes(theirs[list])]
      return [
        ...without(there, here).map((code) => ({ list, code, kind: 'missing' as const })),
        ...without(here, there).map((code) => ({ list, code, kind: 'surplus' as const })),
      ]
    }),
    ...theirs.wasteCodes.flatMap(({ code, hazardous }): Difference[] => {
      const mark = marks.get(code)
      if (mark === undefined || mark === hazardous) return []
      return [{ list: 'wasteCodes', code, kind: 'hazard_mark', ours: mark, theirs: hazardous }]
    }),
  ]
}

const codes = (rows: { code?: string }[]) => new Set(rows.map(({ code = '' }) => code))

const without = (all: Set<string>, known: Set<string>) => [...all].filter((code) => !known.has(code))
