const list = (words: string): string[] => words.trim().split(/\s+/)

/** Words for any place where something is made or done, and for making it; they do not tell one trade from another. */
export const FACILITY_WORDS: readonly string[] = list(`
  plant factory works mill maker manufacture manufacturer manufacturing producer produce production company firm
  enterprise industry industrial industries facility operator business site corporation ltd llc jsc co group local
  large small big new other holding plc inc gmbh limited department association centre center
  ქარხანა საწარმო ფაბრიკა კომპანია ფირმა წარმოება მწარმოებელი მრეწველობა საამქრო კომბინატი შპს სს ჰოლდინგი კოოპერატივი ასოციაცია ცენტრი სხვა ადგილობრივი`)

/** More of them, compared as they stand, since their base is that of a trade: the cooper's. */
export const FACILITY_FORMS: ReadonlySet<string> = new Set(['cooperative', 'cooperatives'])
