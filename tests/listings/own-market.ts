import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Db } from '../../db/open.ts'
import type { Submission } from '../../server/listings/schema.ts'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { makePeople, type People, type Person } from '../setup/people.ts'

/** A gate that nobody is to find: every number of it is unusual, so that it can be looked for in answers. */
export const GATE = { lon: 45.523178, lat: 41.908417 }

export const marc: Submission = {
  kind: 'offer',
  title: 'Grape marc',
  description: 'Pressed skins and seeds',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { ...GATE, precision: 'municipality' },
  wasteCode: '020701',
  amount: 40,
  unit: 't',
  period: 'year',
  months: [9, 10],
  validUntil: '2027-08-31',
}

export interface Scene {
  app: FastifyInstance
  db: Db
  people: People
  /** Asks as somebody; nobody when null. */
  ask: (
    who: Person | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>
  /** Takes in a listing for the people's organisation; returns its id. */
  list: (changes?: Partial<Submission>, publish?: boolean) => Promise<number>
}

/** A test among people of all roles, rolled back in the end. */
export const scene = (test: (scene: Scene) => Promise<void>): Promise<void> =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const people = await makePeople(app, db)
    const ask: Scene['ask'] = async (who, method, path, body, headers = {}) =>
      app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...who?.headers, ...headers },
        ...(body !== undefined && { payload: body as object }),
      })
    const list: Scene['list'] = async (changes = {}, publish = true) => {
      const listing = { ...marc, ...changes }
      const answer = await ask(people.owner, 'POST', '/listings', {
        organisation: people.organisationId,
        publish,
        listing,
      })
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return answer.json<{ id: number }>().id
    }
    try {
      await test({ app, db, people, ask, list })
    } finally {
      await app.close()
    }
  })
