import type { TestDatabase } from './native-database'

/** Everything that a migration can change of our schemas, one line each. */
const catalogQuery = `
with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'private', 'extensions')),
relations as (
  select o.nspname || '.' || c.relname as name, c.* from pg_class c join ours o on o.oid = c.relnamespace
  where not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
),
routines as (
  select p.oid::regprocedure::text as name, p.* from pg_proc p join ours o on o.oid = p.pronamespace
  where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
)
select concat_ws(' ', 'schema', n.nspname, (select string_agg(g::text, ',' order by g::text) from unnest(n.nspacl) g)) from pg_namespace n join ours using (oid)
union all select concat_ws(' ', 'relation', r.name, r.relkind, r.relrowsecurity, (select string_agg(g::text, ',' order by g::text) from unnest(r.relacl) g), array_to_string(r.reloptions, ',')) from relations r
union all select concat_ws(' ', 'column', r.name, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), (select string_agg(g::text, ',' order by g::text) from unnest(a.attacl) g))
  from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
union all select concat_ws(' ', 'constraint', r.name, k.conname, pg_get_constraintdef(k.oid), k.convalidated) from relations r join pg_constraint k on k.conrelid = r.oid
union all select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid) from relations r join pg_index i on i.indrelid = r.oid
union all select concat_ws(' ', 'view', r.name, pg_get_viewdef(r.oid)) from relations r where r.relkind in ('v', 'm')
union all select concat_ws(' ', 'policy', r.name, p.polname, p.polcmd, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  from relations r join pg_policy p on p.polrelid = r.oid
union all select concat_ws(' ', 'trigger', r.name, pg_get_triggerdef(t.oid), t.tgenabled) from relations r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
union all select concat_ws(' ', 'routine', r.name, pg_get_functiondef(r.oid), (select string_agg(g::text, ',' order by g::text) from unnest(r.proacl) g)) from routines r where r.prokind <> 'a'
union all select concat_ws(' ', 'comment', d.classoid::regclass, coalesce(r.name, p.name), d.objsubid, d.description)
  from pg_description d left join relations r on r.oid = d.objoid left join routines p on p.oid = d.objoid
  where coalesce(r.name, p.name) is not null
order by 1`

/** @returns the lines that describe the schemas that migrations work on. */
export async function readCatalog(database: TestDatabase): Promise<string[]> {
  const [rows = []] = await database.exec(catalogQuery)
  return rows.map(([line]) => String(line))
}

/** What two states of a catalog do not have in common; empty when they are the same. */
export function compareCatalogs(before: string[], after: string[]) {
  const had = new Set(before)
  const has = new Set(after)
  const removed = before.filter((line) => !has.has(line)).map((line) => `- ${line}`)
  const added = after.filter((line) => !had.has(line)).map((line) => `+ ${line}`)
  return [...removed, ...added].map((line) => line.slice(0, 300)).join('\n')
}
