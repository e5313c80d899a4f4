-- Naming triggers: at every insert and update of a table of the platform they copy its columns to the documented columns
-- that we added. During an admin's act they also write the platform's columns.

create or replace function private.table_columns(relation name) returns table (name name, type regtype, is_comparable boolean)
language sql stable set search_path = ''
as $$
  select a.attname, a.atttypid::regtype, t.typname not in ('json', 'xml', 'point', 'polygon', 'line', 'lseg', 'path', 'box', 'circle')
  from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
  where a.attrelid = to_regclass('public.' || quote_ident(relation)) and a.attnum > 0 and not a.attisdropped
$$;

comment on function private.table_columns(name) is 'The columns that a table has, with their types, and whether two values of them can be compared.';

create or replace function private.over_raw_columns(reading private.column_readings, expression text, prefix text) returns text
language sql stable set search_path = ''
as $$
  select private.replace_names(expression, (
    select jsonb_object_agg(c.name, private.cast_to(prefix || quote_ident(c.name), c.type, coalesce(
      (select substr(n, strpos(n, ' ') + 1)::regtype from unnest(reading.needs) n where split_part(n, ' ', 1) = c.name),
      (select d.type::regtype from private.read_columns(reading.relation) d where d.name = c.name),
      c.type)))
    from private.table_columns(reading.relation) c where c.name = any (private.names_in(expression))
  ))
$$;

comment on function private.over_raw_columns(private.column_readings, text, text) is
  'An expression of a reading over the columns of the table as they are, or over the record of a trigger: new. or old.';

create or replace function private.has_changed(relation name, names text[]) returns text
language sql stable set search_path = ''
as $$
  select format('(%s) is distinct from (%s)',
    string_agg('new.' || quote_ident(c.name) || case when c.is_comparable then '' else '::text' end, ', ' order by c.name),
    string_agg('old.' || quote_ident(c.name) || case when c.is_comparable then '' else '::text' end, ', ' order by c.name))
  from private.table_columns(relation) c where c.name = any (names)
$$;

comment on function private.has_changed(name, text[]) is 'The condition of a trigger that one of some columns has changed.';

create or replace function private.columns_read(relation name, column_name name) returns text[]
language sql stable set search_path = ''
as $$
  select array(
    select quote_ident(c.name) from private.table_columns(relation) c
    -- Read once, not once per column: it takes milliseconds.
    where c.name = any ((select private.names_in(private.read_expression(relation, column_name, '', '{}')))::text[]) order by c.name
  )
$$;

comment on function private.columns_read(name, name) is 'The columns of a table that a documented column is read from, itself included, quoted where necessary.';

create or replace function private.stamp_changes(relation name, stamp name) returns text
language sql stable set search_path = ''
as $$
  select case when private.is_ours(relation) then format('(old.%1$I is null) <> (new.%1$I is null)', stamp)
    else private.has_changed(relation, private.names_in(private.read_expression(relation, stamp, '', '{}'))) end
$$;

comment on function private.stamp_changes(name, name) is
  'The condition of a trigger that a stamp may have been set or cleared. On a table of the platform it compares every column that the stamp is read from, as they are, so that it fails for no value; what the trigger calls compares the readings.';

create or replace function private.naming_writes(reading private.column_readings) returns text
language sql stable set search_path = ''
as $$
  select string_agg(format('new.%I := %s;', w.target, private.over_raw_columns(reading, w.value, 'new.')), ' ' order by w.place)
  from (
    select split_part(t.assignment, ' = ', 1) as target, substr(t.assignment, strpos(t.assignment, ' = ') + 3) as value, t.place
    from unnest(reading.writes) with ordinality t (assignment, place)
  ) w
  where exists (select from private.table_columns(reading.relation) c where c.name = w.target)
$$;

comment on function private.naming_writes(private.column_readings) is
  'The statements of a trigger that write the platform''s names of a column, as far as the table has them.';

create or replace function private.naming_statements(relation name) returns table (on_insert text, on_update text)
language plpgsql stable set search_path = ''
as $$
declare
  c record;
  reading private.column_readings;
  writes text;
  copied text;
  sources text[];
begin
  for c in select r.name from private.table_columns(relation) r order by r.name loop
    reading := private.reading_of(relation, c.name);
    continue when reading.relation is null;
    writes := private.naming_writes(reading);
    sources := array_remove(private.names_in(reading.source), c.name::text);
    copied := case when reading.source is not null and private.is_added(relation, c.name)
      then format('new.%I := %%s;', c.name) end;
    continue when writes is null and copied is null;
    on_insert := format('if acting and new.%I is not null then %s%s end if;', c.name, coalesce(writes, 'null;'),
      ' else ' || format(copied, format('coalesce(%s, new.%I)', private.over_raw_columns(reading, reading.source, 'new.'), c.name)));
    on_update := format('if acting and (%s or %L = any (acts_on)) then %s%s end if;', private.has_changed(relation, array[c.name::text]),
      c.name, coalesce(writes, 'null;'), format(' elsif %s then ', private.has_changed(relation, sources))
        || format(copied, private.over_raw_columns(reading, coalesce(reading.changed, reading.source), 'new.')));
    return next;
  end loop;
end
$$;

comment on function private.naming_statements(name) is
  'What the naming trigger of a table does, column by column: copy the platform''s value, or while an admin acts write the platform''s names.';

create or replace function private.naming_function(relation name) returns text
language sql stable set search_path = ''
as $$
  select format($f$
    create or replace function private.%1$I() returns trigger
    language plpgsql security definer set search_path = ''
    as $body$
    declare
      unchanged record := new;
      acting boolean := coalesce(current_setting('kryonex.act', true), '') = 'on';
      acts_on text[] := string_to_array(current_setting('kryonex.act_on', true), ',');
      failure text;
      patience text;
    begin
      if tg_op = 'INSERT' then
        %2$s
      else
        %3$s
      end if;
      return new;
    exception
      when others then
        -- An act of an admin fails as a whole.
        if acting then
          raise;
        end if;
        failure := sqlerrm;
        begin
          -- Recording a failure never waits.
          patience := current_setting('lock_timeout');
          perform set_config('lock_timeout', '50ms', true);
          perform private.record_failure(tg_table_name::text,
            coalesce(to_jsonb(unchanged) ->> 'id', to_jsonb(unchanged) ->> 'user_id'), 'names', failure);
          perform set_config('lock_timeout', patience, true);
        exception
          when others then
            null;
        end;
        return unchanged;
    end
    $body$ $f$,
    'keep_' || relation || '_names', coalesce(string_agg(s.on_insert, E'\n        '), 'null;'),
    coalesce(string_agg(s.on_update, E'\n        '), 'null;'))
  from private.naming_statements(relation) s
$$;

comment on function private.naming_function(name) is
  'The definition of the trigger function that keeps the names of a table in step. It names only columns that are there, and returns the row as it came when anything fails.';

create or replace procedure private.define_naming_trigger(relation name)
language plpgsql set search_path = ''
as $$
declare
  routine name := 'keep_' || relation || '_names';
  is_there boolean;
begin
  if private.is_ours(relation) or to_regclass('public.' || quote_ident(relation)) is null then
    return;
  end if;
  select exists (
    select from pg_catalog.pg_trigger t
    where t.tgrelid = to_regclass('public.' || quote_ident(relation)) and t.tgname = 'zz_kryonex_names'
  ) into is_there;
  if not is_there and not exists (select from private.naming_statements(relation)) then
    return;
  end if;
  execute private.naming_function(relation);
  execute format('comment on function private.%I() is %L', routine,
    'Trigger: keeps the documented columns of public.' || relation || ' in step with the platform''s names. Made by private.define_naming_trigger.');
  execute format('revoke execute on function private.%I() from public, anon, authenticated, service_role', routine);
  -- Only the first time: it locks the table for a moment.
  if not is_there then
    execute format('create trigger zz_kryonex_names before insert or update on public.%I for each row
      when (coalesce(current_setting(''kryonex.act'', true), '''') <> ''on'') execute function private.%I()', relation, routine);
    execute format('create trigger a_kryonex_names before insert or update on public.%I for each row
      when (coalesce(current_setting(''kryonex.act'', true), '''') = ''on'') execute function private.%I()', relation, routine);
  end if;
end
$$;

comment on procedure private.define_naming_trigger(name) is
  'Keeps the names of a table of the platform in step from now on. Triggers fire by name: what the platform writes is copied after its own triggers, as they left it, and before those of ours that read the documented names; what an admin''s act writes stands under the platform''s names before its triggers see the row. Nothing happens on a table of ours.';

revoke execute on function private.table_columns(name), private.over_raw_columns(private.column_readings, text, text), private.has_changed(name, text[]),
  private.columns_read(name, name), private.stamp_changes(name, name),
  private.naming_writes(private.column_readings), private.naming_statements(name), private.naming_function(name)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.define_naming_trigger(name) from public, anon, authenticated, service_role;

-- One call for each table, so that no lock is held while the next is waited for.
call private.define_naming_trigger('active_sessions');
call private.define_naming_trigger('churn_alerts');
call private.define_naming_trigger('customer_health_scores');
call private.define_naming_trigger('error_logs');
call private.define_naming_trigger('leads');
call private.define_naming_trigger('ops_alerts');
call private.define_naming_trigger('subscriptions');
call private.define_naming_trigger('usage_calls');
call private.define_naming_trigger('usage_limits');
call private.define_naming_trigger('usage_sms');
