// npm start: from whatever state the clone is in to a dashboard that answers.
import { buildDashboard } from './launch/build.mjs'
import { checkContract } from './launch/contract.mjs'
import { main } from './launch/main.mjs'
import { readOptions } from './launch/options.mjs'
import { checkNode, checkPort, installDependencies } from './launch/prepare.mjs'
import { createProcesses, startBackend, startDashboard } from './launch/processes.mjs'

const ACCOUNTS = `  admin@kryonex.test, support@kryonex.test, ops@kryonex.test   admins
  owner@kryonex.test                                           a customer, who sees nothing of this
  password of all four: kryonex-demo`

const started = performance.now()
const processes = createProcesses()

async function start() {
  checkNode()
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) return console.info(options.help)
  await checkPort(options.port, options.host)
  if (options.supabase) await checkContract(options.supabase)
  await installDependencies()
  const [backend] = await Promise.all([
    options.supabase ? undefined : startBackend(processes, options),
    options.dev ? undefined : buildDashboard(process.env),
  ])
  await startDashboard(processes, { ...options, environment: environmentOf(options, backend) })
  announce(options, backend)
  await processes.unexpectedEnd()
}

/** What the dashboard needs: an address, and a key that is no secret. */
function environmentOf({ siteUrl, supabase }, backend) {
  if (supabase) {
    return {
      SUPABASE_URL: supabase.url,
      SUPABASE_PUBLISHABLE_KEY: supabase.key,
      SITE_URL: siteUrl,
      BACKEND_NAME: '',
    }
  }
  return {
    SUPABASE_URL: backend.url,
    SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    SITE_URL: siteUrl,
    BACKEND_NAME: backend.isSample ? 'sample' : 'local',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: backend.actionsEncryptionKey,
  }
}

function announce({ siteUrl, supabase }, backend) {
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.info(`\nKryonex Ops is ready after ${seconds} s: ${siteUrl}\n`)
  if (supabase) console.info(`  Supabase project: ${supabase.url}`)
  else console.info(`${ACCOUNTS}\n  data: ${backend.directory}`)
  console.info('\nCtrl-C stops it.')
  process.send?.({ type: 'ready', address: siteUrl, backendUrl: backend?.url, directory: backend?.directory })
}

async function stop() {
  await processes.stop()
  return 0
}

main(async () => {
  try {
    await start()
  } catch (error) {
    await processes.stop()
    throw error
  }
}, stop)
