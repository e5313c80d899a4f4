import { starts } from '../platform/starts'
import { findNativePostgres } from './native-server'
import { findPostgrest } from './platform-api'
import { install } from './platform-install'
import { preparePair } from './platform-pair'
import type { Tally } from './platform-part'
import { testPair } from './platform-parts'
import { startHostedServer } from './platform-server'
import { createReport } from './report'

/** The quick form: on one start, that the platform does not notice us. The whole grid is `npm run test:adoption`. */
const [programs] = await findNativePostgres()
const postgrest = findPostgrest()
const [start] = starts
if (!programs || !postgrest || !start) {
  console.log(
    `skipped, no ${programs ? 'PostgREST' : 'native Postgres'}: what the platform writes, with us and without`,
  )
  process.exit(0)
}
const report = createReport()
const tally: Tally = new Map()
const server = await startHostedServer(programs)
try {
  const prepared = await preparePair(server, start, 'open', install)
  await testPair(prepared, { server, postgrest, report, tally }, 100)
} finally {
  await server.stop()
}
for (const [part, kinds] of tally)
  console.log(`${part}: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}`)
report.finish()
