import { sayerOf } from './sayer.ts'

/** Codes that only the desk, administration, journals and webhooks say. */
export const sayDesk = sayerOf(
  import.meta.glob(
    [
      '../paraglide/messages/import_wrong_*.js',
      '../paraglide/messages/import_count_*.js',
      '../paraglide/messages/board_why_*.js',
      '../paraglide/messages/job_*.js',
      '../paraglide/messages/desk_order_*.js',
      '../paraglide/messages/desk_state_*.js',
      '../paraglide/messages/catalogue_table_*.js',
      '../paraglide/messages/person_state_*.js',
      '../paraglide/messages/next_step_*.js',
      '../paraglide/messages/dismissal_reason_*.js',
      '../paraglide/messages/action_*.js',
      '../paraglide/messages/journal_name_*.js',
      '../paraglide/messages/webhook_end_*.js',
      '../paraglide/messages/delivery_state_*.js',
      '../paraglide/messages/delivery_error_*.js',
    ],
    { eager: true },
  ),
)
