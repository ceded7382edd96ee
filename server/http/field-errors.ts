import type { TLocalizedValidationError } from 'typebox/error'
import type { FieldCode } from '../contract/field-codes.ts'
import type { FieldError, RefusalParams } from '../refusals.ts'

type SchemaError = TLocalizedValidationError

const NOT_OF_TYPE: Record<string, FieldCode> = {
  string: 'not_text',
  number: 'not_a_number',
  integer: 'not_a_number',
  boolean: 'not_true_or_false',
  array: 'not_a_list',
  object: 'not_an_object',
}

/**
 * Says per field what a schema found wrong: a JSON pointer, a stable code and the numbers that belong to it.
 * Where a value fits none of several shapes, only the shape that comes closest is spoken of.
 */
export function fieldErrors(errors: SchemaError[], value: unknown): FieldError[] {
  return closestShapes(errors).flatMap((error) => describe(error, value))
}

/** Replaces what all branches of a union say by what its best branch says, innermost union first. */
function closestShapes(errors: SchemaError[]): SchemaError[] {
  const unions = errors
    .filter((error) => error.keyword === 'anyOf')
    .toSorted((a, b) => b.schemaPath.length - a.schemaPath.length)
  return unions.reduce((left, union) => {
    const inside = left.filter((error) => isWithin(error, union))
    const rest = left.filter((error) => error !== union && !inside.includes(error))
    const prefix = `${union.schemaPath}/anyOf/`
    const branches = Map.groupBy(inside, (error) => error.schemaPath.slice(prefix.length).split('/')[0])
    const [closest = [union]] = [...branches.values()]
      .filter((branch) => !branch.every((error) => isOnlyNull(error)))
      .toSorted((a, b) => misfit(a, union) - misfit(b, union) || a.length - b.length)
    return [...rest, ...closest]
  }, errors)
}

const isWithin = (error: SchemaError, union: SchemaError) =>
  error.schemaPath.startsWith(`${union.schemaPath}/anyOf/`) &&
  (error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`))

const isOnlyNull = (error: SchemaError) => error.keyword === 'type' && error.params.type === 'null'

/** How many names of a branch are missing or foreign in the value that the union judges. */
const misfit = (branch: SchemaError[], union: SchemaError) =>
  branch
    .filter((error) => error.instancePath === union.instancePath)
    .reduce((sum, error) => {
      if (error.keyword === 'required') return sum + error.params.requiredProperties.length
      if (error.keyword === 'additionalProperties') return sum + error.params.additionalProperties.length
      return sum
    }, 0)

function describe(error: SchemaError, value: unknown): FieldError[] {
  const at = (code: FieldCode, params?: RefusalParams): FieldError[] => [
    { field: error.instancePath, code, ...(params && { params }) },
  ]
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) => ({ field: below(error, name), code: 'missing' }))
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => ({
        field: below(error, name),
        code: 'unknown_field',
      }))
    case 'boolean':
      // Each foreign name is reported a second time by `additionalProperties`.
      return []
    case 'type': {
      const type = [error.params.type].flat()[0] ?? ''
      const isFraction = type === 'integer' && typeof valueAt(value, error.instancePath) === 'number'
      return at(isFraction ? 'not_whole' : (NOT_OF_TYPE[type] ?? 'invalid'))
    }
    case 'enum':
      return at('not_in_list', { allowed: error.params.allowedValues.join(', ') })
    case 'const':
      return at('not_in_list', { allowed: String(error.params.allowedValue) })
    case 'minimum':
      return at('too_small', { minimum: Number(error.params.limit) })
    case 'exclusiveMinimum':
      return at('too_small', { above: Number(error.params.limit) })
    case 'maximum':
      return at('too_large', { maximum: Number(error.params.limit) })
    case 'exclusiveMaximum':
      return at('too_large', { below: Number(error.params.limit) })
    case 'minLength':
      return at('too_short', { minimum: error.params.limit })
    case 'maxLength':
      return at('too_long', { maximum: error.params.limit })
    case 'minItems':
      return at('too_few', { minimum: error.params.limit })
    case 'maxItems':
      return at('too_many', { maximum: error.params.limit })
    case 'uniqueItems':
      return at('repeated')
    case 'format':
      return at('bad_format', { format: error.params.format })
    case 'pattern':
    case '~refine':
      return at('bad_format')
    default:
      return at('invalid')
  }
}

const below = (error: SchemaError, name: string) => `${error.instancePath}/${pointerPart(name)}`

/** A name as it stands in a JSON pointer (RFC 6901 §3). */
export const pointerPart = (name: string | number): string =>
  String(name).replaceAll('~', '~0').replaceAll('/', '~1')

const valueAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], value)
