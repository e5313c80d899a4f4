// Creates the database of a run, with what is in a database that was used before and in no fresh one. Webhooks may repeat a
// key, which the contract's constraint refuses; and errors may be in groups of older rules.
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
await database.query(`
  create function public.group_by_older_rules(wanted text, older_id uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform set_config('session_replication_role', 'replica', true);
    update public.error_logs e set group_id = older_id where e.error_type = wanted;
    perform set_config('session_replication_role', 'origin', true);
    perform private.recount_error_groups();
  end
  $$`)
await database.query(
  'revoke execute on function public.group_by_older_rules(text, uuid) from public, anon, authenticated',
)
await database.query('grant execute on function public.group_by_older_rules(text, uuid) to service_role')
await database.close()
process.exit(0)
