-- Defaults and references that an older table lacks, and the rows that keep a constraint from holding for all.

do $$
declare
  c record;
begin
  for c in
    select d.relation, d.column_name, d.stated
    from (values ('appointments', 'status', '''scheduled'''), ('webhook_queue', 'raw_payload', '''{}'''), ('webhook_queue', 'attempts', '0'),
      ('ops_alerts', 'severity', '''warning'''), ('churn_alerts', 'severity', '''medium'''), ('leads', 'status', '''new'''), ('usage_calls', 'seconds', '0')
    ) d (relation, column_name, stated)
    join pg_attribute a on a.attrelid = format('public.%I', d.relation)::regclass and a.attname = d.column_name
    left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
    where split_part(coalesce(pg_get_expr(f.adbin, f.adrelid), ''), '::', 1) <> d.stated
  loop
    execute format('alter table public.%I alter column %I set default %s', c.relation, c.column_name, c.stated);
  end loop;
  if exists (select from pg_attribute a where a.attrelid = 'public.ops_alerts'::regclass and a.attname = 'message' and a.attnotnull) then
    alter table public.ops_alerts alter column message drop not null;
  end if;
end
$$;

do $$
declare
  r record;
begin
  for r in
    select f.relation, f.on_delete
    from (values ('webhook_queue', 'set null'), ('error_logs', 'set null'), ('ops_alerts', 'set null'), ('churn_alerts', 'cascade'),
      ('customer_health_scores', 'cascade'), ('agents', 'cascade'), ('usage_limits', 'cascade'), ('usage_calls', 'set null'),
      ('usage_sms', 'set null')) f (relation, on_delete)
    where not exists (
      select from pg_constraint k
      where k.conrelid = format('public.%I', f.relation)::regclass and k.contype = 'f'
        and k.conkey = array[(select a.attnum from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'user_id')]
    )
  loop
    execute format('alter table public.%I add constraint %I foreign key (user_id) references auth.users (id) on delete %s not valid',
      r.relation, r.relation || '_user_id_fkey', r.on_delete);
  end loop;
end
$$;

create or replace function private.validate_constraints(relation regclass) returns void
language plpgsql set search_path = ''
as $$
declare
  c record;
begin
  for c in select k.conname from pg_constraint k where k.conrelid = relation and not k.convalidated loop
    begin
      execute format('alter table %s validate constraint %I', relation, c.conname);
    exception when check_violation or foreign_key_violation then
      raise notice '%: some rows break %; select * from rows_breaking_constraints() lists them.', relation, c.conname;
    end;
  end loop;
end
$$;

comment on function private.validate_constraints(regclass) is
  'Validates the constraints of a table that its rows no longer break. Writers go on meanwhile.';

create or replace function private.breaking_condition(constraint_id oid) returns text
language sql stable set search_path = ''
as $$
  select case k.contype
    when 'c' then format('not (%s)', pg_get_expr(k.conbin, k.conrelid))
    else (
      select format('t.%I is not null and not exists (select from %s r where r.%I = t.%I)', a.attname, k.confrelid::regclass, f.attname, a.attname)
      from pg_attribute a, pg_attribute f
      where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and f.attrelid = k.confrelid and f.attnum = k.confkey[1]
    )
  end
  from pg_constraint k where k.oid = constraint_id
$$;

comment on function private.breaking_condition(oid) is 'The condition that is true of the rows that break a check or a one-column foreign key.';

create or replace function private.breaking_rows(most integer)
returns table (relation text, constraint_name text, definition text, row_id text)
language plpgsql stable security definer set search_path = ''
as $$
declare
  c record;
begin
  for c in
    select k.conrelid::regclass as of_table, k.conname, pg_get_constraintdef(k.oid) as stated, private.breaking_condition(k.oid) as breaks
    from pg_constraint k
    where k.connamespace = 'public'::regnamespace and not k.convalidated and k.contype in ('c', 'f')
    order by 1, 2
  loop
    return query execute format('select %L, %L::text, %L, coalesce(to_jsonb(t) ->> ''id'', to_jsonb(t) ->> ''user_id'') from %s t where %s limit %s',
      c.of_table::text, c.conname, c.stated, c.of_table, c.breaks, most);
  end loop;
  for c in
    select u.name, u.column_name from (values ('agents_user_id_key', 'user_id'), ('agents_phone_number_key', 'phone_number')) u (name, column_name)
    where not exists (select from pg_constraint k where k.conrelid = 'public.agents'::regclass and k.conname = u.name)
  loop
    return query execute format('select ''public.agents'', %L, %L, t.id::text from public.agents t
      where t.%I in (select d.%I from public.agents d group by 1 having count(*) > 1) order by t.%I limit %s',
      c.name, format('UNIQUE (%s)', c.column_name), c.column_name, c.column_name, c.column_name, most);
  end loop;
end
$$;

comment on function private.breaking_rows(integer) is 'What public.rows_breaking_constraints returns, to whoever asks.';

create or replace function public.rows_breaking_constraints(most integer default 100)
returns table (relation text, constraint_name text, definition text, row_id text)
language plpgsql stable set search_path = ''
as $$
begin
  if most is null or most not between 1 and 10000 then
    raise exception 'most must be between 1 and 10000' using errcode = '22023';
  end if;
  if private.is_api_user() and not private.is_admin() then
    return;
  end if;
  return query select * from private.breaking_rows(most);
end
$$;

comment on function public.rows_breaking_constraints(integer) is
  'The rows of a database that was in use before, as they were, that a constraint does not allow: at most so many for each constraint. For admins.';

revoke execute on function private.validate_constraints(regclass), private.breaking_condition(oid), private.breaking_rows(integer) from public;
grant execute on function private.breaking_rows(integer) to authenticated, service_role;
revoke execute on function public.rows_breaking_constraints(integer) from public, anon;
grant execute on function public.rows_breaking_constraints(integer) to authenticated, service_role;
