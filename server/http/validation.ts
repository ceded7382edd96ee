import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import { Refusal } from '../refusals.ts'
import { excerptOf } from './excerpt.ts'
import { fieldErrors } from './field-errors.ts'
import { valueFromText } from './text-values.ts'

// A hostile body could break a rule many thousand times; nobody reads more than this.
Settings.Set({ maxErrors: 48 })

/**
 * Compiles the shape of one part of a request. A body is taken as it is; a query and a path are text and are read
 * as what their shape wants. Defaults are filled in. What does not fit is refused with code and field.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema)
  return (given: unknown) => {
    const value = Value.Default(schema, httpPart === 'body' ? given : valueFromText(schema, given))
    if (compiled.Check(value)) return { value }
    if (httpPart === 'params') return { error: new Refusal('not_found') }
    const beginning = excerptOf(value)
    const judged = compiled.Check(beginning) ? value : beginning
    const fields = fieldErrors(compiled.Errors(judged), judged)
    return { error: new Refusal(httpPart === 'body' ? 'body_invalid' : 'query_invalid', {}, fields) }
  }
}
