import path from 'node:path'
import { readMigrations } from './database'
import { prepareTemplate, type TestDatabase, withCopy } from './native-database'
import { findNativePostgres, startNativeServer } from './native-server'
import { createReport, type Report } from './report'

/** What decides who is an admin, and the first of the contract's files. */
const installed =
  /_command_suite|dashboard_(installation|admins)|^(01_installation|02_access|77_security_findings)/

/** Profiles as the platform has them: the owner updates the whole own row, the role too. */
const platform = `
  do $$
  declare
    wanted text;
  begin
    foreach wanted in array '{anon,authenticated,service_role bypassrls,supabase_auth_admin login bypassrls}'::text[] loop
      if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then
        execute 'create role ' || wanted;
      end if;
    end loop;
  end $$;
  grant usage on schema public to anon, authenticated, service_role;
  create table public.profiles (user_id uuid primary key references auth.users (id) on delete cascade, email text, role text default 'owner');
  alter table public.profiles enable row level security;
  create policy own_profile on public.profiles for all using (user_id = auth.uid());
  grant all on public.profiles to anon, authenticated, service_role;
  create function public.become_admin() returns void language sql security definer as $$
    update public.profiles set role = 'admin' where user_id = auth.uid() $$;
  grant execute on function public.become_admin() to authenticated;
  grant usage on schema auth, public to supabase_auth_admin;
  grant all on public.profiles to supabase_auth_admin;`

const account = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

const accounts = [1, 2, 3, 4, 5, 6, 7]
  .map((n) => `('${account(n)}', 'authenticated', 'authenticated', 'account${n}@kryonex.test', false, false)`)
  .join(', ')

const rows = `
  insert into auth.users (id, aud, role, email, is_sso_user, is_anonymous) values ${accounts};
  insert into auth.sessions (id, user_id) select id, id from auth.users;
  insert into public.profiles (user_id, email, role)
  select id, email, case when email like 'account1@%' then 'admin' else 'owner' end from auth.users;`

/** The settings that PostgREST makes for a request, since version 9 and before; auth.uid() of the test server reads the older one. */
function request(role: string, id?: number) {
  const claims = JSON.stringify({ role, ...(id && { sub: account(id), session_id: account(id) }) })
  return `set local role ${role}; select set_config('request.jwt.claims', '${claims}', true),
    set_config('request.method', 'PATCH', true), set_config('request.jwt.claim.sub', '${id ? account(id) : ''}', true);`
}

const legacyRequest = (role: string, id: number) => `set local role ${role};
  select set_config('request.jwt.claim.role', '${role}', true), set_config('request.jwt.claim.sub', '${account(id)}', true);`

type Check = (what: string, holds: boolean, detail?: string) => void

async function value(database: TestDatabase, statements: string) {
  const results = await database.exec(`begin; ${statements}; commit`).catch(async (error: Error) => {
    await database.exec('rollback')
    return [[[error.message]]]
  })
  return String(results.filter((found) => found.length > 0).at(-1)?.[0]?.[0])
}

const isAdmin = (database: TestDatabase, id: number) =>
  value(database, `${request('authenticated', id)} select private.is_admin()`)

const reason = (database: TestDatabase, id: number) =>
  value(database, `${request('authenticated', id)} select reason from public.whoami()`)

const promote = (id: number, role = 'admin') =>
  `update public.profiles set role = '${role}' where user_id = '${account(id)}'`

async function install(database: TestDatabase) {
  const files = readMigrations().filter(({ file }) => installed.test(file))
  for (const { file, sql } of files) {
    await database.exec(sql).catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`)
    })
  }
  await database.exec('grant usage on schema private to authenticated, service_role')
}

async function testTokens(database: TestDatabase, check: Check) {
  const counts = async (what: string, id: number, statements: string, expected: boolean) => {
    const failure = await value(database, `${statements}; select 'done'`)
    const found = await isAdmin(database, id)
    check(what, failure === 'done' && found === String(expected), `${failure}, ${found}`)
  }
  await counts(
    'a customer who sets the own role is no admin',
    2,
    `${request('authenticated', 2)} ${promote(2)}`,
    false,
  )
  check('and hears why', (await reason(database, 2)) === 'unconfirmed')
  await counts(
    'nor through a function of the platform that acts for its owner',
    2,
    `${request('service_role')} ${promote(2, 'owner')}; ${request('authenticated', 2)} select public.become_admin()`,
    false,
  )
  await counts(
    'nor by deleting the profile and writing another',
    2,
    `${request('authenticated', 2)} delete from public.profiles where user_id = '${account(2)}';
     insert into public.profiles (user_id, role) values ('${account(2)}', 'admin')`,
    false,
  )
  await counts(
    'nor with the settings of an older PostgREST',
    3,
    `${legacyRequest('authenticated', 3)} ${promote(3)}`,
    false,
  )
  await counts(
    'nor with a token that cannot be read',
    4,
    `select set_config('request.jwt.claims', 'x', true); ${promote(4)}`,
    false,
  )
  await counts(
    'nor at sign-up, which sends no token',
    5,
    `set session authorization supabase_auth_admin; ${promote(5)}; reset session authorization`,
    false,
  )
  await counts('the service role makes an admin', 6, `${request('service_role')} ${promote(6)}`, true)
  await counts('and unmakes one', 6, `${request('service_role')} ${promote(6, 'owner')}`, false)
  await counts(
    'who does not come back with the own token',
    6,
    `${request('authenticated', 6)} ${promote(6)}`,
    false,
  )
  await counts('the SQL editor makes an admin', 7, promote(7), true)
  await counts(
    'who stays one when the own profile changes',
    7,
    `${request('authenticated', 7)}
    update public.profiles set email = 'x' where user_id = '${account(7)}'`,
    true,
  )
  await counts(
    'until the session ends',
    7,
    `delete from auth.sessions where user_id = '${account(7)}'`,
    false,
  )
}

async function testConfirmation(database: TestDatabase, check: Check) {
  check('an admin from before is none', (await isAdmin(database, 1)) === 'false')
  check('and hears why', (await reason(database, 1)) === 'unconfirmed')
  const asked = `select string_agg(email || ' ' || outcome, ', ') from private.confirm_admins(
    array['Account1@kryonex.test', 'account3@kryonex.test', 'nobody@kryonex.test'])`
  for (const role of ['authenticated', 'service_role']) {
    const refused = await value(database, `${request(role, 1)} ${asked}`)
    check(`${role} confirms nobody`, refused.includes('permission denied'), refused)
  }
  await value(
    database,
    `${request('authenticated', 3)} update public.profiles set email = 'account1@kryonex.test' where user_id = '${account(3)}'`,
  )
  const confirmed = await value(database, asked)
  check(
    'the owner of the database confirms, by the address to sign in with',
    confirmed ===
      'Account1@kryonex.test confirmed, account3@kryonex.test no such admin, nobody@kryonex.test no such admin',
    confirmed,
  )
  check('and the admin is one', (await isAdmin(database, 1)) === 'true')
  check('who claims the address is not', (await isAdmin(database, 3)) === 'false')
  check('a customer hears that the role is missing', (await reason(database, 2)) === 'not_admin')
}

async function testFindings(database: TestDatabase, check: Check) {
  const found = await value(
    database,
    `${request('authenticated', 1)}
    select string_agg(a.email || ' ' || a.state, ', ' order by a.email) from private.admin_accounts() a`,
  )
  check(
    'accounts and how they came by the role are not for people',
    found.includes('permission denied'),
    found,
  )
  const states = await value(
    database,
    `select string_agg(a.email || ' ' || a.state, ', ' order by a.email) from private.admin_accounts() a where a.state <> 'confirmed'`,
  )
  check(
    'the self-made are known',
    [2, 3, 4, 5, 6].every((n) => states.includes(`account${n}@kryonex.test self-made`)),
    states,
  )
  await value(
    database,
    `select * from private.withdraw_admins(array['account2@kryonex.test', 'account3@kryonex.test'])`,
  )
  const role = await value(database, `select role from public.profiles where user_id = '${account(3)}'`)
  check('and lose the role at one call, for the one before', role === 'owner', role)
}

/** Nothing of ours stops a change of a profile, nor waits for another session's. */
async function testNoHarm(database: TestDatabase, check: Check) {
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

async function measure(database: TestDatabase, what: string) {
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

/** Who is an admin on a database whose customers may write their own role. */
export async function testAdmins(database: TestDatabase, report: Report, where: string) {
  const check: Check = (what, holds, detail) => report.check(`${where}: ${what}`, holds, detail)
  await database.exec(platform)
  await database.exec(rows)
  await install(database)
  await testConfirmation(database, check)
  await testTokens(database, check)
  await testFindings(database, check)
  await measure(database, where)
  await testNoHarm(database, check)
}

if (
  process.argv[1] === import.meta.filename ||
  process.argv[1]?.endsWith(path.basename(import.meta.filename))
) {
  process.env.LITE_TELEMETRY = '0'
  const report = createReport()
  for (const programs of await findNativePostgres()) {
    const server = await startNativeServer(programs)
    try {
      await prepareTemplate(server)
      await withCopy(server, (database) => testAdmins(database, report, `Postgres ${server.version}`))
    } finally {
      await server.stop()
    }
  }
  report.finish()
}
