/** Entries of one group cut into blocks: a binary tree whose nodes know what none of their members can exceed. 16 words a node. */
export const NODE = 16
export const MIN_X = 0
export const MAX_X = 3
export const MASS_MIN = 6
export const MASS_MAX = 7
export const COST_MAX = 8
export const EMISSION_MAX = 9
export const TRUST_MAX = 10
export const FACTOR_MAX = 11
/** Months of any member (bits 0–11) and the marks below. */
export const MARKS = 12
/** Property ranges that all members share; where they differ, negative: the complement of a bit for each property that any member states. */
export const SHARED_RANGES = 13
/** Right child; the left one follows its parent. 0 marks a leaf. */
export const RIGHT = 14
/** Leaf: first entry and number of entries (low 8 bits). */
export const SPAN = 15

export const MONTHS_UNKNOWN = 1 << 12
export const MASS_UNKNOWN = 1 << 13
export const MASS_KNOWN = 1 << 14
export const COST_UNKNOWN = 1 << 15
export const COST_KNOWN = 1 << 16
export const EMISSION_UNKNOWN = 1 << 17
export const EMISSION_KNOWN = 1 << 18

export interface Blocks {
  f: Float32Array
  i: Int32Array
  nodes: number
}
