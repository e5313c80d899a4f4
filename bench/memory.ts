import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { getDocument } from './documents'
import type { Session } from './session'
import { median } from './statistics'

const ADMINS = 20
const DURATION_MS = 120_000
const THINKING_MS = [2000, 6000] as const
const PULSE_MS = 5000

/** Megabytes that a process and what it started keep in memory, and how much was served meanwhile. */
export type Memory = { process: string; middle: number; highest: number }

/** Twenty admins go from page to page for two minutes; memory is looked at all the while. */
export async function measureMemory(
  siteUrl: string,
  sessions: Session[],
  pages: string[],
  pids: Record<string, number>,
) {
  const until = Date.now() + DURATION_MS
  const served = { documents: 0, refused: 0 }
  const samples: Record<string, number[]> = Object.fromEntries(Object.keys(pids).map((name) => [name, []]))
  const admins = Array.from({ length: ADMINS }, async (_, admin) => {
    const session = sessions[admin % sessions.length]
    await wait(admin * 150)
    for (let step = admin; Date.now() < until; step++) {
      const { status } = await getDocument(siteUrl + pages[step % pages.length], session)
      served[status === 200 ? 'documents' : 'refused']++
      await wait(THINKING_MS[0] + ((step * 997) % (THINKING_MS[1] - THINKING_MS[0])))
    }
  })
  const pulses = Array.from({ length: ADMINS }, async (_, admin) => {
    await wait(admin * 250)
    for (; Date.now() < until; await wait(PULSE_MS))
      await getDocument(`${siteUrl}/pulse`, sessions[admin % sessions.length])
  })
  const watching = (async () => {
    for (; Date.now() < until; await wait(2000)) {
      const all = await readMemory()
      for (const [name, pid] of Object.entries(pids)) samples[name]?.push(sumOf(all, pid))
    }
  })()
  await Promise.all([...admins, ...pulses, watching])
  const memory = Object.entries(samples).map(
    ([process, values]): Memory => ({ process, middle: median(values), highest: Math.max(...values) }),
  )
  return { memory, served }
}

type Process = { pid: number; parent: number; megabytes: number }

async function readMemory(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss='])
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, megabytes: Math.round(kilobytes / 1024) }))
}

function sumOf(all: Process[], pid: number): number {
  const own = all.find((process) => process.pid === pid)?.megabytes ?? 0
  return all.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + sumOf(all, child.pid), own)
}
