import { error, redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'
import { isFacilitator } from '#lib/account/writable.ts'

/** Only for facilitators; for others there is no such page. */
export const load = async ({ parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  if (!isFacilitator(me)) error(404, 'not_found')
  return { me }
}
