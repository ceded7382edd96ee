import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type, type Static } from 'typebox'
import type { Db } from '../../db/open.ts'
import { LISTING_KINDS, STREAMS } from '../contract/words.ts'
import { Nullable, OneOf, Slug } from '../http/shapes.ts'
import { municipalities, regionFeatures } from '../organisations/areas.ts'
import { Municipalities, RegionFeatures } from '../organisations/areas-schema.ts'
import { Refusal } from '../refusals.ts'
import { parseBox, type Filter } from './filter.ts'
import { findListings, readListing } from './find.ts'
import { mapListings } from './map.ts'
import { ListingFeatures } from './map-schema.ts'
import { PublicListing } from './schema.ts'

const LARGEST_ID = 2 ** 31 - 1
const Id = Type.Integer({ minimum: 1, maximum: LARGEST_ID })

const FilterQuery = Type.Object(
  {
    kind: Type.Optional(OneOf(LISTING_KINDS)),
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
    demonstration: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

const PageQuery = Type.Object(
  {
    ...FilterQuery.properties,
    cursor: Type.Optional(Type.Unsafe<number>({ ...Id, description: '`nextCursor` of the page before' })),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  },
  { additionalProperties: false },
)

const ListingsPage = Type.Object({
  listings: Type.Array(PublicListing),
  nextCursor: Nullable(Type.Integer()),
})

/** Reading of public listings and of the areas that they lie in. */
export const listingRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get(
    '/listings',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'findListings',
        summary: 'Public listings, newest first',
        tags: ['listings'],
        querystring: PageQuery,
        response: { 200: ListingsPage },
      },
    },
    ({ query: { cursor, limit, ...query } }) =>
      findListings(db, filterOf(query), { limit, ...(cursor !== undefined && { cursor }) }),
  )

  app.get(
    '/listings/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readListing',
        summary: 'One public listing',
        tags: ['listings'],
        params: Type.Object({ id: Id }),
        response: { 200: PublicListing },
      },
    },
    async ({ params: { id } }) => {
      const listing = await readListing(db, id)
      if (!listing) throw new Refusal('not_found', { listing: id })
      return listing
    },
  )

  app.get(
    '/map/listings',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'mapListings',
        summary: 'Public listings as GeoJSON points, where they are shown to be',
        tags: ['map'],
        querystring: FilterQuery,
        response: { 200: ListingFeatures },
      },
    },
    ({ query }) => mapListings(db, filterOf(query)),
  )

  app.get(
    '/areas/regions',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'regions',
        summary: 'Outlines of the regions as GeoJSON',
        tags: ['map'],
        response: { 200: RegionFeatures },
      },
    },
    () => regionFeatures(db),
  )

  app.get(
    '/areas/municipalities',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'municipalities',
        summary: 'Municipalities and towns with their seats',
        tags: ['map'],
        response: { 200: Municipalities },
      },
    },
    () => municipalities(db),
  )
}

const filterOf = ({ q, bbox, ...rest }: Static<typeof FilterQuery>): Filter => ({
  ...rest,
  ...(q !== undefined && { text: q }),
  ...(bbox !== undefined && { box: parseBox(bbox) }),
})
