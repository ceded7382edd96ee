import type { Reroute } from '@sveltejs/kit/hooks'
import { deLocalizeUrl } from '#lib/paraglide/runtime.js'

/** Both languages share the same routes: `/en/listings` is `/listings`. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname
