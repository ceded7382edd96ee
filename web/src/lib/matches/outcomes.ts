import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDot from '@lucide/svelte/icons/circle-dot'
import CircleHelp from '@lucide/svelte/icons/circle-question-mark'
import CircleX from '@lucide/svelte/icons/circle-x'
import type { Outcome } from '#lib/contract.ts'
import { m } from '#lib/paraglide/messages.js'

/** How an outcome is shown: by a sign and a word, and only then by a colour. */
export const OUTCOME_SIGNS = {
  met: { icon: CircleCheck, word: m.outcome_met, text: 'text-good', tone: 'good' },
  partial: { icon: CircleDot, word: m.outcome_partial, text: 'text-fair', tone: 'fair' },
  unmet: { icon: CircleX, word: m.outcome_unmet, text: 'text-poor', tone: 'poor' },
  unknown: { icon: CircleHelp, word: m.outcome_unknown, text: 'text-ink-soft', tone: 'brand' },
  veto: { icon: Ban, word: m.outcome_veto, text: 'text-poor', tone: 'poor' },
} as const satisfies Record<Outcome, unknown>
