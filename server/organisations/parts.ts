import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import type { Follower } from './followers.ts'
import type { OrganisationReference } from './rules.ts'

/** What the routes of organisations are given. */
export interface OrganisationParts {
  db: Db
  clock: Clock
  reference: () => OrganisationReference
  followers: readonly Follower[]
}
