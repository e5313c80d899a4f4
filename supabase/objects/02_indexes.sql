-- How object files declare indexes: `call private.ensure_index('leads_user_id_idx', 'public.leads', '(user_id, created_at, id)')`.

create or replace procedure private.judge_index(name text, relation regclass, declared text, inout definition text, inout reason text)
language plpgsql set search_path = ''
as $$
declare
  clone regclass;
begin
  definition := declared;
  if (select c.relkind from pg_catalog.pg_class c where c.oid = relation) = 'p' then
    reason := 'on a partitioned table an index is built partition by partition, which its owner does';
    return;
  end if;
  reason := null;
  begin
    execute format('create temporary table kryonex_index_clone (like %s)', relation);
    execute format('create index kryonex_index_clone_idx on pg_temp.kryonex_index_clone %s', declared);
    clone := 'pg_temp.kryonex_index_clone_idx'::regclass;
    reason := private.index_objection(clone);
    if reason is not null and private.as_hash(clone) is not null then
      definition := private.as_hash(clone);
      reason := null;
    end if;
    drop table pg_temp.kryonex_index_clone;
  exception
    when others then
      reason := sqlerrm;
  end;
end
$$;
comment on procedure private.judge_index(text, regclass, text, text, text) is
  'Makes an index on an empty copy of a table of the platform and says how it can be built there, or why not.';
revoke all on procedure private.judge_index(text, regclass, text, text, text) from public;

create or replace procedure private.ensure_index(name text, relation regclass, definition text)
language plpgsql set search_path = ''
as $$
declare
  home name;
  is_own boolean;
  existing oid;
  translated text;
  judged text;
  objection text;
  trigrams name := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  definition := replace(definition, ' gin_trgm_ops', format(' %I.gin_trgm_ops', trigrams));
  select n.nspname, n.nspname = 'private' or private.is_ours(c.relname) into home, is_own
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation;
  existing := to_regclass(format('%I.%I', home, name));
  if is_own then
    if existing is null then
      execute format('create index %I on %s %s', name, relation, definition);
    end if;
    return;
  end if;
  if existing is not null then
    return;
  end if;
  -- In the expressions that the dashboard reads the table through.
  translated := private.translated_index((select c.relname from pg_class c where c.oid = relation), definition);
  call private.judge_index(name, relation, translated, judged, objection);
  insert into private.pending_indexes as p (name, relation, declared, definition, reason)
  values (ensure_index.name, format('%I.%I', home, (select c.relname from pg_class c where c.oid = ensure_index.relation)),
    ensure_index.definition, judged, objection)
  on conflict on constraint pending_indexes_pkey do update
  set relation = excluded.relation, declared = excluded.declared, definition = excluded.definition, reason = excluded.reason, built_at = null;
  if objection is null and coalesce(current_setting('kryonex.defer_indexes', true), '') <> 'on' then
    execute format('create index %I on %s %s', name, relation, judged);
    update private.pending_indexes p set built_at = now() where p.name = ensure_index.name;
  end if;
end
$$;
comment on procedure private.ensure_index(text, regclass, text) is
  'Creates an index under a name that nothing has yet. A table of the platform only gets one that can refuse no row, built concurrently where the runner says so; what it does not get is in private.pending_indexes with the reason. A changed index takes a new name.';
revoke all on procedure private.ensure_index(text, regclass, text) from public;
