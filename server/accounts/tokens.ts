import { createHash, randomBytes } from 'node:crypto'

/** A token that nobody guesses: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token. A plain hash will do: there is nothing to guess in 256 bits. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
