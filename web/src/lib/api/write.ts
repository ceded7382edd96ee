import type { FilePurpose, UploadedFile } from '#lib/contract.ts'
import { send } from './request.ts'

interface Extra {
  /** The revision that the write takes the place of. */
  revision?: number
  /** The same for every repetition of one wish, so that it is done once. */
  key?: string
}

/**
 * Changes something through the API.
 * @throws ApiProblem; with `versions` when somebody else was faster
 */
export const write = <T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  { revision, key }: Extra = {},
): Promise<T> =>
  send<T>(fetch, path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

/**
 * Takes a file in for an organisation, or as null for a facilitator himself; it belongs to nothing until a listing, message
 * or shipment names it.
 */
export function uploadFile(
  organisation: number | null,
  purpose: FilePurpose,
  file: File,
): Promise<UploadedFile> {
  const query = new URLSearchParams({ purpose, name: file.name })
  if (organisation !== null) query.set('organisation', String(organisation))
  return send<UploadedFile>(fetch, `/files?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
}

/** Where the bytes of a file are. */
export const fileAddress = (id: string): string => `/api/v1/files/${id}`
