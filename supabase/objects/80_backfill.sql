-- The back-fill: fills our columns in rows that are older than our triggers, in batches that commit and never wait for a
-- locked row. Triggers fill the rows that are written meanwhile.

create or replace function private.backfill_objection(relation name) returns text
language sql stable set search_path = ''
as $$
  select case
    when t.oid is null then 'there is no such table'
    when t.relkind <> 'r' then 'it is not a plain table'
    when private.is_ours(backfill_objection.relation) then null
    when p.pubname is not null then format('it is published: %s would send every row again', p.pubname)
    when g.tgname is not null then format('it carries the trigger %s, which every update would run', g.tgname)
    when r.rulename is not null then format('it carries the rule %s, which every update would run', r.rulename)
  end
  from (select to_regclass('public.' || quote_ident(backfill_objection.relation)) as id) x
  left join pg_catalog.pg_class t on t.oid = x.id
  left join lateral (
    select p.pubname from pg_catalog.pg_publication_tables p where p.schemaname = 'public' and p.tablename = backfill_objection.relation limit 1
  ) p on true
  left join lateral (
    select g.tgname from pg_catalog.pg_trigger g join pg_catalog.pg_proc f on f.oid = g.tgfoid
    where g.tgrelid = x.id and not g.tgisinternal and f.pronamespace <> 'private'::regnamespace limit 1
  ) g on true
  left join lateral (
    select r.rulename from pg_catalog.pg_rewrite r where r.ev_class = x.id and r.rulename <> '_RETURN' limit 1
  ) r on true
$$;

comment on function private.backfill_objection(name) is
  'Why the rows of a table are not filled, null when they are: an update must neither reach Realtime nor run what somebody else attached. Those rows are read through the platform''s names instead.';

create or replace function private.name_tasks()
returns table (task text, relation name, condition text, assignments text, copies text)
language sql stable set search_path = ''
as $$
  select c.relation || ' names', c.relation, string_agg(format('%I is null and (%s) is not null', c.name, c.source), ' or ' order by c.name),
    string_agg(format('%1$I = coalesce(%1$I, %2$s)', c.name, c.source), ', ' order by c.name),
    string_agg(format('%1$I = coalesce(%2$s, %1$I)', c.name, c.source), ', ' order by c.name)
  from (
    select r.relation, a.name, private.over_raw_columns(r, r.source, '') as source
    from private.added_columns a cross join lateral private.reading_of(a.relation, a.name) r
    where r.source is not null and exists (select from private.table_columns(a.relation) t where t.name = a.name)
  ) c
  group by c.relation
$$;

comment on function private.name_tasks() is 'Which rows of which tables lack a value in a column that we added, and the assignments that fill it from the platform''s names, or copy it again.';

create or replace function private.backfill_tasks() returns table (task text, relation name, condition text, assignments text)
language sql stable set search_path = ''
as $$
  select t.task, t.relation, t.condition, t.assignments from private.name_tasks() t
  union all
  select t.task, t.relation, t.condition, t.assignments
  from (values
    ('error_logs groups', 'error_logs'::name, 'group_id is null and ({group}) is not null', 'group_id = {group}'),
    ('webhook_queue causes', 'webhook_queue',
      'processed_at is not null and result = ''failed'' and (cause is null or private.rules_of(cause) <> private.error_rules() % 4)',
      'cause = private.webhook_cause(event_type, error_message)'),
    ('active_sessions figures', 'active_sessions', 'addresses is null or device_kind is null',
      'addresses = coalesce(private.recent_addresses(user_id, created_at, ip_address::text), 0), device_kind = private.device_kind(user_agent)')
  ) d (task, relation, condition, assignments)
  cross join lateral (
    select format('private.error_group_id(error_type, %s, stack_trace)', private.read_expression('error_logs', 'message', '', '{}')) as expression
  ) g
  cross join lateral (
    select d.task, d.relation, replace(d.condition, '{group}', g.expression) as condition, replace(d.assignments, '{group}', g.expression) as assignments
  ) t
$$;

comment on function private.backfill_tasks() is 'What is filled in columns of existing rows: names, groups of errors, causes of failed webhooks, figures of sessions.';

create or replace function private.fill_pages(relation name, condition text, assignments text, first_page bigint, pages bigint) returns bigint
language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
  rows_filled bigint;
begin
  execute format(
    'update public.%1$I set %2$s where ctid = any (array(
      select ctid from public.%1$I where ctid >= %3$L::tid and ctid < %4$L::tid and (%5$s) for no key update skip locked))',
    relation, assignments, format('(%s,0)', first_page), format('(%s,0)', first_page + pages), condition);
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_pages(name, text, text, bigint, bigint) is
  'Fills what a task says in some pages of its table, except in rows that somebody else holds, and returns how many rows it filled.';

create or replace function private.rows_are_left(relation name, condition text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  are_left boolean;
begin
  execute format('select exists (select from public.%I where %s)', relation, condition) into are_left;
  return are_left;
end
$$;

comment on function private.rows_are_left(name, text) is 'Whether any row of a table still waits for a task.';

create or replace function private.backfill_left() returns table (task text, relation name, is_left boolean, objection text)
language sql stable set search_path = ''
as $$
  select b.task, b.relation, case when o.objection is null then private.rows_are_left(b.relation, b.condition) end, o.objection
  from private.backfill_tasks() b cross join lateral (select private.backfill_objection(b.relation)) o (objection)
  order by b.task
$$;

comment on function private.backfill_left() is
  'Each task with whether rows still wait for it, or why its table''s rows stay as they are.';

create or replace function private.mend_failures(most integer) returns bigint
language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
  f record;
  found_rows bigint;
  mended bigint := 0;
begin
  for f in
    select i.id, i.relation, private.as_uuid(i.row_id) as row_id, t.copies,
      case when exists (select from private.table_columns(i.relation) c where c.name = 'id') then 'id' else 'user_id' end as key
    from private.installation_failures i join private.name_tasks() t on t.relation = i.relation
    where i.what = 'names' and i.mended_at is null and private.backfill_objection(i.relation) is null
    order by i.id limit most
  loop
    execute format('update public.%1$I set %2$s where ctid = any (array(select ctid from public.%1$I where %3$I = %4$L for no key update skip locked))',
      f.relation, f.copies, f.key, f.row_id);
    get diagnostics found_rows = row_count;
    if found_rows = 0 then
      execute format('select count(*) from public.%I where %I = %L', f.relation, f.key, f.row_id) into found_rows;
      continue when found_rows > 0;
    end if;
    update private.installation_failures i set mended_at = now() where i.id = f.id;
    mended := mended + 1;
  end loop;
  return mended;
end
$$;

comment on function private.mend_failures(integer) is
  'Copies the platform''s names again in rows for which a trigger could not, and returns how many it mended. A row that somebody holds is left for the next time.';

create or replace procedure private.run_backfill_task(task text, batch_pages bigint)
language plpgsql
as $$
declare
  -- Read once: what a task says follows from the catalog, and reading it takes longer than a batch.
  t record;
  size bigint;
  page bigint;
  filled bigint;
  filled_in_pass bigint;
  idle_passes integer := 0;
begin
  select b.relation, b.condition, b.assignments into strict t from private.backfill_tasks() b where b.task = run_backfill_task.task;
  select coalesce(p.reached::bigint, 0) into page from private.backfill_progress p where p.task = run_backfill_task.task and p.finished_at is null;
  page := coalesce(page, 0);
  while private.rows_are_left(t.relation, t.condition) loop
    -- A row that somebody changes moves behind what was read: pages follow until the table's end, and passes until none is left.
    filled_in_pass := 0;
    loop
      size := pg_catalog.pg_relation_size(pg_catalog.format('public.%I', t.relation)::regclass) / pg_catalog.current_setting('block_size')::bigint;
      exit when page >= size;
      filled := private.fill_pages(t.relation, t.condition, t.assignments, page, batch_pages);
      page := page + batch_pages;
      filled_in_pass := filled_in_pass + filled;
      insert into private.backfill_progress as p (task, reached, rows_filled) values (task, page::text, filled)
      on conflict on constraint backfill_progress_pkey do update
      set reached = excluded.reached, rows_filled = p.rows_filled + excluded.rows_filled, finished_at = null;
      commit;
    end loop;
    page := 0;
    idle_passes := case when filled_in_pass = 0 then idle_passes + 1 else 0 end;
    -- Somebody holds what is left, for longer than a moment: the next run fills it.
    exit when idle_passes > 20;
    if filled_in_pass = 0 then
      perform pg_catalog.pg_sleep(0.25);
    end if;
  end loop;
  insert into private.backfill_progress as p (task, finished_at) values (task, now())
  on conflict on constraint backfill_progress_pkey do update set reached = null, finished_at = case when idle_passes > 20 then null else now() end;
  commit;
end
$$;

comment on procedure private.run_backfill_task(text, bigint) is
  'Runs one task to its end, committing after each batch of pages; a run that was stopped goes on at the page that it had reached.';

create or replace procedure private.backfill(batch_size integer default 500)
language plpgsql
as $$
declare
  b record;
begin
  for b in select t.task from private.backfill_tasks() t where private.backfill_objection(t.relation) is null order by t.task <> all (array(select n.task from private.name_tasks() n)), t.task loop
    -- A page holds some 10 to 100 rows.
    call private.run_backfill_task(b.task, greatest(1, batch_size / 25));
  end loop;
  while private.mend_failures(batch_size) > 0 loop
    commit;
  end loop;
  call private.fill_counts(batch_size);
  call private.regroup_errors(greatest(batch_size, 1000));
end
$$;

comment on procedure private.backfill(integer) is
  'Fills the columns and counts of existing rows, about so many rows at a time. Call it outside a transaction; called again it goes on where it was stopped, mends what was missed, and does nothing when nothing is left.';

revoke execute on function private.backfill_objection(name), private.name_tasks(), private.backfill_tasks(),
  private.fill_pages(name, text, text, bigint, bigint), private.rows_are_left(name, text), private.backfill_left(),
  private.mend_failures(integer) from public, anon, authenticated, service_role;

revoke execute on procedure private.run_backfill_task(text, bigint), private.backfill(integer)
  from public, anon, authenticated, service_role;
