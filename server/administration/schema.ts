import { Type, type Static } from 'typebox'
import { LANGUAGES, MEMBERSHIP_ROLES, PERSON_STATES, ROLES } from '../contract/people.ts'
import { ORGANISATION_KINDS } from '../contract/words.ts'
import { Id, Nullable, OneOf } from '../http/shapes.ts'

const Page = {
  cursor: Type.Optional(Id),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
}
const Words = Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }))

export const PeopleQuery = Type.Object(
  {
    ...Page,
    q: Words,
    role: Type.Optional(OneOf(ROLES)),
    state: Type.Optional(OneOf(PERSON_STATES)),
  },
  { additionalProperties: false },
)
export type PeopleQuery = Static<typeof PeopleQuery>

export const PersonLine = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    email: Nullable(Type.String()),
    role: OneOf(ROLES),
    language: OneOf(LANGUAGES),
    state: OneOf(PERSON_STATES),
    secondFactor: Type.Boolean(),
    demonstration: Type.Boolean(),
    createdAt: Type.String(),
    lastSeenAt: Nullable(Type.String()),
    /** Sign-ins that are open. */
    sessions: Type.Integer(),
    memberships: Type.Array(
      Type.Object({
        organisationId: Type.Integer(),
        organisationName: Type.String(),
        role: OneOf(MEMBERSHIP_ROLES),
      }),
    ),
  },
  { $id: 'PersonLine' },
)
export type PersonLine = Static<typeof PersonLine>

export const People = Type.Object({
  people: Type.Array(PersonLine),
  nextCursor: Nullable(Type.Integer()),
})
export type People = Static<typeof People>

export const RoleBody = Type.Object({ role: OneOf(ROLES) }, { additionalProperties: false })

export const OrganisationsQuery = Type.Object(
  { ...Page, q: Words, verified: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type OrganisationsQuery = Static<typeof OrganisationsQuery>

export const OrganisationLine = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    kind: OneOf(ORGANISATION_KINDS),
    registryNumber: Nullable(Type.String()),
    verifiedAt: Nullable(Type.String()),
    demonstration: Type.Boolean(),
    createdAt: Type.String(),
    members: Type.Integer(),
    /** Without one nobody answers for it. */
    owners: Type.Integer(),
    listings: Type.Integer({ description: 'On the market' }),
    exchanges: Type.Integer({ description: 'Open ones' }),
  },
  { $id: 'OrganisationLine' },
)
export type OrganisationLine = Static<typeof OrganisationLine>

export const Organisations = Type.Object({
  organisations: Type.Array(OrganisationLine),
  nextCursor: Nullable(Type.Integer()),
})
export type Organisations = Static<typeof Organisations>

export const Jobs = Type.Object(
  {
    jobs: Type.Array(
      Type.Object({
        name: Type.String(),
        everyMs: Type.Integer(),
        running: Type.Boolean({ description: 'In this process, now' }),
        startedAt: Nullable(Type.String()),
        endedAt: Nullable(Type.String()),
        failedAt: Nullable(Type.String()),
        failure: Nullable(Type.String({ description: 'Code or class of what it failed of last' })),
        nextAt: Nullable(Type.String()),
        runs: Type.Integer(),
        failures: Type.Integer(),
      }),
    ),
  },
  { $id: 'Jobs' },
)
export type Jobs = Static<typeof Jobs>

export const InstallationSettings = Type.Object(
  {
    version: Type.String(),
    settings: Type.Array(
      Type.Object({
        name: Type.String(),
        value: Nullable(Type.String({ description: 'Null for what is kept secret, and for what is unset' })),
        secret: Type.Boolean(),
        isSet: Type.Boolean(),
      }),
    ),
  },
  { $id: 'InstallationSettings' },
)
export type InstallationSettings = Static<typeof InstallationSettings>
