export { suggestIndexOf } from './held.ts'
export { buildIndex, type SuggestIndex } from './phrases.ts'
export { suggest, type Question } from './suggest.ts'
