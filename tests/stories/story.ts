import type { MembershipRole, Role } from '../../server/contract/people.ts'

/** A whole journey as data: it is run against the API, and printed as documentation. */
export interface Story {
  title: string
  /** What it shows, in a sentence or two. */
  about: string
  /** Each is founded by the first person who belongs to it, and named in requests by its key in braces. */
  organisations: Record<string, Founding>
  people: Record<string, Somebody>
  steps: readonly Step[]
}

interface Founding {
  name: string
  kind?: 'business' | 'municipality'
  nameHidden?: boolean
}

interface Somebody {
  /** Key of the organisation. */
  of?: string
  as?: MembershipRole
  /** What he is on the platform; a member unless it says otherwise. */
  role?: Role
}

/** One request. What stands in braces was kept from an earlier answer, or is the id of an organisation. */
export interface Step {
  who: string
  /** What he does, as it is told after his name. */
  does: string
  /** Key of the organisation that a facilitator acts for. */
  onBehalfOf?: string
  asks: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`
  sends?: object
  headers?: Record<string, string>
  answers: number
  /** Part of the answer. A number with a fraction is compared to the hundredth; `{ some: [...] }` is a list that holds these. */
  with?: object
  /** Names for parts of the answer, by their path. */
  keeps?: Record<string, string>
  /** What that means, where it is not plain. */
  because?: string
}
