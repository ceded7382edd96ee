/** What webhooks need of this installation. */
export interface WebhookParts {
  /** Seals their secrets. */
  key: Buffer
  /** Addresses inside of one's own network to which webhooks may go all the same, as IP addresses or networks. */
  allowed: readonly string[]
}
