import { readFileSync, rmSync } from 'node:fs'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { LocalBackendError } from './local-backend-error'

/**
 * Makes sure that one process at a time uses a data directory: two would destroy the database.
 * A lock whose process is gone is taken over.
 * @param directory the data directory, which exists.
 * @returns a function that gives the lock back; it is synchronous, so that it can run while exiting.
 * @throws LocalBackendError when another process is using the directory.
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  const file = path.join(directory, 'lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await claim(file)) return () => rmSync(file, { force: true })
    const holder = await lockHolder(file)
    if (holder) {
      throw new LocalBackendError(
        `${directory} is in use by process ${holder}.`,
        'Stop that process, or choose another directory with DATA_DIR.',
      )
    }
    await rm(file, { force: true })
  }
  throw new LocalBackendError(
    `${file} could not be created.`,
    'Check that the directory is writable and that no other process is starting on it.',
  )
}

/** A link appears with its content or not at all, so nobody reads half a lock. */
async function claim(file: string): Promise<boolean> {
  const own = `${file}.${process.pid}`
  await writeFile(own, String(process.pid), { mode: 0o600 })
  try {
    await link(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    await rm(own, { force: true })
  }
}

async function lockHolder(file: string): Promise<number | undefined> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined
  return isRunning(pid) && !isSomethingElse(pid) ? pid : undefined
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** After a restart of the machine the number may belong to another program; Linux can tell. */
function isSomethingElse(pid: number): boolean {
  try {
    return !/node|tsx|bun/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return false
  }
}
