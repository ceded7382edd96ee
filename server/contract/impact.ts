/** A public figure with fewer organisations behind it would tell about single ones. */
export const LEAST_ORGANISATIONS = 3

/** Along what public impact figures are told apart. */
export const REGIONS_OR_STREAMS = ['all', 'region', 'stream'] as const
export type RegionsOrStreams = (typeof REGIONS_OR_STREAMS)[number]
