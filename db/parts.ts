/** Rows or ids that one statement names at most once or twice: well below the 65,535 parameters that it may have. */
export const A_STATEMENT = 5000

/** A long list in parts of at most `size`, in its order. */
export function* partsOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}
