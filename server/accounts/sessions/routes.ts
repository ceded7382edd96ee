import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import type { Gate } from '../../http/credentials.ts'
import { localPath } from '../../http/local-path.ts'
import { Nullable } from '../../http/shapes.ts'
import { Refusal } from '../../refusals.ts'
import { readMe } from '../me.ts'
import type { AccountParts } from '../parts.ts'
import { Done, Me, SessionList, SignInBody } from '../schema.ts'
import { endSession, endSessionOf, endSessions, listSessions } from './end.ts'
import { refreshSession } from './open.ts'
import { signIn } from './sign-in.ts'

/** Signing in and out. */
export const sessionRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts; gate: Gate }> = async (
  app,
  { db, parts, gate },
) => {
  const { clock } = parts

  app.post(
    '/session',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'signIn',
        summary: 'Sign in; the answer sets cookies',
        tags: ['accounts'],
        body: SignInBody,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      const device = { address: request.ip, userAgent: request.headers['user-agent'] ?? null }
      const opened = await signIn(db, request.body, device, parts)
      gate.signIn(reply, opened)
      return readMe(db, opened.accountId)
    },
  )

  app.get(
    '/session',
    {
      config: { access: 'public', enrolment: true },
      schema: {
        operationId: 'readSession',
        summary: 'Who is signed in here, if anybody',
        tags: ['accounts'],
        response: { 200: Type.Object({ me: Nullable(Me) }) },
      },
    },
    async ({ principal }) => ({ me: principal && (await readMe(db, principal.accountId)) }),
  )

  app.delete(
    '/session',
    {
      config: { access: 'public', enrolment: true },
      schema: {
        operationId: 'signOut',
        summary: 'Sign out of this browser',
        tags: ['accounts'],
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { principal, sessionId } = request
      const token = gate.refreshTokenOf(request)
      if (principal && sessionId) await endSession(db, { accountId: principal.accountId, sessionId }, clock)
      else if (token !== null) await endSessionOf(db, token, clock)
      gate.signOut(reply)
      return {}
    },
  )

  app.post(
    '/session/refresh',
    {
      config: { access: 'public', enrolment: true, creates: false },
      schema: {
        operationId: 'refreshSession',
        summary: 'Go on with a sign-in whose access token has run out',
        tags: ['accounts'],
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const token = gate.refreshTokenOf(request)
      try {
        if (token === null) throw new Refusal('session_ended')
        gate.signIn(reply, await refreshSession(db, clock, token))
      } catch (error) {
        if (error instanceof Refusal) gate.signOut(reply)
        throw error
      }
      return {}
    },
  )

  // For a page that is asked for with an access token that has run out: only this address gets the refresh token.
  app.get(
    '/session/refresh',
    {
      config: { access: 'public', enrolment: true },
      schema: { hide: true, querystring: Type.Object({ next: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const token = gate.refreshTokenOf(request)
      const opened = token === null ? null : await refreshSession(db, clock, token).catch(unlessRefused)
      if (opened) gate.signIn(reply, opened)
      else gate.signOut(reply)
      return reply.header('cache-control', 'no-store').redirect(localPath(request.query.next), 303)
    },
  )

  app.get(
    '/sessions',
    {
      config: { access: 'signed_in', enrolment: true },
      schema: {
        operationId: 'listSessions',
        summary: 'Where one is signed in',
        tags: ['accounts'],
        response: { 200: SessionList },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      return { sessions: await listSessions(db, { accountId, current: request.sessionId }, clock) }
    },
  )

  app.delete(
    '/sessions',
    {
      config: { access: 'signed_in', enrolment: true },
      schema: {
        operationId: 'signOutEverywhere',
        summary: 'Sign out everywhere, here too',
        tags: ['accounts'],
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      await endSessions(db, { accountId: principalOf(request).accountId, except: null }, clock)
      gate.signOut(reply)
      return {}
    },
  )

  app.delete(
    '/sessions/:id',
    {
      config: { access: 'signed_in', enrolment: true },
      schema: {
        operationId: 'endSession',
        summary: 'Sign out of one other browser',
        tags: ['accounts'],
        params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      await endSession(db, { accountId, sessionId: request.params.id }, clock)
      return {}
    },
  )
}

const unlessRefused = (error: unknown): null => {
  if (error instanceof Refusal) return null
  throw error
}
