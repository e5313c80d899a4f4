import path from 'node:path'
import { type Backend, startBackend } from './backend'
import { readEnvironment } from './environment'
import { LocalBackendError } from './local-backend-error'

process.env.LITE_TELEMETRY = '0'
// The migrations are looked up from the working directory.
process.chdir(path.join(import.meta.dirname, '../..'))

let backend: Backend | undefined
let stopping = false

function log(line: string) {
  console.info(line)
  // A slow machine is no hang: the launcher waits as long as something happens.
  process.send?.({ type: 'progress' })
}

async function stop() {
  if (stopping) return
  stopping = true
  await backend?.stop()
  process.exit(0)
}

try {
  const options = readEnvironment(process.env)
  process.on('SIGTERM', stop)
  // Ctrl-C reaches every process of the terminal; the launcher decides when the backend stops.
  process.on('SIGINT', () => (process.connected ? undefined : stop()))
  process.on('disconnect', stop)
  // The launcher may be gone before this was loaded.
  if (process.send && !process.connected) await stop()
  backend = await startBackend({ ...options, log })
  const { url, keys, isSample } = backend
  if (stopping) await backend.stop()
  process.send?.({
    type: 'ready',
    url,
    publishableKey: keys.publishableKey,
    actionsEncryptionKey: keys.actionsEncryptionKey,
    directory: options.directory,
    isSample,
  })
  if (!process.send) console.info(`The embedded backend answers at ${url}.`)
} catch (error) {
  if (error instanceof LocalBackendError) {
    console.error(`${error.message}\n${error.remedy}`)
    process.exit(2)
  }
  console.error(error)
  process.exit(1)
}
