import { get, isAbort } from '#lib/api/request.ts'
import type { Deal, StockShown } from '#lib/contract.ts'

export type Moving = Pick<Deal, 'tonnes' | 'unit' | 'period' | 'startsOn' | 'endsOn'>
export type ListingStock = StockShown['listings'][number]
const PAUSE_MS = 250

/** What is left of the listings of an exchange for terms that change while they are written. */
export class Stock {
  shown = $state.raw<StockShown | null>(null)
  problem = $state.raw<unknown>(null)
  #exchange: number

  /** @param moving read while it changes; null asks nothing */
  constructor(exchange: number, moving: () => Moving | null) {
    this.#exchange = exchange
    $effect(() => {
      const wanted = moving()
      if (!wanted) {
        this.shown = null
        return
      }
      const asking = new AbortController()
      const timer = setTimeout(() => void this.#read(wanted, asking.signal), PAUSE_MS)
      return () => {
        clearTimeout(timer)
        asking.abort()
      }
    })
  }

  async #read({ tonnes, unit = 't', period, startsOn, endsOn }: Moving, signal: AbortSignal) {
    const query = new URLSearchParams({ tonnes: String(tonnes), unit, period, startsOn, endsOn })
    try {
      this.shown = await get<StockShown>(`/exchanges/${this.#exchange}/stock?${query}`, fetch, signal)
      this.problem = null
    } catch (failure) {
      if (!isAbort(failure)) this.problem = failure
    }
  }
}

/** The first period in which more is asked than is left. */
export const firstExcess = ({ periods }: ListingStock) =>
  periods.find(({ asked, left }) => left !== null && asked > left)
