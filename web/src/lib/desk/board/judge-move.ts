import { EXCHANGE_LIFE, type Act, type DeskExchange, type Stage } from '#lib/contract.ts'
import { MOVES, type Move } from '#lib/exchanges/moves.ts'
import { sayCode } from '#lib/language/say.ts'
import { sayDesk } from '#lib/language/say-desk.ts'
import { m } from '#lib/paraglide/messages.js'

const isMove = (act: Act): act is Move => (MOVES as readonly Act[]).includes(act)

/** What a reader may do with a card by a button alone. */
export const movesOf = ({ exchange }: DeskExchange): Move[] =>
  MOVES.filter((move) => exchange.allowed.includes(move))

/** The act by which a card gets into a stage, or why it does not get there, in words. */
export function judgeMove({ exchange }: DeskExchange, to: Stage): { act: Move } | { why: string } {
  const from = exchange.stage
  const steps = EXCHANGE_LIFE.filter((step) => step.to === to && step.from.includes(from))
  for (const { act } of steps) if (isMove(act) && exchange.allowed.includes(act)) return { act }
  const act = steps[0]?.act
  const names = { from: sayCode('stage', from) ?? from, to: sayCode('stage', to) ?? to }
  return { why: (act && sayDesk('board_why', act)) ?? m.board_no_way(names) }
}
