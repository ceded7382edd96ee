import { Refusal } from '../../refusals.ts'
import { namesOf, type Catalogue } from '../catalogue.ts'
import { potentialOf } from '../potential.ts'
import { profileOf, type ProfileEntry } from '../profile.ts'
import type { ChecklistsResponse, PotentialResponse, SectorProfileResponse } from './schema.ts'

/** What a branch or NACE sector typically discards and takes. Refuses `not_found` for a sector that nobody knows. */
export function sectorProfile(catalogue: Catalogue, code: string): SectorProfileResponse {
  const profile = profileOf(catalogue, code)
  if (!profile) throw new Refusal('not_found')
  const entry = (row: ProfileEntry) => ({
    kind: row.targetKind,
    id: row.target,
    names: namesOf(catalogue, row.targetKind, row.target),
    weight: row.weight,
    wasteCodes:
      row.wasteCodes.length > 0 ? row.wasteCodes : (catalogue.materials.get(row.target)?.wasteCodes ?? []),
    months: row.months,
    amount: row.amount,
    indirect: row.indirect,
    source: row.source,
    sourceUrl: row.sourceUrl,
    sourceStatus: row.sourceStatus,
  })
  const { sector, nace, names } = profile
  return { sector, nace, names, discards: profile.discards.map(entry), takes: profile.takes.map(entry) }
}

/** What could be on offer in a municipality, inferred from published figures. Refuses `unknown_municipality`. */
export function municipalPotential(catalogue: Catalogue, municipality: string): PotentialResponse {
  const entries = potentialOf(catalogue, municipality)
  const area = catalogue.municipalities.get(municipality)
  if (!entries || !area) throw new Refusal('unknown_municipality', { id: municipality })
  const region = catalogue.regions.get(area.region)
  return {
    municipality: { id: area.id, names: area.names },
    region: { id: area.region, names: region?.names ?? { en: area.region, ka: area.region } },
    provenance: 'inferred',
    entries,
  }
}

/** The by-product and end-of-waste tests as questions, in order. */
export function checklists(catalogue: Catalogue): ChecklistsResponse {
  const items = catalogue.checklistItems.filter(({ retired }) => !retired)
  const tests = [...new Set(items.map(({ test }) => test))]
  return {
    checklists: tests.map((test) => ({
      test,
      items: items
        .filter((item) => item.test === test)
        .map(({ id, question, hint, source, sourceUrl, sourceStatus }) => ({
          id,
          question,
          hint,
          source,
          sourceUrl,
          sourceStatus,
        })),
    })),
  }
}
