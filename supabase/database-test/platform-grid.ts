import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Start, starts } from '../platform/starts'
import { findNativePostgres } from './native-server'
import { testAdoption } from './platform-adoption'
import { findPostgrest } from './platform-api'
import { install, installCommand } from './platform-install'
import { testLoad } from './platform-load'
import { preparePair } from './platform-pair'
import { testPair } from './platform-parts'
import { type HostedServer, type Privileges, startHostedServer } from './platform-server'
import { createReport } from './report'

/**
 * The whole grid, with its result in a table: `npm run test:adoption`, or a part of it, `-- replay`, `-- kills` or
 * `-- load`, which leaves the table alone. The first server does everything, further ones the half.
 */
const chosen = process.argv[2]
const RESULTS = path.join(import.meta.dirname, '..', 'platform', 'results.md')
const HUGE = 40

type Result = {
  version: string
  what: string
  passed: number
  failed: number
  seconds: number
  measured?: string
}

const report = createReport()
const results: Result[] = []
const servers = await findNativePostgres()
const postgrest = findPostgrest()
if (servers.length === 0 || !postgrest) {
  console.error(
    `The grid needs native Postgres and PostgREST; ${postgrest ? 'the first' : 'the second'} is not here.`,
  )
  process.exit(1)
}

/** Runs a part and keeps how it went. */
async function part(kind: string, version: string, what: string, work: () => Promise<string | undefined>) {
  if (chosen && chosen !== kind) return
  console.log(`── Postgres ${version}: ${what}`)
  const before = report.counts()
  const started = performance.now()
  const measured = await work().catch((error: Error) => {
    report.check(`Postgres ${version}: ${what}`, false, String(error.stack))
    return undefined
  })
  const { passed, failed } = report.counts()
  const seconds = (performance.now() - started) / 1000
  results.push({
    version,
    what,
    passed: passed - before.passed,
    failed: failed - before.failed,
    seconds,
    measured,
  })
}

async function replay(server: HostedServer, start: Start, privileges: Privileges, program: string) {
  const tally = new Map<string, Map<string, number>>()
  const prepared = await preparePair(server, start, privileges, install)
  await testPair(prepared, { server, postgrest: program, report, tally }, HUGE)
  await server.drop(prepared.without)
  await server.drop(prepared.withUs)
  const found = [...tally].map(
    ([name, kinds]) => `${name}: ${[...kinds].map(([kind, n]) => `${n} ${kind}`).join(', ')}`,
  )
  return found.join('; ') || 'no difference'
}

async function load(server: HostedServer, start: Start) {
  const { written, failed, longest, left, seconds } = await testLoad(server, start, install, report)
  return `${seconds.toFixed(0)} s; ${failed} of ${written} writes failed, longest wait ${longest.toFixed(0)} ms, ${left} rows left out`
}

for (const [index, programs] of servers.entries()) {
  const server = await startHostedServer(programs)
  const { version } = server
  const isFirst = index === 0
  try {
    for (const start of starts) {
      for (const privileges of isFirst ? (['open', 'none'] as const) : (['none'] as const))
        await part('replay', version, `${start.title}, default privileges ${privileges}`, () =>
          replay(server, start, privileges, postgrest),
        )
    }
    for (const start of isFirst ? starts : starts.slice(0, 1)) {
      await part('kills', version, `${start.title}, twice and killed`, async () => {
        await testAdoption(server, start, installCommand, report)
        return undefined
      })
      await part('load', version, `${start.title}, under load`, () => load(server, start))
    }
  } finally {
    await server.stop()
  }
}
if (!chosen) await writeFile(RESULTS, toTable(results))
report.finish()

function toTable(rows: Result[]) {
  const lines = rows.map(
    ({ version, what, passed, failed, seconds, measured = '' }) =>
      `| ${version} | ${what} | ${passed} | ${failed} | ${seconds.toFixed(0)} s | ${measured} |`,
  )
  return `# What the platform notices of us

Written by \`npm run test:adoption\` with PostgREST 12.0.2 on native Postgres. "Refused" and the like are calls of the platform
that went otherwise with us than without: there must be none.

| Postgres | what | passed | failed | took | found |
|---|---|---:|---:|---:|---|
${lines.join('\n')}
`
}
