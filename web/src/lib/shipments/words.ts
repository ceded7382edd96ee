import type { ResourceKind } from '#lib/contract.ts'
import { m } from '#lib/paraglide/messages.js'

/** Materials are shipped and weighed. */
const SHIPMENTS = {
  title: m.shipments_title,
  record: m.shipment_record,
  none: m.shipments_none,
  notYet: m.shipments_not_yet,
  amount: m.shipment_tonnes,
  hint: m.shipment_tonnes_hint,
  correctHint: m.shipment_tonnes_correct_hint,
  wrong: m.shipment_tonnes_wrong,
  zeroWrong: m.shipment_tonnes_zero_wrong,
  confirmTitle: m.shipment_confirm_title,
  confirmText: m.shipment_confirm_text,
  disputeTitle: m.shipment_dispute_title,
  disputed: m.shipment_disputed,
  ownCount: m.shipment_dispute_tonnes,
  otherCount: m.shipment_disputed_tonnes,
  correctTitle: m.shipment_correct_title,
  leftNone: m.shipments_left_none,
  attachHint: m.shipment_attach_hint,
}

/** All else is delivered and counted in its unit. */
const DELIVERIES = {
  title: m.deliveries_title,
  record: m.delivery_record,
  none: m.deliveries_none,
  notYet: m.deliveries_not_yet,
  amount: m.terms_field_amount,
  hint: m.delivery_hint,
  correctHint: m.delivery_correct_hint,
  wrong: m.delivery_wrong,
  zeroWrong: m.delivery_zero_wrong,
  confirmTitle: m.delivery_confirm_title,
  confirmText: m.delivery_confirm_text,
  disputeTitle: m.delivery_dispute_title,
  disputed: m.delivery_disputed,
  ownCount: m.delivery_own_count,
  otherCount: m.delivery_other_count,
  correctTitle: m.delivery_correct_title,
  leftNone: m.deliveries_left_none,
  attachHint: m.delivery_attach_hint,
} satisfies Record<keyof typeof SHIPMENTS, unknown>

/** The words for what is moved under an exchange. */
export const wordsOf = (kind: ResourceKind): typeof SHIPMENTS | typeof DELIVERIES =>
  kind === 'material' ? SHIPMENTS : DELIVERIES
