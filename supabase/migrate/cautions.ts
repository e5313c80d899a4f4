import { type Session, textArray } from './session'

/** What of the platform reads whole rows by position, or has rights on single columns: more columns are more than it expects. */
export type Cautions = { copies: string[]; grants: string[] }

/**
 * Functions of others that hand on whole rows of some tables, as `select new.*` or `select * from leads` do. By their texts: some
 * that are listed do no harm, and statements of programs are not seen.
 */
const copies = (tables: string) => `
  select p.oid::regprocedure::text as name from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_language l on l.oid = p.prolang
  where l.lanname in ('sql', 'plpgsql') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'private', 'extensions', 'auth', 'storage', 'realtime', 'vault')
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    and (p.prorettype = 'trigger'::regtype and p.prosrc ~* '\\m(new|old)[.][*]'
      or exists (select from unnest(${tables}::text[]) t where p.prosrc ~* ('\\mselect\\s+[*]\\s+from\\s+(public[.])?"?' || t || '\\M')
        or p.prosrc ~* ('\\mfrom\\s+(public[.])?"?' || t || '\\M.*\\mreturning\\s+[*]')))
  order by 1`

const grants = (tables: string) => `
  select distinct c.relname || ' (' || coalesce(r.rolname, 'public') || ')' as name
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  cross join lateral aclexplode(a.attacl) x
  left join pg_roles r on r.oid = x.grantee
  where c.relnamespace = 'public'::regnamespace and c.relname = any (${tables}::name[]) and x.privilege_type = 'SELECT'
    and not (r.oid is not null and has_table_privilege(r.oid, c.oid, 'select'))
  order by 1`

/** @returns what to look at before columns are added to tables of the platform. */
export async function readCautions(session: Session, tables: string[]): Promise<Cautions> {
  if (tables.length === 0) return { copies: [], grants: [] }
  const among = textArray(tables)
  const namesOf = async (query: string) =>
    (await session.run<{ name: string }>(query)).map(({ name }) => name)
  return { copies: await namesOf(copies(among)), grants: await namesOf(grants(among)) }
}
