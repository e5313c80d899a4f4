import type { TestDatabase } from '../native-database'

type Table = { name: string; columns: string }

/** The tables that have another name in the present. */
const RENAMED: Record<string, string> = {
  'private.settled_hours': 'private.hourly_counts',
  'private.settled_throughput': 'private.hourly_throughput',
  'private.settled_spans': 'private.counted_spans',
  'private.unsettled_hours': 'private.dirty_hours',
  'private.latency_changes': 'private.latency_deltas',
  'public.error_group_changes': 'public.error_group_deltas',
}

/** The columns that have another name in the present. */
const RENAMED_COLUMNS: Record<string, [old: string, present: string]> = {
  'private.settled_throughput': ['t.settled', 't.finished as settled'],
}

/**
 * What describes lists and records: the present writes its own. Copied audit rows make hours dirty, and the hours of throughput are
 * counted again. New rules divide the groups of errors, whose counts and states have checks of their own.
 */
const REWRITTEN =
  /^(private\.(lists|list_facets|list_sorts|bulk_verbs|record_columns|record_sources|revealable|agent_problems|adoption_progress|unsettled_hours|settled_spans|error_group_stacks)|public\.error_group_(changes|totals|customers|endpoints|hours|states))$/

/** What the rules of grouping compute of the other columns. */
const GROUPED: Record<string, string> = {
  'public.error_logs': 't.group_id',
  'public.webhook_queue': 't.cause',
}

/** The tables of 0.1 that hold rows of people and of the platform, and their columns. */
export async function readTables(database: TestDatabase): Promise<Table[]> {
  const [rows = []] = await database.exec(`
    select c.relnamespace::regnamespace || '.' || c.relname, string_agg(format('t.%I', a.attname), ', ' order by a.attname)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) group by 1 order by 1`)
  return rows
    .map(([name, columns]) => ({
      name: String(name),
      columns: String(columns)
        .split(', ')
        .filter((column) => column !== GROUPED[String(name)])
        .join(', '),
    }))
    .filter(({ name }) => !REWRITTEN.test(name))
}

/** How many rows each table has, and a checksum of them. */
export async function measure(database: TestDatabase, tables: Table[], isUpgraded: boolean) {
  const parts = tables.map(({ name, columns }) => {
    const source = isUpgraded ? (RENAMED[name] ?? name) : name
    const [old, present] = (isUpgraded && RENAMED_COLUMNS[name]) || []
    const listed =
      old && present
        ? columns
            .split(', ')
            .map((column) => (column === old ? present : column))
            .join(', ')
        : columns
    return `select '${name}: ' || count(*) || ' rows ' || md5(coalesce(string_agg(r::text, '|' order by r::text collate "C"), ''))
      from (select ${listed} from ${source} t) r`
  })
  const [rows = []] = await database
    .exec(`set timezone = 'UTC'; ${parts.join(' union all ')}; reset timezone`)
    .then((results) => results.filter((result) => result.length > 0))
  return rows.map(([line]) => String(line))
}

/** What is not the same in two measurements, a line each. */
export const differences = (before: string[], after: string[]) =>
  before.flatMap((line, place) => (line === after[place] ? [] : [`before ${line}`, `after  ${after[place]}`]))

const ADMIN = '10000000-0000-4000-8000-000000000001'

/** Has the connection act as the admin of the fixture, until `stop`. */
export const AS_ADMIN = `select set_config('request.jwt.claims', jsonb_build_object('sub', s.user_id, 'role', 'authenticated', 'session_id', s.id)::text, false),
  set_config('request.jwt.claim.sub', s.user_id::text, false) from auth.sessions s where s.id = '${ADMIN}'`
export const AS_NOBODY = `select set_config('request.jwt.claims', '', false), set_config('request.jwt.claim.sub', '', false)`

/** The states of alerts, errors, groups and webhooks as the lists show them. */
export async function readStates(database: TestDatabase) {
  await database.exec(AS_ADMIN)
  const results = await database.exec(`
    select 'alert ' || id || ' ' || state from public.alert_list
    union all select 'error ' || id || ' ' || (resolved_at is null) from public.error_list
    union all select 'group ' || error_type || ' ' || concat_ws(' ', state, resolved_at, snoozed_until, assigned_to, events, unresolved, customers) from public.error_group_list
    union all select 'webhook ' || id || ' ' || state from public.webhook_list
    union all select 'churn ' || id || ' ' || (resolved_at is null) from public.churn_list
    order by 1`)
  await database.exec(AS_NOBODY)
  return results.flat().map(([line]) => String(line))
}

/** Counts that were kept and differ from what counting again comes to. */
export const MISCOUNTED = {
  'groups of errors': `
    with recounted as materialized (
      select e.group_id as id, count(*) as events, count(*) filter (where e.resolved_at is null) as unresolved,
        count(distinct e.user_id)::integer as customers from public.error_logs e group by 1
    ), counted as materialized (
      select l.id, l.events, l.unresolved, l.customers from public.error_group_list l
    )
    select count(*)::integer from ((table recounted except table counted) union all (table counted except table recounted)) d`,
  'requests by endpoint': `
    select ((select coalesce(sum(e.requests), 0) from public.latency_endpoints(86400, '2026-07-01', '2027-07-01') e where e.endpoint is not null)
      - (select count(*) from public.latency_logs))::integer`,
  hours: `
    create temporary table counted as select h.* from private.hourly_counts h
    where not exists (select from private.dirty_hours d where d.list = h.list and d.hour = h.hour);
    do $$ begin perform private.count_hours(s.list, s.since, s.until) from private.counted_spans s; end $$;
    with recounted as (
      select h.* from private.hourly_counts h
      where not exists (select from private.dirty_hours d where d.list = h.list and d.hour = h.hour)
    )
    select count(*)::integer from ((table recounted except table counted) union all (table counted except table recounted)) d`,
}
