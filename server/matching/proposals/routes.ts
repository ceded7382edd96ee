import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ANSWERS } from '../../contract/exchanges.ts'
import { principalOf } from '../../http/auth.ts'
import { Id, OneOf } from '../../http/shapes.ts'
import type { Db } from '../../../db/open.ts'
import type { Clock } from '../../journal/write.ts'
import type { Matching } from '../market.ts'
import { findProposals, readProposal } from './read.ts'
import { AnswerReasons, ProposalDetail, ProposalsPage } from './schema.ts'
import { countReasons } from './store.ts'

export interface ProposalParts {
  db: Db
  clock: Clock
  matching: Matching
}

/** Reading what was proposed. Answering may open an exchange and stands with those. */
export const proposalRoutes: FastifyPluginAsyncTypebox<ProposalParts> = async (
  app,
  { db, clock, matching },
) => {
  app.get(
    '/proposals',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'findProposals',
        summary: 'Proposals of the reader’s organisations, best first',
        tags: ['proposals'],
        querystring: Type.Object(
          {
            organisation: Type.Optional(Id),
            listing: Type.Optional(Id),
            side: Type.Optional(
              Type.Unsafe<'offer' | 'need'>({
                ...OneOf(['offer', 'need'] as const),
                description: 'The side that the reader’s organisation has',
              }),
            ),
            answer: Type.Optional(OneOf([...ANSWERS, 'none'] as const)),
            stale: Type.Optional(Type.Boolean({ description: 'Those too that no longer hold' })),
            cursor: Type.Optional(Type.String({ maxLength: 60 })),
            limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: ProposalsPage },
      },
    },
    (request) => findProposals(db, matching, principalOf(request), request.query),
  )

  app.get(
    '/proposals/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'readProposal',
        summary: 'One proposal, as it was found and as it is judged now',
        tags: ['proposals'],
        params: Type.Object({ id: Id }),
        response: { 200: ProposalDetail },
      },
    },
    (request) => readProposal(db, matching, principalOf(request), request.params.id, clock),
  )

  app.get(
    '/reports/answer-reasons',
    {
      config: { access: 'analyst' },
      schema: {
        operationId: 'answerReasons',
        summary: 'How often each reason was given by sides and by facilitators; counts only',
        tags: ['proposals'],
        response: { 200: AnswerReasons },
      },
    },
    async () => ({ reasons: await countReasons(db) }),
  )
}
