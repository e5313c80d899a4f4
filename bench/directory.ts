import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import path from 'node:path'
import { Failure } from '../scripts/launch/failure.mjs'
import { root } from '../scripts/launch/root.mjs'
import { lockDirectory } from '../supabase/local/lock'

const GIGABYTE = 2 ** 30

/** What a million rows in every large table take on disk, and what building their indexes takes of memory. */
const NEEDED = { disk: 12 * GIGABYTE, largeDisk: 30 * GIGABYTE, memory: 2 * GIGABYTE }

/**
 * Opens the directory where the bench keeps its data, and makes sure that nobody else uses it.
 * @returns its path and a function that gives it back.
 * @throws Failure or LocalBackendError when the bench cannot run here.
 */
export async function openBenchDirectory(large: boolean) {
  const directory = await chooseDirectory()
  await mkdir(directory, { recursive: true, mode: 0o755 })
  const unlock = await lockDirectory(directory).catch((error: Error) => {
    throw new Failure(`${error.message} Wait for it, or choose another directory with BENCH_DIR.`)
  })
  try {
    await checkDisk(directory, large ? NEEDED.largeDisk : NEEDED.disk)
    await checkMemory()
  } catch (error) {
    unlock()
    throw error
  }
  return { directory, unlock }
}

/** Postgres runs as another user when we are root, who may not be let into the project's directory. */
async function chooseDirectory() {
  const wanted = path.resolve(root, process.env.BENCH_DIR || '.bench')
  if (process.getuid?.() !== 0 || (await isOpenToAll(path.dirname(wanted)))) return wanted
  const name = `kryonex-bench-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`
  return path.join(process.env.BENCH_DIR ? path.dirname(wanted) : tmpdir(), name)
}

async function isOpenToAll(directory: string): Promise<boolean> {
  const { mode } = await stat(directory).catch(() => ({ mode: 0o755 }))
  const isOpen = (mode & 0o001) !== 0
  return isOpen && (directory === path.dirname(directory) || isOpenToAll(path.dirname(directory)))
}

async function checkDisk(directory: string, needed: number) {
  const built = await stat(path.join(directory, 'postgres-data', 'data', 'initialized')).catch(
    () => undefined,
  )
  const { bavail, bsize } = await statfs(directory)
  const wanted = built ? GIGABYTE : needed
  if (bavail * bsize >= wanted) return
  throw new Failure(
    `${directory} has ${gigabytes(bavail * bsize)} free and needs ${gigabytes(wanted)}. Make room, or choose another directory with BENCH_DIR.`,
  )
}

async function checkMemory() {
  const available = await readAvailableMemory()
  if (available >= NEEDED.memory) return
  throw new Failure(`${gigabytes(available)} of memory are free and ${gigabytes(NEEDED.memory)} are needed.`)
}

/** What Linux can give without swapping is more than what nobody uses at all. */
async function readAvailableMemory() {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const found = /^MemAvailable:\s+(\d+) kB/m.exec(text)
  return found ? Number(found[1]) * 1024 : freemem()
}

const gigabytes = (bytes: number) => `${(bytes / GIGABYTE).toFixed(1)} GB`
