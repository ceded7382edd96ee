import { isIP } from 'node:net'
import { Refusal } from '../../refusals.ts'

/**
 * That an address may be given for a webhook: https, without credentials or a fragment. What its name leads to is looked
 * at each time something is sent (`send.ts`), since that may change.
 * @param allowed networks of one's own that are allowed; only with them plain http is
 * @returns the address as it is kept
 * @throws Refusal `webhook_address_unfit`
 */
export function fitAddress(text: string, allowed: readonly string[]): string {
  if (!URL.canParse(text)) refuse('malformed')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') refuse('credentials')
  if (url.protocol !== 'https:' && allowed.length === 0) refuse('not_https')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A name without a dot, and what ends like these, is never on the Internet.
  const isLocalName =
    isIP(host) === 0 && (!host.includes('.') || /\.(local|localhost|internal|home\.arpa)\.?$/i.test(host))
  if (isLocalName && allowed.length === 0) refuse('private')
  url.hash = ''
  return url.href
}

function refuse(why: 'malformed' | 'credentials' | 'not_https' | 'private'): never {
  throw new Refusal('webhook_address_unfit', { why }, [{ field: '/url', code: 'webhook_address_unfit' }])
}
