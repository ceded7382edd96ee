import type { Catalogue, Material, Municipality, Use } from '../../server/materials/catalogue.ts'

const row = {
  source: 'made up for a test',
  sourceStatus: 'unverified',
  retired: false,
  replacedBy: null,
} as const
const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((entry) => [entry.id, entry]))
const byCode = <T extends { code: string }>(rows: T[]) => new Map(rows.map((entry) => [entry.code, entry]))
const both = (en: string, ka: string) => ({ en, ka })

const material = (id: string, parent: string | null, bulkDensityKgM3: number | null): Material => ({
  ...row,
  id,
  parent,
  names: both(id.replaceAll('-', ' '), `${id}-ka`),
  synonyms: { en: [], ka: [] },
  state: 'solid',
  bulkDensityKgM3,
  densitySource: null,
  wasteCodes: [],
  stream: 'other',
})

const use = (id: string): Use => ({
  ...row,
  id,
  parent: null,
  names: both(id.replaceAll('-', ' '), `${id}-ka`),
  synonyms: { en: [], ka: [] },
  operations: [],
})

const area = (
  id: string,
  region: string,
  type: Municipality['type'],
  names: Municipality['names'],
  [lat, lon]: [number, number],
  areaKm2: number | null,
): Municipality => ({
  id,
  region,
  type,
  names,
  seatNames: { en: null, ka: null },
  lat,
  lon,
  population: null,
  areaKm2,
})

const wasteCode = (code: string, hazardous: boolean) => ({
  ...row,
  code,
  parent: null,
  hazardous,
  entryType: null,
  names: both(code, code),
})

const operation = (code: string, kind: 'recovery' | 'disposal') => ({
  ...row,
  code,
  kind,
  names: both(code, code),
})

/** A catalogue of a handful of rows, so that a test can say everything that it depends on. */
export const smallCatalogue: Catalogue = {
  version: 'small',
  materials: byId([
    material('winery-residue', null, 500),
    material('grape-pomace', 'winery-residue', null),
    material('grape-seed', 'winery-residue', 600),
    material('rubble', null, 1200),
    material('brick', 'rubble', 1000),
    material('timber', null, 250),
    material('mystery', null, null),
    { ...material('old-name', null, null), retired: true },
  ]),
  uses: byId([use('compost-feedstock'), use('solid-biofuel')]),
  processes: new Map(),
  pathways: new Map(),
  suitabilities: [],
  wasteCodes: byCode([wasteCode('020701', false), wasteCode('170503', true), wasteCode('010101', false)]),
  operations: byCode([operation('R3', 'recovery'), operation('D1', 'disposal')]),
  sectors: byCode([
    { ...row, code: '11.02', level: 'class' as const, parent: '11.0', names: { en: 'Wine', ka: null } },
  ]),
  branches: new Map(),
  sectorProfiles: [],
  regions: byId([
    { id: 'kakheti', names: both('Kakheti', 'კახეთი') },
    { id: 'adjara', names: both('Adjara', 'აჭარა') },
  ]),
  municipalities: byId([
    area('telavi', 'kakheti', 'municipality', both('Telavi', 'თელავი'), [41.91957, 45.47002], 1082.5),
    area('kvareli', 'kakheti', 'municipality', both('Kvareli', 'ყვარელი'), [41.95493, 45.81716], 1000),
    area('batumi', 'adjara', 'municipality', both('Batumi', 'ბათუმი'), [41.64077, 41.6306], 82.3),
    area('tsinandali', 'kakheti', 'town', both('Tsinandali', 'წინანდალი'), [41.89315, 45.57129], null),
  ]),
  areaDrivers: new Map(),
  potentials: [],
  checklistItems: [],
  rules: [],
  factors: [],
  exchangeRates: [],
  compatibility: [],
}
