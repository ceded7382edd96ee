import { getLocale, type Locale } from '#lib/paraglide/runtime.js'

type Message = (params: Record<string, string>, options: { locale?: Locale }) => string

/** Modules of compiled messages, as `import.meta.glob` gives them. */
export type MessageModules = Readonly<Record<string, Readonly<Record<string, Message>>>>

/** Says the sentence that belongs to a code of the server, or null when this version has none for it. */
export type Sayer = (
  group: string,
  code: string,
  params?: Record<string, string>,
  locale?: Locale,
) => string | null

export function sayerOf(modules: MessageModules): Sayer {
  if (Object.keys(modules).length === 0) throw new Error('The messages were compiled in another shape.')
  const messages = new Map(Object.values(modules).flatMap((module) => Object.entries(module)))
  return (group, code, params = {}, locale = getLocale()) =>
    messages.get(`${group}_${code.replaceAll('.', '_')}`)?.(params, { locale }) ?? null
}
