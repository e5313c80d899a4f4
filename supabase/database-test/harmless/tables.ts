import { contractFiles } from '../contract-files'
import type { TestDatabase } from '../native-database'
import { applyMigrations } from '../suite'
import type { Column } from './rows'

/** Tables of the platform on which the dashboard counts, pairs, tracks or records something. */
export const TABLES = [
  'error_logs',
  'ops_alerts',
  'churn_alerts',
  'webhook_queue',
  'usage_calls',
  'usage_sms',
  'call_events',
  'sms_events',
  'active_sessions',
  'latency_logs',
  'profiles',
  'customer_health_scores',
  'messages',
  'subscriptions',
  'usage_limits',
  'leads',
  'unknown_phone',
  'audit_logs',
]

export type Used = Map<string, Column[]>

/** The contract's columns of the tables, as a database in use might have them: without any constraint or default. */
export async function readColumns(database: TestDatabase): Promise<Used> {
  for (const { file, sql } of contractFiles) if (/^\d{14}_/.test(file)) await database.exec(sql)
  const used: Used = new Map()
  for (const table of TABLES) {
    const [rows = []] = await database.exec(`select attname, format_type(atttypid, null) from pg_attribute
      where attrelid = 'public.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`)
    used.set(
      table,
      rows.map(([name, type]) => ({ name: String(name), type: String(type) })),
    )
  }
  return used
}

/** Tables of the platform with ours installed, and without, as `mirror`. */
export async function adopt(database: TestDatabase, used: Used) {
  await database.exec('create schema mirror')
  for (const [table, columns] of used) {
    const list = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')
    await database.exec(`create table public.${table} (${list}); create table mirror.${table} (${list})`)
  }
  await applyMigrations(database)
  // Whether an index can refuse a row is decided when it is built; here only triggers are tried.
  await database.exec(`do $$ declare i regclass; begin
    for i in select x.indexrelid::regclass from pg_index x join pg_class c on c.oid = x.indrelid
      where c.relnamespace = 'public'::regnamespace and c.relname = any ('{${TABLES.join(',')}}') loop execute 'drop index ' || i; end loop;
  end $$`)
  await database.exec(
    `grant usage on schema mirror, public to service_role; grant all on all tables in schema mirror, public to service_role`,
  )
}

/** The tables of ours that triggers write. */
export const OURS = `select c.oid::regclass::text from pg_class c where c.relkind = 'r' and (c.relnamespace = 'private'::regnamespace
  or c.relnamespace = 'public'::regnamespace and c.relname ~ '^(error_group_|webhook_attempts|customer_owners|comments|saved_views)')`
