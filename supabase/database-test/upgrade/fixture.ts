import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Session } from '../../migrate/session'

const FOLDER = path.join(import.meta.dirname, '../../migrate/fixtures')

/** Version 0.1 as it installed itself, and as it took over a database of the platform. */
export type Kind = 'fresh' | 'adopted'

const FILES = {
  fresh: { schema: '0.1-schema', rows: '0.1-rows' },
  adopted: { schema: '0.1-adopted-schema', rows: '0.1-adopted-rows' },
}

/** What a dump of the schemas leaves out. */
const BEFORE = `
  do $$
  declare
    wanted text;
  begin
    foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
      if to_regrole(wanted) is null then
        execute format('create role %I nologin', wanted);
      end if;
    end loop;
  end
  $$;
  create schema if not exists extensions;
  grant usage on schema extensions to anon, authenticated, service_role;
  create extension if not exists pg_trgm with schema extensions;
  set check_function_bodies = off`

const read = (name: string) => gunzipSync(readFileSync(path.join(FOLDER, `${name}.sql.gz`))).toString()

/** The dump in pieces: the line that says what an object is, and its statements. */
function readBlocks(name: string): [string, string][] {
  return read(name)
    .split(/^(?=-- (?:Data for )?Name: )/m)
    .map((block) => {
      const end = block.indexOf('\n')
      return [block.slice(0, end), block.slice(end).trim()]
    })
}

/** What the adopted database has in common with the fresh one stands in the dump of the fresh one only. */
function readSchema(kind: Kind): string[] {
  const fresh = new Map(readBlocks(FILES.fresh.schema))
  return readBlocks(FILES[kind].schema).map(([head, sql]) => sql || fresh.get(head) || '')
}

/** Makes a database of 0.1 in one that has the schema auth and nothing of ours. */
export async function restore01(session: Session, kind: Kind): Promise<void> {
  await session.run(BEFORE)
  const blocks = readSchema(kind)
  // Some rows break a constraint that holds for new rows only.
  const isForNewRows = (block: string) => block.endsWith(' NOT VALID;')
  await session.run(blocks.filter((block) => !isForNewRows(block)).join('\n\n'))
  // The rows are as 0.1 left them: none of its triggers runs again.
  await session.run(`begin; set local session_replication_role = replica;\n${read(FILES[kind].rows)}\ncommit`)
  await session.run(blocks.filter(isForNewRows).join('\n\n'))
  await session.run('reset check_function_bodies; analyze')
}
