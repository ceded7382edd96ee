import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import { Done, TermsBody, TermsText } from '../schema.ts'
import { acceptNewTerms } from './accept.ts'
import { currentTerms } from './read.ts'

/** The terms of use. */
export const termsRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts },
) => {
  app.get(
    '/terms',
    {
      config: { access: 'public', enrolment: true },
      schema: {
        operationId: 'readTerms',
        summary: 'The terms of use that hold now, as Markdown',
        tags: ['accounts'],
        response: { 200: TermsText },
      },
    },
    async () => currentTerms(),
  )

  app.put(
    '/me/terms',
    {
      config: { access: 'signed_in', enrolment: true, needsSession: true },
      schema: {
        operationId: 'acceptTerms',
        summary: 'Accept the terms of use',
        tags: ['accounts'],
        body: TermsBody,
        response: { 200: Done, ...problemResponses(422) },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      await acceptNewTerms(db, { accountId, version: request.body.version }, parts)
      return {}
    },
  )
}
