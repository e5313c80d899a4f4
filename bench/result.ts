import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import path from 'node:path'
import { Failure } from '../scripts/launch/failure.mjs'
import { root } from '../scripts/launch/root.mjs'
import type { Figure } from './budgets'
import type { Measured } from './measured'

/** Everything that a run found. */
export type Result = {
  taken: string
  machine: Record<string, string | number>
  sizes: string[]
  loadedInSeconds: Record<string, number>
  questions: Measured[]
  figures: Figure[]
}

/** @returns what the figures were taken on. */
export function describeMachine(postgres: string) {
  const [cpu] = cpus()
  return {
    cores: cpus().length,
    processor: cpu?.model ?? 'unknown',
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    postgres,
    'load when it began': loadavg()[0]?.toFixed(1) ?? '',
  }
}

/** @param file as the command line names it. @returns a saved run; nothing when the default one is not there. */
export async function readResult(file: string): Promise<Result | undefined> {
  const text = await readFile(path.resolve(root, file), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(`${file} is not a saved run.`)
  }
}

/** Writes a run as JSON, to be compared with, and as the text that was printed. */
export async function writeResult(result: Result, text: string, directory: string, name: string) {
  await writeFile(path.join(directory, `${name}.json`), `${JSON.stringify(result, undefined, 1)}\n`)
  await writeFile(path.join(directory, `${name}.txt`), `${text}\n`)
}
