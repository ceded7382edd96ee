/** Why a field of a request is refused, where its shape alone decides. Domain rules add refusal codes of their own. */
export const FIELD_CODES = [
  'missing',
  'unknown_field',
  'not_text',
  'not_a_number',
  'not_whole',
  'not_true_or_false',
  'not_a_list',
  'not_an_object',
  'not_in_list',
  'too_small',
  'too_large',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'repeated',
  'bad_format',
  'bad_characters',
  'invalid',
] as const

export type FieldCode = (typeof FIELD_CODES)[number]
