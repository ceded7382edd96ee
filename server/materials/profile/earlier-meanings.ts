/**
 * Classes that NACE Rev. 2 (Regulation (EC) No 1893/2006), after which many still write codes, gave a code that means
 * something else in NACE Rev. 2.1, by where they are now. Codes that only Rev. 2 has are rows of the catalogue.
 */
const EARLIER: Readonly<Record<string, string>> = {
  '20.51': '20.59', // explosives; now liquid biofuels
  '25.61': '25.51', // treatment and coating of metals; now cutlery
  '25.62': '25.53', // machining; now locks and hinges
  '35.12': '35.13', // transmission of electricity; now power from renewable sources
  '38.21': '38.23', // treatment and disposal of harmless waste; now recovery of materials
  '38.22': '38.12', // treatment and disposal of hazardous waste; now energy from waste
  '38.31': 'vehicle-dismantler', // dismantling of wrecks; now incineration without energy recovery
  '38.32': '38.21', // recovery of sorted materials; now landfilling
  '46.71': '46.81', // wholesale of fuels; now of motor vehicles
  '46.72': '46.82', // wholesale of metals and ores; now of parts of motor vehicles
}

/** What a NACE code in the usual form meant in the edition before; undefined where that is the same. */
export const earlierMeaningOf = (code: string): string | undefined => EARLIER[code]
