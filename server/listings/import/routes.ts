import { PassThrough } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import type { Clock } from '../../journal/write.ts'
import type { Catalogue } from '../../materials/catalogue.ts'
import { Refusal } from '../../refusals.ts'
import type { Changed, Progress } from '../changed.ts'
import { importFile } from './import-file.ts'
import { FILE_LIMIT_BYTES } from './read.ts'
import { recogniserOf } from './recognise.ts'
import type { Recogniser } from './recogniser.ts'
import { ImportQuery, ImportResult } from './schema.ts'

export interface ImportParts {
  db: Db
  clock: Clock
  catalogue: () => Catalogue
  refuse: Changed
  changed: Changed
}

const FILE_TYPE = 'application/octet-stream'
const LINES = 'application/x-ndjson'

/** Files of listings, taken in whole. */
export const importRoutes: FastifyPluginAsyncTypebox<ImportParts> = async (app, parts) => {
  const { db, clock, refuse, changed } = parts
  app.addContentTypeParser(
    FILE_TYPE,
    { parseAs: 'buffer', bodyLimit: FILE_LIMIT_BYTES },
    (_request, bytes, done) => done(null, bytes),
  )
  /** Made when it is first wanted, which takes a second, and kept while the catalogue stays. */
  let held: { catalogue: Catalogue; recognise: Recogniser } | null = null
  const toolsNow = () => {
    const catalogue = parts.catalogue()
    if (held?.catalogue !== catalogue) held = { catalogue, recognise: recogniserOf(catalogue) }
    return { ...held, refuse, changed }
  }

  app.post(
    '/imports',
    {
      config: { access: 'signed_in', creates: true },
      bodyLimit: FILE_LIMIT_BYTES,
      schema: {
        operationId: 'importListings',
        summary: 'Takes in a CSV or XLSX file of listings: good rows go in, refused ones are reported',
        description:
          'Asked for `application/x-ndjson`, it answers line by line: `{done, total}` while it reads rows, `{done, total, step: "partners"}` while it looks for the partners of their listings, then `{report}`, or `{problem}` if it ended halfway and kept nothing.',
        tags: ['listings'],
        consumes: [FILE_TYPE],
        querystring: ImportQuery,
        body: Type.Unsafe<unknown>({ description: 'The bytes of the file' }),
        response: {
          200: {
            description: 'What became of the rows',
            content: {
              'application/json': { schema: ImportResult },
              [LINES]: { schema: Type.Unsafe<unknown>({ description: 'One object a line' }) },
            },
          },
          ...problemResponses(404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { organisation, dryRun = false } = request.query
      if (!(request.body instanceof Uint8Array))
        throw new Refusal('media_type_unsupported', { allowed: FILE_TYPE })
      const file = {
        bytes: request.body,
        dryRun,
        ...(organisation !== undefined && { organisationId: organisation }),
      }
      const run = (progress?: Progress) =>
        once(db, request, clock, (tx) =>
          importFile(tx, principalOf(request), file, clock, { ...toolsNow(), ...(progress && { progress }) }),
        )
      if (request.headers.accept !== LINES) return reply.send(await run())
      const lines = await inLines(run, (error) => request.log.error({ err: error }, 'import ended halfway'))
      return reply.type(LINES).send(lines)
    },
  )
}

type Run = (progress: Progress) => Promise<ImportResult>

/** Tells what is going on as lines; what fails before there is anything to tell is thrown. */
function inLines(run: Run, log: (error: unknown) => void): Promise<PassThrough> {
  const stream = new PassThrough()
  const line = (said: object) => `${JSON.stringify(said)}\n`
  return new Promise((resolve, reject) => {
    let hasBegun = false
    const begin = () => {
      hasBegun = true
      resolve(stream)
    }
    const tell = async () => {
      try {
        const report = await run((done, total, step) => {
          begin()
          stream.write(line({ done, total, step }))
        })
        begin()
        stream.end(line({ report }))
      } catch (error) {
        if (!hasBegun) return reject(error)
        if (!(error instanceof Refusal)) log(error)
        const { code, params } = error instanceof Refusal ? error : { code: 'internal_error', params: {} }
        stream.end(line({ problem: { code, params } }))
      }
    }
    void tell()
  })
}
