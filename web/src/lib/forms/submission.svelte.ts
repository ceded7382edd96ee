import { sayCode } from '#lib/language/say.ts'
import { ApiProblem, newKey } from '#lib/api/request.ts'

/** One form under way: whether it is being sent, and what was wrong with it. */
export class Submission {
  busy = $state(false)
  done = $state(false)
  problem = $state<unknown>(null)
  /** The same until something was made with it, so that a lost answer makes nothing twice. */
  #key = newKey()
  #sent = ''

  /** Sends; a problem is kept for the form to show. Returns whether it went well. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.problem = null
    this.done = false
    try {
      await work()
      this.done = true
      this.#key = newKey()
      return true
    } catch (error) {
      this.problem = error
      return false
    } finally {
      this.busy = false
    }
  }

  /** The key for what is about to be made; another content is another thing. */
  keyFor(content: unknown): string {
    const said = JSON.stringify(content)
    if (this.#sent !== said) this.#key = newKey()
    this.#sent = said
    return this.#key
  }

  /** What is wrong with one field, in words. @param pointer JSON pointer such as `/email` */
  fieldText(pointer: string): string | null {
    if (!(this.problem instanceof ApiProblem)) return null
    const found = this.problem.fields.find(({ field }) => field === pointer)
    if (!found) return null
    const params = Object.fromEntries(
      Object.entries(found.params ?? {}).map(([name, value]) => [name, String(value ?? '')]),
    )
    return sayCode('wrong', found.code, params) ?? sayCode('problem', found.code, params)
  }

  /** The code of the refusal, if it was one. */
  get code(): string | null {
    return this.problem instanceof ApiProblem ? this.problem.code : null
  }
}
