import type {
  Audience,
  ByProductAnswers,
  Currency,
  FilePurpose,
  ListingKind,
  OwnListing,
  OwnOrganisation,
  SectorProfileResponse,
  Submission,
} from '#lib/contract.ts'
import { nameOf } from '#lib/language/say.ts'
import { statedIn, type Spot } from '#lib/search/parts.ts'
import { Session } from '#lib/search/session.svelte.ts'
import { keptOf, partsOf } from './stored.ts'

type ProfileEntry = SectorProfileResponse['discards'][number]
type Price = NonNullable<Submission['pricePerTonne']>

/** A file of the listing, attached or about to be. */
export interface FormFile {
  id: string
  purpose: FilePurpose
  name: string
  mediaType: string
}

/** A listing being written: a search, and what beyond it makes a listing. */
export class ListingForm {
  readonly session = new Session()
  title = $state('')
  description = $state('')
  audience = $state<Audience>('public')
  validFrom = $state('')
  validUntil = $state('')
  byProduct = $state.raw<ByProductAnswers | null>(null)
  files = $state.raw<FormFile[]>([])
  #kept: Partial<Submission> = {}
  #currency: Currency = 'GEL'
  #titled = $state(false)
  #stored: string | null = null

  /** The title as typed, or else the first line of the free text. */
  readonly titleShown = $derived(this.#titled ? this.title : firstLine(this.session.text) || this.title)

  /** From now on what stands here counts as stored, or what stood here when it was sent. */
  settle(sent = this.written()): void {
    this.#stored = sent
  }

  /** Whether something was written since `settle`; not before that was called. */
  isUnsaved(): boolean {
    return this.#stored !== null && this.written() !== this.#stored
  }

  /** All that stands here, to tell whether it changes. */
  written(): string {
    const { session, title, description, audience, validFrom, validUntil, byProduct, files } = this
    const { text, parts } = session
    return JSON.stringify([
      text,
      parts,
      title,
      description,
      audience,
      validFrom,
      validUntil,
      byProduct,
      files,
    ])
  }

  setTitle(title: string): void {
    this.title = title
    this.#titled = true
  }

  /** Begins with what is typical of a sector; the writer goes on from there. */
  start(side: ListingKind, { kind, id, names, months }: ProfileEntry): void {
    this.session.setKind(side)
    this.session.set('targets', [{ kind, id }])
    void this.session.nameTargets()
    if (months.length > 0) this.session.set('months', months)
    this.setTitle(nameOf(names))
  }

  /** Takes up a stored listing. */
  fill(listing: OwnListing): void {
    this.session.parts = partsOf(listing)
    this.#currency = this.session.parts.details.currency
    this.session.remember(
      listing.targets.map(({ kind, id, names }) => ({
        kind,
        id,
        names,
        stream: null,
        wasteCodes: listing.wasteCode ? [listing.wasteCode] : [],
      })),
    )
    this.setTitle(listing.title)
    this.description = listing.description
    this.audience = listing.audience
    this.validFrom = listing.validFrom ?? ''
    this.validUntil = listing.validUntil ?? ''
    this.byProduct = listing.byProduct && answersOf(listing.byProduct)
    this.files = listing.files.map(({ id, purpose, name, mediaType }) => ({
      id,
      purpose,
      name: name ?? '',
      mediaType,
    }))
    this.#kept = keptOf(listing)
  }

  /** For whom it is written: its permits count, and its trade helps to understand what is typed. */
  writeFor({ id, sector }: OwnOrganisation): void {
    this.session.organisation = id
    this.session.nace = sector
  }

  /** The listing lies where its organisation works, until somebody says otherwise than by naming that municipality. */
  offerSites({ sites }: OwnOrganisation): void {
    const { place } = this.session.parts
    const site = place === null ? sites[0] : sites.find((one) => isNamedBy(one, place))
    if (site) this.session.parts.place = spotOf(site)
  }

  /** The form knows one currency and no VAT: an amount that was left alone stays as it was stated. */
  #money(kept: Price | undefined, now: Price): Price {
    const isLeft =
      kept?.amount === now.amount &&
      kept.unit === now.unit &&
      this.session.parts.details.currency === this.#currency
    return isLeft ? kept : now
  }

  /** What is sent; null while the title or the place is missing. */
  submission(): Submission | null {
    const { parts, usualCode } = this.session
    const title = this.titleShown.trim()
    const place = parts.place
    if (!title || !place) return null
    const draft = statedIn(parts, place, usualCode)
    const { targets: kept, presentCostPerTonne, pricePerTonne, ...rest } = this.#kept
    return {
      ...rest,
      ...draft,
      ...(draft.presentCostPerTonne && {
        presentCostPerTonne: this.#money(presentCostPerTonne, draft.presentCostPerTonne),
      }),
      ...(draft.pricePerTonne && { pricePerTonne: this.#money(pricePerTonne, draft.pricePerTonne) }),
      // Shares that were stated somewhere else hold as long as the materials are the same.
      ...(kept && sameTargets(kept, draft.targets) && { targets: kept }),
      title: title.slice(0, 200),
      description: this.description.trim(),
      audience: this.audience,
      ...(this.validFrom && { validFrom: this.validFrom }),
      ...(this.validUntil && { validUntil: this.validUntil }),
      ...(parts.kind === 'offer' &&
        this.session.isMaterial &&
        this.byProduct && { byProduct: this.byProduct }),
      ...(this.files.length > 0 && { files: this.files.map(({ id }) => id) }),
    }
  }
}

/** A site as the place of a listing: exactly where it is, shown as exactly as its organisation wants. */
export const spotOf = ({ exact, precision, municipality }: OwnOrganisation['sites'][number]): Spot => ({
  lon: exact.lon,
  lat: exact.lat,
  precision,
  ...(municipality !== null && { area: municipality }),
})

const isNamedBy = (site: OwnOrganisation['sites'][number], place: Spot): boolean =>
  'municipality' in place && place.municipality === site.municipality

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 200) ?? ''

const answersOf = ({
  useCertain,
  noFurtherProcessing,
  integralPart,
  lawful,
}: ByProductAnswers): ByProductAnswers => ({
  useCertain,
  noFurtherProcessing,
  integralPart,
  lawful,
})

type Targets = Submission['targets']
const sameTargets = (a: Targets, b: Targets): boolean => {
  const keys = (targets: Targets) =>
    targets
      .map(({ kind, id }) => `${kind}/${id}`)
      .toSorted()
      .join(' ')
  return keys(a) === keys(b)
}
