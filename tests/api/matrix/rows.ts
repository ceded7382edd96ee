import type { FastifyInstance } from 'fastify'
import type { Db } from '../../../db/open.ts'
import type { People } from '../../setup/people.ts'

/** Who asks: somebody unknown, the roles, the people of the organisation that owns the subject, and an owner of another one. */
export const CALLERS = [
  'anonymous',
  'owner',
  'editor',
  'viewer',
  'stranger',
  'analyst',
  'facilitator',
  'acting',
  'administrator',
] as const
/** `acting` is a facilitator who acts for the owning organisation with its consent. */
export type Caller = (typeof CALLERS)[number]

export interface Scene {
  app: FastifyInstance
  db: Db
  people: People
}

/** One route of the API, and what each caller gets from it. */
export interface MatrixRow {
  /** As it is registered: `POST /api/v1/listings/:id`. */
  route: string
  /** Where a route answers about more than one kind of subject: which one this row is about. */
  variant?: string
  /**
   * Sets up what the request is about, owned by `people.organisationId`; called anew for every caller, inside a
   * transaction that is rolled back.
   */
  request?: (scene: Scene) => Promise<Asked> | Asked
  /** Status for each caller; `others` stands for the ones not named. */
  expect: Partial<Record<Caller, number>> & { others: number }
}

export interface Asked {
  /** Values of the path's parameters. */
  params?: Record<string, string | number>
  query?: Record<string, string>
  body?: object
  headers?: Record<string, string>
}

/** What is open to anybody. */
export const anybody = (status = 200) => ({ others: status })
/** What is open to whoever is signed in. */
export const signedIn = (status = 200) => ({ anonymous: 401, others: status })
/** What is open to whoever writes for the owning organisation. */
export const writers = (status = 200) => ({
  anonymous: 401,
  owner: status,
  editor: status,
  acting: status,
  others: 403,
})
/** What is open to the owning organisation's people and to facilitators. */
export const insiders = (status = 200) => ({ anonymous: 401, stranger: 403, analyst: 403, others: status })
/** What is open to facilitators and administrators. */
export const facilitators = (status = 200) => ({
  anonymous: 401,
  facilitator: status,
  acting: status,
  administrator: status,
  others: 403,
})
