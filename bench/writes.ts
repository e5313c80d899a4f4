import { setTimeout as wait } from 'node:timers/promises'
import { connect, type TestDatabase } from '../supabase/database-test/native-database'
import type { NativeServer } from '../supabase/database-test/native-server'
import { median } from './statistics'

const ROUNDS = 5
const SECONDS = 2
const WRITERS = [1, 8]

const INSERTS: Record<string, string> = {
  error_logs: `insert into public.error_logs (error_type, endpoint, user_id, message, stack_trace, request_body)
    values ('retell_timeout', '/api/calls/0', customers[1 + i % 2000], 'No answer within ' || i || ' ms', repeat('at handle ', 30), '{"attempt": 1}')`,
  webhook_queue: `insert into public.webhook_queue (phone_number, user_id, event_type, raw_payload, idempotency_key)
    values ('+14155550001', customers[1 + i % 2000], 'call_ended', '{"event": "call_ended"}', 'bench_' || writer || '_' || i)`,
}

/** Inserts per second into one table, with our triggers and without. */
export type WriteSpeed = {
  table: string
  writers: number
  withTriggers: number
  without: number
  /** How often a writer that was looked at waited for a lock of another, as a share. */
  waiting: number
}

/** Measures inserts into a copy of a database, which nobody else uses and which is gone afterwards. */
export async function measureWrites(server: NativeServer, of: string): Promise<WriteSpeed[]> {
  const main = connect(server.url('postgres'))
  const copy = 'writes'
  try {
    await main.exec(`drop database if exists ${copy} with (force)`)
    await main.exec(`create database ${copy} template ${of}`)
    const speeds: WriteSpeed[] = []
    for (const table of Object.keys(INSERTS)) {
      for (const writers of WRITERS) speeds.push(await measureTable(server.url(copy), table, writers))
    }
    return speeds
  } finally {
    await main.exec(`drop database if exists ${copy} with (force)`)
    await main.close()
  }
}

async function measureTable(url: string, table: string, writers: number): Promise<WriteSpeed> {
  const watcher = connect(url)
  const connections = Array.from({ length: writers }, () => connect(url))
  const speeds = { enable: [] as number[], disable: [] as number[] }
  const waits: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const state of round % 2 ? (['enable', 'disable'] as const) : (['disable', 'enable'] as const)) {
        await watcher.exec(`alter table public.${table} ${state} trigger user`)
        const running = Promise.all(
          connections.map((connection, writer) => insertFor(connection, table, writer)),
        )
        const waited = await watchLocks(watcher, running, writers)
        if (state === 'enable') waits.push(waited)
        speeds[state].push((await running).reduce((sum, count) => sum + count, 0) / SECONDS)
      }
    }
  } finally {
    await Promise.all([watcher, ...connections].map((connection) => connection.close()))
  }
  return {
    table,
    writers,
    withTriggers: Math.round(median(speeds.enable)),
    without: Math.round(median(speeds.disable)),
    waiting: waits.reduce((sum, share) => sum + share, 0) / waits.length,
  }
}

/** The server itself inserts row after row, each in its transaction: no client slows it down. */
async function insertFor(connection: TestDatabase, table: string, writer: number) {
  const started = `bench.count_${writer}`
  await connection.exec(`do $$
    declare
      customers uuid[] := array(select p.user_id from public.profiles p where p.role = 'user');
      until timestamptz := clock_timestamp() + interval '${SECONDS} seconds';
      i integer := 0;
      writer integer := ${writer};
    begin
      while clock_timestamp() < until loop
        i := i + 1;
        ${INSERTS[table]};
        commit;
      end loop;
      perform set_config('${started}', i::text, false);
    end
  $$`)
  const [[row] = []] = await connection.exec(`select current_setting('${started}')`)
  return Number(row?.[0])
}

async function watchLocks(watcher: TestDatabase, running: Promise<unknown>, writers: number) {
  let ended = false
  running.finally(() => (ended = true)).catch(() => undefined)
  let looks = 0
  let waiting = 0
  while (!ended) {
    const [[row] = []] = await watcher.exec(
      `select count(*)::integer from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    looks += writers
    waiting += Number(row?.[0])
    await wait(50)
  }
  return looks === 0 ? 0 : waiting / looks
}
