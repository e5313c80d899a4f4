-- Hourly counts for charts over days.

create or replace function private.lists_counted_by_hour() returns text[]
language sql immutable set search_path = ''
as $$ select '{alerts,audit,errors,webhooks}'::text[] $$;

comment on function private.lists_counted_by_hour() is 'The lists whose rows are counted by hour for their charts. The throughput of webhooks and the depth of their queue are counted as well.';

create or replace function private.wait_was_rewritten(old record, new record) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  -- It goes back: private.webhook_ends keeps how long it had waited. Or a failure is skipped, or fails again.
  if old.processed_at is not null and (new.processed_at is null or concat(old.processed_by, new.processed_by) like '%:failed') then
    return false;
  end if;
  -- It ended just now.
  if old.processed_at is null and new.processed_at > now() - interval '12 hours' then
    return greatest(old.received_at, old.queued_at) is distinct from greatest(new.received_at, new.queued_at);
  end if;
  return (old.received_at, old.queued_at, old.processed_at) is distinct from (new.received_at, new.queued_at, new.processed_at);
end
$$;

comment on function private.wait_was_rewritten(record, record) is
  'Whether a change to a webhook says that it waited at other times than was known; not so when it is processed or requeued.';

create or replace function private.mark_hours_dirty() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('hours');
    return null;
  end if;
  begin
    -- One by one: a table has only one of these columns.
    if tg_table_name = 'webhook_queue' then
      insert into private.dirty_hours (list, hour)
      select m.list, private.hour_of(m.moment)
      from (values (tg_argv[0], new.received_at), ('throughput', new.processed_at), ('depth', least(new.received_at, new.queued_at))) m (list, moment)
      where isfinite(m.moment) and m.moment < now() - interval '12 hours'
        and (m.list <> 'depth' or exists (select from private.counted_spans s where s.list = 'depth'));
    else
      insert into private.dirty_hours (list, hour)
      select distinct tg_argv[0], private.hour_of(m.moment) from (values (old.created_at), (new.created_at)) m (moment)
      where isfinite(m.moment) and m.moment < now() - interval '12 hours';
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, to_jsonb(new) ->> 'id', 'marking hours', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.mark_hours_dirty() is
  'Trigger: marks the hour of an old row that was inserted or changed as dirty. Its argument is the list. What changes of webhooks mark private.record_webhook_changes knows.';

create or replace function private.mark_deleted_hours_dirty() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('hours');
    return null;
  end if;
  begin
    if tg_table_name = 'webhook_queue' then
      insert into private.dirty_hours (list, hour)
      select distinct m.list, private.hour_of(m.moment)
      from gone g cross join lateral (values (tg_argv[0], g.received_at), ('throughput', g.processed_at)) m (list, moment)
      where isfinite(m.moment) and m.moment < now() - interval '12 hours';
      insert into private.dirty_hours (list, hour)
      select 'throughput', private.hour_of(e.ended) from gone g join private.webhook_ends e on e.webhook_id = g.id
      where e.ended < now() - interval '12 hours'
      union
      select 'depth', private.hour_of(min(w.began))
      from (select least(g.received_at, g.queued_at) as began from gone g
        union all select e.began from gone g join private.webhook_ends e on e.webhook_id = g.id) w
      where isfinite(w.began) and exists (select from private.counted_spans s where s.list = 'depth')
      having min(w.began) < now() - interval '12 hours';
      delete from private.webhook_ends e where e.webhook_id in (select g.id from gone g);
    else
      insert into private.dirty_hours (list, hour)
      select distinct tg_argv[0], private.hour_of(g.created_at) from gone g where isfinite(g.created_at) and g.created_at < now() - interval '12 hours';
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, null, 'marking hours', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.mark_deleted_hours_dirty() is 'Trigger: marks the hours of deleted rows as dirty.';

create or replace function private.drop_hours(of text, since timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if of = 'throughput' then
    delete from private.hourly_throughput s where s.hour >= since and s.hour < until;
  elsif of = 'depth' then
    delete from private.queue_depths s where s.quarter >= since and s.quarter < until;
  else
    delete from private.hourly_counts s where s.list = of and s.hour >= since and s.hour < until;
  end if;
end
$$;

comment on function private.drop_hours(text, timestamptz, timestamptz) is 'Forgets the counts of hours of a list.';

create or replace function private.reset_hourly_counts() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    delete from private.counted_spans s where s.list = tg_argv[0] or tg_argv[0] = 'webhooks' and s.list in ('throughput', 'depth');
    perform private.drop_hours(tg_argv[0], '-infinity', 'infinity');
    if tg_argv[0] = 'webhooks' then
      perform private.drop_hours(l.list, '-infinity', 'infinity') from unnest('{throughput,depth}'::text[]) l (list);
      delete from private.webhook_ends e where e.id is not null;
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, null, 'forgetting hours', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.reset_hourly_counts() is 'Trigger: drops the counts of a list after its table was truncated.';

do $$
declare
  t record;
begin
  for t in select k.name, k.list from (values ('error_logs', 'errors'), ('ops_alerts', 'alerts'), ('webhook_queue', 'webhooks'), ('audit_logs', 'audit')) k (name, list)
    -- The platform's audit log gets no trigger of ours; its rows come with the time of their insert and stay.
    where k.name <> 'audit_logs' or private.is_ours('audit_logs')
  loop
    execute format('create or replace trigger mark_deleted_hours_dirty after delete on public.%I referencing old table as gone
      for each statement execute function private.mark_deleted_hours_dirty(%L)', t.name, t.list);
    execute format('create or replace trigger reset_hourly_counts after truncate on public.%I
      for each statement execute function private.reset_hourly_counts(%L)', t.name, t.list);
  end loop;
end
$$;

create or replace function private.count_hours(of text, since timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  l record;
begin
  perform private.drop_hours(of, since, until);
  if of = 'throughput' then
    insert into private.hourly_throughput (hour, event_type, finished, failed, skipped, seconds)
    select date_trunc('hour', e.ended, 'UTC'), e.event_type, count(*), count(*) filter (where e.result = 'failed'),
      count(*) filter (where e.result = 'skipped'),
      coalesce(sum(date_part('epoch', e.ended - e.began)) filter (where e.result is distinct from 'skipped'), 0)
    from private.webhook_results e where e.ended >= since and e.ended < until group by 1, 2;
    return;
  elsif of = 'depth' then
    insert into private.queue_depths (quarter, deepest, longest_seconds)
    select q.quarters[d.place], d.deepest, d.longest_seconds
    from (select array(select generate_series(since, until, interval '15 minutes')) as quarters) q
    cross join lateral private.depth_between(q.quarters) d;
    return;
  end if;
  select r.source, r.moment, f.expression into l from private.lists r
    join private.list_facets f on f.list = r.list and f.facet = r.series where r.list = count_hours.of;
  execute format('insert into private.hourly_counts (list, hour, series, matches)
    select %L, date_trunc(''hour'', %s, ''UTC''), coalesce(%s, ''''), count(*) from %s where %2$s >= $1 and %2$s < $2 group by 2, 3',
    count_hours.of, l.moment, l.expression, l.source) using since, until;
end
$$;

comment on function private.count_hours(text, timestamptz, timestamptz) is 'Counts the rows of a list in whole hours, and replaces earlier counts.';

create or replace function private.refresh_hourly_counts(of text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  day_ago timestamptz := date_trunc('hour', now() - interval '24 hours', 'UTC');
  -- The depth is drawn over seven days at most.
  furthest timestamptz := date_trunc('hour', now() - case when of = 'depth' then interval '8 days' else interval '61 days' end, 'UTC');
  span record;
  start timestamptz;
  hours timestamptz[];
  changed timestamptz;
begin
  -- At another isolation level a concurrent count would be a serialization failure, and in a read-only transaction the write an error.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.refresh_hourly_counts'), hashtext(of)) then
    return;
  end if;
  select * into span from private.counted_spans s where s.list = refresh_hourly_counts.of;
  if span is null or span.until < furthest then
    perform private.drop_hours(of, '-infinity', 'infinity');
    insert into private.counted_spans (list, since, until) values (of, day_ago, day_ago)
    on conflict (list) do update set since = excluded.since, until = excluded.until returning * into span;
  end if;
  if span.until < day_ago then
    perform private.count_hours(of, span.until, day_ago);
  end if;
  -- Older hours a few days per call, so that no reader waits for two months of counting.
  start := greatest(furthest, least(span.since, span.since - interval '5 days'));
  if start < span.since then
    perform private.count_hours(of, start, span.since);
  else
    perform private.drop_hours(of, '-infinity', furthest);
  end if;
  update private.counted_spans s set since = start, until = greatest(s.until, day_ago) where s.list = refresh_hourly_counts.of and (s.since, s.until) <> (start, day_ago);
  -- Delete before counting: the delete sees the change that wrote the row, and so does the count that follows.
  hours := array(select distinct u.hour from private.dirty_hours u where u.list = refresh_hourly_counts.of order by 1 limit 200);
  delete from private.dirty_hours u where u.list = refresh_hourly_counts.of and u.hour = any (hours);
  if of = 'depth' and cardinality(hours) > 0 then
    perform private.recount_depth((select min(h.hour) from unnest(hours) h (hour)), day_ago);
    return;
  end if;
  for changed in select h.hour from unnest(hours) h (hour) where h.hour >= start and h.hour < day_ago
  loop
    perform private.count_hours(of, changed, changed + interval '1 hour');
  end loop;
end
$$;

comment on function private.refresh_hourly_counts(text) is
  'Counts the hours of a list that are older than a day and not counted yet, 61 days back (of the depth 8) but at most five days further than before, and those in which something changed.';

create or replace function private.recount_depth(since timestamptz, day_ago timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- A wait that was rewritten changes every hour from its beginning on. What lies further back is counted again call by call.
  if since < day_ago - interval '5 days' then
    perform private.drop_hours('depth', '-infinity', 'infinity');
    update private.counted_spans s set since = day_ago - interval '5 days', until = day_ago where s.list = 'depth';
  end if;
  perform private.count_hours('depth', greatest(since, day_ago - interval '5 days'), day_ago);
end
$$;

comment on function private.recount_depth(timestamptz, timestamptz) is
  'Counts the depth of the queue again from an hour on, and forgets what is older than five days where that hour is.';

create or replace function private.forget_hourly_counts() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.counted_spans s where s.list is not null;
  delete from private.hourly_counts c where c.list is not null;
  delete from private.hourly_throughput t where t.hour is not null;
  delete from private.queue_depths d where d.quarter is not null;
end
$$;

comment on function private.forget_hourly_counts() is 'Forgets all counted hours, after a trigger could not mark one; readers count them again.';

create or replace function private.refresh_history_counts() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_admin() then
    perform private.mend_all();
    perform private.refresh_stale_customers(100);
    perform private.forget_orphans();
    perform private.refresh_hourly_counts(l.list) from unnest(private.lists_counted_by_hour() || 'throughput'::text) l (list);
  end if;
end
$$;

comment on function private.refresh_history_counts() is 'Counts the due hours of all lists that have hourly counts, for admins; does nothing for others.';

create or replace trigger mark_changed_hours_dirty after update of created_at, error_type on public.error_logs for each row
  when (least(old.created_at, new.created_at) < now() - interval '12 hours'
    and (old.created_at, old.error_type) is distinct from (new.created_at, new.error_type)) execute function private.mark_hours_dirty('errors');

create or replace trigger mark_new_hours_dirty after insert on public.ops_alerts for each row
  when (new.created_at < now() - interval '12 hours') execute function private.mark_hours_dirty('alerts');

create or replace trigger mark_changed_hours_dirty after update of created_at, severity on public.ops_alerts for each row
  when (least(old.created_at, new.created_at) < now() - interval '12 hours'
    and (old.created_at, old.severity) is distinct from (new.created_at, new.severity)) execute function private.mark_hours_dirty('alerts');

create or replace trigger mark_new_hours_dirty after insert on public.webhook_queue for each row
  when (least(new.received_at, new.processed_at) < now() - interval '12 hours') execute function private.mark_hours_dirty('webhooks');

-- Audit rows never change.
create or replace trigger mark_new_hours_dirty after insert on public.audit_trail for each row
  when (new.created_at < now() - interval '12 hours') execute function private.mark_hours_dirty('audit');

do $$
begin
  if private.is_ours('audit_logs') then
    create or replace trigger mark_new_hours_dirty after insert on public.audit_logs for each row
      when (new.created_at < now() - interval '12 hours') execute function private.mark_hours_dirty('audit');
  end if;
end
$$;

revoke execute on function
  private.count_hours(of text, since timestamp with time zone, until timestamp with time zone),
  private.drop_hours(of text, since timestamp with time zone, until timestamp with time zone),
  private.reset_hourly_counts(), private.forget_hourly_counts(), private.refresh_history_counts(), private.refresh_hourly_counts(of text), private.lists_counted_by_hour(),
  private.wait_was_rewritten(old record, new record),
  private.mark_deleted_hours_dirty(), private.recount_depth(since timestamp with time zone, day_ago timestamp with time zone), private.mark_hours_dirty() from public, anon, authenticated, service_role;

grant execute on function private.refresh_history_counts(), private.lists_counted_by_hour() to authenticated, service_role;
