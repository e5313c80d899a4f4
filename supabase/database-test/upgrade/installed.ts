import { COLUMN_LINES, type Installed } from '../../migrate/installed-0.1'
import type { Session } from '../../migrate/session'

const QUERIES: Record<keyof Installed, string> = {
  columns: COLUMN_LINES,
  routine: `
    select p.oid::regprocedure::text as line from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)`,
  view: `
    select c.oid::regclass::text as line from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'v'`,
  trigger: `
    select t.tgrelid::regclass || '.' || t.tgname as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and not t.tgisinternal`,
  policy: `
    select p.polrelid::regclass || '.' || p.polname as line from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`,
  constraint: `
    select k.conrelid::regclass || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype in ('c', 'f', 'u')`,
  index: `
    select i.indexrelid::regclass || ' ' || pg_get_indexdef(i.indexrelid) as line
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
}

/** What a database of 0.1 holds, as upgrading knows it. */
export async function readInstalled(session: Session): Promise<Installed> {
  await session.run(`set search_path = ''`)
  const lines = async (query: string) => {
    const rows = await session.run<{ line: string }>(query)
    return rows.map(({ line }) => line).sort()
  }
  const installed = {
    columns: await lines(QUERIES.columns),
    routine: await lines(QUERIES.routine),
    view: await lines(QUERIES.view),
    trigger: await lines(QUERIES.trigger),
    policy: await lines(QUERIES.policy),
    constraint: await lines(QUERIES.constraint),
    index: await lines(QUERIES.index),
  }
  await session.run('reset search_path')
  return installed
}
