import { type Start, starts } from '../platform/starts'
import { findNativePostgres } from './native-server'
import { testAdoption } from './platform-adoption'
import { findPostgrest } from './platform-api'
import { install, installCommand } from './platform-install'
import { testLoad } from './platform-load'
import { preparePair } from './platform-pair'
import { testPair } from './platform-parts'
import { writeResult } from './platform-results'
import { type HostedServer, type Privileges, startHostedServer } from './platform-server'
import { createReport } from './report'

/**
 * The whole grid: `npm run test:adoption`, or a part of it, `-- replay`, `-- kills` or `-- load`, on one start or all:
 * `-- kills bare_tables`, and on one server: `-- replay readme_order 17`. What ran replaces its lines in results.md. The first server does everything, others the half.
 */
const [chosen, chosenStart, chosenServer] = process.argv.slice(2)
const HUGE = 40

const report = createReport()
const servers = await findNativePostgres()
const postgrest = findPostgrest()
if (servers.length === 0 || !postgrest) {
  console.error(
    `The grid needs native Postgres and PostgREST; ${postgrest ? 'the first' : 'the second'} is not here.`,
  )
  process.exit(1)
}

/** Runs a part and keeps how it went. */
async function part(
  kind: string,
  version: string,
  start: Start,
  how: string,
  work: () => Promise<string | undefined>,
) {
  if ((chosen && chosen !== kind) || (chosenStart && chosenStart !== start.name)) return
  const what = `${start.title}, ${how}`
  console.log(`── Postgres ${version}: ${what}`)
  const before = report.counts()
  const started = performance.now()
  const measured = await work().catch((error: Error) => {
    report.check(`Postgres ${version}: ${what}`, false, String(error.stack))
    return undefined
  })
  const { passed, failed } = report.counts()
  const seconds = (performance.now() - started) / 1000
  await writeResult({
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
  if (chosenServer && !server.version.startsWith(chosenServer)) {
    await server.stop()
    continue
  }
  const { version } = server
  const isFirst = index === 0
  try {
    for (const start of starts) {
      for (const privileges of isFirst ? (['open', 'none'] as const) : (['none'] as const))
        await part('replay', version, start, `default privileges ${privileges}`, () =>
          replay(server, start, privileges, postgrest),
        )
    }
    for (const start of isFirst ? starts : starts.slice(0, 1)) {
      await part('kills', version, start, 'twice and killed', async () => {
        await testAdoption(server, start, installCommand, report)
        return undefined
      })
      await part('load', version, start, 'under load', () => load(server, start))
    }
  } finally {
    await server.stop()
  }
}
report.finish()
