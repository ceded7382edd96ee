import { Type, type Static } from 'typebox'
import { FILE_PURPOSES } from '../contract/listing-life.ts'
import { OneOf } from '../http/shapes.ts'

/** The largest file that is taken in. */
export const FILE_LIMIT_BYTES = 10 * 1024 * 1024

export const UploadQuery = Type.Object(
  {
    organisation: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_147_483_647,
        description: 'Whose file it is; left out by a facilitator who sends it with words of his own',
      }),
    ),
    purpose: OneOf(FILE_PURPOSES),
    name: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the file, with its ending' }),
  },
  { additionalProperties: false },
)

/** A file as what it belongs to shows it. */
export const AttachedFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
})
export type AttachedFile = Static<typeof AttachedFile>

/** A file that was taken in; it belongs to nothing until a listing, message or shipment names it. */
export const UploadedFile = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    purpose: OneOf(FILE_PURPOSES),
    name: Type.String(),
    mediaType: Type.String(),
    sizeBytes: Type.Integer(),
    createdAt: Type.String(),
  },
  { $id: 'File' },
)
export type UploadedFile = Static<typeof UploadedFile>
