/**
 * The page to go on to, if it is one of ours; else the first page. An address that only looks local (`//elsewhere`,
 * `/\elsewhere`, one with control characters, which browsers drop) is none of ours.
 */
export function localPath(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || /[\s\\\p{Cc}]/u.test(next)) return '/'
  const base = 'http://page.invalid'
  if (!URL.canParse(next, base)) return '/'
  const { origin, pathname, search, hash } = new URL(next, base)
  return origin === base && !pathname.startsWith('//') && !pathname.startsWith('/api/')
    ? pathname + search + hash
    : '/'
}
