import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import writeXlsx, { type SheetData } from 'write-excel-file/node'
import { REQUIRED_COLUMNS, REQUIRED_OF_ONE } from '../../server/listings/import/columns.ts'
import { underHeader } from '../../server/listings/import/header.ts'
import { readTable } from '../../server/listings/import/read.ts'
import { readXlsx } from '../../server/listings/import/xlsx.ts'
import { Refusal } from '../../server/refusals.ts'
import { root } from '../setup/template.ts'

const HEADER = 'ref,kind,organisation,municipality,title,quantity,unit'
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'))

async function refusalOf(bytes: Uint8Array) {
  const error: unknown = await readTable(bytes).then(
    () => null,
    (refused: unknown) => refused,
  )
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`)
  return { code: error.code, params: error.params, fields: error.fields }
}

const xlsx = async (rows: SheetData, sheet = 'Listings') => (await writeXlsx(rows, { sheet })).toBuffer()
const cells = (...values: (string | number | Date | null)[]) =>
  values.map((value) =>
    value === null ? null : value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value },
  ) as SheetData[number]

test('a comma-separated file is read under its column names, cells as they stand', async () => {
  const table = await readTable(
    csv(
      `\ufeff${HEADER}`,
      'A1,offer,"Winery ""Old""",Telavi, Grape pomace ,"1,5",t',
      '',
      'A2,need,B,Telavi,=1+1,,t',
    ),
  )
  expect(table.rows).toEqual([
    {
      line: 2,
      fault: null,
      cells: {
        ref: 'A1',
        kind: 'offer',
        organisation: 'Winery "Old"',
        municipality: 'Telavi',
        title: ' Grape pomace ',
        quantity: '1,5',
        unit: 't',
      },
    },
    expect.objectContaining({ line: 4, cells: expect.objectContaining({ title: '=1+1', quantity: '' }) }),
  ])
})

test('lines are counted as a text editor counts them', async () => {
  const { rows } = await readTable(
    csv(HEADER, 'A1,offer,"two\r\nlines",Telavi,x,1,t', 'A2,offer,o,Telavi,x,1,t'),
  )
  expect(rows.map(({ line }) => line)).toEqual([2, 4])
})

test('column names may be written with capitals, blanks and hyphens', async () => {
  const { rows } = await readTable(
    csv(`${HEADER},Waste code , Valid-From`, 'A1,offer,o,Telavi,x,1,t,020701,2026-01-01'),
  )
  expect(rows[0]?.cells).toMatchObject({ waste_code: '020701', valid_from: '2026-01-01' })
})

test.each([
  [';', `${HEADER}\nA1,offer,o,Telavi,x,1,t`.replaceAll(',', ';')],
  ['\t', `${HEADER}\nA1,offer,o,Telavi,x,1,t`.replaceAll(',', '\t')],
  ['|', `${HEADER}\nA1,offer,o,Telavi,x,1,t`.replaceAll(',', '|')],
])('the delimiter %j is named', async (found, text) => {
  expect(await refusalOf(Buffer.from(text))).toMatchObject({
    code: 'file_delimiter_wrong',
    params: { found, expected: ',' },
  })
})

test('a renamed column is named together with the one that is missing', async () => {
  expect(await refusalOf(csv(HEADER.replace('quantity', 'quantities'), 'A1,offer,o,Telavi,x,1,t'))).toEqual({
    code: 'file_header_wrong',
    params: { line: 1 },
    fields: [
      { field: 'quantity', code: 'column_missing' },
      { field: 'quantities', code: 'column_unknown', params: { nearest: 'quantity' } },
    ],
  })
})

test.each([
  ['qty', 'quantity'],
  ['amount', 'quantity'],
  ['place', 'municipality'],
  ['Title of listing', 'title'],
])('the column %j may be %j', async (heading, nearest) => {
  const header = HEADER.replace(nearest, heading)
  const { fields } = await refusalOf(csv(header, 'A1,offer,o,Telavi,x,1,t'))
  expect(fields).toContainEqual({ field: heading, code: 'column_unknown', params: { nearest } })
})

test.each([
  ['listings-to-fill-in.xlsx', REQUIRED_OF_ONE],
  ['listings-of-many-to-fill-in.xlsx', REQUIRED_COLUMNS],
])(
  'the table to fill in has the columns that are asked for and only known ones: %s',
  async (name, needed) => {
    const { rows, ignored } = await readXlsx(readFileSync(join(root, 'web/static', name)))
    expect(ignored).toEqual(['Help'])
    const [header, ...below] = rows
    expect(below).toEqual([])
    const row = { line: 2, cells: header!.cells.map(() => '1') }
    expect(underHeader({ rows: [header!, row], ignored: [] }, needed).rows[0]?.fault).toBeNull()
  },
)

test('a PDF is no table, whatever it is called', async () => {
  expect(await refusalOf(Buffer.from('%PDF-1.7\n%\xe2\xe3', 'latin1'))).toMatchObject({
    code: 'file_unreadable',
    params: { format: 'pdf' },
  })
})

test('a misspelt optional column is not silently left out', async () => {
  expect((await refusalOf(csv(`${HEADER},valid_til`, 'A1,offer,o,Telavi,x,1,t,2026-01-01'))).fields).toEqual([
    { field: 'valid_til', code: 'column_unknown', params: { nearest: 'valid_until' } },
  ])
})

test('a repeated column is refused', async () => {
  expect((await refusalOf(csv(`${HEADER},Title`, 'A1,offer,o,Telavi,x,1,t,y'))).fields).toEqual([
    { field: 'Title', code: 'column_repeated' },
  ])
})

test('bytes that are not UTF-8 are refused with their line', async () => {
  const bytes = Buffer.concat([csv(HEADER, 'A1,offer,'), Buffer.from([0xe9, 0xff]), csv('n,Telavi,x,1,t')])
  expect(await refusalOf(bytes)).toMatchObject({ code: 'file_not_utf8', params: { line: 2 } })
})

test('a quote that is never closed is refused with its line', async () => {
  expect(
    await refusalOf(
      csv(HEADER, 'A1,offer,o,Telavi,x,1,t', 'A2,offer,"o,Telavi,x,1,t', 'A3,offer,o,Telavi,x,1,t'),
    ),
  ).toMatchObject({ code: 'file_quotes_unbalanced', params: { line: 3 } })
})

test.each([
  ['no bytes', Buffer.alloc(0)],
  ['blank lines', csv('', ' ', '')],
  ['a header only', csv(HEADER, '')],
])('a file with %s is empty', async (_, bytes) => {
  expect(await refusalOf(bytes)).toMatchObject({ code: 'file_empty' })
})

test('a file above the limit is not read', async () => {
  expect(await refusalOf(Buffer.alloc(20_000_001, 'a'))).toMatchObject({ code: 'payload_too_large' })
})

test('a row with a cell too many or too few is marked, the others are read', async () => {
  const { rows } = await readTable(
    csv(HEADER, 'A1,offer,o,Telavi,shells, husks,1,t', 'A2,offer,o,Telavi,x,1', 'A3,offer,o,Telavi,x,1,t'),
  )
  expect(rows.map(({ fault }) => fault)).toEqual([
    { code: 'cells_too_many', params: { expected: 7, found: 8 } },
    { code: 'cells_too_few', params: { expected: 7, found: 6 } },
    null,
  ])
})

test('a workbook is read like a text file, numbers digit by digit and dates as days', async () => {
  const bytes = await xlsx([
    cells(
      'ref',
      'kind',
      'organisation',
      'municipality',
      'title',
      'quantity',
      'unit',
      'valid_from',
      'waste_code',
    ),
    cells('A1', 'offer', 'მარანი', 'თელავი', '=SUM(A1)', 0.1, 't', new Date('2026-09-01T00:00:00Z'), 20701),
  ])
  const { rows, ignored } = await readTable(bytes)
  expect(ignored).toEqual([])
  expect(rows).toEqual([
    {
      line: 2,
      fault: null,
      cells: {
        ref: 'A1',
        kind: 'offer',
        organisation: 'მარანი',
        municipality: 'თელავი',
        title: '=SUM(A1)',
        quantity: '0.1',
        unit: 't',
        valid_from: '2026-09-01',
        waste_code: '20701',
      },
    },
  ])
})

test('headings merged over the column names are pointed out', async () => {
  const names = HEADER.split(',')
  const bytes = await xlsx([
    [{ value: 'Listing', columnSpan: 3 }, null, null, { value: 'What', columnSpan: 4 }, null, null, null],
    cells(...names),
    cells('A1', 'offer', 'o', 'Telavi', 'x', 1, 't'),
  ] as SheetData)
  expect(await refusalOf(bytes)).toMatchObject({
    code: 'file_header_wrong',
    fields: [{ code: 'header_not_first', params: { found: 2, expected: 1 } }],
  })
})

test('a heading merged over two columns leaves one unnamed', async () => {
  const bytes = await xlsx([
    [...cells(...HEADER.split(',')), { value: 'months', columnSpan: 2 }, null],
    cells('A1', 'offer', 'o', 'Telavi', 'x', 1, 't', 9, 10),
  ] as SheetData)
  expect((await refusalOf(bytes)).fields).toEqual([{ field: 'I', code: 'column_unnamed' }])
})

test('further sheets are named, not read', async () => {
  const row = cells('A1', 'offer', 'o', 'Telavi', 'x', 1, 't')
  const file = await writeXlsx([
    { sheet: 'Listings', data: [cells(...HEADER.split(',')), row] },
    { sheet: 'Notes', data: [cells('remember')] },
  ])
  expect(await readTable(await file.toBuffer())).toMatchObject({ ignored: ['Notes'], rows: [{ line: 2 }] })
})

test('what only looks like a workbook is unreadable', async () => {
  expect(await refusalOf(Buffer.from('PK\u0003\u0004 and then nothing'))).toMatchObject({
    code: 'file_unreadable',
  })
  expect(await refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toMatchObject({
    code: 'file_unreadable',
    params: { format: 'xls' },
  })
})
