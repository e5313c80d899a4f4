-- What refers to a row, and a look at a value that records pages mask.

create or replace function private.count_references(table_name text, row_key text) returns table (relation text, column_name text, matches bigint, certainty text)
language plpgsql stable security definer rows 40 set search_path = ''
as $$
declare
  link record;
begin
  perform private.admins_only();
  for link in select l.relation, l.column_name, r.source, l.type, l.indexed
    from private.record_links() l join private.record_tables() r on r.relation = l.relation
    where l.target = table_name order by l.relation, l.column_name loop
    relation := link.relation;
    column_name := link.column_name;
    matches := null;
    certainty := 'unknown';
    if link.indexed then
      execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
        from (select from public.%I t where t.%I = %L::%s limit 10001) m', link.source, link.column_name, row_key, link.type) into matches, certainty;
    end if;
    return next;
  end loop;
end
$$;
comment on function private.count_references(text, text) is 'What leads to a row, for admins: whether the caller is one is asked once, not once a table.';

create or replace function public.count_references(table_name text, row_key text) returns table (relation text, column_name text, matches bigint, certainty text)
language sql stable rows 40 set search_path = ''
as $$ select r.relation, r.column_name, r.matches, r.certainty from private.count_references(table_name, row_key) r $$;
comment on function public.count_references(text, text) is
  'The columns of other tables that lead to a row, and how many rows do, exactly up to 10,000; unknown where no index finds them. For admins.';

create or replace function private.owner_of_row(entity text, id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  key text := coalesce((select t.key from private.record_tables() t where t.relation = entity), 'id');
  owned_by text := (select a.attname from pg_catalog.pg_attribute a
    where a.attrelid = format('public.%I', entity)::regclass and a.attname in ('user_id', 'seller_id', 'created_by', 'referrer_id') and a.atttypid = 'uuid'::regtype
    order by a.attname = 'user_id' desc, a.attnum limit 1);
  owner uuid;
begin
  if owned_by is not null then
    execute format('select t.%I from public.%I t where t.%I = $1', owned_by, entity, key) into owner using owner_of_row.id;
  end if;
  return owner;
end
$$;
comment on function private.owner_of_row(text, uuid) is 'The customer whom a row concerns; nobody for tables that say none.';

create or replace function private.reveal_value(entity text, id uuid, path text[], reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  source text := entity;
  key text := 'id';
  seen jsonb;
begin
  if not private.is_admin() then
    raise exception 'only admins reveal' using errcode = '42501';
  end if;
  if coalesce(cardinality(path), 0) = 0
    or exists (select from private.record_columns_of(entity) c where c.name = path[1] and c.secret)
    or not exists (select from private.record_columns_of(entity) c join private.record_tables() t on t.relation = entity and t.key_type = 'uuid'
        where c.name = path[1] and (c.personal or c.kind in ('text', 'json', 'list')))
      and not exists (select from private.revealable r where r.relation = entity and r.field = path[1]) then
    raise exception 'nothing there can be revealed' using errcode = '22023';
  end if;
  select t.source, t.key into source, key from private.record_tables() t where t.relation = entity;
  execute format('select to_jsonb(t.%I) #> $2 from public.%I t where t.%I = $1', path[1], coalesce(source, entity), coalesce(key, 'id'))
    into seen using reveal_value.id, path[2:];
  if seen is null then
    return null;
  end if;
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (private.owner_of_row(reveal_value.entity, reveal_value.id), auth.uid(), 'payload.revealed', 'reveal', reveal_value.entity,
    reveal_value.id::text, jsonb_strip_nulls(jsonb_build_object('path', path, 'reason', nullif(btrim(reveal_value.reason), ''))));
  return seen;
end
$$;
comment on function private.reveal_value(text, uuid, text[], text) is
  'Reads one masked value for an admin and writes down that it was read: of any table what pages may mask, what private.revealable adds, and never a secret.';

comment on function public.reveal(text, uuid, text[], text) is
  'One value as it was recorded: the row''s table and key, and the path to it, its first part the column (secrets are refused) and the others the keys and places in its JSON. Writes an audit row (payload.revealed) with the path and the reason. Null, and nothing written, where there is no value.';

revoke execute on function private.count_references(text, text) from public;
grant execute on function private.count_references(text, text) to authenticated, service_role;
revoke execute on function public.count_references(text, text) from public, anon;
grant execute on function public.count_references(text, text) to authenticated, service_role;

create or replace function private.note_table_export(table_name text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.admins_only();
  if not exists (select from private.record_tables() t where t.relation = table_name) or format is null or format not in ('csv', 'json') or length(query) > 4000 then
    raise exception 'an export needs a table and a format' using errcode = '22023';
  end if;
  insert into public.audit_logs (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', table_name, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;
comment on function private.note_table_export(text, text, text) is 'Writes down that the caller exports rows of a table.';

create or replace function public.record_table_export(table_name text, query text, format text) returns void
language sql set search_path = ''
as $$ select private.note_table_export(table_name, query, format) $$;
comment on function public.record_table_export(text, text, text) is
  'Called before rows of a table leave as a file: who, which table, which query, csv or json (list.exported). For admins.';

revoke execute on function private.note_table_export(text, text, text) from public;
grant execute on function private.note_table_export(text, text, text) to authenticated, service_role;
revoke execute on function public.record_table_export(text, text, text) from public, anon;
grant execute on function public.record_table_export(text, text, text) to authenticated, service_role;
