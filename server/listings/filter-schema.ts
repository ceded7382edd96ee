import { Type, type Static } from 'typebox'
import { LISTING_KINDS, RESOURCE_KINDS, STREAMS } from '../contract/words.ts'
import { Id, OneOf, Slug } from '../http/shapes.ts'

/** What a reader may narrow the listings down to, as an address says it. */
export const FilterQuery = Type.Object(
  {
    kind: Type.Optional(OneOf(LISTING_KINDS)),
    resource: Type.Optional(OneOf(RESOURCE_KINDS)),
    stream: Type.Optional(OneOf(STREAMS)),
    target: Type.Optional(
      Type.Unsafe<string>({ ...Slug, description: 'A material or use; kinds of it count too' }),
    ),
    bbox: Type.Optional(
      Type.String({ maxLength: 100, description: '`west,south,east,north` in degrees, WGS 84' }),
    ),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Words in the title, the description or the name of the organisation',
      }),
    ),
    municipality: Type.Optional(Slug),
    organisation: Type.Optional(Id),
    demonstration: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type FilterQuery = Static<typeof FilterQuery>

/** What is listed where most is listed. */
export const BusiestQuery = Type.Pick(FilterQuery, ['kind', 'target'], { additionalProperties: false })
