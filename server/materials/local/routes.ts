import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import { principalOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import { Slug } from '../../http/shapes.ts'
import type { Clock } from '../../journal/write.ts'
import { putLocalRow, retireRow } from './change.ts'
import { checkRule, uncheckRule } from './check-rule.ts'
import { readCatalogueRows } from './read.ts'
import { CatalogueRows, LocalRow, RowsQuery, RuleCheck, TableName } from './schema.ts'

const OneTable = Type.Object({ table: TableName })
const OneRow = Type.Object({ table: TableName, key: Type.String({ minLength: 1, maxLength: 200 }) })
const OneRule = Type.Object({ id: Slug })
const Key = Type.Object({ key: Type.String() })

/** Rows that an installation adds to the catalogue, and what it found of rules. */
export const localCatalogueRoutes: FastifyPluginAsyncTypebox<{ db: Db; clock: Clock }> = async (
  app,
  { db, clock },
) => {
  app.get(
    '/administration/catalogue/:table',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'readCatalogueRows',
        summary: 'Rows of a table of the catalogue, shipped and local',
        tags: ['administration'],
        params: OneTable,
        querystring: RowsQuery,
        response: { 200: CatalogueRows },
      },
    },
    ({ params, query }) => readCatalogueRows(db, params.table, query),
  )

  app.put(
    '/administration/catalogue/:table',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'putLocalRow',
        summary: 'Adds a local row, or replaces the local one with its key',
        tags: ['administration'],
        params: OneTable,
        body: LocalRow,
        response: { 200: Key, ...problemResponses(409, 422) },
      },
    },
    async (request) => ({
      key: await putLocalRow(
        db,
        actorOf(principalOf(request)),
        { table: request.params.table, cells: request.body.cells },
        clock,
      ),
    }),
  )

  app.delete(
    '/administration/catalogue/:table/:key',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'retireLocalRow',
        summary: 'Retires a local row',
        tags: ['administration'],
        params: OneRow,
        response: { 200: Key, ...problemResponses(409) },
      },
    },
    async (request) => {
      await retireRow(db, actorOf(principalOf(request)), request.params, clock)
      return { key: request.params.key }
    },
  )

  app.put(
    '/administration/rules/:id/check',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'checkRule',
        summary: 'Notes whether a rule was verified here, and for when it holds',
        tags: ['administration'],
        params: OneRule,
        body: RuleCheck,
        response: { 200: Key, ...problemResponses(422) },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const by = { actor: actorOf(principal), accountId: principal.accountId }
      await checkRule(db, by, { rule: request.params.id, check: request.body }, clock)
      return { key: request.params.id }
    },
  )

  app.delete(
    '/administration/rules/:id/check',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'uncheckRule',
        summary: 'Takes back what was noted of a rule',
        tags: ['administration'],
        params: OneRule,
        response: { 200: Key },
      },
    },
    async (request) => {
      await uncheckRule(db, actorOf(principalOf(request)), request.params.id, clock)
      return { key: request.params.id }
    },
  )
}
