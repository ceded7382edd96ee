import { actingHeader, actingHere } from '#lib/api/acting.ts'
import { ApiProblem, goOn } from '#lib/api/request.ts'
import type { ImportResult, Problem } from '#lib/contract.ts'

export interface TableUpload {
  file: File
  /** Whose rows they all are; null where a column says it. */
  organisation: number | null
  dryRun: boolean
  /** The same for every attempt at the same upload. */
  key: string
}

/** How far it is: with the rows, or with looking for the partners of their listings. */
export interface Progress {
  done: number
  total: number
  step?: 'partners'
}

type Line = Progress | { report: ImportResult } | { problem: Partial<Problem> }

/**
 * Sends a table and hears line by line how far its import is.
 * @throws ApiProblem; nothing of the file was kept then
 */
export async function sendTable(
  upload: TableUpload,
  progress: (progress: Progress) => void,
): Promise<ImportResult> {
  let response = await post(upload)
  if (response.status === 401 && (await goOn())) response = await post(upload)
  if (!response.ok || !response.body) {
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>
    throw new ApiProblem(response.status, problem)
  }
  for await (const line of linesOf(response.body)) {
    if ('report' in line) return line.report
    if ('problem' in line) throw new ApiProblem(500, line.problem)
    progress(line)
  }
  // The line broke off; sent again with the same key it tells what became of it.
  throw new ApiProblem(0, {})
}

async function post({ file, organisation, dryRun, key }: TableUpload): Promise<Response> {
  const query = new URLSearchParams({
    ...(organisation !== null && { organisation: String(organisation) }),
    ...(dryRun && { dryRun: 'true' }),
  })
  try {
    return await fetch(`/api/v1/imports?${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        accept: 'application/x-ndjson',
        'idempotency-key': key,
        ...actingHeader('/imports', actingHere()),
      },
      body: file,
    })
  } catch {
    throw new ApiProblem(0, {})
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
    rest += decoder.decode(value, { stream: !done })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line) yield JSON.parse(line) as Line
    if (done) return
  }
}
