import { get } from '#lib/api/request.ts'
import { queryOf } from '#lib/administration/ask.ts'
import type { JournalPage } from '#lib/contract.ts'

const FILTERS = ['account', 'action', 'subjectKind', 'subject', 'from', 'until']

export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (me.secondFactor.required && !me.secondFactor.confirmed) return { found: null }
  return { found: await get<JournalPage>(`/journal?${queryOf(url, FILTERS, 50)}`, fetch) }
}
