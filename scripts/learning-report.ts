// npm run learning-report: where the ranking was wrong, as far as people said so by declining or completing. Changes nothing.
import { POLICY } from '../server/matching/engine/policy.ts'
import { learningReport, type LearningReport } from '../server/matching/learning/report.ts'
import { storedProposals } from './stored-proposals.ts'

const proposals = await storedProposals()
if (proposals) print(learningReport(proposals, POLICY))

function print(report: LearningReport): void {
  const { proposals, declined, dismissed, succeeded, reasons, meanRank, upsets } = report
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const rank = (value: number | null) => (value === null ? '–' : value.toFixed(1))
  say(
    `${proposals} proposals: ${declined} declined, ${dismissed} dismissed by a facilitator, ${succeeded} agreed or completed.`,
  )
  if (declined + dismissed + succeeded === 0) {
    say('Nobody has answered yet, so that there is nothing to learn from.')
    return
  }
  say(
    `Mean rank among the proposals of their offer: succeeded ${rank(meanRank.succeeded)}, declined ${rank(meanRank.declined)}.`,
  )
  for (const { reason, by, criterion, times, said, wronglyFirst } of reasons) {
    const given = by === 'side' ? `${times} declined` : `${times} dismissed by a facilitator`
    if (criterion === null) {
      say(`${reason}: ${given}; no criterion could see that coming.`)
      continue
    }
    const readings = Object.entries(said).map(([outcome, often]) => `${often} ${outcome}`)
    say(`${reason}: ${given}; ${criterion} had read ${readings.join(', ')}.`)
    if (wronglyFirst.length > 0)
      say(`  came first although: proposals ${wronglyFirst.join(', ')}, with ${criterion} met`)
  }
  for (const { succeeded, declined } of upsets)
    say(`Proposal ${succeeded} succeeded but had ranked below ${declined}, which was declined.`)
}
