import { get, newKey } from '#lib/api/request.ts'
import { newTurns } from '#lib/api/turns.ts'
import { write } from '#lib/api/write.ts'
import type { DisputeReason, Shipment, ShipmentsOfExchange, Side } from '#lib/contract.ts'

/** What somebody says was moved. */
export interface Movement {
  movedOn: string
  tonnes: number
  vehicle?: string
  weighbridgeNote?: string
  files?: string[]
}

/** The shipment lines of one exchange, and what its page does with them. Every write throws `ApiProblem` and reads anew. */
export class Lines {
  /** Newest day first; null until they are read. */
  all = $state.raw<Shipment[] | null>(null)
  remaining = $state.raw<ShipmentsOfExchange['remaining']>(null)
  problem = $state.raw<unknown>(null)
  readonly #exchange: number
  readonly #turns = newTurns()

  constructor(exchange: number) {
    this.#exchange = exchange
  }

  async read(): Promise<void> {
    this.problem = null
    const isNewest = this.#turns()
    try {
      const { shipments, remaining } = await get<ShipmentsOfExchange>(
        `/exchanges/${this.#exchange}/shipments`,
      )
      if (!isNewest()) return
      this.all = shipments
      this.remaining = remaining
    } catch (problem) {
      if (isNewest()) this.problem = problem
    }
  }

  /** The line that a correction is to replace; undefined when it replaces none. */
  replacedBy = ({ replaces }: Shipment): Shipment | undefined => this.all?.find(({ id }) => id === replaces)

  /** Whether a correction of a line waits for its confirmation. */
  waitsForCorrection = ({ id }: Shipment): boolean =>
    this.all?.some(({ replaces, state }) => replaces === id && state !== 'replaced') ?? false

  /** @param side needed only by somebody who is at home on both */
  record = (movement: Movement, side: Side | null, key: string): Promise<void> =>
    this.#do(`/exchanges/${this.#exchange}/shipments`, { ...movement, ...(side && { side }) }, key)

  correct = (line: Shipment, movement: Movement, key: string): Promise<void> =>
    this.#do(`/shipments/${line.id}/correct`, movement, key)

  confirm = (line: Shipment): Promise<void> => this.#do(`/shipments/${line.id}/confirm`)

  dispute = (line: Shipment, reason: DisputeReason, tonnes: number | null): Promise<void> =>
    this.#do(`/shipments/${line.id}/dispute`, { reason, ...(tonnes !== null && { tonnes }) })

  async #do(path: string, body?: object, key: string = newKey()): Promise<void> {
    await write('POST', path, body, { key })
    await this.read()
  }
}
