import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal, type FieldError } from '../refusals.ts'
import { pointerPart } from './field-errors.ts'

/** The longest body that is read. A listing with the longest texts it may have takes about a tenth. */
export const BODY_LIMIT_BYTES = 256 * 1024

/**
 * Reads bodies as JSON and nothing else. Bytes that are not UTF-8 are refused instead of being replaced silently,
 * and so are names that would reach an object's prototype.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    let text: string
    try {
      text = utf8.decode(bytes)
    } catch {
      done(new Refusal('encoding_invalid'))
      return
    }
    parse(request, text, done)
  })
  app.addHook('preValidation', refuseUnstorableText)
}

async function refuseUnstorableText(request: FastifyRequest): Promise<void> {
  const inBody = request.body instanceof Uint8Array ? null : unstorable(request.body)
  if (inBody) throw new Refusal('body_invalid', {}, [inBody])
  const inQuery = unstorable(request.query)
  if (inQuery) throw new Refusal('query_invalid', {}, [inQuery])
  if (unstorable(request.params)) throw new Refusal('not_found')
}

/** PostgreSQL stores neither the character NUL nor half of a surrogate pair. A stack instead of recursion: depth is the sender's choice. */
function unstorable(value: unknown): FieldError | null {
  const open: [pointer: string, value: unknown][] = [['', value]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [field, inner] = next
    if (typeof inner === 'string') {
      if (!isStorable(inner)) return { field, code: 'bad_characters' }
    } else if (typeof inner === 'object' && inner !== null)
      for (const [name, entry] of Object.entries(inner)) {
        if (!isStorable(name)) return { field, code: 'bad_characters' }
        open.push([`${field}/${pointerPart(name)}`, entry])
      }
  }
  return null
}

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()
