import type { AroundNode, Role } from './around.ts'

export interface Row {
  /** What stands above the nodes of one role. */
  heading: Role | null
  node: AroundNode | null
  side: 'left' | 'right'
  /** Middle of the row, px. */
  y: number
}

export interface Placed {
  rows: Row[]
  /** The material itself. */
  centre: { x: number; y: number }
  /** Where its name stands beside its dot. */
  name: 'left' | 'right' | 'below'
  /** Where the dots of each side stand, px from the left. */
  dots: { left: number; right: number }
  /** Room for the names beyond the dots of each side. */
  room: { left: number; right: number }
  height: number
}

const ROW = 36
const HEADING = 34
/** Below this two columns leave too little room for names. */
const TWO_SIDED = 640
const EDGE = 10
/** Room between the middle of the picture and the dots of a side, as a part of its width. */
const REACH = 0.13

const SIDES = { left: ['origin', 'kind'], right: ['group', 'use', 'product'] } as const

/**
 * Places the neighbours of a material: what leads to it on the left, what it leads to on the right; on a narrow screen all
 * below it, as the branches of a tree.
 */
export function place(nodes: readonly AroundNode[], width: number): Placed {
  const isNarrow = width < TWO_SIDED
  const left = columnOf(nodes, SIDES.left, 'left')
  const right = columnOf(nodes, SIDES.right, 'right')
  if (isNarrow || left.height === 0 || right.height === 0) {
    const only = isNarrow
      ? columnOf(nodes, [...SIDES.right, ...SIDES.left], 'right')
      : left.height
        ? left
        : right
    const side = only.rows[0]?.side ?? 'right'
    const step = isNarrow ? 18 : width * REACH
    const from = isNarrow ? EDGE : width / 2 - step
    const dot = side === 'right' ? from + step : width - from - step
    return {
      rows: lower(only.rows, isNarrow ? ROW : 0),
      centre: { x: side === 'right' ? from : width - from, y: isNarrow ? ROW / 2 : only.height / 2 },
      name: isNarrow || side === 'left' ? 'right' : 'left',
      dots: { left: dot, right: dot },
      room: { left: dot - EDGE, right: width - dot - EDGE },
      height: only.height + (isNarrow ? ROW : 0),
    }
  }
  const height = Math.max(left.height, right.height)
  const dots = { left: width * (0.5 - REACH), right: width * (0.5 + REACH) }
  return {
    rows: [
      ...lower(left.rows, (height - left.height) / 2),
      ...lower(right.rows, (height - right.height) / 2),
    ],
    centre: { x: width / 2, y: height / 2 },
    name: 'below',
    dots,
    room: { left: dots.left - EDGE, right: width - dots.right - EDGE },
    height,
  }
}

const lower = (rows: readonly Row[], by: number): Row[] => rows.map((row) => ({ ...row, y: row.y + by }))

function columnOf(nodes: readonly AroundNode[], roles: readonly Role[], side: Row['side']) {
  const rows: Row[] = []
  let height = 0
  const add = (row: Pick<Row, 'heading' | 'node'>, rowHeight: number) => {
    rows.push({ ...row, side, y: height + rowHeight / 2 })
    height += rowHeight
  }
  for (const role of roles) {
    const own = nodes.filter((node) => node.role === role)
    if (own.length > 0) add({ heading: role, node: null }, HEADING)
    for (const node of own) add({ heading: null, node }, ROW)
  }
  return { rows, height }
}
