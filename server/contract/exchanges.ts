/** The constant tables of exchanges. The life cycle is data: the server goes by it, the pages show by it what can be done. */
export const SIDES = ['supplier', 'receiver'] as const
export const STAGES = [
  'introduced',
  'negotiating',
  'agreed',
  'active',
  'suspended',
  'completed',
  'declined',
  'lapsed',
] as const
/** Nothing happens in these any more. */
export const CLOSED_STAGES = ['completed', 'declined', 'lapsed'] as const
/** Who takes part: the two sides, the facilitator who looks on, and the installation itself. */
export const PARTIES = ['supplier', 'receiver', 'facilitator', 'system'] as const
export const ACTS = [
  'send_message',
  'reveal',
  'offer_terms',
  'agree',
  'start',
  'record_shipment',
  'answer_shipment',
  'suspend',
  'resume',
  'complete',
  'decline',
  'lapse',
] as const
/** What must hold besides stage and party. */
export const CONDITIONS = [
  /** The other side has said yes to the same version, by somebody else. */
  'both_agreed',
  'reason_given',
  'no_shipment_open',
  /** Nobody has done anything for `LAPSE_AFTER_DAYS`; asked of the installation only. */
  'untouched',
  /** A side was deleted; done by the installation only. */
  'partner_gone',
] as const
export const END_REASONS = [
  'quality',
  'quantity',
  'price',
  'distance',
  'timing',
  'legal',
  'has_partner',
  'other',
] as const
export const ANSWERS = ['interested', 'not_now', 'declined'] as const
export const BUNDLE_SHAPES = ['pooled', 'split', 'processor'] as const
export const CARRIERS = ['supplier', 'receiver', 'third_party'] as const
/** An exchange that nobody touches while it is negotiated lapses after this time. */
export const LAPSE_AFTER_DAYS = 90
export const MESSAGE_LENGTH = 4000

export type Side = (typeof SIDES)[number]
export type Stage = (typeof STAGES)[number]
export type Party = (typeof PARTIES)[number]
export type Act = (typeof ACTS)[number]
export type Condition = (typeof CONDITIONS)[number]
export type EndReason = (typeof END_REASONS)[number]
export type Answer = (typeof ANSWERS)[number]
export type BundleShape = (typeof BUNDLE_SHAPES)[number]
export type Carrier = (typeof CARRIERS)[number]

/** One row of the life cycle: what may be done in which stages, by whom, where it leads (null: nowhere else), and what must hold. */
export interface LifeStep {
  act: Act
  from: readonly Stage[]
  to: Stage | null
  by: readonly Party[]
  when: Condition | null
}

const BOTH = ['supplier', 'receiver'] as const
const ALL = ['supplier', 'receiver', 'facilitator'] as const
const OPEN = ['introduced', 'negotiating', 'agreed', 'active', 'suspended'] as const
const SEALED = ['agreed', 'active', 'suspended'] as const

export const EXCHANGE_LIFE: readonly LifeStep[] = [
  { act: 'send_message', from: [...OPEN, 'completed'], to: null, by: ALL, when: null },
  { act: 'reveal', from: [...OPEN, 'completed'], to: null, by: BOTH, when: null },
  { act: 'offer_terms', from: ['introduced', 'negotiating'], to: 'negotiating', by: BOTH, when: null },
  { act: 'offer_terms', from: SEALED, to: null, by: BOTH, when: null },
  { act: 'agree', from: ['negotiating'], to: 'agreed', by: BOTH, when: 'both_agreed' },
  { act: 'agree', from: SEALED, to: null, by: BOTH, when: 'both_agreed' },
  { act: 'start', from: ['agreed'], to: 'active', by: BOTH, when: null },
  { act: 'record_shipment', from: ['agreed'], to: 'active', by: BOTH, when: null },
  { act: 'record_shipment', from: ['active'], to: null, by: BOTH, when: null },
  { act: 'answer_shipment', from: ['active', 'suspended'], to: null, by: BOTH, when: null },
  { act: 'suspend', from: ['agreed', 'active'], to: 'suspended', by: ALL, when: 'reason_given' },
  { act: 'resume', from: ['suspended'], to: 'active', by: ALL, when: null },
  { act: 'complete', from: ['active'], to: 'completed', by: BOTH, when: 'no_shipment_open' },
  {
    act: 'decline',
    from: ['introduced', 'negotiating', 'suspended'],
    to: 'declined',
    by: BOTH,
    when: 'reason_given',
  },
  {
    act: 'lapse',
    from: ['introduced', 'negotiating'],
    to: 'lapsed',
    by: ['facilitator', 'system'],
    when: 'untouched',
  },
  { act: 'lapse', from: SEALED, to: 'lapsed', by: ['system'], when: 'partner_gone' },
]
