import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** Nothing to derive keys from; its message is one line for whoever starts the program. */
export class SecretMissing extends Error {
  override name = 'SecretMissing'

  constructor() {
    super(
      'SECRET is not set. With DATABASE_URL it is needed, the same for every process: at least 32 random characters, for example from "openssl rand -base64 48".',
    )
  }
}

/**
 * The secret that all keys of this installation are derived from. Embedded, one is made once and kept beside the data;
 * processes that share a server have to be given the same one.
 * @throws SecretMissing
 */
export function readSecret({
  secret,
  embedded,
  dataDir,
}: Pick<Config, 'secret' | 'embedded' | 'dataDir'>): string {
  if (secret !== null) return secret
  if (!embedded) throw new SecretMissing()
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/** The 256-bit key for one purpose; knowing it tells nothing about the secret or any other key. */
export const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `simbiozi:${purpose}`, 32))

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a text (AES-256-GCM); what comes out is base64url of nonce, tag and ciphertext. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/**
 * Decrypts what `seal` made.
 * @throws Error when it was made with another key or was changed
 */
export function unseal(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}
