import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal } from '../refusals.ts'

/** The header that names the revision which a write is meant to replace. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(
    Type.String({ maxLength: 40, description: 'The `ETag` of what was read: its revision in quotes' }),
  ),
})

/**
 * The revision that a write is meant to replace.
 * @throws Refusal `precondition_missing` when the header is not there or is no revision
 */
export function revisionAsked(request: FastifyRequest): number {
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers['if-match']?.trim() ?? '')?.[1]
  if (revision === undefined) throw new Refusal('precondition_missing')
  return Number(revision)
}

/** Names the revision that is sent. */
export function tagRevision<T extends { revision: number }>(reply: FastifyReply, body: T): T {
  reply.header('etag', `"${body.revision}"`)
  return body
}
