import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { TransferNote } from '#lib/contract.ts'

/** The transfer note of one shipment, below the exchange that it belongs to. */
export const load = async ({ fetch, params, parent }) => {
  if (!/^\d{1,10}$/.test(params.shipment)) error(404)
  await parent()
  const note = await get<TransferNote>(`/shipments/${params.shipment}/transfer-note`, fetch).catch(
    (problem: unknown) => error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
  )
  if (String(note.exchange.id) !== params.id) error(404)
  return { note }
}
