import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { GRIDS, GROUPS } from './parts.mjs'
import { root } from './root.mjs'

const FILE = path.join(root, 'docs/test-grids.md')

/**
 * Writes what came of the grids into docs/test-grids.md, each in the place of its own line; other parts are left out.
 * @param {import('./parts.mjs').Result[]} results of parts.
 */
export async function recordGrids(results) {
  for (const { name } of GROUPS[GRIDS]) {
    const result = results.find((candidate) => candidate.name === name)
    if (!result) continue
    const today = new Date().toISOString().slice(0, 10)
    const minutes = (result.seconds / 60).toFixed(1)
    const line = `| ${name} | ${today} | ${result.passed} | ${result.failed} | ${minutes} min |`
    const text = await readFile(FILE, 'utf8')
    const lines = text.trimEnd().split('\n')
    const place = lines.findIndex((candidate) => candidate.startsWith(`| ${name} |`))
    if (place < 0) lines.push(line)
    else lines[place] = line
    await writeFile(FILE, `${lines.join('\n')}\n`)
  }
}
