import type { Problem } from './problem.ts'
import type { RawReference } from './reference/read.ts'
import { TABLE_NAMES, TABLES } from './reference/tables.ts'
import { cellProblems, conditionsInOneLanguage, duplicateFactors, duplicateIds } from './validation/cells.ts'
import {
  contradictoryHazardMarks,
  incompletePathways,
  misplacedSectors,
  missingBoundaries,
  missingWorth,
} from './validation/rows.ts'
import { misplacedDrivers, misplacedPotentials } from './validation/potentials.ts'
import { misplacedProfiles, unknownBranchSectors } from './validation/profiles.ts'
import { duplicateSynonyms } from './validation/synonyms.ts'
import { cycles } from './validation/trees.ts'

/** Everything that is wrong with a shipped catalogue, in the order of files and lines; an empty list means that it can be loaded. */
export function validate(raw: RawReference): Problem[] {
  const ids = new Map<string, Set<string>>(
    TABLE_NAMES.map((name) => [
      name,
      new Set(raw.rows[name].map(({ cells }) => cells[TABLES[name].key[0] ?? ''] ?? '')),
    ]),
  )
  const problems = [
    ...raw.problems,
    ...TABLE_NAMES.flatMap((name) => [...cellProblems(raw, name, ids), ...duplicateIds(raw, name)]),
    ...cycles(raw, 'materials'),
    ...cycles(raw, 'uses'),
    ...duplicateSynonyms(raw, 'materials'),
    ...duplicateSynonyms(raw, 'uses'),
    ...duplicateSynonyms(raw, 'branches'),
    ...conditionsInOneLanguage(raw, 'suitabilities'),
    ...conditionsInOneLanguage(raw, 'pathways'),
    ...duplicateFactors(raw),
    ...contradictoryHazardMarks(raw),
    ...incompletePathways(raw),
    ...missingWorth(raw),
    ...misplacedSectors(raw),
    ...missingBoundaries(raw),
    ...unknownBranchSectors(raw),
    ...misplacedProfiles(raw),
    ...misplacedDrivers(raw),
    ...misplacedPotentials(raw),
  ]
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
}
