import type { LegalFacts } from '../facts.ts'
import type { Policy } from '../policy.ts'

/** A national gate as the engine reads it. An empty list means "any". */
export interface Rule {
  id: string
  effect: 'veto' | 'needs_permit' | 'notice'
  materials: ReadonlySet<string>
  wasteCodes: ReadonlySet<string>
  uses: ReadonlySet<string>
  /** Operations of the conversions on the way. */
  operations: ReadonlySet<string>
  condition: 'always' | 'price_asked' | 'no_price_asked' | 'hazardous' | 'not_hazardous'
  /** Tonnes above which it holds; 0: any amount, also an unknown one. */
  aboveTonnes: number
}

/** What a rule is held against: the offered material with its ancestors, and every use on the way to what is wanted, with its parents. */
export interface LegalScene {
  materials: readonly string[]
  uses: readonly string[]
  /** Recovery operations of the wanted use; empty: any. */
  operations: readonly string[]
  /** Operations of the conversions on the way. */
  conversions: readonly string[]
}

export interface LegalFinding {
  /** 0–1; −1 is a veto. */
  score: number
  reason:
    | 'no_rule_known'
    | 'notice'
    | 'permit_recorded'
    | 'permit_missing'
    | 'forbidden'
    | 'hazardous_without_permit'
  rules: string[]
}

/** Judges one offer against one need's owner. The weakest link decides; a hazardous offer goes only to a holder of a recorded permit. */
export function judgeLaw(
  rules: readonly Rule[],
  offer: LegalFacts,
  need: LegalFacts,
  scene: LegalScene,
  policy: Policy,
): LegalFinding {
  const applying = rules.filter((rule) => applies(rule, offer, scene))
  const ids = (effect: Rule['effect']) =>
    applying.filter((rule) => rule.effect === effect).map((rule) => rule.id)
  const permitted = holdsPermit(offer, need, scene)
  if (ids('veto').length > 0) return { score: -1, reason: 'forbidden', rules: ids('veto') }
  if (offer.hazardous && !permitted)
    return { score: -1, reason: 'hazardous_without_permit', rules: ids('needs_permit') }
  const { clear, permitRecorded, notice, permitMissing } = policy.regulation
  if (ids('needs_permit').length > 0 && !permitted)
    return {
      score: permitMissing,
      reason: 'permit_missing',
      rules: [...ids('needs_permit'), ...ids('notice')],
    }
  if (ids('notice').length > 0)
    return { score: notice, reason: 'notice', rules: [...ids('notice'), ...ids('needs_permit')] }
  if (ids('needs_permit').length > 0)
    return { score: permitRecorded, reason: 'permit_recorded', rules: ids('needs_permit') }
  return { score: clear, reason: 'no_rule_known', rules: [] }
}

function applies(rule: Rule, offer: LegalFacts, scene: LegalScene): boolean {
  if (!holds(rule, offer)) return false
  if (rule.operations.size > 0 && !scene.conversions.some((code) => rule.operations.has(code))) return false
  if (rule.uses.size > 0 && !scene.uses.some((use) => rule.uses.has(use))) return false
  if (rule.materials.size === 0 && rule.wasteCodes.size === 0) return true
  const byCode = offer.wasteCode !== null && rule.wasteCodes.has(offer.wasteCode)
  return byCode || scene.materials.some((material) => rule.materials.has(material))
}

function holds({ condition, aboveTonnes }: Rule, { priceAsked, hazardous, massTonnes }: LegalFacts): boolean {
  if (aboveTonnes > 0 && !(massTonnes > aboveTonnes)) return false
  switch (condition) {
    case 'always':
      return true
    case 'price_asked':
      return priceAsked
    case 'no_price_asked':
      return !priceAsked
    case 'hazardous':
      return hazardous
    case 'not_hazardous':
      return !hazardous
  }
}

function holdsPermit(offer: LegalFacts, need: LegalFacts, scene: LegalScene): boolean {
  const { wasteCode } = offer
  if (wasteCode === null) return false
  return need.permits.some((permit) => {
    const [code, operation] = permit.split('/')
    return (
      code === wasteCode &&
      (operation === undefined || scene.operations.length === 0 || scene.operations.includes(operation))
    )
  })
}
