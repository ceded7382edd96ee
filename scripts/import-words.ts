import type { RefusedCell } from '../server/listings/import/cells.ts'
import type { FieldError, Refusal, RefusalParams } from '../server/refusals.ts'

type Words = (params: RefusalParams) => string

const CELL: Readonly<Record<string, Words>> = {
  missing: () => 'is empty',
  not_a_number: () => 'is not a number',
  number_ambiguous: () =>
    'may be thousands or a decimal fraction: write it without the comma or with a point',
  not_in_list: ({ allowed }) => `is none of: ${allowed}`,
  too_small: ({ above, minimum }) =>
    above === undefined ? `is less than ${minimum}` : `is not above ${above}`,
  too_large: ({ maximum }) => `is more than ${maximum}`,
  too_long: ({ maximum }) => `is longer than ${maximum} characters`,
  bad_format: () => 'is not of the expected form',
  bad_characters: () => 'holds a character that cannot be stored',
  not_a_day: ({ expected }) => `is not a day of the form ${expected}`,
  months_unreadable: () => 'are not months by number, such as 9-10 or 11,12,1',
  months_read_as_date: () => 'was turned into a date by a spreadsheet program: format the column as text',
  unit_missing: () => 'is empty though there is a quantity',
  repeated: ({ line }) => `stands in line ${line} already`,
  ref_taken: () => 'belongs to a listing of another organisation',
  cells_too_many: ({ expected, found }) =>
    `the row has ${found} cells instead of ${expected}: is a comma not in quotes?`,
  cells_too_few: ({ expected, found }) => `the row has ${found} cells instead of ${expected}`,
  material_not_recognised: ({ nearest }) =>
    `names no material of the catalogue${nearest ? `; closest: ${nearest}` : ''}. A column "material" may name it`,
  unknown_municipality: ({ nearest }) =>
    `is no municipality of the catalogue${nearest ? `; closest: ${nearest}` : ''}`,
  unknown_sector: () => 'is no NACE code',
  unknown_waste_code: () => 'is no code of the List of Waste',
  unknown_operation: () => 'is no recovery or disposal operation',
  unknown_material: () => 'is no material of the catalogue',
  unknown_use: () => 'is no use of the catalogue',
  site_outside_planet: ({ minimum, maximum }) => `is not between ${minimum} and ${maximum} degrees`,
  place_disagrees: ({ distanceKm }) => `lies ${distanceKm} km from lat and lon: are they swapped?`,
  place_without_municipality: () => 'cannot be kept: the place lies in no municipality of the catalogue',
  window_ends_before_start: ({ validFrom }) => `lies before valid_from, ${validFrom}`,
  range_reversed: ({ minimum, maximum }) => `the range from ${minimum} to ${maximum} is reversed`,
  composition_exceeds_whole: ({ sum }) => `the shares add up to ${sum}`,
  offer_of_use: () => 'is a use; an offer has to be a material',
  duplicate_target: () => 'names the same thing twice',
  text_blank: () => 'is blank',
}

const HEADING: Readonly<Record<string, Words>> = {
  column_missing: () => 'is missing',
  column_unknown: ({ nearest }) => `is not known; do you mean "${nearest}"?`,
  column_repeated: () => 'stands there twice',
  column_unnamed: () => 'has cells but no name; is a heading merged over several columns?',
  header_not_first: ({ found, expected }) =>
    `The column names stand in line ${found}; they have to be the first line that is not empty (now line ${expected}).`,
}

const FILE: Readonly<Record<string, Words>> = {
  payload_too_large: ({ maximumBytes }) => `The file is larger than ${Number(maximumBytes) / 1e6} MB.`,
  file_empty: () => 'The file has no rows.',
  file_unreadable: ({ format }) =>
    format === 'xls'
      ? 'The file is an old workbook (.xls). Save it as .xlsx or as CSV.'
      : format === 'pdf'
        ? 'The file is a PDF, not a table. Save the table as .xlsx or as CSV.'
        : 'The file is not a workbook that can be read.',
  file_not_utf8: ({ line }) => `Line ${line} is not UTF-8. Save the file as "CSV UTF-8".`,
  file_delimiter_wrong: ({ found, expected }) =>
    `The columns are separated by ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}.`,
  file_quotes_unbalanced: ({ line }) => `A quotation mark that opens in line ${line} is not closed properly.`,
  file_header_wrong: ({ line }) => `The column names in line ${line} cannot be used:`,
  ref_taken: () => 'Another process is importing the same listings. Try again when it is done.',
}

/** Why a file as a whole was refused, in English; one line, and one for each heading that is wrong. */
export function refusalInWords({ code, params, fields }: Refusal): string {
  const sentence = FILE[code]?.(params) ?? code
  return [sentence, ...fields.map((field) => `  ${headingInWords(field)}`)].join('\n')
}

const headingInWords = ({ field, code, params = {} }: FieldError) =>
  `${field === '' ? '' : `column "${inOneLine(field)}" `}${HEADING[code]?.(params) ?? code}`

/** Refused cells as a table for a terminal: line, column, value, reason. */
export function tableOf(refused: readonly RefusedCell[]): string {
  const lines = [
    ['line', 'column', 'value', 'reason'],
    ...refused.map(({ line, column, value, code, params = {} }) => [
      String(line),
      column,
      shortened(inOneLine(value)),
      CELL[code]?.(params) ?? code,
    ]),
  ]
  const widths = [0, 1, 2].map((index) =>
    lines.reduce((most, cells) => Math.max(most, cells[index]!.length), 0),
  )
  return lines
    .map((cells) =>
      cells
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const WIDEST_VALUE = 40

const shortened = (value: string) =>
  value.length > WIDEST_VALUE ? `${value.slice(0, WIDEST_VALUE - 1)}…` : value

/** A file may hold what would move a terminal's cursor or colour it. */
const inOneLine = (value: string) => value.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
