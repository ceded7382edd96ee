import about from '../package.json' with { type: 'json' }

/** The version of the project that runs. */
export const { version } = about
