/** Every reason for which a request is refused, with the HTTP status it becomes. The words live in the web's messages. */
export const REFUSALS = {
  body_not_json: 400,
  body_invalid: 400,
  encoding_invalid: 400,
  query_invalid: 400,
  signed_out: 401,
  credentials_wrong: 401,
  second_factor_needed: 401,
  second_factor_wrong: 401,
  session_ended: 401,
  not_permitted: 403,
  scope_missing: 403,
  origin_foreign: 403,
  email_unverified: 403,
  account_disabled: 403,
  second_factor_required: 403,
  consent_missing: 403,
  session_needed: 403,
  terms_not_accepted: 403,
  demonstration_fixed: 403,
  invitation_foreign: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  media_type_unsupported: 415,
  unknown_material: 422,
  unknown_use: 422,
  unknown_waste_code: 422,
  unknown_municipality: 422,
  unknown_operation: 422,
  site_outside_planet: 422,
  window_ends_before_start: 422,
  range_reversed: 422,
  composition_exceeds_whole: 422,
  offer_of_use: 422,
  duplicate_target: 422,
  duplicate_property: 422,
  place_without_municipality: 422,
  place_disagrees: 422,
  not_a_number: 422,
  unit_missing: 422,
  text_blank: 422,
  text_unstorable: 422,
  password_weak: 422,
  unknown_sector: 422,
  terms_outdated: 422,
  link_expired: 422,
  idempotency_key_invalid: 400,
  idempotency_key_reused: 422,
  second_factor_present: 409,
  already_member: 409,
  last_owner: 409,
  own_account: 409,
  catalogue_row_invalid: 422,
  catalogue_row_shipped: 409,
  catalogue_row_in_use: 409,
  too_many_tokens: 409,
  window_over: 422,
  target_missing: 422,
  unit_unfit: 422,
  file_type_unfit: 422,
  file_type_lies: 422,
  file_not_yours: 422,
  ref_taken: 409,
  listing_closed: 409,
  move_refused: 409,
  already_reported: 409,
  already_hidden: 409,
  site_in_use: 409,
  merge_with_itself: 409,
  merge_between_partners: 409,
  files_too_many: 409,
  files_copied_too_often: 409,
  lost_update: 412,
  precondition_missing: 428,
  exchange_stage_wrong: 409,
  exchange_open_already: 409,
  exchange_same_organisation: 422,
  exchange_kinds_wrong: 422,
  terms_unit_wrong: 422,
  exchange_side_unclear: 422,
  exchange_shipment_open: 409,
  exchange_reason_missing: 422,
  terms_moved_on: 409,
  terms_sealed: 409,
  terms_agreed_already: 409,
  terms_agreed_alone: 403,
  terms_too_long: 422,
  terms_outside_listing: 422,
  terms_below_shipped: 409,
  terms_end_before_start: 422,
  permit_missing: 409,
  shipment_without_permit: 409,
  over_allocated: 409,
  listing_below_agreed: 409,
  bundle_shape_wrong: 422,
  proposal_stale: 409,
  proposal_closed: 409,
  proposal_reason_missing: 422,
  assignee_unfit: 422,
  file_empty: 422,
  file_unreadable: 422,
  file_not_utf8: 422,
  file_delimiter_wrong: 422,
  file_header_wrong: 422,
  file_quotes_unbalanced: 422,
  shipment_own: 403,
  shipment_state_wrong: 409,
  shipment_in_future: 422,
  shipment_outside_terms: 422,
  shipment_exceeds_terms: 409,
  too_many_requests: 429,
  too_many_guesses: 429,
  too_many_streams: 429,
  too_many_searches: 409,
  search_already_saved: 409,
  too_many_webhooks: 409,
  webhook_address_unfit: 422,
  webhook_disabled: 409,
  streams_full: 503,
  internal_error: 500,
  database_unavailable: 503,
  starting: 503,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof REFUSALS

export type RefusalParams = Record<string, string | number | boolean | null>

/** One field that is wrong: a JSON pointer into the body (or the column of a file), a code and what it takes to say it in words. */
export interface FieldError {
  field: string
  code: string
  params?: RefusalParams
}

/** Two states of the same thing, each as the API writes it. */
export interface Versions {
  stored: object
  sent: object
}

/** Domain code says no. `code` and `params` are all that crosses the wire; the sentence is made by the reader's side. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: RefusalCode
  readonly params: RefusalParams
  readonly fields: FieldError[]
  /** Where somebody else was faster: what is stored now, and what was sent. */
  readonly versions: Versions | null

  constructor(
    code: RefusalCode,
    params: RefusalParams = {},
    fields: FieldError[] = [],
    versions: Versions | null = null,
  ) {
    super(`${code} ${JSON.stringify(params)}`)
    this.code = code
    this.params = params
    this.fields = fields
    this.versions = versions
  }
}
