import { Type, type Static } from 'typebox'
import { EVENT_KINDS, MAIL_TIMES } from '../../contract/events.ts'
import { OneOf } from '../../http/shapes.ts'

const Wish = Type.Object(
  { kind: OneOf(EVENT_KINDS), mail: OneOf(MAIL_TIMES) },
  { additionalProperties: false },
)

/** When one hears of each kind by letter. */
export const Preferences = Type.Object(
  {
    preferences: Type.Array(
      Type.Object({
        ...Wish.properties,
        chosen: Type.Boolean({ description: 'false where nothing was said and the default holds' }),
      }),
    ),
  },
  { $id: 'Preferences' },
)
export type Preferences = Static<typeof Preferences>

export const PreferencesBody = Type.Object(
  { preferences: Type.Array(Wish, { minItems: 1, maxItems: EVENT_KINDS.length }) },
  { additionalProperties: false },
)
