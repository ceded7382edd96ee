import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { Id, Nullable } from '../http/shapes.ts'
import { municipalities, regionFeatures } from '../organisations/areas.ts'
import { BusiestMunicipality, Municipalities, RegionFeatures } from '../organisations/areas-schema.ts'
import { Refusal } from '../refusals.ts'
import { busiestMunicipality } from './busiest.ts'
import { filterOf } from './filter.ts'
import { BusiestQuery, FilterQuery } from './filter-schema.ts'
import { findListings, readListing } from './find.ts'
import { mapListings } from './map.ts'
import { ListingFeatures } from './map-schema.ts'
import { readerOf } from '../organisations/reader.ts'
import { PublicListing } from './schema.ts'

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

/** Reading of listings and of the areas that they lie in. */
export const listingRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get(
    '/listings',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'findListings',
        summary: 'Listings that the caller may see, newest first',
        tags: ['listings'],
        querystring: PageQuery,
        response: { 200: ListingsPage },
      },
    },
    ({ principal, query: { cursor, limit, ...query } }) =>
      findListings(
        db,
        filterOf(query),
        { limit, ...(cursor !== undefined && { cursor }) },
        readerOf(principal),
      ),
  )

  app.get(
    '/listings/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readListing',
        summary: 'One listing that the caller may see',
        tags: ['listings'],
        params: Type.Object({ id: Id }),
        response: { 200: PublicListing },
      },
    },
    async ({ principal, params: { id } }) => {
      const listing = await readListing(db, id, readerOf(principal))
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
        summary: 'Listings that the caller may see as GeoJSON points, where they are shown to be',
        tags: ['map'],
        querystring: FilterQuery,
        response: { 200: ListingFeatures },
      },
    },
    ({ principal, query }) => mapListings(db, filterOf(query), readerOf(principal)),
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

  app.get(
    '/areas/busiest',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'busiestMunicipality',
        summary:
          'The municipality in which most public listings are shown to lie, where a material is listed',
        tags: ['map'],
        querystring: BusiestQuery,
        response: { 200: BusiestMunicipality },
      },
    },
    async ({ query }) => ({ municipality: await busiestMunicipality(db, query) }),
  )
}
