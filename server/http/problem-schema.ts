import { Type, type Static } from 'typebox'
import { REFUSALS, type RefusalCode } from '../refusals.ts'
import { OneOf } from './shapes.ts'

const Params = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
)

/** RFC 9457. Codes and numbers only: the sentence is made where the reader's language is known. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Where this kind of problem is listed', format: 'uri-reference' }),
    title: Type.String({ description: 'The HTTP status in words' }),
    status: Type.Integer(),
    code: OneOf(Object.keys(REFUSALS) as RefusalCode[]),
    params: Type.Optional(Params),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          field: Type.String({ description: 'JSON pointer into the body or the query' }),
          code: Type.String(),
          params: Type.Optional(Params),
        }),
      ),
    ),
    versions: Type.Optional(
      Type.Object(
        {
          stored: Type.Record(Type.String(), Type.Unknown(), { description: 'What is stored now' }),
          sent: Type.Record(Type.String(), Type.Unknown(), { description: 'What was to take its place' }),
        },
        { description: 'Only where somebody else was faster (`lost_update`)' },
      ),
    ),
    requestId: Type.String(),
  },
  { $id: 'Problem', description: 'Why a request was refused (RFC 9457)' },
)
export type Problem = Static<typeof Problem>
