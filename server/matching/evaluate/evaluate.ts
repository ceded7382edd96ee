import { buildIndex } from '../../materials/reading/phrases.ts'
import { understanderOf } from '../../materials/understanding/understand.ts'
import { catalogueOf, type Left } from '../../materials/reference/held.ts'
import type { Reference } from '../../materials/reference/rows.ts'
import { textScores } from './bm25.ts'
import type { ExchangeTable } from './exchanges.ts'
import { expectedRank, measured, type Measures } from './measures.ts'
import { MaterialRanking } from './rank.ts'

/** What is taken out of the whole, one at a time. */
export const ABLATIONS = ['pathways', 'profiles', 'codes', 'synonyms'] as const
export type Ablation = (typeof ABLATIONS)[number]

export interface Evaluation {
  exchanges: number
  wastes: number
  receivers: number
  /** The catalogue's version. */
  version: string
  engine: Measures
  bm25: Measures
  without: Record<Ablation, Measures>
}

/** The ranking of a table with something taken out of the catalogue, or with nothing. */
export function rankingOf(
  reference: Reference,
  table: ExchangeTable,
  without: Ablation | null = null,
): MaterialRanking {
  const left: Left = {
    pathways: without !== 'pathways',
    synonyms: without !== 'synonyms',
    profiles: without !== 'profiles',
  }
  const catalogue = catalogueOf(reference, left)
  return new MaterialRanking(
    catalogue,
    understanderOf(buildIndex(catalogue)),
    table.receivers,
    without !== 'codes',
  )
}

/** Ranks of the first true receiver by waste. */
export const ranksOf = (table: ExchangeTable, ranking: Pick<MaterialRanking, 'scores'>): number[] =>
  table.wastes.map((waste) => expectedRank(ranking.scores(waste), (receiver) => waste.takers.has(receiver)))

/**
 * Measures how well the catalogue ranks real exchanges: every waste text is a query, all receivers are candidates, places
 * are ignored. Nothing of the table is kept.
 */
export function evaluate(reference: Reference, table: ExchangeTable, version: string): Evaluation {
  const measure = (without: Ablation | null) => measured(ranksOf(table, rankingOf(reference, table, without)))
  return {
    exchanges: table.exchanges,
    wastes: table.wastes.length,
    receivers: table.receivers.length,
    version,
    engine: measure(null),
    bm25: measured(ranksOf(table, { scores: textScores(table.receivers) })),
    without: Object.fromEntries(ABLATIONS.map((part) => [part, measure(part)])) as Evaluation['without'],
  }
}
