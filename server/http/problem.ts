import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  REFUSALS,
  type FieldError,
  type RefusalCode,
  type RefusalParams,
  type Versions,
} from '../refusals.ts'
import { Problem } from './problem-schema.ts'

export const PROBLEM_TYPE = 'application/problem+json'

/** What a route declares for the statuses with which it can refuse. */
export const problemResponses = <const S extends number>(...statuses: S[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: STATUS_CODES[status] ?? '', content: { [PROBLEM_TYPE]: { schema: Problem } } },
    ]),
  ) as Record<S, { description: string; content: Record<typeof PROBLEM_TYPE, { schema: typeof Problem }> }>

export interface Refused {
  code: RefusalCode
  params?: RefusalParams
  fields?: FieldError[]
  versions?: Versions | null
}

/** Answers with a problem. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  const status = REFUSALS[refused.code]
  const problem: Problem = {
    type: `/api/v1/problems#${refused.code}`,
    title: STATUS_CODES[status] ?? '',
    status,
    code: refused.code,
    ...(refused.params && Object.keys(refused.params).length > 0 && { params: refused.params }),
    ...(refused.fields && refused.fields.length > 0 && { errors: refused.fields }),
    ...(refused.versions && { versions: refused.versions as Required<Problem>['versions'] }),
    requestId: request.id,
  }
  // As text, so that the shape which a route declares for another answer is not applied to it.
  return reply.code(status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
}
