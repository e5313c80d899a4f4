create or replace function private.is_ours(relation text) returns boolean
language sql stable set search_path = ''
as $$ select exists (select from private.created_tables c where c.relation = is_ours.relation::name) $$;
create or replace procedure private.ensure_index(name text, relation regclass, definition text)
language plpgsql set search_path = ''
as $$
declare
  home text := (select n.nspname from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  execute format('create index if not exists %I on %s %s', name, relation, replace(definition, 'gin_trgm_ops', home || '.gin_trgm_ops'));
end
$$;
create or replace function private.record_failure(relation text, row_id text, what text, message text)
returns void
language plpgsql set search_path = ''
as $$
begin
  if (select count(*) from (select from private.installation_failures limit 10000) f) < 10000 then
    insert into private.installation_failures (relation, row_id, what, message)
    values (left(record_failure.relation, 200), left(record_failure.row_id, 200), left(record_failure.what, 200), left(record_failure.message, 1000));
  end if;
exception
  when others then
    raise warning 'A failure could not be recorded: %', sqlerrm;
end
$$;
comment on function private.record_failure(text, text, text, text) is
  'Records what a trigger of ours could not do for a row of the platform. Never fails, and stops recording at 10,000 rows.';
revoke all on function private.record_failure(text, text, text, text) from public;
