/** Where the pages show what a notification is about; `{id}` is the subject's, other names are parameters of the event. */
export const SUBJECT_PAGES: Readonly<Record<string, string>> = {
  listing: '/my/listings/{id}',
  proposal: '/my/proposals/{id}',
  exchange: '/my/exchanges/{id}',
  organisation: '/organisation/{id}',
  saved_search: '/my/saved-searches#search-{id}',
  webhook: '/organisations/{organisation}/webhooks',
}
