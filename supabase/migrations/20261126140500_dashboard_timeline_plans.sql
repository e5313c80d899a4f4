-- Planning eighteen branches under row level security takes as long as reading them. Written out once from the list of sources,
-- as functions whose plan is kept, that is paid once for a connection.

create or replace procedure private.write_timeline_page(name text, step text, side text)
language plpgsql set search_path = ''
as $procedure$
declare
  branches text;
begin
  select string_agg(format('(select %L::text as kind, %L::text as entity, t.id, %s as happened_at, %s as facts from %s
      where %L = any (wanted) and %s and %s >= first_moment and %s < last_moment and (%s, t.id) %s (start_at, start_id)
      order by %s %s, t.id %s limit most)',
      s.kind, s.entity, s.moment, s.facts,
      replace(replace(s.relation, '{customer}', 'whose'), '{range}', ' and w.received_at >= first_moment and w.received_at < last_moment'),
      s.kind, replace(s.owner, '{customer}', 'whose'), s.moment, s.moment, s.moment, side, s.moment, step, step), E'\n    union all\n    ')
    into branches
  from private.timeline_sources() s;
  execute format($function$
create or replace function private.%I(whose uuid, wanted text[], first_moment timestamptz, last_moment timestamptz, start_at timestamptz,
  start_id uuid, most integer) returns table (kind text, entity text, id uuid, happened_at timestamptz, facts jsonb)
language plpgsql stable rows 50 set search_path = '' set plan_cache_mode = force_generic_plan set enable_bitmapscan = off set enable_seqscan = off set jit = off
as %L$function$, name, format($body$
#variable_conflict use_column
begin
  return query select * from (
    %s
  ) every order by every.happened_at %s, every.id %s limit most;
end
$body$, branches, step, step));
  execute format('comment on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) is %L', name,
    'One page of a customer''s timeline from a place on, written out from private.timeline_sources by private.write_timeline_page.');
  execute format('revoke execute on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) from public', name);
  execute format('grant execute on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) to authenticated, service_role', name);
end
$procedure$;

comment on procedure private.write_timeline_page(text, text, text) is
  'Writes the function that reads the timeline in one direction. To be called for both whenever private.timeline_sources changes.';
revoke execute on procedure private.write_timeline_page(text, text, text) from public;

call private.write_timeline_page('timeline_page', 'desc', '<');
call private.write_timeline_page('timeline_page_back', 'asc', '>');

create or replace function public.customer_timeline(customer uuid, kinds text[] default null, since timestamptz default null,
  until timestamptz default null, cursor_values jsonb default null, backward boolean default false, page_size integer default 50)
returns table (kind text, entity text, id uuid, happened_at timestamptz, facts jsonb)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  wanted text[] := private.timeline_kinds(kinds);
  start_at timestamptz := case when backward then '-infinity'::timestamptz else 'infinity'::timestamptz end;
  start_id uuid := case when backward then '00000000-0000-0000-0000-000000000000'::uuid else 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid end;
begin
  perform private.check_page(cursor_values, page_size);
  if jsonb_typeof(cursor_values) = 'array' then
    start_at := (cursor_values ->> 0)::timestamptz;
    start_id := (cursor_values ->> 1)::uuid;
  end if;
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  if backward then
    return query select p.* from private.timeline_page_back(customer, wanted, since, until, start_at, start_id, page_size) p
      order by p.happened_at desc, p.id desc;
  else
    return query select p.* from private.timeline_page(customer, wanted, since, until, start_at, start_id, page_size) p
      order by p.happened_at desc, p.id desc;
  end if;
end
$$;

comment on function public.customer_timeline(uuid, text[], timestamptz, timestamptz, jsonb, boolean, integer) is
  'One page of what happened around a customer, newest first: calls, text messages, leads, appointments, errors, alerts, churn alerts, scores, webhooks, usage limits, billing, sessions, what admins did, and notes. kinds: which of them; missed_call, failed_transfer, unsent_sms and lost_booking show what customer_costs counts. since, until: when. cursor_values: happened_at and id of the entry to go on from, or to go back from.';
