import { Type, type Static } from 'typebox'
import { Id } from '../../http/shapes.ts'

export const ImportQuery = Type.Object(
  {
    organisation: Type.Optional({
      ...Id,
      description: 'All rows belong to it; without it a column names the organisation of each row',
    }),
    dryRun: Type.Optional(Type.Boolean({ description: 'Tell what would happen, keep nothing' })),
  },
  { additionalProperties: false },
)

/** What became of a file. */
export const ImportResult = Type.Object(
  {
    counts: Type.Object({
      created: Type.Integer(),
      revised: Type.Integer(),
      unchanged: Type.Integer(),
      refused: Type.Integer(),
    }),
    refused: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'Line of the text file or row of the spreadsheet, from 1' }),
        column: Type.String({ description: 'Empty where the row cannot be taken apart at all' }),
        value: Type.String(),
        code: Type.String(),
        params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      }),
      { description: 'The first refused cells' },
    ),
    refusedCsv: Type.String({
      description: 'The refused rows as they stand in the file, to be put right and sent again',
    }),
    isCutShort: Type.Boolean({ description: 'More was refused than is listed' }),
    ignoredSheets: Type.Array(Type.String()),
    dryRun: Type.Boolean(),
  },
  { $id: 'ImportResult' },
)
export type ImportResult = Static<typeof ImportResult>
