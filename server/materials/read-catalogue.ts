import { desc, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open.ts'
import {
  areaDriver,
  branch,
  catalogueState,
  checklistItem,
  compatibility,
  exchangeRate,
  factor,
  material,
  municipality,
  operation,
  pathway,
  potential,
  process,
  region,
  rule,
  ruleCheck,
  sector,
  sectorProfile,
  suitability,
  use,
  wasteCode,
} from '../../db/schema/index.ts'
import type { Catalogue, ChecklistItem, Municipality, Potential, SectorProfileRow } from './catalogue.ts'
import type { ClosureStep } from './closure.ts'

/** Reads the whole catalogue, shipped and local rows; costs about 10 MB and tenths of a second, so keep what it returns. */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  const [state] = await db.select().from(catalogueState)
  return {
    version: versionOf(state),
    materials: byId(
      (await db.select().from(material).orderBy(inOrder(material.id)))
        .map(withStatus)
        .map(inBoth)
        .map(withSynonyms),
    ),
    uses: byId(
      (await db.select().from(use).orderBy(inOrder(use.id))).map(withStatus).map(inBoth).map(withSynonyms),
    ),
    processes: byId(
      (await db.select().from(process).orderBy(inOrder(process.id))).map(withStatus).map(inBoth),
    ),
    pathways: byId(
      (await db.select().from(pathway).orderBy(inOrder(pathway.id))).map((row) => ({
        ...withConditions(withStatus(row)),
        costPerTonne: row.costPerTonne === null ? null : Number(row.costPerTonne),
      })),
    ),
    suitabilities: (
      await db.select().from(suitability).orderBy(inOrder(suitability.material), inOrder(suitability.use))
    )
      .map(withStatus)
      .map(withConditions),
    wasteCodes: byCode(
      (await db.select().from(wasteCode).orderBy(inOrder(wasteCode.code))).map(withStatus).map(inBoth),
    ),
    operations: byCode(
      (await db.select().from(operation).orderBy(inOrder(operation.code))).map(withStatus).map(inBoth),
    ),
    sectors: byCode(
      (await db.select().from(sector).orderBy(inOrder(sector.code))).map(withStatus).map(inBoth),
    ),
    branches: byId(
      (await db.select().from(branch).orderBy(inOrder(branch.id)))
        .map(withStatus)
        .map(inBoth)
        .map(withSynonyms),
    ),
    sectorProfiles: await sectorProfilesIn(db),
    regions: byId((await db.select().from(region).orderBy(inOrder(region.id))).map(inBoth)),
    municipalities: byId(await municipalitiesIn(db)),
    areaDrivers: new Map(
      (await db.select().from(areaDriver).orderBy(inOrder(areaDriver.area), inOrder(areaDriver.driver)))
        .map(withStatus)
        .map((row) => [`${row.area} ${row.driver}`, row]),
    ),
    potentials: await potentialsIn(db),
    checklistItems: await checklistItemsIn(db),
    rules: (await rulesIn(db))
      .map(withStatus)
      .map(inBoth)
      .map(({ citationEn, citationKa, ...row }) => ({
        ...row,
        citations: { en: citationEn, ka: citationKa },
      })),
    factors: (await db.select().from(factor).orderBy(desc(factor.origin), inOrder(factor.id))).map(
      withStatus,
    ),
    exchangeRates: (
      await db.select().from(exchangeRate).orderBy(desc(exchangeRate.day), inOrder(exchangeRate.currency))
    ).map((row) => ({ ...row, gelPerUnit: Number(row.gelPerUnit) })),
    compatibility: (
      await db
        .select()
        .from(compatibility)
        .orderBy(
          inOrder(compatibility.material),
          inOrder(compatibility.targetKind),
          inOrder(compatibility.target),
        )
    ).map((row) => ({ ...row, path: row.path as ClosureStep[] })),
  }
}

/** The shipped version, and how often it was changed here. */
const versionOf = (state: typeof catalogueState.$inferSelect | undefined): string =>
  state ? `${state.version}${state.localRevision > 0 ? `+${state.localRevision}` : ''}` : ''

/** Rules with what an administrator found of them in the place of what was shipped. */
async function rulesIn(db: Db) {
  const checks = new Map((await db.select().from(ruleCheck)).map((check) => [check.rule, check]))
  return (await db.select().from(rule).orderBy(inOrder(rule.id))).map((row) => {
    const check = checks.get(row.id)
    if (!check) return row
    const { status, validFrom, validUntil } = check
    return {
      ...row,
      status,
      validFrom: validFrom ?? row.validFrom,
      validUntil: validUntil ?? row.validUntil,
    }
  })
}

async function sectorProfilesIn(db: Db): Promise<SectorProfileRow[]> {
  const { sector: of, direction, targetKind, target } = sectorProfile
  const found = await db
    .select()
    .from(sectorProfile)
    .orderBy(inOrder(of), inOrder(direction), inOrder(targetKind), inOrder(target))
  return found
    .map(withStatus)
    .map(({ amountLow, amountCentral, amountHigh, amountUnit, amountSource, ...row }) => ({
      ...row,
      amount:
        amountLow === null || amountCentral === null || amountHigh === null || !amountUnit || !amountSource
          ? null
          : {
              low: amountLow,
              central: amountCentral,
              high: amountHigh,
              unit: amountUnit,
              source: amountSource,
            },
    }))
}

async function potentialsIn(db: Db): Promise<Potential[]> {
  const found = await db.select().from(potential).orderBy(inOrder(potential.id))
  return found.map(withStatus).map(({ factorLow, factorCentral, factorHigh, noteEn, noteKa, ...row }) => ({
    ...row,
    factor:
      factorLow === null || factorCentral === null || factorHigh === null
        ? null
        : { low: factorLow, central: factorCentral, high: factorHigh },
    note: noteEn !== null && noteKa !== null ? { en: noteEn, ka: noteKa } : null,
  }))
}

async function checklistItemsIn(db: Db): Promise<ChecklistItem[]> {
  const { test, place } = checklistItem
  const found = await db.select().from(checklistItem).orderBy(inOrder(test), place)
  return found.map(withStatus).map(({ questionEn, questionKa, hintEn, hintKa, ...row }) => ({
    ...row,
    question: { en: questionEn, ka: questionKa },
    hint: { en: hintEn, ka: hintKa },
  }))
}

async function municipalitiesIn(db: Db): Promise<Municipality[]> {
  const found = await db
    .select({
      id: municipality.id,
      region: municipality.regionId,
      type: municipality.type,
      nameEn: municipality.nameEn,
      nameKa: municipality.nameKa,
      seatNames: { en: municipality.seatEn, ka: municipality.seatKa },
      lon: sql<number>`st_x(${municipality.seat})`,
      lat: sql<number>`st_y(${municipality.seat})`,
      population: municipality.population,
      areaKm2: municipality.areaKm2,
    })
    .from(municipality)
    .orderBy(inOrder(municipality.id))
  return found.map(inBoth)
}

/** By bytes, so that the order is the same whatever the collation of the database. */
const inOrder = (column: PgColumn) => sql`${column} collate "C"`

const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]))
const byCode = <T extends { code: string }>(rows: T[]) => new Map(rows.map((row) => [row.code, row]))

const withStatus = <T extends { retiredAt: string | null }>({ retiredAt, ...row }: T) => ({
  ...row,
  retired: retiredAt !== null,
})

const inBoth = <T extends { nameEn: string; nameKa: string | null }>({ nameEn, nameKa, ...row }: T) => ({
  ...row,
  names: { en: nameEn, ka: nameKa as T['nameKa'] },
})

const withSynonyms = <T extends { synonymsEn: string[]; synonymsKa: string[] }>({
  synonymsEn,
  synonymsKa,
  ...row
}: T) => ({ ...row, synonyms: { en: synonymsEn, ka: synonymsKa } })

const withConditions = <T extends { conditionsEn: string | null; conditionsKa: string | null }>({
  conditionsEn,
  conditionsKa,
  ...row
}: T) => ({
  ...row,
  conditions: conditionsEn !== null && conditionsKa !== null ? { en: conditionsEn, ka: conditionsKa } : null,
})
