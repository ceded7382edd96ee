import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import {
  ConsentBody,
  Done,
  Id,
  InvitationBody,
  InvitationText,
  Members,
  MembershipBody,
  TokenBody,
} from '../schema.ts'
import { changeConsent, changeMember, listMembers } from './change.ts'
import { acceptInvitation, invite, readInvitation, withdrawInvitation } from './invite.ts'

const tags = ['organisations']
const Organisation = Type.Object({ id: Id })
const Member = Type.Object({ id: Id, accountId: Id })

/** Who belongs to an organisation. */
export const memberRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts },
) => {
  app.get(
    '/organisations/:id/members',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'listMembers',
        summary: 'Who belongs to an organisation, who is invited, and whether facilitators may act for it',
        tags,
        params: Organisation,
        response: { 200: Members },
      },
    },
    (request) => listMembers(db, principalOf(request), request.params.id, parts),
  )

  app.patch(
    '/organisations/:id/members/:accountId',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'changeMember',
        summary: 'Give a member another role',
        tags,
        params: Member,
        body: MembershipBody,
        response: { 200: Done, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { id: organisationId, accountId } = request.params
      const change = { organisationId, accountId, role: request.body.role }
      await changeMember(db, principalOf(request), change, parts)
      return {}
    },
  )

  app.delete(
    '/organisations/:id/members/:accountId',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'removeMember',
        summary: 'Take a member out, or leave',
        tags,
        params: Member,
        response: { 200: Done, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { id: organisationId, accountId } = request.params
      await changeMember(db, principalOf(request), { organisationId, accountId, role: null }, parts)
      return {}
    },
  )

  app.post(
    '/organisations/:id/invitations',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'invite',
        summary: 'Invite somebody by e-mail',
        tags,
        params: Organisation,
        body: InvitationBody,
        response: { 201: Done, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const invitation = { organisationId: request.params.id, address: request.ip, ...request.body }
      await once(db, request, parts.clock, async (tx) => {
        await invite(tx, principalOf(request), invitation, parts)
        return {}
      })
      return reply.code(201).send({})
    },
  )

  app.delete(
    '/organisations/:id/invitations/:invitation',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'withdrawInvitation',
        summary: 'Take an invitation back',
        tags,
        params: Type.Object({ id: Id, invitation: Type.String({ pattern: '^[\\w-]{43}$' }) }),
        response: { 200: Done },
      },
    },
    async (request) => {
      const { id: organisationId, invitation: id } = request.params
      await withdrawInvitation(db, principalOf(request), { organisationId, id }, parts)
      return {}
    },
  )

  app.put(
    '/organisations/:id/acting-consent',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'changeActingConsent',
        summary: 'Let facilitators act for an organisation, or no longer',
        tags,
        params: Organisation,
        body: ConsentBody,
        response: { 200: Done },
      },
    },
    async (request) => {
      const change = { organisationId: request.params.id, given: request.body.given }
      await changeConsent(db, principalOf(request), change, parts)
      return {}
    },
  )

  app.post(
    '/invitations/reading',
    {
      config: { access: 'public', enrolment: true, creates: false },
      schema: {
        operationId: 'readInvitation',
        summary: 'What an invitation says',
        tags,
        body: TokenBody,
        response: { 200: InvitationText, ...problemResponses(422) },
      },
    },
    ({ body }) => readInvitation(db, body.token, parts),
  )

  app.post(
    '/me/memberships',
    {
      config: { access: 'signed_in', creates: true, needsSession: true },
      schema: {
        operationId: 'acceptInvitation',
        summary: 'Accept an invitation',
        tags,
        body: TokenBody,
        response: { 201: Type.Object({ organisationId: Type.Integer() }), ...problemResponses(422) },
      },
    },
    async (request, reply) => {
      const accepted = await once(db, request, parts.clock, (tx) =>
        acceptInvitation(tx, principalOf(request), request.body.token, parts),
      )
      return reply.code(201).send(accepted)
    },
  )
}
