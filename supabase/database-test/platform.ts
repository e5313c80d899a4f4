import { starts } from '../platform/starts'
import { writes } from '../platform/writes'
import { findNativePostgres } from './native-server'
import { findPostgrest } from './platform-api'
import { toCall } from './platform-calls'
import { install } from './platform-install'
import { withPair } from './platform-pair'
import { createReplay } from './platform-replay'
import { startHostedServer } from './platform-server'
import { plainValues } from './platform-values'
import { createReport } from './report'

const report = createReport()
const [programs] = await findNativePostgres()
const postgrest = findPostgrest()
const [start] = starts
if (!programs || !postgrest || !start) throw new Error('none')
const server = await startHostedServer(programs)
try {
  await withPair(server, { start, privileges: 'open', postgrest }, install, async (pair) => {
    report.check('install', !pair.installed, pair.installed?.message)
    const replay = await createReplay(pair)
    const choose = plainValues('plain')
    for (const write of writes) {
      const named = toCall(write, pair.tables, choose)
      if (!named) continue
      const d = await replay.play(named.name, named.call, named.table)
      report.check(named.name, d.length === 0, d.map((x) => `${x.kind}: ${x.detail}`).join('\n'))
    }
    const d = await replay.compareAll('all')
    report.check('all', d.length === 0, d.map((x) => `${x.kind}: ${x.detail}`).join('\n'))
  })
} finally {
  await server.stop()
}
report.finish()
