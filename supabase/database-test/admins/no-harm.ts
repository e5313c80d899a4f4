import type { TestDatabase } from '../native-database'
import { type Check, promote, request, value } from './requests'

/** Nothing of ours stops a change of a profile, nor waits for another session's. */
export async function testNoHarm(database: TestDatabase, check: Check) {
  const before = await value(database, 'select count(*) from private.admin_events')
  await database.exec('alter table private.admin_events rename to elsewhere')
  const answer = await value(database, `${request('authenticated', 4)} ${promote(4, 'owner')}; select 'done'`)
  await database.exec('alter table private.elsewhere rename to admin_events')
  check('a change of a role goes through when it cannot be recorded', answer === 'done', answer)
  const failures = await value(
    database,
    `select count(*) from private.installation_failures where what = 'record_admin_role'`,
  )
  check('which is recorded instead', failures === '1', failures)
  const dropped = await value(
    database,
    `alter table public.profiles drop column role; ${`update public.profiles set email = 'y'`}; select 'done'; rollback`,
  )
  check('the platform may even drop the column', dropped === 'done', dropped)
  check('control: events were written', Number(before) > 5, before)
}

/** What asking costs, compared with a function that believes the profile. */
export async function measure(database: TestDatabase, what: string) {
  await database.exec(`create function private.believes_profiles() returns boolean language plpgsql stable security definer set search_path = '' as $$
    begin
      return exists (select from public.profiles p where p.user_id = auth.uid() and p.role = 'admin') and private.session_is_alive();
    end $$; grant execute on function private.believes_profiles() to authenticated`)
  for (const called of ['believes_profiles', 'is_admin', 'believes_profiles', 'is_admin']) {
    await database.exec(`begin; ${request('authenticated', 1)}`)
    const started = performance.now()
    await database.exec(`do $$ begin for n in 1..100000 loop perform private.${called}(); end loop; end $$`)
    console.log(
      `       ${what}: 100,000 calls of ${called}() in ${Math.round(performance.now() - started)} ms`,
    )
    await database.exec('rollback')
  }
  await database.exec('drop function private.believes_profiles()')
}
