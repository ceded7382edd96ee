import type { Catalogue } from '../../materials/catalogue.ts'
import { recogniserOf as recogniserOfTexts, suggestIndexOf } from '../../materials/understanding/index.ts'
import type { Recogniser } from './recogniser.ts'

/** Makes the function that finds what a row offers or wants; takes about a second. */
export const recogniserOf = (catalogue: Catalogue): Recogniser => recogniserOfTexts(suggestIndexOf(catalogue))
