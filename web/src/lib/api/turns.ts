/**
 * Keeps answers in the order of their questions. Called for each question; what it returns says, once the answer is there,
 * whether it may be shown: not when one to a later question has been.
 */
export function newTurns(): () => () => boolean {
  let asked = 0
  let shown = 0
  return () => {
    const turn = ++asked
    return () => {
      if (turn < shown) return false
      shown = turn
      return true
    }
  }
}
