export type ProblemCode =
  | 'missing_file'
  | 'unknown_file'
  | 'unreadable_file'
  | 'wrong_header'
  | 'wrong_cell_count'
  | 'bad_quoting'
  | 'missing_value'
  | 'missing_language'
  | 'missing_source'
  | 'not_georgian'
  | 'capital_georgian'
  | 'bad_id'
  | 'bad_enum'
  | 'bad_number'
  | 'bad_boolean'
  | 'bad_date'
  | 'out_of_range'
  | 'repeated_in_list'
  | 'unknown_reference'
  | 'cycle'
  | 'duplicate_id'
  | 'duplicate_synonym'
  | 'duplicate_factor'
  | 'contradicts_entry_type'
  | 'product_and_use_missing'
  | 'cost_incomplete'
  | 'missing_worth'
  | 'bad_unit'
  | 'missing_boundary'
  | 'amount_incomplete'
  | 'amounts_out_of_order'

/** One thing that is wrong with the shipped catalogue, with the place to mend it. */
export interface Problem {
  /** Path below the reference folder. */
  file: string
  /** 1 is the header. */
  line: number
  column: string
  code: ProblemCode
  value: string
}

/** The shipped catalogue cannot be used; `problems` says where and why. */
export class CatalogueInvalid extends Error {
  override name = 'CatalogueInvalid'
  readonly problems: Problem[]

  constructor(problems: Problem[]) {
    super(`The catalogue has ${problems.length} problems:\n${problems.map(inOneLine).join('\n')}`)
    this.problems = problems
  }
}

/** `file:line column code value`, for a terminal. */
export const inOneLine = ({ file, line, column, code, value }: Problem): string =>
  [`${file}:${line}`, column, code, value].filter((part) => part !== '').join(' ')
