-- From the schema of 0.1 to the names of the present. It runs in one transaction, before the versions and the object files.
-- pg_temp.installed_01 lists what 0.1 installed, and pg_temp.created_by_us the tables that the present may record as ours, with
-- whether they have exactly 0.1's columns.
set local search_path = '';

insert into private.created_tables (relation)
select t.relation from pg_temp.created_by_us t where t.is_ours on conflict do nothing;

-- Its triggers and policies. A policy stays on a table of the platform that has no other: 0.1 dropped the platform's own.
do $$
declare
  gone record;
begin
  for gone in
    select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass) as statement
    from pg_catalog.pg_trigger t join pg_temp.installed_01 i on i.kind = 'trigger' and i.line = t.tgrelid::regclass || '.' || t.tgname
    where not t.tgisinternal
    union all
    select format('drop policy %I on %s', p.polname, p.polrelid::regclass)
    from pg_catalog.pg_policy p join pg_temp.installed_01 i on i.kind = 'policy' and i.line = p.polrelid::regclass || '.' || p.polname
    join pg_catalog.pg_class c on c.oid = p.polrelid
    where c.relnamespace <> 'public'::regnamespace or c.relname not in (select t.relation from pg_temp.created_by_us t)
      or exists (select from private.created_tables t where t.relation = c.relname)
      or exists (
        select from pg_catalog.pg_policy o where o.polrelid = p.polrelid
          and o.polrelid::regclass || '.' || o.polname not in (select l.line from pg_temp.installed_01 l where l.kind = 'policy')
      )
  loop
    execute gone.statement;
  end loop;
end
$$;

-- Its indexes on tables of the platform: some could refuse a row. Those that cannot are built again, without stopping writers.
do $$
declare
  gone record;
begin
  for gone in
    select i.indexrelid::regclass as name from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
    join pg_temp.installed_01 l on l.kind = 'index' and l.line = i.indexrelid::regclass || ' ' || pg_catalog.pg_get_indexdef(i.indexrelid)
    where c.relname in (select t.relation from pg_temp.created_by_us t where not t.is_ours)
      and i.indexrelid > (select f.number from pg_temp.first_01 f)
  loop
    execute format('drop index %s', gone.name);
  end loop;
end
$$;

-- Its routines and views, but for those that an index, a constraint, a default or a policy needs: their bodies are replaced later.
create temporary table kept_01 on commit drop as
with recursive /* dependencies */, kept (class, object) as (
  select o.class, o.object from ours o join edges e on (e.needed_class, e.needed) = (o.class, o.object)
  where e.class in ('pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_attrdef'::regclass, 'pg_catalog.pg_policy'::regclass)
    or e.class = 'pg_catalog.pg_class'::regclass
      and exists (select from pg_catalog.pg_class c where c.oid = e.object and c.relkind in ('i', 'I', 'r', 'm', 'p'))
  union
  select o.class, o.object from kept k join edges e on (e.class, e.object) = (k.class, k.object)
  join ours o on (o.class, o.object) = (e.needed_class, e.needed)
)
select distinct k.class, k.object from kept k;

do $$
declare
  gone record;
begin
  -- Only what is listed depends on what is listed: the preflight found nothing else.
  for gone in
    select i.kind, case i.kind when 'view' then to_regclass(i.line)::text else to_regprocedure(i.line)::text end as name from pg_temp.installed_01 i
    where i.kind in ('view', 'routine')
      and (case i.kind when 'view' then to_regclass(i.line)::oid else to_regprocedure(i.line)::oid end) not in (select k.object from pg_temp.kept_01 k)
    order by i.kind desc
  loop
    if gone.name is null then
      continue;
    elsif gone.kind = 'view' then
      execute format('drop view if exists %s cascade', gone.name);
    else
      execute format('drop routine if exists %s cascade', gone.name);
    end if;
  end loop;
end
$$;

-- What has another name now.
do $$
declare
  renamed record;
begin
  for renamed in
    select r.relation, r.name from (values
      ('private.settled_hours', 'hourly_counts'), ('private.settled_hours_pkey', 'hourly_counts_pkey'),
      ('private.settled_throughput', 'hourly_throughput'), ('private.settled_throughput_pkey', 'hourly_throughput_pkey'),
      ('private.settled_spans', 'counted_spans'), ('private.settled_spans_pkey', 'counted_spans_pkey'),
      ('private.unsettled_hours', 'dirty_hours'), ('private.latency_changes', 'latency_deltas'),
      ('public.error_group_changes', 'error_group_deltas'), ('public.webhook_queue_settled_idx', 'webhook_queue_finished_idx'),
      ('public.ops_alerts_unsettled_idx', 'ops_alerts_open_idx'), ('public.ops_alerts_unsettled_rank_idx', 'ops_alerts_open_rank_idx'),
      ('public.ops_alerts_unsettled_user_idx', 'ops_alerts_open_user_idx'), ('public.ops_alerts_unsettled_type_idx', 'ops_alerts_open_type_idx')
    ) r (relation, name)
    where to_regclass(r.relation) is not null
  loop
    execute format('alter table %s rename to %I', renamed.relation, renamed.name);
  end loop;
  for renamed in
    select c.relation, c.old, c.new from (values
      ('private.bulk_verbs', 'taken', 'undo_where'), ('private.bulk_verbs', 'back', 'undo_set'),
      ('private.hourly_throughput', 'settled', 'finished'), ('public.error_group_totals', 'folded_at', 'counted_at')
    ) c (relation, old, new)
    join pg_catalog.pg_attribute a on a.attrelid = to_regclass(c.relation) and a.attname = c.old and not a.attisdropped
  loop
    execute format('alter table %s rename column %I to %I', renamed.relation, renamed.old, renamed.new);
  end loop;
end
$$;

-- Columns of tables of ours that the versions only give to a new one.
alter table if exists private.latency_deltas
  add column if not exists written_by xid8, add column if not exists logged_at timestamptz, add column if not exists epoch integer not null default 0;
alter table if exists private.latency_frontier add column if not exists epoch integer not null default 0;
alter table if exists public.error_group_totals
  add column if not exists unpriced integer not null default 0, add column if not exists impact_parts jsonb not null default '[]',
  add column if not exists texts integer, add column if not exists many_texts boolean;
alter table if exists public.error_group_deltas add column if not exists text_key bigint, add column if not exists text_events integer;

drop table if exists private.adoption_progress;

-- Names are searched for without their accents, by indexes of other names.
drop index if exists public.profiles_search_idx, public.agents_search_idx;

-- 0.1 added up how long skipped webhooks had waited as well: the hours are counted again.
do $$
begin
  if to_regclass('private.counted_spans') is not null then
    delete from private.counted_spans s where s.list = 'throughput';
  end if;
end
$$;

-- References from tables of ours to those of the platform: they lock the row that they lead to, and hinder who deletes it.
do $$
declare
  gone record;
begin
  for gone in
    select k.conrelid::regclass as relation, k.conname from pg_catalog.pg_constraint k
    join (values
      ('public.saved_views', 'profiles'), ('public.customer_owners', 'profiles'), ('private.credit_grants', 'profiles'),
      ('private.customer_figures', 'profiles'), ('public.customer_health_history', 'profiles'), ('public.webhook_attempts', 'webhook_queue'),
      ('public.unknown_phone', 'agents')
    ) r (relation, of_platform) on k.conrelid = to_regclass(r.relation)
    where k.contype = 'f' and not exists (select from private.created_tables t where t.relation = r.of_platform)
      and (r.of_platform = 'profiles' or k.confrelid = to_regclass('public.' || r.of_platform))
  loop
    execute format('alter table %s drop constraint %I', gone.relation, gone.conname);
  end loop;
end
$$;

-- Uniqueness that the contract states. A database with repeats of a key keeps them, without the constraint.
do $$
begin
  if exists (select from private.created_tables t where t.relation = 'tracking_sessions') then
    alter table public.tracking_sessions add constraint tracking_sessions_token_key unique using index tracking_sessions_token_idx;
  end if;
  if exists (select from private.created_tables t where t.relation = 'webhook_queue') and not exists (
    select from public.webhook_queue w where w.idempotency_key is not null group by w.idempotency_key having count(*) > 1
  ) then
    alter table public.webhook_queue add constraint webhook_queue_idempotency_key_key unique (idempotency_key);
  end if;
end
$$;

reset search_path;
