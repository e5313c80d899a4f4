import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../scripts/launch/failure.mjs'
import { findNativePostgres, startNativeServer } from '../supabase/database-test/native-server'

/** As a small hosted server has them; what only the bench needs comes last. */
const SETTINGS = {
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  random_page_cost: '1.1',
  max_connections: '100',
  shared_preload_libraries: 'auto_explain',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_parameter_max_length': '-1',
  log_line_prefix: '%d|',
  // A line of the log in the middle of a plan would make it unreadable.
  log_checkpoints: 'off',
  autovacuum_naptime: '10min',
  // What a write costs is measured where what is confirmed is kept, as on any platform.
  fsync: 'on',
}

/**
 * Starts the server of the bench over its kept data.
 * @param onLog what the server writes, plans among it.
 * @throws Failure when there is no Postgres or it cannot start.
 */
export async function startBenchServer(directory: string, onLog: (text: string) => void) {
  const [programs] = await findNativePostgres()
  if (!programs) {
    throw new Failure(
      'No native Postgres: `npm install` brings one for common platforms; elsewhere install Postgres 17.',
    )
  }
  const data = path.join(directory, 'postgres-data')
  await mkdir(data, { recursive: true })
  try {
    return await startNativeServer(programs, { directory: data, settings: SETTINGS, onLog })
  } catch (error) {
    throw new Failure(
      `The server over ${data} did not start; with that directory deleted, its data is made again.\n${error instanceof Error ? error.message : error}`,
    )
  }
}
