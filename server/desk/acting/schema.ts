import { Type, type Static } from 'typebox'
import { Nullable } from '../../http/shapes.ts'

export const DeskOrganisation = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    demonstration: Type.Boolean(),
    consents: Type.Boolean({ description: 'Whether it lets facilitators act for it' }),
    members: Type.Integer({ description: 'How many people belong to it' }),
  },
  { $id: 'DeskOrganisation' },
)
export type DeskOrganisation = Static<typeof DeskOrganisation>

export const DeskOrganisations = Type.Object({
  organisations: Type.Array(DeskOrganisation),
  nextCursor: Nullable(Type.Integer()),
})
export type DeskOrganisations = Static<typeof DeskOrganisations>

export const ActingFor = Type.Object({ organisation: Nullable(DeskOrganisation) })
export type ActingFor = Static<typeof ActingFor>
