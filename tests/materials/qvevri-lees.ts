/** A material that an administrator might add: cells of a row of the catalogue. */
export const qvevriLees = {
  id: 'qvevri-lees',
  parent: 'grape-pomace',
  name_en: 'Lees of qvevri wine',
  name_ka: 'ქვევრის ღვინის ლექი',
  synonyms_en: 'qvevri sediment',
  state: 'paste',
  waste_codes: '020701',
  stream: 'biodegradable',
  source: 'Regional survey of wineries',
  source_status: 'seen',
}
