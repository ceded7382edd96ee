import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { migrate } from '../db/migrate.ts'
import { settle } from '../db/transaction.ts'
import { open, type Database, type Db } from '../db/open.ts'
import { isUnavailable } from '../db/violations.ts'
import { buildApp } from './app.ts'
import { changedWith } from './changed.ts'
import { readConfig, type Config } from './config.ts'
import { newPasswords } from './accounts/passwords.ts'
import { sweepAccounts } from './accounts/sweep.ts'
import { fillDemoExchanges } from './demo/exchanges.ts'
import { fillDemoOnFirstStart, type DemoTools } from './demo/fill.ts'
import { fillDemoShipments } from './demo/shipments.ts'
import { demoLines, demoPassword, fillDemoPeople } from './demo/people.ts'
import { newMetrics, serveMetrics } from './http/metrics.ts'
import { sweepLooseFiles } from './files/discard.ts'
import { loadWeb } from './http/web.ts'
import { Jobs, type Job } from './jobs.ts'
import type { Clock } from './journal/write.ts'
import { addressOf, listen, probePort } from './listen.ts'
import { expireListings, remindOfExpiry } from './listings/calendar/expire.ts'
import { newLog } from './log.ts'
import { MailSender, sendDue } from './mail/send.ts'
import { smtpTransport } from './mail/transport.ts'
import { remindOfStale } from './desk/board/remind.ts'
import { lapseUntouched } from './exchanges/lapse.ts'
import { LiveMarket, type Matching } from './matching/market.ts'
import { sweepNotifications } from './notifications/sweep.ts'
import { newPost } from './notifications/webhooks/send.ts'
import { notificationWork } from './notifications/workers.ts'
import { trimChanges } from './matching/store.ts'
import { catchUpProposals, refreshProposals } from './matching/proposals/refresh.ts'
import { loadCatalogue } from './materials/load.ts'
import { readCatalogue } from './materials/read-catalogue.ts'
import { suggestIndexOf } from './materials/understanding/index.ts'
import { keyFor, readSecret } from './secret.ts'
import { explainStart } from './start-errors.ts'
import { version } from './version.ts'
import { Worker } from './worker.ts'

const PAGES = join(import.meta.dirname, '../web/build/handler.js')
const STOP_WITHIN_MS = 10_000
/** A terminal sends an interrupt to every process of the group, so that it may arrive twice. */
const ECHO_MS = 1000
const HOUR_MS = 3_600_000

const clock: Clock = () => new Date()
const say = (line: string) => process.stderr.write(`${line}\n`)

let config: Config | null = null
try {
  config = readConfig(process.env)
  await start(config)
} catch (error) {
  const line = explainStart(error, config)
  if (line === null) throw error
  say(line)
  process.exit(2)
}

async function start(config: Config): Promise<void> {
  const log = newLog(config, process.stdout.isTTY)
  surviveLostConnections(log)
  const web = await loadWeb(PAGES)
  const secret = readSecret(config)
  await probePort(config)

  say(config.embedded ? `Opening the database in ${config.dataDir} …` : 'Connecting to the database …')
  const database = await open(config.database, { connections: config.databaseConnections })
  await migrate(database)
  await loadCatalogue(database.db, clock, say)
  const catalogue = await readCatalogue(database.db)
  const market = new LiveMarket(database, catalogue, clock, (matching, ids) =>
    settle(database.db, (tx) => refreshProposals(tx, matching, ids, clock)),
  )
  const tools = { catalogue, changed: changedWith(market.matching, clock) }
  const welcome = config.fillDemonstration ? await fillDemonstration(database.db, tools, secret) : []

  say('Loading the market …')
  await market.load()
  await market.follow()

  suggestIndexOf(catalogue)

  const metrics = config.metricsPort === null ? null : newMetrics(database.db)
  const jobs = new Jobs(database, jobsOf(database.db, config, market.matching), log, clock)
  const app = await buildApp({
    database,
    config,
    clock,
    version,
    matching: market.matching,
    isMarketLoaded: () => true,
    web,
    secret,
    logger: log,
    jobs,
    environment: process.env,
    ...(metrics && { metrics }),
  })
  const sender = startSending(config, database.db, log)
  jobs.start()
  const workers = await startWorkers(config, database, market.matching, secret, log)
  stopOnSignal(app, [...workers, jobs, market, sender], database, log)
  if (metrics) {
    const figures = await serveMetrics(metrics, { host: config.host, port: config.metricsPort! })
    app.addHook('onClose', async () => void figures.close())
  }
  const address = await listen(app, config)
  process.stdout.write(`Simbiozi is ready: ${address}\n`)
  for (const line of welcome) say(line)
}

/** Fills the demonstration region and its people into what never held a listing; returns what a visitor has to know. */
async function fillDemonstration(db: Db, tools: DemoTools, secret: string): Promise<string[]> {
  await fillDemoOnFirstStart(db, clock, tools, say)
  const password = demoPassword(secret)
  const people = await fillDemoPeople(db, clock, newPasswords(), password)
  await fillDemoExchanges(db, clock)
  await fillDemoShipments(db, clock, tools.catalogue)
  return demoLines(people, password)
}

/** Letters go out from here; without a mail server they wait where an administrator reads them. */
function startSending({ smtpUrl, mailFrom }: Config, db: Db, log: Logger): MailSender {
  const transport = smtpUrl === null ? null : smtpTransport(smtpUrl, mailFrom)
  if (!transport) say('Letters wait in the outbox, where an administrator reads them (SMTP_URL is not set).')
  const sender = new MailSender(
    async () => transport && sendDue(db, transport, clock),
    (error) => log.warn({ err: error }, 'letters could not be sent'),
  )
  if (transport) sender.start()
  return sender
}

/** Whatever follows from what somebody did; every process takes its share. */
async function startWorkers(
  config: Config,
  database: Database,
  matching: Matching,
  secret: string,
  log: Logger,
): Promise<Worker[]> {
  const work = notificationWork({
    db: database.db,
    clock,
    matching,
    letters: {
      baseUrl: addressOf(config),
      timeZone: config.timeZone,
      unsubscribeKey: keyFor(secret, 'unsubscribe'),
    },
    sending: { key: keyFor(secret, 'webhooks'), post: newPost(config.webhookNetworks) },
  })
  const workers = work.map(
    (each) =>
      new Worker(database, each, (error) => log.error({ err: error, channel: each.channel }, 'work failed')),
  )
  for (const worker of workers) await worker.start()
  return workers
}

/** What happens by itself as time passes. */
function jobsOf(db: Database['db'], { timeZone }: Config, matching: Matching): Job[] {
  const changed = changedWith(matching, clock)
  return [
    { name: 'match-what-was-missed', everyMs: HOUR_MS, run: () => catchUpProposals(db, matching, clock) },
    { name: 'lapse-exchanges', everyMs: HOUR_MS, run: () => lapseUntouched(db, clock) },
    {
      name: 'expire-listings',
      everyMs: HOUR_MS / 4,
      run: () => expireListings(db, clock, timeZone, changed),
    },
    { name: 'remind-of-expiry', everyMs: HOUR_MS, run: () => remindOfExpiry(db, clock, timeZone) },
    { name: 'remind-of-stale-exchanges', everyMs: HOUR_MS, run: () => remindOfStale(db, clock) },
    { name: 'trim-changes', everyMs: HOUR_MS, run: () => trimChanges(db) },
    { name: 'sweep-accounts', everyMs: HOUR_MS, run: () => sweepAccounts(db, clock) },
    { name: 'sweep-notifications', everyMs: HOUR_MS, run: () => sweepNotifications(db, clock) },
    { name: 'sweep-files', everyMs: HOUR_MS, run: () => sweepLooseFiles(db, clock) },
  ]
}

/** Stops accepting, finishes what is under way, closes the database; whoever asks again gets it at once. */
function stopOnSignal(
  app: FastifyInstance,
  workers: readonly { stop: () => Promise<void> }[],
  database: Database,
  log: Logger,
): void {
  let askedAt: number | null = null
  const stop = async () => {
    if (askedAt !== null) {
      if (Date.now() - askedAt > ECHO_MS) process.exit(1)
      return
    }
    askedAt = Date.now()
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    try {
      await app.close()
      for (const worker of workers) await worker.stop()
      await database.close()
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'stopping failed')
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
}

/** A database that goes away must not take the process along; anything else that nobody caught must. */
function surviveLostConnections(log: Logger): void {
  process.on('unhandledRejection', (error) => {
    if (!isUnavailable(error)) throw error
    log.warn({ err: error }, 'the database is away')
  })
}
