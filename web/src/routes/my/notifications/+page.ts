import { get } from '#lib/api/request.ts'
import type { NotificationsPage } from '#lib/contract.ts'

const PAGE = 20

/** One's notifications, as far back and as narrow as the address says. */
export const load = async ({ fetch, url, parent }) => {
  await parent()
  const asked = new URLSearchParams({ limit: String(PAGE) })
  for (const name of ['cursor', 'unread']) {
    const value = url.searchParams.get(name)?.trim()
    if (value) asked.set(name, value)
  }
  return get<NotificationsPage>(`/notifications?${asked}`, fetch).then(
    (found) => ({ found, problem: null }),
    (problem: unknown) => ({ found: null, problem: problem instanceof Error ? problem.message : 'page' }),
  )
}
