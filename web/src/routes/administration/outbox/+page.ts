import { error, redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { Outbox } from '#lib/contract.ts'

/** Letters that wait, went out or failed; for administrators. */
export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  const cursor = url.searchParams.get('cursor')
  const query = new URLSearchParams({ limit: '30', ...(cursor && { cursor }) })
  return get<Outbox>(`/mail?${query}`, fetch).catch((problem: unknown) => {
    if (problem instanceof ApiProblem && problem.status === 403) error(404, 'not_found')
    throw problem
  })
}
