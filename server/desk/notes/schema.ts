import { Type, type Static } from 'typebox'
import { NOTE_LENGTH, NOTE_SUBJECTS } from '../../contract/desk.ts'
import { Id, Nullable, OneOf } from '../../http/shapes.ts'

export const Note = Type.Object({
  id: Type.Integer(),
  body: Type.String(),
  author: Nullable(Type.String({ description: 'Null once the author was erased' })),
  own: Type.Boolean({ description: 'Whether the reader wrote it, and may take it back' }),
  createdAt: Type.String(),
})

export const Notes = Type.Object(
  { notes: Type.Array(Note, { description: 'Newest first' }), nextCursor: Nullable(Type.Integer()) },
  { $id: 'Notes' },
)
export type Notes = Static<typeof Notes>

export const NoteDraft = Type.Object(
  {
    kind: OneOf(NOTE_SUBJECTS),
    id: Id,
    body: Type.String({ minLength: 1, maxLength: NOTE_LENGTH }),
  },
  { additionalProperties: false },
)
