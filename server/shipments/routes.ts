import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import { once } from '../http/idempotency.ts'
import { problemResponses } from '../http/problem.ts'
import { Id, Nullable } from '../http/shapes.ts'
import type { Clock } from '../journal/write.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { confirmShipment, disputeShipment } from './answer.ts'
import { correctShipment } from './correct.ts'
import { shipmentsOf } from './read.ts'
import { recordShipment } from './record.ts'
import { registerCsv, registerXlsx, wasteRegister } from './register.ts'
import {
  RegisterQuery,
  Shipment,
  ShipmentCorrection,
  ShipmentDispute,
  ShipmentRecording,
  ShipmentsOfExchange,
  TransferNote,
  WasteRegister,
} from './schema.ts'
import { transferNote } from './transfer-note.ts'

export interface ShipmentParts {
  db: Db
  clock: Clock
  /** ISO day of the installation's time zone. */
  today: () => string
  catalogue: () => Catalogue
}

const OfOne = Type.Object({ id: Id })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Tonnes moved under an exchange: recorded by one side, confirmed or disputed by the other; and the register made of them. */
export const shipmentRoutes: FastifyPluginAsyncTypebox<ShipmentParts> = async (
  app,
  { db, clock, today, catalogue },
) => {
  app.get(
    '/exchanges/:id/shipments',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'shipmentsOfExchange',
        summary: 'The shipment lines of an exchange, newest day first, and what the terms leave',
        tags: ['shipments'],
        params: OfOne,
        response: { 200: ShipmentsOfExchange },
      },
    },
    (request) => shipmentsOf(db, principalOf(request), request.params.id, today()),
  )

  app.post(
    '/exchanges/:id/shipments',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'recordShipment',
        summary: 'Record tonnes that were moved',
        tags: ['shipments'],
        params: OfOne,
        body: ShipmentRecording,
        response: { 201: Shipment, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const recording = { exchangeId: id, ...request.body }
      const line = await once(db, request, clock, (tx) =>
        recordShipment(tx, principalOf(request), recording, clock, today()),
      )
      return reply.code(201).send(line)
    },
  )

  app.post(
    '/shipments/:id/correct',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'correctShipment',
        summary: 'Put a new line in the place of one that was wrong',
        tags: ['shipments'],
        params: OfOne,
        body: ShipmentCorrection,
        response: { 201: Shipment, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const correction = { shipmentId: id, ...request.body }
      const line = await once(db, request, clock, (tx) =>
        correctShipment(tx, principalOf(request), correction, clock, today()),
      )
      return reply.code(201).send(line)
    },
  )

  app.post(
    '/shipments/:id/confirm',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'confirmShipment',
        summary: 'Confirm what the other side recorded; its impact is frozen',
        tags: ['shipments'],
        params: OfOne,
        response: {
          200: Type.Object({ kgCo2eAvoided: Nullable(Type.Number()) }),
          ...problemResponses(409),
        },
      },
    },
    async (request) => {
      const { id } = request.params
      const impact = await confirmShipment(db, principalOf(request), { shipmentId: id }, clock, catalogue())
      return { kgCo2eAvoided: impact?.kgCo2eAvoided ?? null }
    },
  )

  app.post(
    '/shipments/:id/dispute',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'disputeShipment',
        summary: 'Say that what the other side recorded is wrong',
        tags: ['shipments'],
        params: OfOne,
        body: ShipmentDispute,
        response: { 200: Type.Object({ state: Type.Literal('disputed') }), ...problemResponses(409) },
      },
    },
    async (request) => {
      const dispute = { shipmentId: request.params.id, ...request.body }
      await disputeShipment(db, principalOf(request), dispute, clock)
      return { state: 'disputed' as const }
    },
  )

  app.get(
    '/shipments/:id/transfer-note',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'transferNote',
        summary: 'What a transfer note of a shipment says',
        tags: ['shipments'],
        params: OfOne,
        response: { 200: TransferNote },
      },
    },
    (request) => transferNote(db, principalOf(request), request.params.id, catalogue()),
  )

  app.get(
    '/organisations/:id/waste-register',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'wasteRegister',
        summary: 'Confirmed shipments in the shape of a waste register, as JSON, CSV or XLSX',
        tags: ['shipments'],
        params: OfOne,
        querystring: RegisterQuery,
        response: {
          200: {
            description: 'The register',
            content: {
              'application/json': { schema: WasteRegister },
              'text/csv': { schema: Type.String() },
              [XLSX]: { schema: Type.Unsafe<Buffer>(Type.String({ format: 'binary' })) },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { format, ...question } = request.query
      const { id: organisationId } = request.params
      const register = await wasteRegister(db, principalOf(request), { organisationId, ...question })
      if (format === 'json') return reply.send(register)
      const month = question.month === undefined ? '' : `-${String(question.month).padStart(2, '0')}`
      reply.header(
        'content-disposition',
        `attachment; filename="waste-register-${question.year}${month}.${format}"`,
      )
      return format === 'csv'
        ? reply.type('text/csv; charset=utf-8').send(registerCsv(register.lines, question.lang))
        : reply.type(XLSX).send(await registerXlsx(register, question.lang))
    },
  )
}
