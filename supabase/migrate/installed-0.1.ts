import { readFileSync } from 'node:fs'
import path from 'node:path'
import { literal, type Session } from './session'

/** What version 0.1 installed, a line each: written from fixtures/0.1-schema.sql.gz, and compared with it by a test. */
export type Installed = {
  /** `table: name type, …` of each table of schema public, its columns by their names. */
  columns: string[]
  /** `schema.name(types)` */
  routine: string[]
  view: string[]
  /** `schema.table.name` */
  trigger: string[]
  policy: string[]
  /** `schema.table.name definition` of checks, keys and references in schema public. */
  constraint: string[]
  /** `schema.name definition` of indexes on tables of schema public that are no constraint's. */
  index: string[]
}

export const INSTALLED_FILE = path.join(import.meta.dirname, 'installed-0.1.json')

export const readInstalled01 = (): Installed => JSON.parse(readFileSync(INSTALLED_FILE, 'utf8'))

/** The tables of schema public, each with its columns by their names. */
export const COLUMN_LINES = `
  select c.relname || ': ' || string_agg(a.attname || ' ' || regexp_replace(format_type(a.atttypid, a.atttypmod), '^public\\.', ''), ', ' order by a.attname collate "C") as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`

/** The tables that have exactly the columns that 0.1 gave a new one: they count as ours, all others as the platform's. */
export async function readTablesOf01(session: Session): Promise<string[]> {
  const known = new Set(readInstalled01().columns)
  const rows = await session.run<{ line: string }>(COLUMN_LINES)
  return rows.filter(({ line }) => known.has(line)).map(({ line }) => line.slice(0, line.indexOf(':')))
}

const OBJECTS = ['routine', 'view', 'trigger', 'policy', 'constraint', 'index'] as const

/** The triggers that 0.1 made in databases in use only: they kept two names of a column in step. */
const TRIGGERS_IN_USE = [
  'error_logs.sync_names',
  'ops_alerts.sync_names',
  'churn_alerts.sync_names',
  'customer_health_scores.sync_names',
  'usage_limits.sync_names',
  'active_sessions.sync_names',
  'profiles.sync_names',
  'usage_limits.carry_tier',
]

/** What 0.1 installed as rows of kind and line, to be read as a table in a statement. */
export function installedRows(): string {
  const installed = readInstalled01()
  const trigger = [...installed.trigger, ...TRIGGERS_IN_USE.map((name) => `public.${name}`)]
  const all = { ...installed, trigger }
  const rows = OBJECTS.flatMap((kind) => all[kind].map((line) => `(${literal(kind)}, ${literal(line)})`))
  return `(values ${rows.join(',\n')}) i (kind, line)`
}

/**
 * The routines and views of 0.1 that a database has, and which object needs which: `ours` and `edges`, to be put
 * after `with recursive`.
 */
export const dependencies = (installed: string) => `
  ours (class, object) as (
    select 'pg_catalog.pg_proc'::regclass::oid, to_regprocedure(i.line)::oid from ${installed} where i.kind = 'routine'
    union all
    select 'pg_catalog.pg_class'::regclass::oid, to_regclass(i.line)::oid from ${installed} where i.kind = 'view'
  ), edges as (
    select coalesce(case when r.oid is not null then 'pg_catalog.pg_class'::regclass::oid end, d.classid) as class,
      coalesce(r.ev_class, d.objid) as object,
      coalesce(case when v.oid is not null then 'pg_catalog.pg_class'::regclass::oid end, d.refclassid) as needed_class,
      coalesce(v.typrelid, d.refobjid) as needed
    from pg_catalog.pg_depend d
    left join pg_catalog.pg_rewrite r on d.classid = 'pg_catalog.pg_rewrite'::regclass and r.oid = d.objid
    left join pg_catalog.pg_type v on d.refclassid = 'pg_catalog.pg_type'::regclass and v.oid = d.refobjid and v.typrelid <> 0
    where d.deptype in ('n', 'a')
  )`

/**
 * The number that objects of 0.1 are above and those that were there before it are below. Zero where the database was
 * restored from a dump, which numbers everything again: there the first routine of 0.1 is not its lowest.
 */
export const firstNumber = (installed: string) => `(
  select case when min(p.oid) = to_regprocedure('private.ensure_constraint(text,text,text)')::oid then min(p.oid) else 0::oid end
  from pg_catalog.pg_proc p where p.oid in (select to_regprocedure(i.line)::oid from ${installed} where i.kind = 'routine'))`
