import postgres from 'postgres'
import { people, type Start } from '../platform/starts'
import type { Install } from './platform-install'
import { createPlatform, type HostedServer, withConnection } from './platform-server'
import type { Report } from './report'

const ROWS = 200_000
const WRITES_A_SECOND = 50
const WRITERS = 16
const READER_SECONDS = 15
const LONGEST_WAIT = 1000

const fill = `
  insert into public.error_logs (id, error_type, error_message, stack_trace, context, user_id, severity, request_id, endpoint, resolved, created_at)
  select md5('load-' || n)::uuid, 'TypeError', 'It failed for the time ' || n, repeat('at line ', 20) || n % 50, jsonb_build_object('n', n), '${people.customer.id}',
    'high', 'load-' || n, '/api/' || n % 9, n % 10 = 0, timestamptz '2026-10-01' + n * interval '10 seconds'
  from generate_series(1, ${ROWS}) n;
  insert into public.webhook_queue (phone_number, user_id, event_type, raw_payload, idempotency_key, received_at, processed_at, result)
  select '(555) 020-0003', '${people.customer.id}', 'call_ended', jsonb_build_object('call', n, 'agent', n % 9), 'load-' || n,
    timestamptz '2026-10-01' + n * interval '10 seconds', case when n % 20 > 0 then timestamptz '2026-11-01' end,
    case when n % 20 > 0 then 'success' end
  from generate_series(1, ${ROWS}) n;
  analyze public.error_logs; analyze public.webhook_queue`

/** What the platform's backend writes all the time, in turn, each with the number of the write. */
const statements: ((n: number) => string)[] = [
  (n) =>
    `insert into public.error_logs (error_type, error_message, context, severity, request_id) values ('Error', 'During ${n}', '{}', 'medium', 'during-${n}')`,
  (n) =>
    `update public.error_logs set resolved = true, resolved_at = now() where id = md5('load-${(n * 7919) % ROWS}')::uuid`,
  (n) =>
    `insert into public.webhook_queue (phone_number, event_type, raw_payload, idempotency_key) values ('555-0100', 'sms_inbound', '{"n": ${n}}', 'during-${n}')`,
  (n) =>
    `update public.webhook_queue set processed_at = now(), processed_by = 'system', result = 'rate_limited' where idempotency_key = 'load-${(n * 104_729) % ROWS}'`,
  (n) =>
    `update public.usage_limits set call_used_seconds = ${n}, limit_state = 'ok' where user_id = '${people.customer.id}'`,
  (n) =>
    `insert into public.leads (user_id, owner_id, name, phone, status, sentiment) values ('${people.customer.id}', '${people.seller.id}', 'During ${n}', '555', 'New', 'Positive')`,
  () => `update public.appointments set reminder_sent = not reminder_sent where customer_name = 'Visitor 2'`,
  (n) =>
    `insert into public.latency_logs (endpoint, method, duration_ms, status_code) values ('/api/calls', 'GET', ${n % 900}, 200)`,
  (n) =>
    `update public.profiles set onboarding_step = ${n % 7}, industry = 'HVAC' where user_id = '${people.customer.id}'`,
  () =>
    `update public.customer_health_scores set score = 55, churn_risk = 'medium' where user_id = '${people.customer.id}'`,
]

/** Our names for what the platform calls otherwise: a row that has a value under the old name only was left out. */
const renamed: [table: string, ours: string, old: string][] = [
  ['error_logs', 'message', 'error_message'],
  ['error_logs', 'request_body', "nullif(context, '{}')"],
  ['ops_alerts', 'details', 'metadata'],
  ['customer_health_scores', 'risk_level', 'churn_risk'],
  ['customer_health_scores', 'last_calculated', 'calculated_at'],
  ['active_sessions', 'last_active', 'last_active_at'],
  ['usage_limits', 'call_credit', 'call_credit_seconds'],
]

/** Installs on many rows while the platform writes and a reader holds a transaction. */
export async function testLoad(server: HostedServer, start: Start, install: Install, report: Report) {
  const name = await createPlatform(server, start, 'open')
  const where = `${server.version}, ${start.title}, ${ROWS.toLocaleString('en')} errors and webhooks`
  await withConnection(server.url(name, 'supabase_admin'), (database) => database.exec(fill))
  const writer = await startWriter(server.url(name, 'authenticator'))
  const reader = holdTransaction(server.url(name, 'authenticator'))
  const started = performance.now()
  const failure = await install(server.url(name)).catch((error: Error) => error)
  const seconds = (performance.now() - started) / 1000
  await reader
  const { written, failed, longest, slow } = await writer.stop()
  report.check(`${where}: installs (${seconds.toFixed(1)} s)`, !failure, String(failure))
  report.check(`${where}: none of ${written} writes fails`, failed.length === 0, countByMessage(failed))
  report.check(
    `${where}: none waits longer than a second (${longest.toFixed(0)} ms)`,
    longest <= LONGEST_WAIT,
    slow.join('\n'),
  )
  const left = await leftOut(server.url(name, 'supabase_admin'))
  report.check(
    `${where}: no row is left out`,
    left.every(({ rows }) => rows === 0) && (left.length > 0 || !failure),
    left.map(({ what, rows }) => `${what}: ${rows}`).join('\n'),
  )
  await server.drop(name)
  return {
    seconds,
    written,
    failed: failed.length,
    longest,
    left: left.reduce((sum, { rows }) => sum + rows, 0),
  }
}

/** A reader whose transaction stays open: it begins as the installation does. */
async function holdTransaction(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false })
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(`set local role service_role; set local statement_timeout = 0`)
      for (const table of ['error_logs', 'webhook_queue', 'profiles', 'leads', 'usage_limits'])
        await transaction.unsafe(`select from public.${table} limit 1`)
      await new Promise((resolve) => setTimeout(resolve, READER_SECONDS * 1000))
    })
  } finally {
    await sql.end()
  }
}

function countByMessage(messages: string[]) {
  const counts = new Map<string, number>()
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1)
  return [...counts].map(([message, count]) => `${count}: ${message}`).join('\n')
}

/** Connects first: what is measured is how long writes take. */
async function startWriter(url: string) {
  const sql = postgres(url, {
    max: WRITERS,
    onnotice: () => undefined,
    fetch_types: false,
    connection: { options: '-c role=service_role -c statement_timeout=8s' },
  })
  await Promise.all(Array.from({ length: WRITERS }, () => sql`select pg_sleep(0.5)`))
  const running: Promise<void>[] = []
  const failed: string[] = []
  const slow: string[] = []
  let longest = 0
  let written = 0
  const write = async (n: number) => {
    const statement = statements[n % statements.length]?.(n) ?? ''
    const started = performance.now()
    await sql.unsafe(statement).catch((error: Error) => failed.push(error.message))
    const took = performance.now() - started
    if (took > LONGEST_WAIT) slow.push(`${took.toFixed(0)} ms: ${statement}`)
    longest = Math.max(longest, took)
  }
  const timer = setInterval(() => running.push(write(written++)), 1000 / WRITES_A_SECOND)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
      await sql.end()
      return { written, failed, longest, slow }
    },
  }
}

/** Rows of a table that others watch are not filled but read under the platform's names. */
async function leftOut(url: string) {
  return withConnection(url, async (database) => {
    const left: { what: string; rows: number }[] = []
    const count = async (what: string, query: string) => {
      const [[rows] = []] = await database.exec(query)
      left.push({ what, rows: Number(rows) })
    }
    for (const [table, ours, old] of renamed) {
      const found = `select private.backfill_objection('${table}') from private.added_columns where relation = '${table}' and name = '${ours}'`
      const [[added]] = (await database.exec(found)) as [unknown[][]]
      if (!added) continue
      await count(
        `${table}.${ours}`,
        added[0] === null
          ? `select count(*) from public.${table} where ${ours} is null and ${old} is not null`
          : `select (select count(*) from public.${table} where ${old} is not null) - (select count(*) from private.${table} where ${ours} is not null)`,
      )
    }
    await count('error_logs in groups', 'select count(*) from public.error_logs where group_id is null')
    await count(
      'error_logs counted',
      `select abs((select count(*) from public.error_logs) - (select coalesce(sum(events), 0) from public.error_group_totals)
        - (select coalesce(sum(events), 0) from public.error_group_deltas))`,
    )
    return left
  })
}
