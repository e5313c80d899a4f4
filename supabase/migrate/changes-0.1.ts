import { dependencies, firstNumber, installedRows, readTablesOf01 } from './installed-0.1'
import { createdTables } from './mode'
import { relationExists } from './relation-exists'
import { type Session, textArray } from './session'
import type { Sources } from './sources'

/** What 0.1 changed in a table of the platform: how many rows or objects, and the statements that put it back. */
export type Change = { relation: string; what: string; count: number; statements: string[] }

export type ChangesOf01 = {
  /** The tables of the contract that count as the platform's. */
  platform: string[]
  /** Objects of others that need routines or views of 0.1, which are replaced. */
  foreign: string[]
  /** What is to be put back before upgrading. */
  changes: Change[]
  /** What cannot be known any more, with the statement to decide on. */
  unknown: string[]
  /** Whether keys of webhooks repeat, so that they cannot become unique. */
  repeatedKeys: number
}

/** Reads what an installation of 0.1 did to tables that were there before it. */
export async function readChangesOf01(session: Session, sources: Sources): Promise<ChangesOf01> {
  const ours = await readTablesOf01(session)
  const tables = await session.run<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname = any (${textArray(createdTables(sources))}::name[])`)
  const platform = tables.map(({ name }) => name).filter((name) => !ours.includes(name))
  await session.run(`begin; set local search_path = ''`)
  try {
    const attached = await readAttached(session, platform)
    return {
      platform,
      foreign: await readForeignTo01(session),
      changes: [...attached.filter(({ isSure }) => isSure), ...(await readRows(session))],
      unknown: [
        ...attached.filter(({ isSure }) => !isSure).flatMap(({ statements }) => statements),
        ...(await readUnknown(session, platform)),
      ],
      repeatedKeys: platform.includes('webhook_queue') ? 0 : await countRepeatedKeys(session),
    }
  } finally {
    await session.run('rollback')
  }
}

async function readForeignTo01(session: Session) {
  const rows = await session.run<{ what: string }>(`
    with recursive ${dependencies(installedRows())}
    select distinct pg_catalog.pg_describe_object(e.class, e.object, 0) as what
    from ours o join edges e on (e.needed_class, e.needed) = (o.class, o.object)
    left join pg_catalog.pg_class c on e.class = 'pg_catalog.pg_class'::regclass and c.oid = e.object
    left join pg_catalog.pg_trigger t on e.class = 'pg_catalog.pg_trigger'::regclass and t.oid = e.object
    where (e.class, e.object) not in (select m.class, m.object from ours m where m.object is not null)
      and e.class not in ('pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_attrdef'::regclass, 'pg_catalog.pg_policy'::regclass,
        'pg_catalog.pg_type'::regclass)
      and coalesce(c.relkind not in ('i', 'I', 'r', 'p', 'm'), true)
      and (t.oid is null or t.tgrelid::regclass || '.' || t.tgname not in (select i.line from ${installedRows()} where i.kind = 'trigger'))
    order by 1`)
  return rows.map(({ what }) => what)
}

type Attached = Change & { isSure: boolean }

/**
 * The constraints of 0.1 on tables of the platform. In a database that was restored from a dump a key or reference of the
 * platform's may look the same.
 */
async function readAttached(session: Session, platform: string[]): Promise<Attached[]> {
  return session.run<Attached>(`
    with marker as (select ${firstNumber(installedRows())} as oid)
    select c.relname as relation, case k.contype when 'c' then 'checks' when 'u' then 'unique keys' else 'references' end as what,
      count(*)::integer as count, k.contype = 'c' or m.oid > 0 as "isSure",
      json_agg(format('alter table public.%I drop constraint %I', c.relname, k.conname) order by k.conname) as statements
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid, marker m
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${textArray(platform)}::name[]) and k.oid > m.oid
      and (regexp_replace(c.oid::regclass || '.' || k.conname || ' ' || pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID$', '')
          in (select i.line from ${installedRows()} where i.kind = 'constraint')
        -- The one check that 0.1 wrote for databases in use only.
        or k.conname = 'agents_status_check' and pg_catalog.pg_get_constraintdef(k.oid)
          like '%active%pending%disabled%deployed%configured%suspended%failed%retired%')
    group by 1, 2, 4 order by 1, 2`)
}

const WORDS = [
  { relation: 'profiles', column: 'role', kept: 'platform_role' },
  { relation: 'usage_limits', column: 'limit_state', kept: 'platform_limit_state' },
]

/** The rows that 0.1 translated or moved away. */
async function readRows(session: Session): Promise<Change[]> {
  const changes: Change[] = []
  for (const { relation, column, kept } of WORDS) {
    const [found] = await session.run(`
      select from pg_catalog.pg_attribute a
      where a.attrelid = to_regclass('public.${relation}') and a.attname = '${kept}' and not a.attisdropped`)
    if (!found) continue
    const count = await countRows(session, `public.${relation} where ${kept} is not null`)
    changes.push({
      relation,
      what: `rows whose ${column} is translated`,
      count,
      statements: [
        `update public.${relation} set ${column} = ${kept} where ${kept} is not null`,
        `alter table public.${relation} drop column ${kept}`,
      ],
    })
  }
  if (await relationExists(session, 'private.former_agents')) {
    const count = await countRows(session, 'private.former_agents')
    changes.push({
      relation: 'agents',
      what: 'rows moved to private.former_agents',
      count,
      statements: [PUT_AGENTS_BACK],
    })
  }
  return changes
}

const PUT_AGENTS_BACK = `do $$
declare
  columns text := (
    select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a
    where a.attrelid = 'public.agents'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  );
begin
  -- Several agents of a customer: there was no such key before 0.1.
  alter table public.agents drop constraint if exists agents_user_id_key, drop constraint if exists agents_phone_number_key;
  execute format('insert into public.agents (%s) select %s from (
      select r.* from private.former_agents f, jsonb_populate_record(null::public.agents, f.agent) r
      where not exists (select from public.agents a where a.id = f.id)
    ) r', columns, columns);
  drop table private.former_agents;
end
$$`

/** What 0.1 replaced or dropped without keeping it. */
async function readUnknown(session: Session, platform: string[]): Promise<string[]> {
  const rows = await session.run<{ statement: string }>(`
    with marker as (select ${firstNumber(installedRows())} as oid), of_platform as (
      select c.oid, c.relname, c.relrowsecurity from pg_catalog.pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relname = any (${textArray(platform)}::name[])
    )
    select format('alter table public.%I alter column %I drop default -- is %s now', p.relname, a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)) as statement
    from of_platform p join pg_catalog.pg_attrdef d on d.adrelid = p.oid join pg_catalog.pg_attribute a on a.attrelid = p.oid and a.attnum = d.adnum, marker m
    where d.oid > m.oid and (p.relname, a.attname, split_part(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '::', 1)) in (
      ('profiles', 'role', '''user'''), ('usage_limits', 'limit_state', '''under'''), ('appointments', 'status', '''scheduled'''),
      ('webhook_queue', 'raw_payload', '''{}'''), ('webhook_queue', 'attempts', '0'), ('ops_alerts', 'severity', '''warning'''),
      ('churn_alerts', 'severity', '''medium'''), ('leads', 'status', '''new'''), ('usage_calls', 'seconds', '0'))
    union all
    select format('drop policy %I on public.%I -- after the policies of the platform are there again', l.polname, p.relname)
    from of_platform p join pg_catalog.pg_policy l on l.polrelid = p.oid
    join ${installedRows()} on i.kind = 'policy' and i.line = p.oid::regclass || '.' || l.polname
    where not exists (
      select from pg_catalog.pg_policy o
      where o.polrelid = p.oid and o.polrelid::regclass || '.' || o.polname not in (select i.line from ${installedRows()} where i.kind = 'policy')
    )
    order by 1`)
  return rows.map(({ statement }) => statement)
}

const countRepeatedKeys = (session: Session) =>
  countRows(
    session,
    `(select w.idempotency_key from public.webhook_queue w where w.idempotency_key is not null group by 1 having count(*) > 1) r`,
  )

async function countRows(session: Session, source: string) {
  const [row] = await session.run<{ count: number }>(`select count(*)::integer as count from ${source}`)
  return row?.count ?? 0
}
