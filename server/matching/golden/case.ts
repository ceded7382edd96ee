import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { LISTING_KINDS, PROVENANCES } from '../../contract/words.ts'
import { OneOf } from '../../http/shapes.ts'

const Money = Type.Number()

const CaseListing = Type.Object(
  {
    ref: Type.String({ minLength: 1 }),
    kind: OneOf(LISTING_KINDS),
    targets: Type.Array(
      Type.Object(
        {
          kind: OneOf(['material', 'use'] as const),
          id: Type.String(),
          /** Offer: share of the mass. Need: how well it suits. */
          factor: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    municipality: Type.String(),
    /** Radius of the disc in which the place lies. */
    radiusKm: Type.Optional(Type.Number({ minimum: 0 })),
    tonnes: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    minimumLotTonnes: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    months: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 12 }))),
    wasteCode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    hazardous: Type.Optional(Type.Boolean()),
    permits: Type.Optional(Type.Array(Type.String())),
    presentOperation: Type.Optional(Type.String()),
    presentInput: Type.Optional(Type.String()),
    /** GEL per tonne. */
    presentCost: Type.Optional(Money),
    price: Type.Optional(Money),
    provenance: Type.Optional(OneOf(PROVENANCES)),
    verified: Type.Optional(Type.Boolean()),
    completedExchanges: Type.Optional(Type.Integer({ minimum: 0 })),
    ranges: Type.Optional(
      Type.Array(
        Type.Object(
          {
            property: Type.String(),
            minimum: Type.Optional(Type.Number()),
            maximum: Type.Optional(Type.Number()),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
)
export type CaseListing = Static<typeof CaseListing>

/** A golden market: a short story with the ranking that somebody who knows the trade expects, and why. */
export const GoldenCase = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    story: Type.String({ minLength: 1 }),
    /** Ref of the listing that looks for partners. */
    asking: Type.String(),
    listings: Type.Array(CaseListing, { minItems: 2 }),
    /** Refs of the partners, best first. */
    expected: Type.Array(Type.String(), { minItems: 1 }),
    /** Refs that must not be found. */
    absent: Type.Array(Type.String()),
    why: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
)
export type GoldenCase = Static<typeof GoldenCase> & { name: string }

/**
 * Reads every case of a folder, one JSON file each, by name.
 * @throws Error that names the file and what is wrong with it
 */
export function readCases(folder: string): GoldenCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      if (Value.Check(GoldenCase, content)) return { ...content, name: file.replace(/\.json$/, '') }
      const [first] = Value.Errors(GoldenCase, content)
      throw new Error(`${file}: ${first?.instancePath ?? ''} ${first?.message ?? 'is no case'}`)
    })
}
