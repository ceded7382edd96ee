import { randomUUID } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import rateLimit from '@fastify/rate-limit'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify'
import type { Registry } from 'prom-client'
import type { Database } from '../db/open.ts'
import { administrationRoutes } from './administration/routes.ts'
import type { JobBoard } from './administration/jobs/read.ts'
import { accountRoutes } from './accounts/routes.ts'
import { authenticate } from './accounts/authenticate.ts'
import { newPasswords, type Passwords } from './accounts/passwords.ts'
import { changedWith } from './changed.ts'
import { effectiveSettings, type Config } from './config.ts'
import { BODY_LIMIT_BYTES, readJsonBodies } from './http/body.ts'
import { mayReadMessageFile } from './exchanges/room/file-access.ts'
import { actingRoutes } from './desk/acting/routes.ts'
import { boardRoutes } from './desk/board/routes.ts'
import { notesFollow } from './desk/notes/follow-organisation.ts'
import { noteRoutes } from './desk/notes/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { exchangeRoutes } from './exchanges/routes.ts'
import { exchangesFollow } from './exchanges/follow-organisation.ts'
import { refuseBelowAgreed } from './exchanges/stock/reserve.ts'
import { stockRoutes } from './exchanges/stock/routes.ts'
import { guard } from './http/auth.ts'
import { credentialGate } from './http/credentials.ts'
import { answerError, refuseUnknownPaths } from './http/errors.ts'
import { measureRequests } from './http/metrics.ts'
import { fileRoutes } from './files/routes.ts'
import { health } from './http/health.ts'
import { keepAnswers } from './http/idempotency.ts'
import { installation } from './http/installation.ts'
import { describeApi, serveDescription } from './http/openapi.ts'
import { refuseForeignOrigins } from './http/origin.ts'
import { sendProblem } from './http/problem.ts'
import { secureHeaders } from './http/security.ts'
import { serializerCompiler } from './http/serialisation.ts'
import { validatorCompiler } from './http/validation.ts'
import { mountWeb, type WebHandler } from './http/web.ts'
import { addressOf } from './listen.ts'
import { impactRoutes } from './impact/routes.ts'
import { dayIn, type Clock } from './journal/write.ts'
import { mayReadListingFile } from './listings/file-access.ts'
import { listingsFollow } from './listings/follow-organisation.ts'
import { importRoutes } from './listings/import/routes.ts'
import { moderationRoutes } from './listings/moderation/routes.ts'
import { ownListingRoutes } from './listings/own/routes.ts'
import { listingRoutes } from './listings/routes.ts'
import { understandRoutes } from './listings/understand/routes.ts'
import { mailRoutes } from './mail/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { StreamHub } from './notifications/stream/hub.ts'
import type { Matching } from './matching/market.ts'
import { proposalRoutes } from './matching/proposals/routes.ts'
import { matchingRoutes } from './matching/routes.ts'
import { browseRoutes } from './materials/browse/routes.ts'
import { knowledgeRoutes } from './materials/knowledge/routes.ts'
import { localCatalogueRoutes } from './materials/local/routes.ts'
import { materialRoutes } from './materials/routes.ts'
import { organisationCareRoutes } from './organisations/care/routes.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { siteRoutes } from './organisations/sites/routes.ts'
import { Refusal } from './refusals.ts'
import { mayReadShipmentFile } from './shipments/file-access.ts'
import { shipmentRoutes } from './shipments/routes.ts'
import { keyFor } from './secret.ts'

export interface AppParts {
  database: Database
  config: Config
  clock: Clock
  version: string
  /** The catalogue and the market over it, which requests read and somebody else keeps up to date. */
  matching: Matching
  /** Whether the market has been read into this process. */
  isMarketLoaded: () => boolean
  /** The built pages; without them only the API answers. */
  web?: WebHandler
  logger?: FastifyBaseLogger
  /** What all keys are derived from. */
  secret: string
  /** Tests take cheaper ones. */
  passwords?: Passwords
  /** Hears of every route; tests count them. */
  onRoute?: (route: RouteOptions) => void
  /** What happens by itself; none when nothing does. */
  jobs?: JobBoard
  /** The environment that the process was started with, for administrators to see without its secrets. */
  environment?: Record<string, string | undefined>
  /** Where answers are measured. */
  metrics?: Registry
}

/** Puts the server together without listening: what every request passes, the routes of the domains, the pages. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { clock, config, matching, version } = parts
  const { db } = parts.database
  const app = fastify({
    ...(parts.logger ? { loggerInstance: parts.logger } : { logger: false }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    frameworkErrors: answerError,
  }).withTypeProvider<TypeBoxTypeProvider>()
  if (parts.onRoute) app.addHook('onRoute', parts.onRoute)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, { code: 'not_found' }))
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  if (parts.metrics) measureRequests(app, parts.metrics)
  readJsonBodies(app)
  await secureHeaders(app, config)
  await describeApi(app, { version, publicUrl: config.publicUrl })
  refuseUnknownPaths(app)
  refuseForeignOrigins(app, config.publicUrl)
  keepAnswers(app, parts.secret)
  const gate = await credentialGate(app, { secret: parts.secret, publicUrl: config.publicUrl, clock })
  guard(app, async (request) => {
    const credentials = gate.shown(request)
    const onBehalfOf = request.headers['on-behalf-of']?.toString()
    return credentials && authenticate(db, { credentials, onBehalfOf }, clock)
  })

  await app.register(health, { db, isMarketLoaded: parts.isMarketLoaded })
  await app.register(
    async (api) => {
      if (config.rateLimit > 0) await limitRate(api, config.rateLimit)
      await api.register(installation, { db, config, version, currency: matching.policy.currency })
      await api.register(mailRoutes, { db, sending: config.smtpUrl !== null })
      await api.register(administrationRoutes, {
        db,
        clock,
        jobs: parts.jobs ?? { jobs: () => [], runNow: () => false },
        settings: { version, settings: effectiveSettings(parts.environment ?? {}) },
      })
      await api.register(accountRoutes, { db, gate, parts: accountParts(parts) })
      const changed = changedWith(matching, clock)
      const organisations = {
        db,
        clock,
        reference: () => matching.catalogue,
        // In the order in which rows are locked: exchanges before listings.
        followers: [exchangesFollow, listingsFollow(changed), notesFollow],
      }
      await api.register(organisationRoutes, organisations)
      await api.register(siteRoutes, organisations)
      await api.register(organisationCareRoutes, organisations)
      const mayReadOf = {
        listing: mayReadListingFile,
        message: mayReadMessageFile,
        shipment: mayReadShipmentFile,
      }
      await api.register(fileRoutes, { db, clock, mayReadOf })
      await api.register(listingRoutes, { db })
      await api.register(ownListingRoutes, { db, clock, reference: () => matching.catalogue, changed })
      await api.register(moderationRoutes, { db, clock, changed })
      await api.register(importRoutes, {
        db,
        clock,
        catalogue: () => matching.catalogue,
        refuse: refuseBelowAgreed,
        changed,
      })
      await api.register(understandRoutes, { catalogue: () => matching.catalogue })
      await api.register(materialRoutes, { catalogue: () => matching.catalogue })
      await api.register(localCatalogueRoutes, { db, clock })
      await api.register(browseRoutes, { catalogue: () => matching.catalogue })
      await api.register(knowledgeRoutes, { catalogue: () => matching.catalogue })
      await api.register(matchingRoutes, { db, clock, matching })
      await api.register(proposalRoutes, { db, clock, matching })
      await api.register(exchangeRoutes, { db, clock })
      await api.register(stockRoutes, { db })
      await api.register(deskRoutes, { db, clock, matching })
      await api.register(boardRoutes, { db, clock })
      await api.register(noteRoutes, { db, clock })
      await api.register(actingRoutes, { db })
      await api.register(shipmentRoutes, {
        db,
        clock,
        today: () => dayIn(config.timeZone, clock),
        catalogue: () => matching.catalogue,
      })
      await api.register(impactRoutes, { db, catalogue: () => matching.catalogue })
      await api.register(notificationRoutes, {
        db,
        clock,
        matching,
        hub: new StreamHub(parts.database, clock, (error) => app.log.warn({ err: error }, 'a stream failed')),
        unsubscribeKey: keyFor(parts.secret, 'unsubscribe'),
        webhooks: { key: keyFor(parts.secret, 'webhooks'), allowed: config.webhookNetworks },
      })
    },
    { prefix: '/api/v1' },
  )
  await serveDescription(app)
  if (parts.web) await mountWeb(app, parts.web, config)
  return app
}

const accountParts = ({ clock, config, passwords, secret }: AppParts) => ({
  clock,
  passwords: passwords ?? newPasswords(),
  baseUrl: addressOf(config),
  sealKey: keyFor(secret, 'second-factor'),
  demonstration: config.fillDemonstration,
})

/** Pages that are rendered here ask the API over their own address. A proxy on this machine says for whom it asks. */
const isThisProcess = ({ socket, headers }: FastifyRequest) =>
  socket.localAddress !== undefined &&
  socket.remoteAddress === socket.localAddress &&
  headers['x-forwarded-for'] === undefined

const limitRate = (api: FastifyInstance, perMinute: number) =>
  api.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    allowList: isThisProcess,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('too_many_requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  })
