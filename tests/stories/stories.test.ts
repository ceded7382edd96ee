import { expect, test } from 'vitest'
import { inTransaction } from '../setup/database.ts'
import { markdownOf } from './print.ts'
import { run } from './run.ts'
import { STORIES } from './stories.ts'

test.each(STORIES.map((story) => ({ story, title: story.title })))('$title', async ({ story }) => {
  await inTransaction((db, database) => run(story, db, database))
})

test('there are eight of them at least, each told once', () => {
  const titles = STORIES.map(({ title }) => title)
  expect(titles.length).toBeGreaterThanOrEqual(8)
  expect(new Set(titles).size).toBe(titles.length)
})

test('they print as documentation, every step of them', () => {
  const printed = markdownOf(STORIES)
  for (const { title, steps } of STORIES) {
    expect(printed).toContain(`## ${title}\n`)
    for (const { who, does, asks } of steps) {
      expect(printed).toContain(`. **${who}** ${does}`)
      expect(printed).toContain(`\`${asks}\``)
    }
  }
})
