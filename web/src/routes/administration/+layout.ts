import { error, redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'

/** Only for administrators; to others it does not exist. */
export const load = async ({ parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  if (me.role !== 'administrator') error(404, 'not_found')
  return { me }
}
