// npm run compare-policy -- A B: whose rank moves in the golden markets when policy B takes the place of A.
// A and B are versions of server/matching/engine/policies.ts, or JSON files that `npm run refit` wrote.
import { goldenCatalogue, goldenMarkets, namedPolicy, PolicyUnknown } from './golden.ts'
import { POLICIES } from '../server/matching/engine/policies.ts'
import { comparePolicies } from '../server/matching/golden/compare.ts'

const [a, b] = process.argv.slice(2)
const versions = POLICIES.map(({ version }) => version).join(', ')
try {
  if (a === undefined || b === undefined)
    throw new PolicyUnknown(`Usage: npm run compare-policy -- A B (versions: ${versions}; or JSON files)`)
  const compared = comparePolicies(goldenMarkets(), goldenCatalogue(), namedPolicy(a), namedPolicy(b))
  const rank = (place: number | null) => (place === null ? 'not found' : String(place))
  const score = (value: number | null) => (value === null ? '' : ` (${(value * 100).toFixed(1)})`)
  for (const { name, title, moves, expectedBefore, expectedAfter } of compared) {
    if (moves.length === 0 && expectedBefore === expectedAfter) continue
    const verdict = `${expectedBefore ? 'as expected' : 'not as expected'} → ${expectedAfter ? 'as expected' : 'not as expected'}`
    process.stdout.write(`${name} ${title}: ${verdict}\n`)
    for (const { ref, before, after, scoreBefore, scoreAfter } of moves)
      process.stdout.write(
        `  ${ref}: ${rank(before)}${score(scoreBefore)} → ${rank(after)}${score(scoreAfter)}\n`,
      )
  }
  const moved = compared.filter(({ moves }) => moves.length > 0).length
  const right = (side: 'expectedBefore' | 'expectedAfter') => compared.filter((entry) => entry[side]).length
  process.stdout.write(
    `${moved} of ${compared.length} markets move; as expected: ${right('expectedBefore')} under ${a}, ${right('expectedAfter')} under ${b}.\n`,
  )
} catch (error) {
  if (!(error instanceof PolicyUnknown)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
