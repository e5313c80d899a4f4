import { type Check, one, refusal, roles, runAll, undone } from './contract-files'
import type { TestDatabase } from './native-database'

/** The unique constraints of agents in use change when somebody calls for it. */
export async function testAgents(database: TestDatabase, check: Check) {
  const call = 'call private.fix_agents_constraints()'
  const constraints = () =>
    one(
      database,
      `select string_agg(c.relname, ', ' order by c.relname) from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = 'public.agents'::regclass and i.indisunique and not i.indisprimary`,
    )
  await undone(database, async () => {
    await database.exec(`${roles};
      create table public.agents (id uuid primary key default gen_random_uuid(), user_id uuid, agent_id text unique, phone_number text);
      create unique index agents_shared_idx on public.agents (agent_id);
      insert into public.agents (user_id, agent_id, phone_number)
      select '00000000-0000-0000-0000-000000000001', n::text, null from generate_series(1, 2) n`)
    await runAll(database)
    const kept = await constraints()
    check(
      'the file leaves the constraints of agents in use',
      kept === 'agents_agent_id_key, agents_shared_idx',
      kept,
    )
    const refused = await refusal(database, call)
    check(
      'agents of one customer are listed',
      refused.startsWith('23505') && refused.includes('user_id 00000000-0000-0000-0000-000000000001'),
      refused,
    )
    check('a refused call changes nothing', (await constraints()) === kept)
    await database.exec(`delete from public.agents where agent_id = '2'; ${call}; ${call}`)
    const fixed = await constraints()
    check(
      'the call makes agents unique by customer and number',
      fixed === 'agents_phone_number_key, agents_user_id_key',
      fixed,
    )
    await database.exec(`insert into public.agents (user_id, agent_id) values (gen_random_uuid(), '1')`)
    check(
      'a second customer may have the shared agent',
      (await one(database, 'select count(*) from public.agents')) === '2',
    )
  })
}
