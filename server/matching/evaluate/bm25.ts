import MiniSearch from 'minisearch'
import type { Receiver, WasteQuery } from './exchanges.ts'

/** The yardstick: BM25 (MiniSearch's BM25+) over the very texts that the engine is given, without knowledge of anything. */
export function textScores(receivers: readonly Receiver[]): (waste: WasteQuery) => Float64Array {
  const search = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] })
  search.addAll(receivers.map(({ use, sector }, id) => ({ id, text: `${use} ${sector}` })))
  return ({ text, donors }) => {
    const scores = new Float64Array(receivers.length)
    const said = [text, ...new Set(donors.map(({ sector }) => sector))].join(' ')
    for (const { id, score } of search.search(said)) scores[id as number] = score
    return scores
  }
}
