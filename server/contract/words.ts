/** The constant tables that server and web share: the words of the domain, in the order they are shown. */
export const LISTING_KINDS = ['offer', 'need'] as const
export const RESOURCE_KINDS = ['material', 'energy', 'water', 'capacity', 'logistics', 'expertise'] as const
export const STREAMS = ['packaging', 'biodegradable', 'construction_demolition', 'other'] as const
export const UNITS = ['t', 'kg', 'm3', 'l', 'piece', 'MWh', 'h'] as const
/** In which units a resource can be measured. */
export const UNITS_OF = {
  material: ['t', 'kg', 'm3', 'l', 'piece'],
  energy: ['MWh', 't', 'm3'],
  water: ['m3', 'l', 't'],
  capacity: ['t', 'kg', 'm3', 'l', 'piece', 'MWh', 'h'],
  logistics: ['t', 'kg', 'm3', 'piece', 'h'],
  expertise: ['h', 'piece'],
} as const satisfies Record<(typeof RESOURCE_KINDS)[number], readonly (typeof UNITS)[number][]>
export const PERIODS = ['once', 'month', 'year'] as const
export const CURRENCIES = ['GEL', 'EUR', 'USD', 'GBP'] as const
export const AUDIENCES = ['public', 'members', 'facilitators'] as const
export const PROVENANCES = ['declared', 'inferred', 'verified'] as const
export const PRECISIONS = ['exact', 'settlement', 'municipality', 'region'] as const
export const ORGANISATION_KINDS = [
  'business',
  'municipality',
  'public_body',
  'academia',
  'civil_society',
  'media',
] as const
export const PACKAGING_FORMS = ['bulk', 'bales', 'big_bags', 'pallets', 'drums', 'tank', 'other'] as const
export const TRANSPORTS = ['collect', 'deliver', 'either'] as const
export const BASES = ['wet', 'dry'] as const
/** Properties a specification may speak of, each with its unit. */
export const PROPERTY_UNITS = {
  moisture: '%',
  purity: '%',
  contaminants: '%',
  ash: '%',
  organic_matter: '%',
  protein: '%',
  calorific_value: 'MJ/kg',
  particle_size: 'mm',
  ph: 'pH',
  chlorine: '%',
  sulphur: '%',
  heavy_metals: 'mg/kg',
  temperature: '°C',
} as const
export const PROPERTIES = Object.keys(PROPERTY_UNITS) as (keyof typeof PROPERTY_UNITS)[]

export const CRITERIA = [
  'material',
  'quality',
  'quantity',
  'timing',
  'distance',
  'value',
  'climate',
  'regulation',
  'trust',
] as const
export const OUTCOMES = ['met', 'partial', 'unmet', 'unknown', 'veto'] as const

export type ListingKind = (typeof LISTING_KINDS)[number]
export type ResourceKind = (typeof RESOURCE_KINDS)[number]
export type Stream = (typeof STREAMS)[number]
export type Unit = (typeof UNITS)[number]
export type Period = (typeof PERIODS)[number]
export type Currency = (typeof CURRENCIES)[number]
export type Audience = (typeof AUDIENCES)[number]
export type Provenance = (typeof PROVENANCES)[number]
export type Precision = (typeof PRECISIONS)[number]
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]
export type PackagingForm = (typeof PACKAGING_FORMS)[number]
export type Transport = (typeof TRANSPORTS)[number]
export type Property = keyof typeof PROPERTY_UNITS
export type Criterion = (typeof CRITERIA)[number]
export type Outcome = (typeof OUTCOMES)[number]
