import { readMigrations } from '../database'
import type { TestDatabase } from '../native-database'
import { account } from './requests'

/** What decides who is an admin, and the first of the contract's files. */
const installed =
  /_command_suite|dashboard_(installation|admins)|^(01_installation|02_access|77_security_findings)/

/** Profiles as the platform has them: the owner updates the whole own row, the role too. */
export const platform = `
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

const accounts = [1, 2, 3, 4, 5, 6, 7]
  .map((n) => `('${account(n)}', 'authenticated', 'authenticated', 'account${n}@kryonex.test', false, false)`)
  .join(', ')

export const rows = `
  insert into auth.users (id, aud, role, email, is_sso_user, is_anonymous) values ${accounts};
  insert into auth.sessions (id, user_id) select id, id from auth.users;
  insert into public.profiles (user_id, email, role)
  select id, email, case when email like 'account1@%' then 'admin' else 'owner' end from auth.users;`

/** Installs that part over the platform's profiles. */
export async function install(database: TestDatabase) {
  const files = readMigrations().filter(({ file }) => installed.test(file))
  for (const { file, sql } of files) {
    await database.exec(sql).catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`)
    })
  }
  await database.exec('grant usage on schema private to authenticated, service_role')
}
