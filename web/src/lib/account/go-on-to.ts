import { localizeHref } from '#lib/paraglide/runtime.js'

/**
 * Where to go after signing in: a page of ours that the address names, else the first page; never another site. What
 * stands behind `#` goes along, since an invitation keeps its token there.
 */
export function nextPage({ search, hash, origin }: Pick<URL, 'search' | 'hash' | 'origin'>): string {
  const next = new URLSearchParams(search).get('next')
  if (!next?.startsWith('/') || /[\s\\]/.test(next)) return localizeHref('/')
  const target = new URL(next, origin)
  return target.origin === origin && !target.pathname.startsWith('//')
    ? target.pathname + target.search + hash
    : localizeHref('/')
}

/** The page for signing in that comes back to where somebody is. */
export const signInHref = ({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string =>
  localizeHref(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
