import type { TSchema } from 'typebox'

interface Shape {
  type?: string
  items?: TSchema
  properties?: Record<string, TSchema>
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i
const BOOLEANS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false }

/**
 * Reads what arrives as text (a query, a path, an environment variable) as the type that its schema wants.
 * Text that cannot be read stays text, so that the check afterwards refuses it; nothing is rounded or guessed.
 */
export function valueFromText(schema: TSchema, value: unknown): unknown {
  const { type, items, properties } = schema as Shape
  if (type === 'array' && items)
    return (Array.isArray(value) ? value : [value]).map((entry) => valueFromText(items, entry))
  if (type === 'object' && properties && typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => {
        const property = Object.hasOwn(properties, key) ? properties[key] : undefined
        return [key, property ? valueFromText(property, entry) : entry]
      }),
    )
  if (typeof value !== 'string') return value
  if (type === 'integer' || type === 'number') return NUMBER.test(value) ? Number(value) : value
  if (type === 'boolean') return BOOLEANS[value.toLowerCase()] ?? value
  return value
}
