/** A form that goes on being written while what it is about changes elsewhere. */
export interface Rebased<T> {
  fields: T
  /** The state that the fields count as changed from. */
  base: T
}

/**
 * Takes over a new stored state: fields that nobody has touched follow it, the others keep what was typed. Where the same
 * field was changed on both sides the old state stays the base, so that saving runs into the question which one holds.
 */
export function rebase<T extends Record<string, unknown>>(
  { fields, base }: Rebased<T>,
  stored: T,
): Rebased<T> {
  const names = Object.keys(stored) as (keyof T)[]
  const touched = names.filter((name) => fields[name] !== base[name])
  const isContested = touched.some((name) => stored[name] !== base[name] && stored[name] !== fields[name])
  if (isContested) return { fields, base }
  const kept = Object.fromEntries(touched.map((name) => [name, fields[name]])) as Partial<T>
  return { fields: { ...stored, ...kept }, base: stored }
}
