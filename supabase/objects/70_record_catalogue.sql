-- The catalogue of tables and columns that the records pages show.

create or replace function private.admins_only() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only admins read records' using errcode = '42501';
  end if;
end
$$;

comment on function private.admins_only() is 'Refuses callers who are not admins.';

create or replace function private.record_tables() returns table (relation text, relid oid, source text, key text, key_type text, comment text)
language sql stable rows 60 set search_path = ''
as $$
  select c.relname::text, c.oid, coalesce(s.source, c.relname::text), a.attname::text, format_type(a.atttypid, a.atttypmod),
    obj_description(c.oid, 'pg_class')
  from pg_catalog.pg_class c
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and cardinality(k.conkey) = 1
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  left join private.record_sources s on s.relation = c.relname::text
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')
$$;

comment on function private.record_tables() is
  'The tables that can be browsed: those of schema public with a key of one column, also those that the platform has beyond its documentation.';

create or replace function private.record_links() returns table (relation text, column_name text, target text, type text, indexed boolean)
language sql stable rows 60 set search_path = ''
as $$
  -- By its name in the catalogue: who may not use schema auth may not say auth.users.
  with accounts as (select u.oid from pg_catalog.pg_class u join pg_catalog.pg_namespace n on n.oid = u.relnamespace where u.relname = 'users' and n.nspname = 'auth')
  select distinct on (c.oid, a.attnum) c.relname::text, a.attname::text,
    case when k.confrelid in (select oid from accounts) or k.oid is null and a.attname <> 'group_id' then 'profiles'
      when k.oid is null then 'error_group_totals' else f.relname::text end,
    format_type(a.atttypid, a.atttypmod),
    exists (select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisvalid and i.indpred is null and i.indkey[0] = a.attnum)
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
    and (k.confrelid in (select oid from accounts) or exists (
      select from pg_catalog.pg_constraint p where p.conrelid = k.confrelid and p.contype = 'p' and p.conkey = k.confkey))
  left join pg_catalog.pg_class f on f.oid = k.confrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and (k.oid is not null or a.atttypid = 'uuid'::regtype
      and a.attname ~ '^(user_id|actor_id|owner_id|author_id|assigned_to|group_id)$|_by$')
    and (c.relname, a.attname) not in (('profiles', 'user_id'), ('error_group_totals', 'group_id'))
  order by c.oid, a.attnum, k.confrelid in (select oid from accounts) nulls last
$$;

comment on function private.record_links() is
  'Where columns lead: their foreign keys, those to auth.users as to profiles; and the stamps that name an account or a group without one, so that they outlive it.';

create or replace function private.record_sorts(relid oid, key text) returns table (column_name text, keys text[])
language sql stable rows 5 set search_path = ''
as $$
  select distinct on (1) k.names[1], case when record_sorts.key = any (k.names) then k.names else k.names || record_sorts.key end
  from pg_catalog.pg_index i
  cross join lateral (
    select array_agg(a.attname::text order by u.n) as names, bool_and(a.attnotnull or u.n = 1) as solid, count(*) = i.indnkeyatts as plain
    from unnest(i.indkey::smallint[]) with ordinality u (attnum, n)
    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum
    where u.n <= i.indnkeyatts
  ) k
  where i.indrelid = record_sorts.relid and i.indisvalid and i.indpred is null and k.plain and k.solid
    and not exists (select from unnest(i.indoption::smallint[]) o where o <> 0)
    and (record_sorts.key = any (k.names) or i.indisunique and i.indnkeyatts = 1)
  order by 1, record_sorts.key = any (k.names) desc, i.indnkeyatts
$$;

comment on function private.record_sorts(oid, text) is
  'What a table can be sorted by at any size: columns that lead an index which orders rows down to the last one, with the keys of that order.';

create or replace function private.record_columns_of(relation text) returns setof private.record_column
language sql stable rows 15 set search_path = ''
as $$
  with r as (select * from private.record_tables() t where t.relation = record_columns_of.relation)
  select a.attname::text, a.attnum, format_type(a.atttypid, a.atttypmod),
    case when a.atttypid in ('json'::regtype, 'jsonb'::regtype) then 'json' when a.atttypid = 'uuid'::regtype then 'uuid'
      else case y.typcategory when 'B' then 'boolean' when 'N' then 'number' when 'D' then 'time' when 'A' then 'list' else 'text' end end,
    col_description(r.relid, a.attnum), a.attnotnull, h.secret, coalesce(c.kind = 'personal' and c.presence is null, false),
    case when not h.secret then c.presence else coalesce(c.presence, case when a.attnotnull then 'true' else format('coalesce(t.%I::text, '''') <> ''''', a.attname) end) end,
    case when y.typtype = 'e' then (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = y.oid)
      else (select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') m)
        from pg_catalog.pg_constraint k where k.conrelid = r.relid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%' limit 1) end,
    c.presence is null and exists (select from pg_catalog.pg_index i where i.indrelid = r.relid and i.indisvalid and i.indpred is null and i.indkey[0] = a.attnum),
    case when not h.secret and c.presence is null then s.keys end, l.target
  from r
  join pg_catalog.pg_attribute a on a.attrelid = r.relid and a.attnum > 0 and not a.attisdropped
  join pg_catalog.pg_type y on y.oid = a.atttypid
  left join private.record_columns c on c.relation = r.relation and c.column_name = a.attname::text
  cross join lateral (select coalesce(c.kind, '') = 'secret' or c.kind is null and a.attname::text ~
    '(^|_)(token|secret|password|api_key|access_key|private_key|signing_key|update_key|credentials)($|_hash$)|_hash$' as secret) h
  left join private.record_sorts(r.relid, r.key) s on s.column_name = a.attname::text
  left join private.record_links() l on l.relation = r.relation and l.column_name = a.attname::text
  order by a.attnum
$$;

comment on function private.record_columns_of(text) is
  'The columns of a table as records pages treat them, whatever the platform calls them. A column with the name of a secret is one, listed in private.record_columns or not.';

create or replace function private.estimate_rows(relid oid, source text) returns table (matches bigint, certainty text)
language plpgsql stable rows 1 set search_path = ''
as $$
declare
  planned real := (select c.reltuples from pg_catalog.pg_class c where c.oid = relid);
begin
  if planned > 10000 then
    return query select planned::bigint, 'estimate'::text;
    return;
  end if;
  return query execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
    from (select from public.%I limit 10001) r', source);
end
$$;

comment on function private.estimate_rows(oid, text) is
  'How many rows a table has: exactly up to 10,000, then what the planner thinks, or "more" where it was never asked to count.';

create or replace function private.describe_sizes() returns table (name text, comment text, matches bigint, certainty text)
language plpgsql stable security definer rows 60 set search_path = ''
as $$
declare
  r record;
begin
  perform private.admins_only();
  for r in select * from private.record_tables() t order by t.relation loop
    name := r.relation;
    comment := r.comment;
    select e.matches, e.certainty into matches, certainty from private.estimate_rows(r.relid, r.source) e;
    return next;
  end loop;
end
$$;

comment on function private.describe_sizes() is 'Every table with its size, for admins: whether the caller is one is asked once, not once a table.';

create or replace function public.describe_tables() returns table (name text, comment text, matches bigint, certainty text)
language sql stable rows 60 set search_path = ''
as $$ select s.name, s.comment, s.matches, s.certainty from private.describe_sizes() s $$;

comment on function public.describe_tables() is
  'Every table that admins can browse, with its comment and how many rows it has: certainty is exact up to 10,000, then estimate or more. For admins.';

create or replace function private.describe_table(table_name text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
begin
  perform private.admins_only();
  return (
    select jsonb_build_object('name', r.relation, 'comment', r.comment, 'key', r.key,
      'key_kind', (select c.kind from unnest(columns) c where c.name = r.key),
      'columns', (select jsonb_agg(jsonb_build_object('name', c.name, 'type', c.type, 'kind', c.kind, 'comment', c.comment, 'required', c.required,
        'secret', c.secret, 'personal', c.personal, 'choices', c.choices, 'sortable', c.sort_keys is not null, 'target', c.target) order by c.place)
        from unnest(columns) c))
    from private.record_tables() r where r.relation = describe_table.table_name
  );
end
$$;

comment on function private.describe_table(text) is 'What public.describe_table does, for admins.';

create or replace function public.describe_table(table_name text) returns jsonb
language sql stable set search_path = ''
as $$ select private.describe_table(table_name) $$;

comment on function public.describe_table(text) is
  'One table as records pages show it: its key and its columns with type, comment, the values they may have, where they lead, whether they can be sorted by and whether they are secret or personal. Null when there is no such table. For admins.';

-- Functions that act for the owner see past row level security: what is an admin's own stays so.
create or replace view public.saved_view_records with (security_invoker = true) as
select v.* from public.saved_views v where v.shared or v.owner_id = (select auth.uid());

comment on view public.saved_view_records is 'The saved views that records pages show an admin: the own and the shared ones.';

revoke all on public.saved_view_records from anon, authenticated;

comment on column private.record_columns.presence is
  'Of a secret: the condition on a row t that says whether it is there. Of another column: the expression that is shown and revealed in its place.';

drop policy if exists record_sources_select on private.record_sources;

drop policy if exists record_columns_select on private.record_columns;

revoke all on private.record_sources, private.record_columns from public, anon, authenticated;

grant select on private.record_sources, private.record_columns to service_role;

delete from private.record_sources where relation in ('integrations', 'webhook_configs');

insert into private.record_sources (relation, source) values ('saved_views', 'saved_view_records')
on conflict (relation) do update set source = excluded.source;

insert into private.record_columns (relation, column_name, kind, presence) values
  ('integrations', 'access_token', 'secret', null),
  ('integrations', 'refresh_token', 'secret', null),
  ('webhook_configs', 'secret', 'secret', null),
  ('webhook_configs', 'headers', 'secret', 'coalesce(t.headers::text, ''{}'') not in (''{}'', ''null'')'),
  -- Keys hide in what follows the path.
  ('webhook_configs', 'url', 'personal', 'split_part(split_part(t.url, ''?'', 1), ''#'', 1)'),
  -- Nobody may even read this one, and every session has it.
  ('active_sessions', 'token_hash', 'secret', 'true'),
  ('leads', 'name', 'personal', null),
  ('tracking_sessions', 'last_lat', 'personal', null),
  ('tracking_sessions', 'last_lng', 'personal', null),
  ('tracking_points', 'lat', 'personal', null),
  ('tracking_points', 'lng', 'personal', null)
on conflict (relation, column_name) do update set kind = excluded.kind, presence = excluded.presence;

revoke execute on function private.admins_only(), private.describe_sizes(), private.describe_table(table_name text),
  private.estimate_rows(relid oid, source text), private.record_columns_of(relation text), private.record_links(),
  private.record_sorts(relid oid, key text), private.record_tables(), public.describe_table(table_name text),
  public.describe_tables() from public, anon, authenticated, service_role;

grant execute on function private.describe_sizes(), private.describe_table(table_name text),
  public.describe_table(table_name text), public.describe_tables() to authenticated, service_role;
