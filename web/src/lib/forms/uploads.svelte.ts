import { problemText } from '#lib/api/problem-text.ts'
import { remove } from '#lib/api/request.ts'
import { uploadFile } from '#lib/api/write.ts'
import type { FilePurpose, UploadedFile } from '#lib/contract.ts'

/** As many files as a message or a shipment can have. */
export const MOST_FILES = 5

/** Files that will go with what is written next. */
export class Uploads {
  files = $state.raw<UploadedFile[]>([])
  /** What could not be taken, with why. */
  failed = $state.raw<string[]>([])
  isBusy = $state(false)
  readonly #purpose: FilePurpose

  constructor(purpose: FilePurpose) {
    this.#purpose = purpose
  }

  /** Uploads what was chosen for an organisation, or as null for a facilitator himself; what cannot be taken is named in `failed`. */
  async add(organisation: number | null, chosen: FileList | null): Promise<void> {
    this.isBusy = true
    this.failed = []
    for (const file of [...(chosen ?? [])].slice(0, MOST_FILES - this.files.length))
      try {
        this.files = [...this.files, await uploadFile(organisation, this.#purpose, file)]
      } catch (problem) {
        this.failed = [...this.failed, `${file.name}: ${problemText(problem)}`]
      }
    this.isBusy = false
  }

  /** Takes one off again; the server sweeps what could not be thrown away. */
  drop(id: string): void {
    this.files = this.files.filter((file) => file.id !== id)
    void remove(`/files/${id}`).catch(() => {})
  }

  clear(): void {
    this.files = []
    this.failed = []
  }
}
