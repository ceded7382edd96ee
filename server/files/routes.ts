import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { create as contentDisposition } from 'content-disposition'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import { once } from '../http/idempotency.ts'
import { problemResponses } from '../http/problem.ts'
import type { Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { discardFile } from './discard.ts'
import { readFile, type MayReadOf } from './read.ts'
import { FILE_LIMIT_BYTES, UploadedFile, UploadQuery } from './schema.ts'
import { uploadFile } from './upload.ts'

export interface FileParts {
  db: Db
  clock: Clock
  mayReadOf: MayReadOf
}

const FILE_TYPE = 'application/octet-stream'
const Params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Photos and documents: taken in one by one as plain bytes, attached by writing what they belong to. */
export const fileRoutes: FastifyPluginAsyncTypebox<FileParts> = async (app, { db, clock, mayReadOf }) => {
  app.addContentTypeParser(
    FILE_TYPE,
    { parseAs: 'buffer', bodyLimit: FILE_LIMIT_BYTES },
    (_request, bytes, done) => done(null, bytes),
  )

  app.post(
    '/files',
    {
      config: { access: 'signed_in', creates: true },
      bodyLimit: FILE_LIMIT_BYTES,
      schema: {
        operationId: 'uploadFile',
        summary:
          'Takes in a photo (JPEG, PNG, WebP, AVIF, GIF) or document (PDF, XLSX, CSV) of at most 10 MB',
        tags: ['files'],
        consumes: [FILE_TYPE],
        querystring: UploadQuery,
        body: Type.Unsafe<unknown>({ description: 'The bytes of the file' }),
        response: { 201: UploadedFile, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const { organisation = null, purpose, name } = request.query
      if (!(request.body instanceof Uint8Array))
        throw new Refusal('media_type_unsupported', { allowed: FILE_TYPE })
      const upload = { organisationId: organisation, purpose, name, bytes: request.body }
      reply.code(201)
      return once(db, request, clock, (tx) => uploadFile(tx, principalOf(request), upload, clock))
    },
  )

  app.get(
    '/files/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readFile',
        summary: 'The bytes of a file, for whoever may read what it belongs to',
        tags: ['files'],
        params: Params,
        response: {
          200: {
            description: 'The file',
            content: { [FILE_TYPE]: { schema: Type.Unsafe<unknown>({ description: 'Its bytes' }) } },
          },
          304: { description: 'The reader has it already' },
        },
      },
    },
    async (request, reply) => {
      const known = /^"([0-9a-f]{64})"$/.exec(request.headers['if-none-match'] ?? '')?.[1] ?? null
      const asked = { id: request.params.id, known }
      const { file, content } = await readFile(db, request.principal, asked, mayReadOf)
      const isImage = file.mediaType.startsWith('image/')
      reply.headers({
        etag: `"${file.sha256}"`,
        'cache-control': 'private, no-cache',
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'content-disposition': isImage ? 'inline' : contentDisposition(file.name, { type: 'attachment' }),
      })
      if (content === null) return reply.code(304).send()
      return reply.type(file.mediaType).send(Buffer.from(content))
    },
  )

  app.delete(
    '/files/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'discardFile',
        summary: 'Throws away a file that was uploaded and not attached',
        tags: ['files'],
        params: Params,
        response: { 200: Type.Object({ id: Type.String() }) },
      },
    },
    async (request) => {
      const { id } = request.params
      await discardFile(db, principalOf(request), id, clock)
      return { id }
    },
  )
}
