import { Type, type Static, type TSchema } from 'typebox'
import { LANGUAGES, MEMBERSHIP_ROLES, ROLES, SCOPES } from '../contract/people.ts'
import { ORGANISATION_KINDS } from '../contract/words.ts'
import { Nullable, OneOf } from '../http/shapes.ts'

/** A body that takes nothing but what is named. */
const Body = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

/** An answer that says no more than that it was done. */
export const Done = Type.Object({}, { $id: 'Done' })

export const Email = Type.String({
  pattern: '^[^\\s@<>"(),:;\\\\\\[\\]]+@[^\\s@<>"(),:;\\\\\\[\\]]+\\.[^\\s@<>"(),:;\\\\\\[\\].]{2,}$',
  maxLength: 254,
})
export const Password = Type.String({ minLength: 10, maxLength: 200 })
/** A password that was set earlier, whatever was asked of it then. */
export const KnownPassword = Type.String({ minLength: 1, maxLength: 200 })
export const PersonName = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
export const Token = Type.String({ pattern: '^[\\w-]{43}$' })
export const Id = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })

export const NewOrganisation = Body({
  name: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
  kind: OneOf(ORGANISATION_KINDS),
  sector: Type.Optional(Type.String({ maxLength: 8, description: 'NACE code' })),
  registryNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
})

export const RegisterBody = Body({
  email: Email,
  password: Password,
  name: PersonName,
  language: OneOf(LANGUAGES),
  terms: Type.String({ maxLength: 20, description: 'Version of the terms of use that was accepted' }),
  organisation: Type.Optional(NewOrganisation),
  invitation: Type.Optional(Token),
})
export type RegisterInput = Static<typeof RegisterBody>

export const TokenBody = Body({ token: Token })
export const EmailBody = Body({ email: Email })

export const SignInBody = Body({
  email: Type.String({ maxLength: 254 }),
  password: KnownPassword,
  /** Six digits of an authenticator, or a recovery code. */
  code: Type.Optional(Type.String({ minLength: 6, maxLength: 20 })),
})
export type SignInInput = Static<typeof SignInBody>

export const ResetPasswordBody = Body({ token: Token, password: Password })
export const ChangePasswordBody = Body({ current: KnownPassword, password: Password })
export const ChangeEmailBody = Body({ email: Email, password: KnownPassword })
export const PasswordBody = Body({ password: KnownPassword })
const Code = Type.String({ minLength: 6, maxLength: 20 })
export const CodeBody = Body({ code: Code })
export const PasswordAndCodeBody = Body({ password: KnownPassword, code: Code })
export const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) })
export const ProfileBody = Body({
  name: Type.Optional(PersonName),
  language: Type.Optional(OneOf(LANGUAGES)),
})
export const TermsBody = Body({ version: Type.String({ maxLength: 20 }) })
export const TermsText = Type.Object({
  version: Type.String(),
  texts: Type.Object({ ka: Type.String(), en: Type.String() }),
})

export const ApiTokenBody = Body({
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  scopes: Type.Array(OneOf(SCOPES), { minItems: 1, maxItems: 2, uniqueItems: true }),
  days: Type.Integer({ minimum: 1, maximum: 365 }),
})
export const NewApiToken = Type.Object({ id: Type.Integer(), token: Type.String(), expiresAt: Type.String() })
export const ApiTokens = Type.Object({
  tokens: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      prefix: Type.String(),
      scopes: Type.Array(OneOf(SCOPES)),
      createdAt: Type.String(),
      expiresAt: Type.String(),
      lastUsedAt: Nullable(Type.String()),
    }),
  ),
})

export const MembershipBody = Body({ role: OneOf(MEMBERSHIP_ROLES) })
export const InvitationBody = Body({ email: Email, role: OneOf(MEMBERSHIP_ROLES) })
export const ConsentBody = Body({ given: Type.Boolean() })
export const InvitationText = Type.Object({
  email: Type.String(),
  organisationName: Type.String(),
  role: OneOf(MEMBERSHIP_ROLES),
  hasAccount: Type.Boolean({ description: 'Whether the address has an account, to sign in with' }),
})
export const Members = Type.Object(
  {
    organisation: Type.Object({ id: Type.Integer(), name: Type.String() }),
    members: Type.Array(
      Type.Object({
        accountId: Type.Integer(),
        name: Type.String(),
        email: Type.String(),
        role: OneOf(MEMBERSHIP_ROLES),
        since: Type.String(),
      }),
    ),
    invitations: Type.Array(
      Type.Object({
        id: Type.String(),
        email: Type.String(),
        role: OneOf(MEMBERSHIP_ROLES),
        createdAt: Type.String(),
        expiresAt: Type.String(),
      }),
    ),
    actingConsent: Type.Object({
      given: Type.Boolean({ description: 'Whether facilitators may act for the organisation' }),
      since: Nullable(Type.String()),
    }),
  },
  { $id: 'Members' },
)
export type Members = Static<typeof Members>

export const JournalPage = Type.Object(
  {
    lines: Type.Array(
      Type.Object({
        id: Type.Integer(),
        at: Type.String(),
        actor: Type.String({ description: '`account:ID`, or the command that did it' }),
        actorName: Nullable(Type.String()),
        onBehalfOf: Nullable(Type.Integer()),
        action: Type.String(),
        subjectKind: Type.String(),
        subjectId: Type.String(),
        before: Type.Unknown(),
        after: Type.Unknown(),
      }),
    ),
    nextCursor: Nullable(Type.Integer()),
  },
  { $id: 'JournalPage' },
)
export type JournalPage = Static<typeof JournalPage>

const Rows = Type.Array(Type.Record(Type.String(), Type.Unknown()))
export const PersonalDataText = Type.Record(Type.String(), Rows)

export const Me = Type.Object(
  {
    id: Type.Integer(),
    email: Type.String(),
    name: Type.String(),
    language: OneOf(LANGUAGES),
    role: OneOf(ROLES),
    demonstration: Type.Boolean(),
    memberships: Type.Array(
      Type.Object({
        organisationId: Type.Integer(),
        organisationName: Type.String(),
        sector: Nullable(Type.String({ description: 'NACE code' })),
        role: OneOf(MEMBERSHIP_ROLES),
      }),
    ),
    secondFactor: Type.Object({
      confirmed: Type.Boolean(),
      required: Type.Boolean({ description: 'Without it only the routes that set it up work' }),
    }),
    terms: Type.Object({
      current: Type.String(),
      accepted: Nullable(Type.String({ description: 'Version that was accepted last' })),
    }),
  },
  { $id: 'Me' },
)
export type Me = Static<typeof Me>

export const SessionList = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: Type.String(),
      userAgent: Nullable(Type.String()),
      createdAt: Type.String(),
      lastSeenAt: Type.String(),
      current: Type.Boolean(),
    }),
  ),
})
