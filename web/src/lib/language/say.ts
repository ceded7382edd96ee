import { m } from '#lib/paraglide/messages.js'
import { getLocale, type Locale } from '#lib/paraglide/runtime.js'
import type { Names } from '#lib/contract.ts'

type Say = (params: Record<string, string>, options: { locale?: Locale }) => string

const MESSAGES = m as unknown as Readonly<Record<string, Say | undefined>>

/** The sentence that belongs to a code of the server, or null when this version has none for it. */
export const sayCode = (
  group: string,
  code: string,
  params: Record<string, string> = {},
  locale: Locale = getLocale(),
): string | null => MESSAGES[`${group}_${code.replaceAll('.', '_')}`]?.(params, { locale }) ?? null

/** A name in the reader's language. */
export const nameOf = (names: Names): string => names[getLocale()]
