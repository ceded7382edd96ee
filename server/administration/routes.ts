import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import { problemResponses } from '../http/problem.ts'
import { Id } from '../http/shapes.ts'
import type { Clock } from '../journal/write.ts'
import { listOrganisations } from './find-organisations.ts'
import { readJobs, type JobBoard } from './jobs/read.ts'
import { runJob } from './jobs/run.ts'
import { changeRole, signOutEverywhere, suspend } from './people/change.ts'
import { listPeople } from './people/find.ts'
import {
  Jobs,
  Organisations,
  OrganisationsQuery,
  People,
  PeopleQuery,
  RoleBody,
  InstallationSettings,
} from './schema.ts'

export interface AdministrationParts {
  db: Db
  clock: Clock
  jobs: JobBoard
  /** What this process was started with. */
  settings: InstallationSettings
}

const OneAccount = Type.Object({ id: Id })
const Done = Type.Object({ id: Type.Integer() })
const SUSPENDED = { PUT: true, DELETE: false } as const

/** What administrators see and do: people, organisations, jobs and settings. */
export const administrationRoutes: FastifyPluginAsyncTypebox<AdministrationParts> = async (
  app,
  { db, clock, jobs, settings },
) => {
  app.get(
    '/administration/people',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'findPeople',
        summary: 'People of the installation, the youngest account first',
        tags: ['administration'],
        querystring: PeopleQuery,
        response: { 200: People },
      },
    },
    ({ query }) => listPeople(db, query, clock),
  )

  app.put(
    '/administration/people/:id/role',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'changeRole',
        summary: 'Gives somebody another role',
        tags: ['administration'],
        params: OneAccount,
        body: RoleBody,
        response: { 200: Done, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { id } = request.params
      await changeRole(db, principalOf(request), { accountId: id, role: request.body.role }, clock)
      return { id }
    },
  )

  for (const method of ['PUT', 'DELETE'] as const) {
    const suspended = SUSPENDED[method]
    app.route({
      method,
      url: '/administration/people/:id/suspension',
      config: { access: 'administrator' },
      schema: {
        operationId: suspended ? 'suspendPerson' : 'reinstatePerson',
        summary: suspended ? 'Shuts somebody out' : 'Lets somebody in again',
        tags: ['administration'],
        params: OneAccount,
        response: { 200: Done, ...problemResponses(409) },
      },
      handler: async (request) => {
        const { id } = request.params
        await suspend(db, principalOf(request), { accountId: id, suspended }, clock)
        return { id }
      },
    })
  }

  app.delete(
    '/administration/people/:id/sessions',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'endSessionsOfPerson',
        summary: 'Ends all sign-ins of somebody',
        tags: ['administration'],
        params: OneAccount,
        response: { 200: Done, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { id } = request.params
      await signOutEverywhere(db, principalOf(request), id, clock)
      return { id }
    },
  )

  app.get(
    '/administration/organisations',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'findOrganisations',
        summary: 'Organisations of the installation, the youngest first',
        tags: ['administration'],
        querystring: OrganisationsQuery,
        response: { 200: Organisations },
      },
    },
    ({ query }) => listOrganisations(db, query),
  )

  app.get(
    '/administration/jobs',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'readJobs',
        summary: 'What happens by itself, and how it went last',
        tags: ['administration'],
        response: { 200: Jobs },
      },
    },
    () => readJobs(db, jobs),
  )

  app.post(
    '/administration/jobs/:name/runs',
    {
      config: { access: 'administrator', creates: false },
      schema: {
        operationId: 'runJob',
        summary: 'Starts a job now; answers before it has ended',
        tags: ['administration'],
        params: Type.Object({ name: Type.String({ pattern: '^[a-z-]{1,60}$' }) }),
        response: { 202: Jobs },
      },
    },
    async (request, reply) => {
      await runJob(db, principalOf(request), request.params.name, jobs, clock)
      reply.code(202)
      return readJobs(db, jobs)
    },
  )

  app.get(
    '/administration/settings',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'readInstallationSettings',
        summary: 'What this process was started with, without secrets',
        tags: ['administration'],
        response: { 200: InstallationSettings },
      },
    },
    async () => settings,
  )
}
