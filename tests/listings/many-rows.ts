/** A file of so many good rows, each naming its material. */
export function manyRows(count: number): Buffer {
  const header = 'ref,kind,organisation,municipality,title,material,quantity,unit'
  const lines = Array.from(
    { length: count },
    (_, index) => `K${index},offer,Winery ${index % 7},Telavi,Grape pomace,grape-pomace,${index + 1},t`,
  )
  return Buffer.from([header, ...lines, ''].join('\n'))
}
