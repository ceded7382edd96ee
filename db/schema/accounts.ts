import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { organisation } from './organisations.ts'

/** A person. An erased one keeps its row and id, so that journal and exchanges stay true; everything personal is gone. */
export const account = pgTable('account', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  /** Lower case; null once erased. */
  email: text('email').unique(),
  emailVerifiedAt: instant('email_verified_at'),
  passwordHash: text('password_hash'),
  name: text('name').notNull(),
  language: text('language', { enum: ['ka', 'en'] }).notNull(),
  role: text('role', { enum: ['member', 'facilitator', 'analyst', 'administrator'] }).notNull(),
  /** Encrypted with the installation's secret; null until a second factor is being set up. */
  totpSecret: text('totp_secret'),
  totpConfirmedAt: instant('totp_confirmed_at'),
  /** Last time step that was accepted, so that no code works twice. */
  totpLastStep: integer('totp_last_step'),
  disabledAt: instant('disabled_at'),
  erasedAt: instant('erased_at'),
  demonstration: boolean('demonstration').notNull().default(false),
  createdAt: instant('created_at').notNull(),
})

/** Codes that stand in for a lost second factor, each once. */
export const recoveryCode = pgTable(
  'recovery_code',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.hash] })],
)

export const membership = pgTable(
  'membership',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['owner', 'editor', 'viewer'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.accountId] }),
    index('membership_account').on(t.accountId),
  ],
)

/** One sign-in on one device; access tokens carry its id, so that revoking it is immediate. */
export const session = pgTable(
  'session',
  {
    id: uuid('id').primaryKey(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    userAgent: text('user_agent'),
    secondFactorAt: instant('second_factor_at'),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('session_account').on(t.accountId)],
)

/** Refresh tokens of a session, hashed; a rotated one that comes back after its grace revokes the whole session. */
export const refreshToken = pgTable(
  'refresh_token',
  {
    hash: text('hash').primaryKey(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    rotatedAt: instant('rotated_at'),
  },
  (t) => [index('refresh_token_session').on(t.sessionId)],
)

/** What is sent by e-mail to be sent back once: hashed, expiring. */
export const oneTimeToken = pgTable(
  'one_time_token',
  {
    hash: text('hash').primaryKey(),
    kind: text('kind', { enum: ['verify_email', 'reset_password', 'change_email', 'invitation'] }).notNull(),
    accountId: integer('account_id').references(() => account.id, { onDelete: 'cascade' }),
    organisationId: integer('organisation_id').references(() => organisation.id, { onDelete: 'cascade' }),
    /** The address that it proves; for an invitation the one invited. */
    email: text('email').notNull(),
    membershipRole: text('membership_role', { enum: ['owner', 'editor', 'viewer'] }),
    invitedBy: integer('invited_by').references(() => account.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    index('one_time_token_account').on(t.accountId),
    index('one_time_token_organisation').on(t.organisationId),
  ],
)

/** Keys for integrations, hashed; `prefix` is what a list shows of one. */
export const apiToken = pgTable(
  'api_token',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    prefix: text('prefix').notNull(),
    scopes: text('scopes', { enum: ['read', 'write'] })
      .array()
      .notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('api_token_account').on(t.accountId)],
)

/** Failed attempts to guess, counted per key (`account:<id>`, `address:<ip>`) across all processes. */
export const guess = pgTable(
  'guess',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('guess_key').on(t.key, t.at)],
)

export const termsAcceptance = pgTable(
  'terms_acceptance',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    version: text('version').notNull(),
    acceptedAt: instant('accepted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.version] })],
)

/** That an organisation lets facilitators act for it. The newest row of an organisation holds. */
export const actingConsent = pgTable(
  'acting_consent',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    givenBy: integer('given_by').references(() => account.id, { onDelete: 'set null' }),
    givenAt: instant('given_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('acting_consent_organisation').on(t.organisationId)],
)

/** Answers of writes that may be retried; the same key with another body is refused. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    /** `account:<id>`, or `address:<ip>` of somebody who is not signed in. */
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    response: jsonb('response'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caller, t.key] }), index('idempotency_key_created').on(t.createdAt)],
)
