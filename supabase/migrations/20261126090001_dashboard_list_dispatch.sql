-- The shared list functions, reading what each list is from the registry.

insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, taken, back) values
  ('errors', 'resolve', 'error_logs', 'created_at', 't.resolved_at is null', 'resolved_at = now(), resolution_notes = %L', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null'),
  ('errors', 'reopen', 'error_logs', 'created_at', 't.resolved_at is not null', 'resolved_at = null', null, null, null),
  -- What was acknowledged and came back is put off again, as acknowledge_ops_alerts does.
  ('alerts', 'acknowledge', 'ops_alerts', 'created_at', 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
    'acknowledged_at = coalesce(t.acknowledged_at, now()),
        snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end', null,
    't.closed_at is null and (t.acknowledged_at >= $2 and t.acknowledged_by = $3 or t.acknowledged_at < $2 and t.snoozed_by = $3)',
    'acknowledged_at = case when t.acknowledged_at < $2 then t.acknowledged_at end, snoozed_until = null'),
  ('alerts', 'unacknowledge', 'ops_alerts', 'created_at', 't.acknowledged_at is not null and t.closed_at is null', 'acknowledged_at = null',
    null, null, null),
  ('churn', 'resolve', 'churn_alerts', 'created_at', 't.resolved_at is null', 'resolved_at = now(), resolution_notes = %L', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null'),
  ('churn', 'reopen', 'churn_alerts', 'created_at', 't.resolved_at is not null', 'resolved_at = null', null, null, null),
  ('webhooks', 'requeue', 'webhook_queue', 'received_at', 't.processed_at is not null', 'processed_at = null', 'reason', null, null)
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, taken = excluded.taken, back = excluded.back;

create or replace function private.bulk_verb(list text, action text,
  out relation text, out moment text, out applies text, out change text, out field text, out taken text, out back text)
language plpgsql stable set search_path = ''
as $$
begin
  select v.relation, v.moment, v.applies, v.change, v.field, v.taken, v.back
  into relation, moment, applies, change, field, taken, back
  from private.bulk_verbs v where v.list = bulk_verb.list and v.action = bulk_verb.action;
  if relation is null then
    raise exception 'no such action on this list' using errcode = '22023';
  end if;
end
$$;

create or replace function private.refuse_list(among text[]) returns void
language plpgsql stable set search_path = ''
as $$
begin
  raise exception 'list must be one of %', array_to_string(among, ', ') using errcode = '22023';
end
$$;

comment on function private.refuse_list(text[]) is 'Raises 22023, naming the lists that there are.';

create or replace function private.list_condition(list text, filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  of_list text := (select l.condition from private.lists l where l.list = list_condition.list);
  condition text;
begin
  if of_list is null then
    perform private.refuse_list(array(select l.list from private.lists l order by l.list));
  end if;
  execute format('select private.%I($1)', of_list) using filter into condition;
  return condition;
end
$$;

create or replace function private.list_source(list text) returns text
language sql stable set search_path = ''
as $$ select l.source from private.lists l where l.list = list_source.list $$;

create or replace function private.queue_sorts(list text) returns table (sort text, keys text[])
language sql stable set search_path = ''
as $$ select s.sort, s.keys from private.list_sorts s where s.list = queue_sorts.list $$;

create or replace function private.queue_keys(list text, sort text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  keys text[] := (select s.keys from private.queue_sorts(list) s where s.sort = queue_keys.sort);
begin
  if keys is null then
    raise exception 'sort must be one of %', (select string_agg(s.sort, ', ' order by s.sort) from private.queue_sorts(list) s)
      using errcode = '22023';
  end if;
  return keys;
end
$$;

create or replace function private.queue_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  source text := private.list_source(list);
  keys text[] := private.queue_keys(list, sort);
  start text[] := private.cursor_start(cursor_values,
    (select s.casts from private.list_sorts s where s.list = queue_ids.list and s.sort = queue_ids.sort));
begin
  perform private.check_page(cursor_values, page_size);
  if start is not null and cardinality(keys) = 3 then
    start := array[replace(keys[1], 't.' || sort, start[1]),
      format('(select %s from %s where s.id = %s)', replace(keys[2], 't.', 's.'), left(source, -1) || 's', start[2]), start[2]];
  end if;
  return private.page_ids(source, 't.id', private.list_condition(list, filter), keys, start,
    private.queue_ascending(sort, descending) is distinct from coalesce(backward, false), page_size);
end
$$;

create or replace function private.list_facet_columns(list text) returns table (facet text, expression text)
language sql stable set search_path = ''
as $$ select f.facet, f.expression from private.list_facets f where f.list = list_facet_columns.list $$;

create or replace function private.facet_values(list text, facet text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  among text := (select f.among from private.list_facets f where f.list = facet_values.list and f.facet = facet_values.facet);
  found_values text[];
begin
  if among is not null then
    execute 'select ' || among into found_values;
  end if;
  return found_values;
end
$$;

create or replace function private.check_buckets(since timestamptz, until timestamptz, buckets integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if buckets is null or buckets not between 1 and 500 then
    raise exception 'buckets must be between 1 and 500' using errcode = '22023';
  end if;
  if since is null or until is null or until <= since then
    raise exception 'until must be later than since' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_buckets(timestamptz, timestamptz, integer) is 'Refuses a stretch of time that cannot be divided into buckets.';
revoke execute on function private.check_buckets(timestamptz, timestamptz, integer) from public;
grant execute on function private.check_buckets(timestamptz, timestamptz, integer) to authenticated, service_role;

create or replace function private.histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  moment text := (select l.moment from private.lists l where l.list = histogram.list);
  expression text := (select f.expression from private.list_facets f join private.lists l on l.list = f.list and l.series = f.facet
    where l.list = histogram.list);
  condition text := private.list_condition(list, filter - 'since' - 'until');
  width interval;
  counts text;
begin
  if moment is null then
    perform private.refuse_list(array(select l.list from private.lists l where l.moment is not null order by l.list));
  end if;
  perform private.check_buckets(since, until, buckets);
  width := make_interval(secs => extract(epoch from until - since)::double precision / buckets);
  if condition = 'true' and list = any (private.settled_lists()) and private.is_admin() then
    counts := format('select $2 + (c.place - 1) * $1 as bucket, c.series, c.matches from private.counts_between(%L, $4) c', list);
  else
    counts := format('select date_bin($1, %1$s, $2) as bucket, %2$s as series, count(*) as matches from %3$s where %4$s and %1$s >= $2 and %1$s < $3 group by 1, 2',
      moment, expression, private.list_source(list), condition);
  end if;
  return query execute format('
    with counted as (%s),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2', counts)
    using width, since, until, array(select since + n * width from generate_series(0, buckets - 1) n) || until;
end
$$;

alter table public.saved_views drop constraint if exists saved_views_list_check;

create or replace function private.keep_view(list text, name text, query text, shared boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  called text := private.required_text('name', name);
  kept uuid;
begin
  if not private.is_admin() then
    raise exception 'only admins save views' using errcode = '42501';
  end if;
  if length(called) > 80 or length(query) > 4000
    or not exists (select from private.lists l where l.list = keep_view.list
      union all select from private.record_tables() t where 'records/' || t.relation = keep_view.list) then
    raise exception 'a view needs a list, a name of 80 characters at most and a query of 4000 at most' using errcode = '22023';
  end if;
  insert into public.saved_views as v (owner_id, list, name, query, shared)
  values (auth.uid(), keep_view.list, called, coalesce(keep_view.query, ''), coalesce(keep_view.shared, false))
  on conflict on constraint saved_views_owner_id_list_name_key
    do update set query = excluded.query, shared = excluded.shared
  returning v.id into kept;
  insert into public.audit_logs (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'view.saved', 'save', 'saved_views', kept::text,
    jsonb_build_object('list', keep_view.list, 'name', called, 'shared', coalesce(keep_view.shared, false)));
  return kept;
end
$$;

create or replace function private.note_export(list text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only admins export' using errcode = '42501';
  end if;
  if list is null or not exists (select from private.lists l where l.list = note_export.list) or format is null or format not in ('csv', 'json')
    or length(query) > 4000 then
    raise exception 'an export needs a list and a format' using errcode = '22023';
  end if;
  insert into public.audit_logs (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', list, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;

revoke execute on function private.refuse_list(text[]) from public;
grant execute on function private.refuse_list(text[]) to authenticated, service_role;
