import { createHash } from 'node:crypto'
import type { Publication } from './schema.ts'

/** A publication with whose it is and what its owner did not type. */
export interface Entry {
  organisationId: number
  publication: Publication
  /** Words of the text that carried an inferred target, by `kind/id`. */
  inferredFrom?: Readonly<Record<string, string>>
  demonstration?: boolean
}

/** A publication with nothing left open that has a default. */
export type CompleteEntry = ReturnType<typeof complete>

const GEORGIAN_LETTER = /\p{Script=Georgian}/u

/** Fills in the defaults, and puts lists whose order means nothing into one order. */
export function complete({ organisationId, publication, inferredFrom = {}, demonstration = false }: Entry) {
  const { title, months, pricePerTonne: price } = publication
  return {
    organisationId,
    demonstration,
    publication: {
      ...publication,
      resourceKind: publication.resourceKind ?? ('material' as const),
      period: publication.period ?? ('year' as const),
      description: publication.description ?? '',
      textLanguage:
        publication.textLanguage ?? (GEORGIAN_LETTER.test(title) ? ('ka' as const) : ('en' as const)),
      audience: publication.audience ?? ('public' as const),
      provenance: publication.provenance ?? ('declared' as const),
      hazardous: publication.hazardous ?? false,
      hazardProperties: publication.hazardProperties?.toSorted() ?? [],
      ...(price && { pricePerTonne: spared(price) }),
      ...(months && { months: months.toSorted((a, b) => a - b) }),
      specifications: publication.specifications?.toSorted(by(({ property }) => property)) ?? [],
      targets: publication.targets
        .map((target) => ({
          kind: target.kind,
          id: target.id,
          factor: target.factor ?? 1,
          inferredFrom: inferredFrom[`${target.kind}/${target.id}`] ?? null,
        }))
        .toSorted(by(({ kind, id }) => `${kind}/${id}`)),
    },
  }
}

/** Tonnes go without saying, so that what was stored before prices had units is still the same. */
const spared = ({ unit, ...money }: NonNullable<Publication['pricePerTonne']>) => ({
  ...money,
  ...(unit !== undefined && unit !== 't' && { unit }),
})

/** Names the content of an entry: equal for what is stored alike, SHA-256 in hex. */
export const contentHash = ({ publication, demonstration }: CompleteEntry): string =>
  createHash('sha256').update(canonicalJson({ publication, demonstration })).digest('hex')

/** JSON with the keys of every object in one order; what is undefined is left out. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(by(([key]) => key)))
      : part,
  )
}

const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
