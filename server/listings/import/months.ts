const RANGE = /^(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?$/

/**
 * Reads months of the year by number: "9-10", "11,12,1", "10-2" over the turn of the year.
 * @returns months 1–12, ascending, or the code of what is wrong
 */
export function parseMonths(cell: string): number[] | 'months_unreadable' | 'months_read_as_date' {
  // A spreadsheet program makes a day of "9-10" unless the column is text.
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell) || /^\d{1,2}[-/ ][a-z]{3}$/i.test(cell)) return 'months_read_as_date'
  const months = new Set<number>()
  for (const part of cell.split(/[,;]/)) {
    const [, first, last = first] = RANGE.exec(part.trim()) ?? []
    const from = Number(first)
    const until = Number(last)
    if (!isMonth(from) || !isMonth(until)) return 'months_unreadable'
    for (let month = from; ; month = (month % 12) + 1) {
      months.add(month)
      if (month === until) break
    }
  }
  return [...months].sort((a, b) => a - b)
}

const isMonth = (month: number) => month >= 1 && month <= 12
