import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '../refusals.ts'

/** How costly a guess is: argon2id with KiB of memory and passes over it. */
export interface PasswordCost {
  memoryCost: number
  timeCost: number
}

export interface Passwords {
  hash: (password: string) => Promise<string>
  /** Whether it is the password; takes equally long when there is no account, or none with a password. */
  matches: (kept: string | null, password: string) => Promise<boolean>
}

/** OWASP password storage cheat sheet, 2023: argon2id, 19 MiB, two passes, one lane. */
const ORDINARY: PasswordCost = { memoryCost: 19_456, timeCost: 2 }

export const PASSWORD_LENGTH = { minimum: 10, maximum: 200 }

/** Keeps passwords as argon2id hashes. */
export function newPasswords(cost: PasswordCost = ORDINARY): Passwords {
  const options = { ...cost, parallelism: 1 }
  let nobodys: Promise<string> | undefined
  return {
    hash: (password) => hash(password.normalize('NFC'), options),
    matches: async (kept, password) => {
      const found = kept ?? (await (nobodys ??= hash('nobody has this password', options)))
      return (await verify(found, password.normalize('NFC'))) && kept !== null
    },
  }
}

/**
 * Refuses passwords that are guessed first: few different characters, or what the account itself is called.
 * @throws Refusal `password_weak` at `field`
 */
export function refuseWeak(
  password: string,
  { email, name }: { email: string; name: string },
  field: string,
): void {
  const said = password.toLowerCase()
  const known = [email, email.split('@')[0] ?? '', name].map((word) => word.toLowerCase())
  const isKnown = known.some((word) => word.length >= 4 && said.replace(word, '').length < 4)
  if (isKnown || new Set(said).size < 5 || /^(password|qwerty|1234567)/.test(said))
    throw new Refusal('password_weak', {}, [{ field, code: 'password_weak' }])
}
