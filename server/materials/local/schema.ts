import { Type, type Static } from 'typebox'
import { LOCAL_TABLES, ORIGINS } from '../../contract/local-catalogue.ts'
import { Nullable, OneOf } from '../../http/shapes.ts'

const Column = Type.String({ pattern: '^[a-z][a-z0-9_]{0,40}$' })
/** Cells as in the files of the catalogue: lists joined by `|`, nothing for what is unknown. */
const Cells = Type.Record(Column, Type.String({ maxLength: 4000 }), { maxProperties: 30 })
const Day = Type.String({ format: 'date' })

export const TableName = OneOf(LOCAL_TABLES)

export const RowsQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
    origin: Type.Optional(OneOf(ORIGINS)),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  },
  { additionalProperties: false },
)
export type RowsQuery = Static<typeof RowsQuery>

export const CatalogueRows = Type.Object(
  {
    columns: Type.Array(
      Type.Object({
        name: Type.String(),
        required: Type.Boolean(),
        /** What it may hold, where that is a few words. */
        options: Nullable(Type.Array(Type.String())),
        /** Table whose ids it names. */
        refersTo: Nullable(Type.String()),
        isKey: Type.Boolean(),
      }),
    ),
    rows: Type.Array(
      Type.Object({
        key: Type.String(),
        origin: OneOf(ORIGINS),
        retired: Type.Boolean(),
        cells: Type.Record(Type.String(), Type.String()),
        /** What an administrator found of a rule. */
        check: Nullable(
          Type.Object({
            status: OneOf(['verified', 'unverified'] as const),
            validFrom: Nullable(Type.String()),
            validUntil: Nullable(Type.String()),
            checkedBy: Type.Integer(),
            checkedAt: Type.String(),
          }),
        ),
      }),
    ),
    nextCursor: Nullable(Type.String()),
  },
  { $id: 'CatalogueRows' },
)
export type CatalogueRows = Static<typeof CatalogueRows>

export const LocalRow = Type.Object({ cells: Cells }, { additionalProperties: false })

export const RuleCheck = Type.Object(
  {
    status: OneOf(['verified', 'unverified'] as const),
    validFrom: Type.Optional(Day),
    validUntil: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export type RuleCheck = Static<typeof RuleCheck>
