import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { GRIDS, GROUPS } from './parts.mjs'
import { root } from './root.mjs'

const FILE = path.join(root, 'docs/test-grids.md')

/**
 * Writes what came of the grids into docs/test-grids.md, each in the place of its own line; other parts are left out.
 * @param {import('./parts.mjs').Result[]} results of parts or of their shares, which are added up.
 */
export async function recordGrids(results) {
  for (const { name } of GROUPS[GRIDS]) {
    const own = results.filter((result) => result.name === name || result.name.startsWith(`${name} `))
    if (own.length === 0) continue
    const sum = (key) => own.reduce((total, result) => total + result[key], 0)
    const today = new Date().toISOString().slice(0, 10)
    const minutes = (sum('seconds') / 60).toFixed(1)
    const line = `| ${name} | ${today} | ${sum('passed')} | ${sum('failed')} | ${minutes} min |`
    const text = await readFile(FILE, 'utf8')
    const lines = text.trimEnd().split('\n')
    const place = lines.findIndex((candidate) => candidate.startsWith(`| ${name} |`))
    if (place < 0) lines.push(line)
    else lines[place] = line
    await writeFile(FILE, `${lines.join('\n')}\n`)
  }
}
