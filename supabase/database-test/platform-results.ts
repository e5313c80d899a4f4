import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

const RESULTS = path.join(import.meta.dirname, '..', 'platform', 'results.md')

/** How a part of the grid went. */
export type Result = {
  version: string
  what: string
  passed: number
  failed: number
  seconds: number
  measured?: string
}

/** Writes how a part went in place of how it went before. */
export async function writeResult(result: Result) {
  const known = await readFile(RESULTS, 'utf8').catch(() => '')
  const lines = new Map(
    [...known.matchAll(/^\| (\d[^|]*\|[^|]*)\|.*$/gm)].map(([line, key = '']) => [key, line]),
  )
  lines.set(`${result.version} | ${result.what} `, toLine(result))
  await writeFile(RESULTS, toTable([...lines].sort(newestServerFirst).map(([, line]) => line)))
}

const newestServerFirst = ([one]: [string, string], [other]: [string, string]) =>
  Number.parseFloat(other) - Number.parseFloat(one) || one.localeCompare(other)

const toLine = ({ version, what, passed, failed, seconds, measured = '' }: Result) =>
  `| ${version} | ${what} | ${passed} | ${failed} | ${seconds.toFixed(0)} s | ${measured} |`

const toTable = (lines: string[]) => `# What the platform notices of us

Written by \`npm run test:adoption\` with PostgREST 12.0.2 on native Postgres. "Refused" and the like are calls of the platform
that went otherwise with us than without: there must be none.

| Postgres | what | passed | failed | took | found |
|---|---|---:|---:|---:|---|
${lines.join('\n')}
`
