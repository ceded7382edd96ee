/** Words of every listing, which say nothing of what is listed. */
const list = (words: string): string[] => words.trim().split(/\s+/)

/** Words that only hold a sentence together; compared as they stand. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set([
  ...list(`
    a an the of and or nor with without no not from for in into on at by to as is are be been was were will would
    should might must has had do does this that these those it its our my your their we i you they us them some any all
    each every per about around approximately approx ca circa near nearby via etc than up only also very both between
    within after before during until which who what when where how there here if so then but plus incl including`),
  ...list(`
    და ან თუ რომ რომელიც რომლის რომლებიც არის არიან ეს ის იმ ამ ასევე აგრეთვე მაგრამ ხოლო კი მხოლოდ ძალიან სხვა
    სხვადასხვა ჩვენ მე თქვენ რაც სადაც როცა შემდეგ გარდა არ არა გარეშე მისი ჩვენი ჩემი თქვენი მათი დაახლოებით
    ახლოს მახლობლად ყოველ ყოველი`),
])

/** Words by which somebody says that he has something to give; their bases. */
export const OFFER_WORDS: readonly string[] = list(`
  have got sell selling sale sold offer offering offered offers available surplus leftover excess spare give giving
  dispose rid accumulate accumulated
  მაქვს გვაქვს ვყიდი ვყიდით იყიდება იყიდე გაყიდვა გასაყიდი ვთავაზობ ვთავაზობთ გთავაზობთ გავცემ გავცემთ ვჩუქნი გვრჩება
  მრჩება რჩება ვაბარებ ვაბარებთ ჩავაბარებ ჩავაბარებთ ზედმეტი ჭარბი მოგვეპოვება გავყიდი გავყიდით გასაცემი
  მომიგროვდა დამიგროვდა დაგვიგროვდა დაგროვდა`)

/** Words by which somebody says that he wants something; their bases. */
export const NEED_WORDS: readonly string[] = list(`
  need needed needs want wanted wants looking seek seeking searching search buy buying buyer purchase purchasing
  require required requires accept accepting
  მჭირდება გვჭირდება დამჭირდება დაგვჭირდება ვეძებ ვეძებთ ვიყიდი ვიყიდით ვყიდულობ ვყიდულობთ შევიძენ შევიძენთ
  შევისყიდი შევისყიდით მინდა გვინდა მსურს გვსურს ვიბარებ ვიბარებთ ჩავიბარებ ჩავიბარებთ მივიღებ მივიღებთ საჭირო
  საჭიროა გვესაჭიროება მესაჭიროება ვისყიდი ვისყიდით წავიღებ წავიღებთ მოვიტან`)

/** Qualities, quantities, times and kinds of business that go with any material; their bases. */
const COMPANIONS: readonly string[] = list(`
  waste material residue product byproduct feedstock remains stuff kind type sort raw source supply
  fresh clean dry wet sorted separated separate baled bulk loose new old used unused various different own local pure
  good quality grade large small big high low amount quantity volume load truckload batch lot
  weekly monthly yearly annual annually daily regular regularly continuous continuously constant year month week day
  autumn fall winter spring summer season seasonal vintage harvest
  tonne ton kg kilo kilogram gram litre liter l m3 cubic metre meter mm cm t tpa percent thousand hundred
  free price cheap pay collect collection pickup deliver delivery transport contact company plant factory farm
  production produce produced make made making process processed processing remain remaining left come ready take away
  next last every code ewc
  ნარჩენი მასალა ნედლეული პროდუქტი თანაპროდუქტი სახის სახეობა
  სუფთა სველი მშრალი ახალი ძველი ნახმარი გამოყენებული მეორადი დახარისხებული ხარისხიანი ადგილობრივი დიდი პატარა მცირე
  რაოდენობა მოცულობა პარტია წონა ტონა ტ კილოგრამი კილო კგ ლიტრი ლ კუბი კუბური კუბმეტრი მეტრი მ3 პროცენტი ათასი ასი
  თვე წელი წელიწადი კვირა დღე ყოველთვიური ყოველთვიურად ყოველწლიური ყოველწლიურად ყოველდღიური ყოველდღიურად ყოველდღე
  ყოველკვირა რეგულარულად მუდმივად შემოდგომა ზამთარი გაზაფხული ზაფხული სეზონი სეზონური რთველი
  უფასო უფასოდ ფასი ლარი გატანა წაღება მიტანა ტრანსპორტი კომპანია საწარმო ქარხანა ფერმა წარმოება წარმოებული
  დარჩენილი იაფად იაფი კარგი ბევრი კოდი`)

/** Words by which a name says that it is only what is left of the thing it names; their bases. */
export const RESIDUE_WORDS: readonly string[] = list(`residue remains dreg`)

/** Months by name in both languages. */
export const MONTH_NAMES: Readonly<Record<'en' | 'ka', readonly string[]>> = {
  en: monthNames('en'),
  ka: monthNames('ka'),
}

/** Words that may be part of a name but are not missed when they are none; their bases. */
export const LIGHT_WORDS: readonly string[] = [
  ...COMPANIONS,
  ...OFFER_WORDS,
  ...NEED_WORDS,
  ...MONTH_NAMES.en,
  ...MONTH_NAMES.ka,
]

function monthNames(language: string): string[] {
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => name.format(Date.UTC(2000, month, 15)).toLowerCase())
}
