import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compatibilityClosure,
  type CatalogueGraph,
  type Compatibility,
} from '../../server/materials/closure.ts'
import { bestScores } from './closure-brute-force.ts'

const MATURITIES = ['commercial', 'demonstrated', 'pilot', 'research'] as const

/** A forest: each node's parent is an earlier node or none. */
const forest = (prefix: string, most: number) =>
  fc.array(fc.option(fc.nat(most)), { minLength: 2, maxLength: most }).map((parents) =>
    parents.map((parent, at) => ({
      id: `${prefix}${at}`,
      parent: parent === null || at === 0 ? null : `${prefix}${parent % at}`,
    })),
  )

/** One tree with enough kinds for its root to count as wide. */
const family = fc
  .array(fc.nat(3), { minLength: 15, maxLength: 18 })
  .map((parents) =>
    parents.map((parent, at) => ({ id: `m${at}`, parent: at === 0 ? null : `m${parent % at}` })),
  )

const catalogues: fc.Arbitrary<CatalogueGraph> = fc
  .tuple(fc.oneof(forest('m', 8), family), forest('u', 6))
  .chain(([materials, uses]) => {
    const material = fc.constantFrom(...materials.map(({ id }) => id))
    const use = fc.constantFrom(...uses.map(({ id }) => id))
    const weight = fc.integer({ min: 30, max: 100 }).map((hundredths) => hundredths / 100)
    const processes = [
      { id: 'p0', feedstockUse: uses[0]?.id ?? '' },
      { id: 'p1', feedstockUse: uses.at(-1)?.id ?? '' },
    ]
    return fc.record({
      materials: fc.constant(materials),
      uses: fc.constant(uses),
      processes: fc.constant(processes),
      suitabilities: fc.uniqueArray(fc.record({ material, use, weight }), {
        maxLength: 8,
        selector: (row) => `${row.material} ${row.use}`,
      }),
      pathways: fc
        .array(
          fc.record({
            material,
            process: fc.constantFrom('p0', 'p1'),
            product: fc.option(material),
            use: fc.option(use),
            maturity: fc.constantFrom(...MATURITIES),
            yieldTonnesPerTonne: fc.option(weight),
            costPerTonne: fc.option(fc.nat(100)),
          }),
          { maxLength: 8 },
        )
        .map((rows) => rows.map((row, at) => ({ ...row, id: `w${at}`, rCode: 'R3' }))),
    })
  })

const key = (entry: Compatibility) => `${entry.material} ${entry.targetKind} ${entry.target}`
const scores = (rows: CatalogueGraph) =>
  new Map(compatibilityClosure(rows).map((entry) => [key(entry), entry.score]))
const runs = { numRuns: 400 }

test('finds exactly what trying every legal walk finds', () => {
  fc.assert(
    fc.property(catalogues, (rows) => {
      const found = compatibilityClosure(rows)
      for (const { id } of rows.materials) {
        const mine = new Map(
          found
            .filter((entry) => entry.material === id)
            .map((entry) => [`${entry.targetKind} ${entry.target}`, entry.score]),
        )
        const all = bestScores(rows, id)
        // The same product in another order may fall on the other side of the least score by its last bit.
        const near = (score: number | undefined) => score === undefined || Math.abs(score - 0.15) < 1e-9
        for (const place of new Set([...mine.keys(), ...all.keys()])) {
          const [a, b] = [mine.get(place), all.get(place)]
          if (near(a) && near(b)) continue
          expect(a, `${id} to ${place}`).toBeCloseTo(b ?? 0, 9)
        }
      }
    }),
    runs,
  )
})

test('a score is the product of its steps, between 0.15 and 1', () => {
  fc.assert(
    fc.property(catalogues, (rows) => {
      for (const entry of compatibilityClosure(rows)) {
        expect(entry.score).toBe(entry.path.reduce((product, step) => product * step.weight, 1))
        expect(entry.score).toBeGreaterThanOrEqual(0.15)
        expect(entry.score).toBeLessThanOrEqual(1)
        expect(entry.path.at(-1)?.to ?? entry.material).toBe(entry.target)
      }
    }),
    runs,
  )
})

test('never goes up and down one tree, and converts at most twice', () => {
  fc.assert(
    fc.property(catalogues, (rows) => {
      for (const { path } of compatibilityClosure(rows)) {
        const relations = path.map((step) => step.relation)
        for (const stretch of relations.join(' ').split('pathway'))
          expect(stretch.includes('is_a') && stretch.includes('part_of_group')).toBe(false)
        expect(relations.includes('broader_use') && relations.includes('narrower_use')).toBe(false)
        expect(relations.filter((relation) => relation === 'pathway').length).toBeLessThanOrEqual(2)
      }
    }),
    runs,
  )
})

test('a better weight never lowers any score', () => {
  fc.assert(
    fc.property(catalogues, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (rows, which, rise) => {
      const at = which % Math.max(1, rows.suitabilities.length)
      const better = {
        ...rows,
        suitabilities: rows.suitabilities.map((row, index) =>
          index === at ? { ...row, weight: row.weight + (1 - row.weight) * rise } : row,
        ),
        pathways: rows.pathways.map((row, index) =>
          index === which % Math.max(1, rows.pathways.length)
            ? { ...row, maturity: 'commercial' as const }
            : row,
        ),
      }
      const after = scores(better)
      for (const [place, score] of scores(rows)) expect(after.get(place) ?? 0).toBeGreaterThanOrEqual(score)
    }),
    runs,
  )
})

test('the order of rows changes nothing', () => {
  const shuffled = <T>(rows: readonly T[]) => fc.shuffledSubarray([...rows], { minLength: rows.length })
  const pairs = catalogues.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.record({
        materials: shuffled(rows.materials),
        uses: shuffled(rows.uses),
        processes: shuffled(rows.processes),
        suitabilities: shuffled(rows.suitabilities),
        pathways: shuffled(rows.pathways),
      }),
    ),
  )
  fc.assert(
    fc.property(pairs, ([rows, same]) => {
      expect(compatibilityClosure(same)).toEqual(compatibilityClosure(rows))
    }),
    runs,
  )
})
