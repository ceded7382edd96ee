import { Type, type Static } from 'typebox'
import { SEARCH_KINDS } from '../../contract/events.ts'
import { Id, Nullable, OneOf } from '../../http/shapes.ts'
import { FilterQuery } from '../../listings/filter-schema.ts'
import { Draft, PublicListing } from '../../listings/schema.ts'

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

export const SearchBody = Type.Object(
  {
    kind: OneOf(SEARCH_KINDS),
    name: Name,
    filter: Type.Optional(FilterQuery),
    draft: Type.Optional(Draft),
    address: Type.Optional(
      Type.String({
        maxLength: 4000,
        pattern: '^[^#\\s]*$',
        description: 'Query string of the page that shows the same search',
      }),
    ),
  },
  { additionalProperties: false },
)
export type SearchInput = Static<typeof SearchBody>

export const SearchChange = Type.Object({ name: Name }, { additionalProperties: false })
export const NewSearch = Type.Object({ id: Type.Integer() })
export const OfSearch = Type.Object({ id: Id })

export const SavedSearches = Type.Object(
  {
    searches: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: OneOf(SEARCH_KINDS),
        name: Type.String(),
        address: Type.String(),
        query: Type.Record(Type.String(), Type.Unknown(), {
          description: 'The filter of the list of listings, or the draft whose partners are sought',
        }),
        createdAt: Type.String(),
        found: Type.Integer({ description: 'New listings since it was saved' }),
        lastFoundAt: Nullable(Type.String()),
      }),
    ),
  },
  { $id: 'SavedSearches' },
)
export type SavedSearches = Static<typeof SavedSearches>

export const SearchHits = Type.Object({ listings: Type.Array(PublicListing) }, { $id: 'SearchHits' })
export type SearchHits = Static<typeof SearchHits>
