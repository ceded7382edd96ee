import { redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'

/** Only for somebody who is signed in; who he is comes from the layout around it. */
export const load = async ({ parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  return { me }
}
