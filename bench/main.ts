import { loadavg } from 'node:os'
import { Failure } from '../scripts/launch/failure.mjs'
import { main } from '../scripts/launch/main.mjs'
import { root } from '../scripts/launch/root.mjs'
import { LocalBackendError } from '../supabase/local/local-backend-error'
import { openBenchDirectory } from './directory'
import { readBenchOptions } from './options'
import { createPlanLog } from './plans'
import { findBroken, renderResult } from './report'
import { type Result, readResult, writeResult } from './result'
import { resultsDirectory, runBench } from './run'
import { startBenchServer } from './server'

process.env.LITE_TELEMETRY = '0'
// The migrations are looked up from the working directory.
process.chdir(root)

const stops: (() => Promise<void>)[] = []

/** Stops what was started, the last first, whatever fails on the way. */
async function stopAll() {
  for (const stop of stops.splice(0).reverse()) await stop().catch((error) => console.error(error))
}

async function stop() {
  console.error('\nStopping …')
  await stopAll()
}

async function bench() {
  const options = readBenchOptions(process.argv.slice(2))
  if (typeof options === 'string') return console.info(options)
  const before = await readResult(options.compare)
  const { directory, unlock } = await openBenchDirectory(options.large)
  stops.push(async () => unlock())
  const plans = createPlanLog()
  const server = await startBenchServer(directory, plans.add)
  stops.push(server.stop)
  console.info(`Postgres ${server.version} over ${directory}; load average ${loadavg()[0]?.toFixed(1)}.`)
  const onStop = (stop: () => Promise<void>) => void stops.push(stop)
  const keep = (result: Result) => writeResult(result, renderResult(result, before), directory, 'last')
  const result = await runBench({ server, directory, plans, options, log: console.info, keep, onStop })
  const text = renderResult(result, before)
  console.info(`\n${text}`)
  await keep(result)
  if (options.save) await writeResult(result, text, resultsDirectory, 'latest')
  if (findBroken(result).length > 0) process.exitCode = 1
}

// Nothing may be left to wait for while a process still stops.
const awake = setInterval(() => undefined, 60_000)

main(async () => {
  try {
    await bench()
  } catch (error) {
    if (error instanceof LocalBackendError) throw new Failure(`${error.message} ${error.remedy}`)
    throw error
  } finally {
    await stopAll()
    clearInterval(awake)
  }
}, stop)
