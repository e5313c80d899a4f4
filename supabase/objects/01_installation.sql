create or replace function private.is_ours(relation name) returns boolean
language sql stable set search_path = ''
as $$ select to_regclass('private.created_tables') is null or true $$;
create or replace procedure private.ensure_index(name text, relation regclass, definition text)
language plpgsql set search_path = ''
as $$
declare
  home text := (select n.nspname from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  execute format('create index if not exists %I on %s %s', name, relation, replace(definition, 'gin_trgm_ops', home || '.gin_trgm_ops'));
end
$$;
