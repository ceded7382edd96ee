// npm run refit -- [--version NAME] [--out FILE.json] [--stored] [--evaluate FILE.csv]
// Proposes weights that fit the golden markets, and with --stored what people declined and completed here, better than
// today's; says what they would change. Nothing changes by itself: a proposal becomes a policy when somebody reviews it
// into server/matching/engine.
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Criterion } from '../server/contract/words.ts'
import { POLICY } from '../server/matching/engine/policy.ts'
import { evaluate } from '../server/matching/evaluate/evaluate.ts'
import { readExchanges } from '../server/matching/evaluate/exchanges.ts'
import { DEPTHS, type Measures } from '../server/matching/evaluate/measures.ts'
import { comparePolicies } from '../server/matching/golden/compare.ts'
import { goldenPreferences } from '../server/matching/learning/golden-preferences.ts'
import { preferencesOf, type Preference } from '../server/matching/learning/outcomes.ts'
import { fitWeights, lossOf, policyWith, rightOf, weightsOf } from '../server/matching/learning/refit.ts'
import { heldReference } from '../server/materials/reference/held.ts'
import { referenceVersion } from '../server/materials/reference/version.ts'
import { goldenCatalogue, goldenMarkets } from './golden.ts'
import { storedProposals } from './stored-proposals.ts'

const { values } = parseArgs({
  options: {
    version: { type: 'string', default: `${POLICY.version}-proposed` },
    out: { type: 'string' },
    stored: { type: 'boolean', default: false },
    evaluate: { type: 'string' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const cases = goldenMarkets()
const catalogue = goldenCatalogue()
const golden = goldenPreferences(cases, catalogue, POLICY)
const proposals = values.stored ? await storedProposals() : []
if (proposals) propose(preferencesOf(proposals, POLICY))

function propose(shown: Preference[]): void {
  const all = [...golden, ...shown]
  const today = weightsOf(POLICY)
  const weights = fitWeights(all, today)
  const proposed = policyWith(POLICY, weights, values.version)
  say(`${golden.length} preferences from ${cases.length} golden markets, ${shown.length} shown by people.`)
  const figures = (preferences: readonly Preference[]) =>
    `${rightOf(preferences, today)} → ${rightOf(preferences, weights)} of ${preferences.length}`
  say(`In the right order, golden: ${figures(golden)}; shown by people: ${figures(shown)}.`)
  say(`Loss ${lossOf(all, today, today).toFixed(4)} → ${lossOf(all, weights, today).toFixed(4)}.`)
  for (const criterion of Object.keys(today) as Criterion[])
    if (today[criterion] !== weights[criterion])
      say(`  ${criterion.padEnd(11)} ${today[criterion].toFixed(3)} → ${weights[criterion].toFixed(3)}`)
  const compared = comparePolicies(cases, catalogue, POLICY, proposed)
  const right = (side: 'expectedBefore' | 'expectedAfter') => compared.filter((entry) => entry[side]).length
  say(
    `Golden markets as expected: ${right('expectedBefore')} → ${right('expectedAfter')} of ${cases.length}.`,
  )
  for (const { name, moves } of compared)
    for (const { ref, before, after } of moves) say(`  ${name}: ${ref} ${before ?? '–'} → ${after ?? '–'}`)
  if (values.evaluate) reportExchanges(values.evaluate)
  if (values.out) {
    writeFileSync(values.out, `${JSON.stringify(proposed, null, 2)}\n`)
    say(`Written to ${values.out}; compare with: npm run compare-policy -- ${POLICY.version} ${values.out}`)
  }
  say('Nothing was changed.')
}

/** Exchanges are ranked by the material criterion alone, which no weight touches: the figures are those before and after. */
function reportExchanges(file: string): void {
  const evaluation = evaluate(heldReference(), readExchanges(readFileSync(file, 'utf8')), referenceVersion())
  say(`\n${file}, the same before and after, since it ranks by material alone:`)
  say(`  engine ${inOneLine(evaluation.engine)}`)
  say(`  BM25   ${inOneLine(evaluation.bm25)}`)
}

function inOneLine({ hits, meanReciprocalRank }: Measures): string {
  const found = DEPTHS.map((depth, at) => `hit@${depth} ${hits[at]!.toFixed(3)}`)
  return `${found.join(', ')}, MRR ${meanReciprocalRank.toFixed(3)}`
}
