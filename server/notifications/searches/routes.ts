import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import type { Clock } from '../../journal/write.ts'
import type { SearchParts } from './parts.ts'
import { dropSearch, listSearches, nameSearch, readHits, saveSearch } from './save.ts'
import { NewSearch, OfSearch, SavedSearches, SearchBody, SearchChange, SearchHits } from './schema.ts'

const CONFIG = { access: 'signed_in' } as const
const tags = ['notifications']
const Done = Type.Object({})

/** Searches that go on by themselves. */
export const searchRoutes: FastifyPluginAsyncTypebox<SearchParts & { db: Db; clock: Clock }> = async (
  app,
  { db, clock, matching },
) => {
  app.get(
    '/me/saved-searches',
    {
      config: CONFIG,
      schema: {
        operationId: 'listSavedSearches',
        summary: 'One’s saved searches',
        tags,
        response: { 200: SavedSearches },
      },
    },
    (request) => listSearches(db, principalOf(request)),
  )

  app.post(
    '/me/saved-searches',
    {
      config: { ...CONFIG, creates: true },
      schema: {
        operationId: 'saveSearch',
        summary: 'Save a search; what it finds from now on is told',
        tags,
        body: SearchBody,
        response: { 201: NewSearch, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const saved = await once(db, request, clock, (tx) =>
        saveSearch(tx, principalOf(request), request.body, { matching }, clock),
      )
      return reply.code(201).send(saved)
    },
  )

  app.get(
    '/me/saved-searches/:id/hits',
    {
      config: CONFIG,
      schema: {
        operationId: 'listSearchHits',
        summary: 'The latest listings that a saved search has found since',
        tags,
        params: OfSearch,
        response: { 200: SearchHits },
      },
    },
    (request) => readHits(db, principalOf(request), request.params.id),
  )

  app.patch(
    '/me/saved-searches/:id',
    {
      config: CONFIG,
      schema: {
        operationId: 'renameSearch',
        summary: 'Rename a saved search',
        tags,
        params: OfSearch,
        body: SearchChange,
        response: { 200: Done },
      },
    },
    async (request) => {
      await nameSearch(db, principalOf(request), { id: request.params.id, ...request.body }, clock)
      return {}
    },
  )

  app.delete(
    '/me/saved-searches/:id',
    {
      config: CONFIG,
      schema: {
        operationId: 'dropSearch',
        summary: 'Forget a saved search',
        tags,
        params: OfSearch,
        response: { 200: Done },
      },
    },
    async (request) => {
      await dropSearch(db, principalOf(request), request.params.id, clock)
      return {}
    },
  )
}
