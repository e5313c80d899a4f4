import { createRandom } from '../local/sample-data/random'
import type { Start } from '../platform/starts'
import { readTables } from './platform-catalog'
import { type InstallCommand, runInstall } from './platform-install'
import { compareEnds, compareMeasures, measurePlatform, readEnd } from './platform-own-rows'
import { createPlatform, type HostedServer, withConnection } from './platform-server'
import type { Report } from './report'

const MOMENTS = 10

/** Adopts a start twice undisturbed, then ten times killed on the way and run again. */
export async function testAdoption(
  server: HostedServer,
  start: Start,
  command: InstallCommand,
  report: Report,
) {
  const where = `${server.version}, ${start.title}`
  const template = await createPlatform(server, start, 'open')
  const tables = await withConnection(server.url(template), readTables)
  const look = (name: string) =>
    withConnection(server.url(name, 'supabase_admin'), async (database) => ({
      end: await readEnd(database, tables),
      measure: await measurePlatform(database, tables),
    }))
  const before = (await look(template)).measure
  const on = async <T>(name: string, work: (name: string) => Promise<T>) => {
    await server.copy(name, template)
    try {
      return await work(name)
    } finally {
      await server.drop(name)
    }
  }
  const reference = await on(`${template}_twice`, async (name) => {
    let connected = performance.now()
    const first = await runInstall(command(server.url(name)), async ({ hasEnded }) => {
      await untilConnected(server, name, hasEnded)
      connected = performance.now()
    })
    const working = (performance.now() - connected) / 1000
    const once = await look(name)
    report.check(`${where}: installs (${first.seconds.toFixed(1)} s)`, first.code === 0, first.output)
    report.check(
      `${where}: nothing is lost`,
      compareMeasures(before, once.measure) === '',
      compareMeasures(before, once.measure),
    )
    const second = await runInstall(command(server.url(name)))
    const twice = await look(name)
    report.check(
      `${where}: installs a second time (${second.seconds.toFixed(1)} s)`,
      second.code === 0,
      second.output,
    )
    const difference = compareEnds(once.end, twice.end) + compareMeasures(once.measure, twice.measure)
    report.check(`${where}: the second time changes nothing`, difference === '', difference)
    return { end: once.end, working }
  })
  const random = createRandom(`kills of ${start.name}`)
  for (let moment = 1; moment <= MOMENTS; moment += 1) {
    const after = random.float() * reference.working
    const isTerminated = moment % 2 === 0
    const what = `${where}: ${isTerminated ? 'its backends terminated' : 'killed'} after ${after.toFixed(1)} s and run again`
    await on(`${template}_killed`, async (name) => {
      await runInstall(command(server.url(name)), async ({ kill, hasEnded }) => {
        await untilConnected(server, name, hasEnded)
        await new Promise((resolve) => setTimeout(resolve, after * 1000))
        if (isTerminated) await terminateBackends(server, name)
        else kill()
      })
      const again = await runInstall(command(server.url(name)))
      const { end, measure } = await look(name)
      const lost = compareMeasures(before, measure)
      report.check(
        `${what}: ends well and loses nothing`,
        again.code === 0 && lost === '',
        `${again.output}\n${lost}`,
      )
      const difference = compareEnds(reference.end, end)
      report.check(`${what}: same end`, difference === '', difference)
    })
  }
  await server.drop(template)
}

const clientsOf = (name: string) =>
  `from pg_stat_activity where datname = '${name}' and backend_type = 'client backend'`

/** Waits until the installation works on the database. */
function untilConnected(server: HostedServer, name: string, hasEnded: () => boolean) {
  return withConnection(server.url('template1', 'supabase_admin'), async (database) => {
    while (!hasEnded()) {
      const [rows = []] = await database.exec(`select ${clientsOf(name)}`)
      if (rows.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
}

function terminateBackends(server: HostedServer, name: string) {
  return withConnection(server.url('template1', 'supabase_admin'), (database) =>
    database.exec(`select pg_terminate_backend(pid) ${clientsOf(name)}`),
  )
}
