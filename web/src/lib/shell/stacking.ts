import type { Attachment } from 'svelte/attachments'

const ROLES: readonly [selector: string, role: string][] = [
  ['thead, tbody, tfoot', 'rowgroup'],
  ['tr', 'row'],
  ['th[scope=col]', 'columnheader'],
  ['th[scope^=row]', 'rowheader'],
  ['td', 'cell'],
]

/**
 * For a table of the class `stacking`, whose rows a phone shows as cards: says what its parts are, which some browsers
 * forget of a table that is not laid out as one.
 */
export const stacking: Attachment<HTMLTableElement> = (table) => {
  const name = () => {
    table.setAttribute('role', 'table')
    for (const [selector, role] of ROLES)
      for (const part of table.querySelectorAll(selector)) part.setAttribute('role', role)
  }
  name()
  const observer = new MutationObserver(name)
  observer.observe(table, { childList: true, subtree: true })
  return () => observer.disconnect()
}
