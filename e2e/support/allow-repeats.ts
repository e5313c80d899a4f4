// Creates the database of a run and lets webhooks repeat a key, as they may in a database that the platform used before us:
// on a fresh one the contract's constraint refuses it.
import path from 'node:path'
import { startBackend } from '../../supabase/local/backend'
import { databasePath } from '../../supabase/local/data-directory'
import { openPglite, openPostgres } from '../../supabase/local/database'
import { readEnvironment } from '../../supabase/local/environment'

process.env.LITE_TELEMETRY = '0'
process.chdir(path.join(import.meta.dirname, '../..'))

const options = readEnvironment({ ...process.env, TRAFFIC: 'off' })
const backend = await startBackend({ ...options, log: () => undefined })
await backend.stop()
const database = options.databaseUrl
  ? await openPostgres(options.databaseUrl)
  : await openPglite(databasePath(options.directory))
await database.query('alter table public.webhook_queue drop constraint webhook_queue_idempotency_key_key')
await database.close()
process.exit(0)
