-- The roles of a hosted project, once per server, made by supabase_admin: postgres is no superuser there.

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;
create role postgres login createdb createrole bypassrls replication;
create role supabase_auth_admin nologin noinherit createrole;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;

alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role authenticated set statement_timeout = '8s';
alter role anon set statement_timeout = '3s';
-- What the SQL editor and the pooler allow.
alter role postgres set statement_timeout = '2min';
alter role postgres set search_path = '$user', public, extensions;
