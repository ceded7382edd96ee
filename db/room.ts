import { existsSync, statfsSync } from 'node:fs'

const MIB = 1024 * 1024
/** A new embedded database takes about 100 MiB; PostgreSQL writes its log in segments of 16 MiB and aborts where one does not fit. */
const NEW_NEEDS_BYTES = 192 * MIB
const REOPENED_NEEDS_BYTES = 48 * MIB

/** The disk has too little room for the embedded database to open; it would hang or abort halfway instead of saying so. */
export class DiskFull extends Error {
  override name = 'DiskFull'

  constructor(folder: string, neededBytes: number) {
    super(
      `The disk that holds ${folder} is full. Free ${neededBytes / MIB} MiB, or set DATA_DIR to another folder.`,
    )
  }
}

/**
 * Refuses to open the embedded database on a disk without room for it.
 * @param folder its folder, which exists
 * @param data where its files are, or will be
 * @throws DiskFull
 */
export function refuseFullDisk(folder: string, data: string, freeBytes = freeOn(folder)): void {
  const needed = existsSync(data) ? REOPENED_NEEDS_BYTES : NEW_NEEDS_BYTES
  if (freeBytes < needed) throw new DiskFull(folder, needed)
}

function freeOn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
