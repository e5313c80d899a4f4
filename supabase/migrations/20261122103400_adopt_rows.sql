-- Takes over the rows that were written under the old names, a few at a time and the newest first. Whatever is written
-- meanwhile, under either name, the triggers take over at once.

create table if not exists private.adoption_progress (
  relation text primary key,
  pages bigint not null,
  next_page bigint not null,
  rows_taken_over bigint not null default 0,
  finished_at timestamptz
);
alter table private.adoption_progress enable row level security;

comment on table private.adoption_progress is 'How far each table has been taken over. Pages are the table''s own; the last comes first.';

create or replace function private.rows_to_adopt() returns table (relation text, unfinished text)
language sql stable set search_path = ''
as $$
  select a.relation, a.unfinished
  from (values
    (1, 'usage_limits', 't.call_credit is distinct from t.call_credit_seconds or t.tier is distinct from coalesce(private.documented_tier(t.tier_id), t.tier) or t.limit_state not in (''under'', ''soft'', ''hard'')'),
    (2, 'profiles', 't.role is null or t.role not in (''user'', ''admin'') or t.tier is null or t.email is null and private.email_of(t.user_id) is not null'),
    (3, 'customer_health_scores', 't.id is null or t.risk_level is null or t.last_calculated is null'),
    (4, 'churn_alerts', 't.reason is null or coalesce(t.resolved, false) <> (t.resolved_at is not null)'),
    (5, 'ops_alerts', 't.details is null or coalesce(t.acknowledged, false) <> (t.acknowledged_at is not null)'),
    (6, 'error_logs', 't.message is null and t.error_message is not null or t.request_body is null and t.context <> ''{}'' or coalesce(t.resolved, false) <> (t.resolved_at is not null)'),
    (7, 'active_sessions', 't.last_active is null and t.last_active_at is not null')
  ) a (place, relation, unfinished)
  where exists (
    select from pg_trigger g where g.tgrelid = format('public.%I', a.relation)::regclass and g.tgname = 'sync_names'
  )
  order by a.place
$$;

comment on function private.rows_to_adopt() is 'The tables whose names are kept in step, and what is true of a row that was not taken over yet.';

create or replace function private.adopt_pages(relation text, batch_size integer) returns bigint
language plpgsql set search_path = ''
as $$
declare
  progress private.adoption_progress;
  unfinished text := (select r.unfinished from private.rows_to_adopt() r where r.relation = adopt_pages.relation);
  first_page bigint;
  identity text := case when relation in ('profiles', 'usage_limits', 'customer_health_scores') then 'user_id' else 'id' end;
  taken bigint;
begin
  select * into strict progress from private.adoption_progress p where p.relation = adopt_pages.relation for update;
  -- A page holds some 10 to 100 of these rows.
  first_page := greatest(0, progress.next_page - greatest(1, batch_size / 20));
  perform set_config('kryonex.adopting', 'on', true);
  execute format('update public.%I t set %I = t.%I where t.ctid >= %L::tid and t.ctid < %L::tid and (%s)',
    relation, identity, identity, format('(%s,0)', first_page), format('(%s,0)', progress.next_page), unfinished);
  get diagnostics taken = row_count;
  perform set_config('kryonex.adopting', '', true);
  update private.adoption_progress p
    set next_page = first_page, rows_taken_over = p.rows_taken_over + taken, finished_at = case when first_page = 0 then now() end
    where p.relation = adopt_pages.relation;
  return first_page;
end
$$;

comment on function private.adopt_pages(text, integer) is
  'Takes over about so many rows of a table, and returns how many of its pages are left. The update changes nothing itself: the trigger fills in.';

create or replace function private.start_adoption(relation text, unfinished text) returns boolean
language plpgsql set search_path = ''
as $$
declare
  rows_wait boolean;
  pages bigint := pg_relation_size(format('public.%I', relation)::regclass) / current_setting('block_size')::integer;
begin
  if exists (select from private.adoption_progress p where p.relation = start_adoption.relation and p.next_page > 0) then
    return true;
  end if;
  execute format('select exists (select from public.%I t where %s)', relation, unfinished) into rows_wait;
  if rows_wait then
    insert into private.adoption_progress as p (relation, pages, next_page) values (relation, pages, pages)
    on conflict on constraint adoption_progress_pkey do update set pages = excluded.pages, next_page = excluded.next_page, finished_at = null;
  end if;
  return rows_wait;
end
$$;

comment on function private.start_adoption(text, text) is 'Whether rows of a table wait to be taken over; begins, or goes on where it was left.';

create or replace procedure private.adopt_existing_rows(batch_size integer default 5000)
language plpgsql
as $$
declare
  r record;
begin
  for r in select * from private.rows_to_adopt() loop
    if private.start_adoption(r.relation, r.unfinished) then
      commit;
      while private.adopt_pages(r.relation, batch_size) > 0 loop
        commit;
      end loop;
      raise notice '%: % rows taken over.', r.relation,
        (select p.rows_taken_over from private.adoption_progress p where p.relation = r.relation);
    end if;
    commit;
    perform private.validate_constraints(format('public.%I', r.relation)::regclass);
    commit;
  end loop;
end
$$;

comment on procedure private.adopt_existing_rows(integer) is
  'Takes over every row written under the old names and validates constraints, committing after each batch. Call it outside a transaction; called again it goes on where it was stopped, and does nothing when nothing is left.';

-- A small table is not worth a second step.
do $$
declare
  r record;
  small constant bigint := 4 * 1024 * 1024;
begin
  for r in select * from private.rows_to_adopt() loop
    if pg_relation_size(format('public.%I', r.relation)::regclass) <= small then
      if private.start_adoption(r.relation, r.unfinished) then
        perform private.adopt_pages(r.relation, 1000000000);
      end if;
      perform private.validate_constraints(format('public.%I', r.relation)::regclass);
    else
      raise notice '% is large: call private.adopt_existing_rows() takes over its rows.', r.relation;
    end if;
  end loop;
end
$$;

revoke execute on function private.rows_to_adopt(), private.adopt_pages(text, integer), private.start_adoption(text, text) from public;
revoke execute on procedure private.adopt_existing_rows(integer) from public;
