import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { LocalBackendError } from './local-backend-error'

const MARKER = 'kryonex-ops.json'
const CONTENTS = new Set([MARKER, 'database', 'keys.json', 'mail', 'lock'])

const markerSchema = z.object({
  state: z.enum(['preparing', 'ready']),
})

/** What is known about a data directory: whether its first start finished. */
export type Marker = z.infer<typeof markerSchema>

/** Where the database's files are inside a data directory. */
export const databasePath = (directory: string) => path.join(directory, 'database')

/**
 * Creates a data directory, or checks that an existing one is ours to use.
 * @returns its marker; undefined when nothing has been started in it yet.
 * @throws LocalBackendError when the path is something else.
 */
export async function openDirectory(directory: string): Promise<Marker | undefined> {
  await refuseForeign(directory)
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new LocalBackendError(
      `${directory} could not be created: ${error.message}`,
      'Choose another directory with DATA_DIR.',
    )
  })
  await chmod(directory, 0o700)
  return readMarker(directory)
}

/** @throws LocalBackendError when a database that was there is gone. */
export function checkComplete(directory: string): void {
  if (existsSync(path.join(databasePath(directory), 'PG_VERSION'))) return
  throw damaged(directory, 'files of the database are missing')
}

/** @returns the error that says how to recover a database that cannot be opened. */
export function damaged(directory: string, why: string): LocalBackendError {
  return new LocalBackendError(
    `The database in ${databasePath(directory)} is damaged: ${why.replace(/\.+$/, '')}.`,
    'Put back a copy of the directory, or run `npm start -- --reset` to start over with new sample data.',
  )
}

/** Writes what is known about the directory; the old text stays until the new one is complete. */
export async function writeMarker(directory: string, marker: Marker): Promise<void> {
  const file = path.join(directory, MARKER)
  await writeFile(`${file}.new`, `${JSON.stringify(marker, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Removes what we keep in a data directory, the keys included, and nothing else. */
export async function emptyDirectory(directory: string): Promise<void> {
  for (const name of CONTENTS) {
    if (name !== 'lock') await rm(path.join(directory, name), { recursive: true, force: true })
  }
}

/** Removes a database whose first start did not finish. */
export async function removeDatabase(directory: string): Promise<void> {
  await rm(databasePath(directory), { recursive: true, force: true })
}

async function refuseForeign(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => undefined)
  if (!found) return
  if (!found.isDirectory()) {
    throw new LocalBackendError(`${directory} is not a directory.`, 'Choose another one with DATA_DIR.')
  }
  const names = await readdir(directory)
  const foreign = names.find((name) => !CONTENTS.has(name.replace(/\.(new|\d+)$/, '')))
  if (foreign === undefined || names.includes(MARKER)) return
  throw new LocalBackendError(
    `${directory} holds files that are not ours, such as ${foreign}.`,
    'Choose an empty directory with DATA_DIR.',
  )
}

async function readMarker(directory: string): Promise<Marker | undefined> {
  const file = path.join(directory, MARKER)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) {
    return existsSync(databasePath(directory)) ? { state: 'preparing' } : undefined
  }
  try {
    return markerSchema.parse(JSON.parse(text))
  } catch {
    throw damaged(directory, `${MARKER} cannot be read`)
  }
}
