export { suggestIndexOf } from '../reading/held.ts'
export { buildIndex, type SuggestIndex } from '../reading/phrases.ts'
export { recogniserOf, type ListingText, type Recognition } from './recognise.ts'
export { suggest, type Question } from './suggest.ts'
