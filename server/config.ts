import { isIP } from 'node:net'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { valueFromText } from './http/text-values.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const WEB_ADDRESS = '^https?://[^\\s/?#@]+(/\\S*)?$'

/** Every environment variable that is read, in the order in which they are documented. */
const Environment = Type.Object({
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65535,
    default: 3000,
    description: 'Port to listen on; 0 takes any free one.',
    allowed: 'a whole number from 0 to 65535',
  }),
  HOST: Type.String({
    pattern: '^[A-Za-z0-9.:_-]+$',
    default: '127.0.0.1',
    description: 'Address to listen on. `0.0.0.0` lets other machines in.',
    allowed: 'a host name or an IP address',
  }),
  DATA_DIR: Type.String({
    minLength: 1,
    default: './data',
    description: 'Folder of the embedded database. One process at a time may have it open.',
    allowed: 'a path',
  }),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://\\S+$',
      description:
        'A PostgreSQL server (15 or newer, with PostGIS 3.3 or newer) instead of the embedded database.',
      allowed: 'an address of the form postgres://user:password@host:5432/database',
      secret: true,
    }),
  ),
  DATABASE_CONNECTIONS: Type.Integer({
    minimum: 2,
    maximum: 200,
    default: 10,
    description: 'Connections that one process opens to the PostgreSQL server.',
    allowed: 'a whole number from 2 to 200',
  }),
  SECRET: Type.Optional(
    Type.String({
      minLength: 32,
      description:
        'What the keys of this installation are derived from. Needed with `DATABASE_URL`, the same for every process; the embedded database makes one and keeps it in `DATA_DIR`. Changing it signs everybody out and makes second factors useless.',
      allowed: 'at least 32 characters long',
      secret: true,
    }),
  ),
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://\\S+$',
      description:
        'The server that sends mail. Without it messages wait in the outbox, where an administrator can read them.',
      allowed: 'an address of the form smtp://user:password@host:587 or smtps://user:password@host:465',
      secret: true,
    }),
  ),
  MAIL_FROM: Type.String({
    pattern: '^[^\\r\\n]*[^@\\s<]+@[^@\\s>]+>?$',
    default: 'Simbiozi <simbiozi@localhost>',
    description: 'From whom mail comes.',
    allowed: 'an address such as Simbiozi <no-reply@example.org>',
  }),
  MAP_STYLE_URL: Type.Optional(
    Type.String({
      pattern: WEB_ADDRESS,
      description: 'A MapLibre style to show instead of the offline base map.',
      allowed: 'an address that begins with http:// or https://',
    }),
  ),
  MAP_HOSTS: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9.*:-]+(\\s*,\\s*[A-Za-z0-9.*:-]+)*$',
      description: 'Further hosts from which that style loads its tiles, fonts and symbols.',
      allowed: 'host names separated by commas, for example tiles.example.org,*.example.com',
    }),
  ),
  ROUTING_URL: Type.Optional(
    Type.String({
      pattern: WEB_ADDRESS,
      description: 'A routing service that adds road distances to stored proposals. It never ranks.',
      allowed: 'an address that begins with http:// or https://',
    }),
  ),
  DEMO: Type.Optional(
    Type.Boolean({
      description:
        'Whether an empty database is filled with the fictional demonstration region. Unset: yes on the embedded database as long as `HOST` is this machine only.',
      allowed: '0 or 1',
    }),
  ),
  TIME_ZONE: Type.Refine(
    Type.String({
      default: 'Asia/Tbilisi',
      description: 'Time zone in which days begin and end.',
      allowed: 'a name of the IANA time zone database, for example Asia/Tbilisi',
    }),
    isTimeZone,
  ),
  LOG_LEVEL: Type.Optional(
    Type.Enum(LOG_LEVELS, {
      description:
        'Least severe message that is logged. Unset: `warn` on a terminal, `info` (as JSON lines) elsewhere.',
      allowed: `one of ${LOG_LEVELS.join(', ')}`,
    }),
  ),
  PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: WEB_ADDRESS,
      description: 'Address under which users reach this installation, where a proxy stands before it.',
      allowed: 'an address that begins with http:// or https://',
    }),
  ),
  TRUST_PROXY: Type.Refine(
    Type.String({
      default: '0',
      description:
        'Which proxies may say for whom they ask (`X-Forwarded-For`): `0` none, `1` any, or their addresses.',
      allowed: '0, 1, or IP addresses (with or without /bits) separated by commas',
    }),
    isProxyList,
  ),
  WEBHOOK_NETWORKS: Type.Optional(
    Type.Refine(
      Type.String({
        description:
          'Addresses inside of your own network to which webhooks may be sent, also by plain http. Unset: webhooks go to https addresses of the Internet only, never to private ones or this machine.',
        allowed: 'IP addresses (with or without /bits) separated by commas',
      }),
      isNetworkList,
    ),
  ),
  METRICS_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65535,
      description: 'Port on which `/metrics` answers in the format of Prometheus, on `HOST`. Unset: nowhere.',
      allowed: 'a whole number from 0 to 65535',
    }),
  ),
  RATE_LIMIT: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    default: 1200,
    description: 'Requests to the API that one address may make in a minute; 0 for no limit.',
    allowed: 'a whole number from 0 to 1000000',
  }),
})

export interface Setting {
  name: string
  default: string
  meaning: string
  allowed: string
  secret: boolean
}

/** The environment variables with their defaults and meanings, for documentation. */
export const SETTINGS: readonly Setting[] = Object.entries(Environment.properties).map(([name, schema]) => {
  const { description, allowed, default: preset, secret } = schema as unknown as Record<string, unknown>
  return {
    name,
    default: preset === undefined ? '' : String(preset),
    meaning: String(description),
    allowed: String(allowed),
    secret: secret === true,
  }
})

/** What a process was started with: each variable with its value or default; of a secret one only whether it is set. */
export const effectiveSettings = (env: Record<string, string | undefined>) =>
  SETTINGS.map(({ name, default: preset, secret }) => {
    const given = env[name]?.trim() || null
    const value = given ?? (preset || null)
    return { name, secret, isSet: given !== null, value: secret ? null : value }
  })

/** A variable that holds what it may not; its message is one line for whoever starts the program. */
export class BadSetting extends Error {
  override name = 'BadSetting'

  constructor(setting: Setting, value: string) {
    const shown = setting.secret ? '(not shown)' : JSON.stringify(value)
    super(`${setting.name} is ${shown}, but has to be ${setting.allowed}.`)
  }
}

export type Config = ReturnType<typeof readConfig>

/**
 * Reads the environment once.
 * @throws BadSetting for the first variable that cannot be used
 */
export function readConfig(env: Record<string, string | undefined>) {
  const given: Record<string, unknown> = {}
  for (const setting of SETTINGS) {
    const schema = Environment.properties[setting.name as keyof typeof Environment.properties]
    const text = env[setting.name]?.trim() || setting.default
    if (text === '') continue
    const value = valueFromText(schema, text)
    if (!Value.Check(schema, value)) throw new BadSetting(setting, text)
    given[setting.name] = value
  }
  const read = given as Static<typeof Environment>
  const embedded = read.DATABASE_URL === undefined
  return {
    port: read.PORT,
    host: read.HOST,
    /** What `open` takes: the address of the server, or the folder of the embedded database. */
    database: read.DATABASE_URL ?? read.DATA_DIR,
    databaseConnections: read.DATABASE_CONNECTIONS,
    embedded,
    dataDir: read.DATA_DIR,
    secret: read.SECRET ?? null,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM,
    mapStyleUrl: read.MAP_STYLE_URL ?? null,
    mapHosts: read.MAP_HOSTS?.split(/\s*,\s*/) ?? [],
    routingUrl: read.ROUTING_URL ?? null,
    /** Whether an empty database is to be filled with the demonstration region. */
    fillDemonstration: read.DEMO ?? (embedded && isLoopback(read.HOST)),
    timeZone: read.TIME_ZONE,
    logLevel: read.LOG_LEVEL ?? null,
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    trustProxy: trustedProxies(read.TRUST_PROXY),
    /** Private addresses and networks to which webhooks may go all the same. */
    webhookNetworks: read.WEBHOOK_NETWORKS?.split(/\s*,\s*/) ?? [],
    metricsPort: read.METRICS_PORT ?? null,
    /** Requests per minute and address; 0 for no limit. */
    rateLimit: read.RATE_LIMIT,
  }
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isProxyList(text: string): boolean {
  return text === '0' || text === '1' || isNetworkList(text)
}

function isNetworkList(text: string): boolean {
  return text.split(/\s*,\s*/).every((entry) => {
    const [address = '', bits, ...rest] = entry.split('/')
    return isIP(address) > 0 && rest.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits))
  })
}

const trustedProxies = (text: string): boolean | string[] =>
  text === '0' || text === '1' ? text === '1' : text.split(/\s*,\s*/)
