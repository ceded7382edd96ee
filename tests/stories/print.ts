import { STORIES } from './stories.ts'
import type { Step, Story } from './story.ts'

const INTRODUCTION = `# Stories

Whole journeys through the API, written from the data that the tests run (\`tests/stories\`). What stands in braces was kept from an earlier answer.`

/** All stories as Markdown, from the same data that is run. */
export const markdownOf = (stories: readonly Story[]): string =>
  [INTRODUCTION, ...stories.map(chapterOf)].join('\n\n') + '\n'

function chapterOf({ title, about, organisations, people, steps }: Story): string {
  const who = Object.entries(people).map(([name, { of, as = 'owner', role }]) =>
    of === undefined ? `${name} (${role ?? 'member'})` : `${name} (${as} of ${organisations[of]!.name})`,
  )
  return [
    `## ${title}`,
    about,
    `People: ${who.join(', ')}.`,
    steps.map((step, n) => `${n + 1}. ${sentenceOf(step)}`).join('\n'),
  ].join('\n\n')
}

function sentenceOf({ who, does, onBehalfOf, asks, answers, with: part, because }: Step): string {
  const acting = onBehalfOf === undefined ? '' : `, on behalf of {${onBehalfOf}}`
  const seen = part === undefined ? '' : ` \`${JSON.stringify(part)}\``
  return `**${who}** ${does}${acting}. \`${asks}\` → ${answers}${seen}${because === undefined ? '' : `\n   ${because}`}`
}

if (import.meta.main) process.stdout.write(markdownOf(STORIES))
