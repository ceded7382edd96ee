import type { Meant } from '../../materials/understanding/understand.ts'
import { ABLATIONS, type Ablation, type Evaluation } from './evaluate.ts'
import type { ExchangeTable } from './exchanges.ts'
import { DEPTHS, type Measures } from './measures.ts'
import type { MaterialRanking } from './rank.ts'

const NAMES: Record<Ablation, string> = {
  pathways: 'without pathways',
  profiles: 'without sector profiles',
  codes: 'without waste codes',
  synonyms: 'without synonyms',
}

/** The figures of an evaluation as lines for a terminal. */
export function reportOf({
  exchanges,
  wastes,
  receivers,
  version,
  engine,
  bm25,
  without,
}: Evaluation): string[] {
  return [
    `${exchanges} exchanges, ${wastes} wastes as queries, ${receivers} receivers as candidates; catalogue ${version}`,
    'Ties count at their expected rank; places are ignored.',
    '',
    head(''),
    row('engine, material criterion', engine),
    row('BM25 over the same texts', bm25),
    ...ABLATIONS.map((part) => row(NAMES[part], without[part], engine)),
  ]
}

/** The hits of text → waste code as lines for a terminal. */
export const codesReport = (terms: number, measures: Measures, depths: readonly number[]): string[] => [
  `${terms} terms`,
  head('', depths),
  row('text → waste code', measures),
]

const head = (first: string, depths: readonly number[] = DEPTHS) =>
  [first.padEnd(27), ...depths.map((depth) => `hit@${depth}`.padStart(8)), 'MRR'.padStart(8)].join('')

/** One line of figures; beside those of the whole, what is lost. */
function row(name: string, { hits, meanReciprocalRank }: Measures, whole?: Measures): string {
  const figures = [...hits, meanReciprocalRank].map((part) => part.toFixed(3).padStart(8))
  const lost = whole ? `   MRR ${signed(meanReciprocalRank - whole.meanReciprocalRank)}` : ''
  return [name.padEnd(27), ...figures].join('') + lost
}

const signed = (change: number) => `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(3)}`

/** What is shown of what was understood. */
const SHOWN = 4

/** Every waste whose first true receiver is not among the first `depth`, with what was understood of both sides. */
export function missesOf(
  table: ExchangeTable,
  ranking: MaterialRanking,
  ranks: readonly number[],
  depth = 10,
): string[] {
  return table.wastes.flatMap((waste, at) => {
    const rank = ranks[at]!
    if (rank <= depth) return []
    const scores = ranking.scores(waste)
    const first = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, SHOWN)
    const nameOf = (receiver: number) => {
      const { use, sector } = table.receivers[receiver]!
      return use ? `${sector} (${use})` : sector
    }
    return [
      '',
      `${waste.text}   rank ${rank.toFixed(1)}`,
      ...waste.donors.map(
        ({ sector, wasteCodes }) => `  given by ${[sector, ...wasteCodes].filter(Boolean).join(', ') || '–'}`,
      ),
      ...[...new Set(ranking.offersOf(waste).map(meanings))].map((line) => `  understood as ${line}`),
      ...[...waste.takers].map(
        (receiver) =>
          `  taken by ${nameOf(receiver)}: ${scores[receiver]!.toFixed(3)}, understood as ${meanings(ranking.needOf(receiver))}`,
      ),
      ...first.map((receiver) => `  ranked ${nameOf(receiver)}: ${scores[receiver]!.toFixed(3)}`),
    ]
  })
}

const meanings = (meant: readonly Meant[]): string =>
  meant
    .slice(0, SHOWN)
    .map(({ id, sureness, because }) => `${id} ${sureness.toFixed(2)} by ${because}`)
    .join(', ') || 'nothing'
