/** Items of one list, values in all, and levels below each other that are looked at in order to say what is wrong. */
const ITEMS = 1000
const VALUES = 5000
const LEVELS = 32

/**
 * The beginning of a value from outside. Describing every fault of a long list of equal items takes a schema checker
 * time that grows with its square; the beginning of the list breaks the same rules.
 */
export function excerptOf(value: unknown): unknown {
  let left = VALUES
  const copy = (part: unknown, level: number): unknown => {
    left--
    if (part === null || typeof part !== 'object' || level > LEVELS) return part
    const room = Math.min(ITEMS, Math.max(left, 0))
    if (Array.isArray(part)) return part.slice(0, room).map((item) => copy(item, level + 1))
    const members = Object.entries(part).slice(0, room)
    return Object.fromEntries(members.map(([name, inner]) => [name, copy(inner, level + 1)]))
  }
  return copy(value, 0)
}
