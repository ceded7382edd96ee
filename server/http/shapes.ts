import { Type, type TSchema } from 'typebox'

/** A string out of a fixed list, as an OpenAPI `enum`. */
export const OneOf = <const T extends readonly string[]>(values: T) =>
  Type.Enum<[...T]>([...values], { type: 'string' })

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** The id of a catalogue row or of an area. */
export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 })

/** Text in both languages. */
export const Names = Type.Object({ en: Type.String(), ka: Type.String() }, { $id: 'Names' })

/** The id of a stored row. */
export const Id = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })
