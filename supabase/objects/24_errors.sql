-- Errors: text search, the details of a group, the list, resolving and reopening.

create or replace function private.error_groups_containing(q text) returns setof uuid
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query execute format('
      select distinct private.merged_error_group(f.group_id) from (
      select m.group_id from (select t.group_id from private.error_logs t where %s limit 5000) m
      union select p.group_id from (select t.group_id from private.error_logs t where %s limit 5000) p
      union select unnest(%L::uuid[])
      -- The pattern of a group that was merged is not that of the group it stands under.
      union select t.group_id from (select o.* from public.error_group_totals o join private.error_group_aliases a using (group_id)) t where %s) f',
      private.holds('coalesce(t.message, '''')', q), private.payload_holds(q), private.error_groups_by_stack(q),
      private.holds('(t.error_type || '' '' || t.pattern)', q));
  end if;
end
$$;

comment on function private.error_groups_containing(text) is
  'The groups of the errors that contain a text, for admins: in their message, in a kept stack trace, or as a whole value of their payload. A text in more than 5,000 messages is in the patterns of their groups, too.';

create or replace function private.store_stacks(groups uuid[]) returns void
language sql security definer set search_path = ''
as $$
  insert into private.error_group_stacks (group_id, shape, stack_trace)
  select g.id, md5(regexp_replace(e.stack_trace, '[0-9]+', '*', 'g'))::uuid, e.stack_trace
  from unnest(groups) g (id)
  cross join lateral (
    select left(l.stack_trace, 8000) as stack_trace from private.error_logs l where l.group_id = g.id order by l.created_at desc, l.id desc limit 10
  ) e
  where e.stack_trace <> '' and (select count(*) from private.error_group_stacks s where s.group_id = g.id) < 20
  on conflict do nothing
$$;

comment on function private.store_stacks(uuid[]) is 'Keeps the stack traces of the latest ten errors of groups, unless some like them are kept already.';

create or replace function private.delete_stacks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.error_group_stacks s where s.group_id = old.group_id;
  return null;
end
$$;

comment on function private.delete_stacks() is 'Trigger: deletes the stack traces of a group without errors.';

create or replace function private.error_groups_by_stack(q text) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct s.group_id), '{}') from private.error_group_stacks s
  where (select private.is_admin()) and (s.stack_trace ilike '%' || private.like_literal(q) || '%'
    -- Lines that were pasted into one are looked for in one.
    or q ~ '[^!-~]' and private.flat(s.stack_trace) ilike '%' || private.like_literal(private.flat(q)) || '%')
    and private.shows(s.stack_trace, q)
$$;

comment on function private.error_groups_by_stack(text) is 'The groups of which a kept stack trace contains a text, for admins.';

create or replace function private.error_text_condition(q text) returns text
language sql stable set search_path = ''
as $$
  select format('(%s or t.group_id = any (%L::uuid[]) and %s or %s)', private.holds('coalesce(t.message, '''')', q),
    private.error_groups_by_stack(q), private.holds('t.stack_trace', q), private.payload_holds(q))
$$;

comment on function private.error_text_condition(text) is
  'The condition on error_logs t that it contains a text: in its message, in its stack trace (if one of its group that is kept does), or as a whole value in its payload.';

create or replace trigger delete_stacks after delete on public.error_group_totals for each row execute function private.delete_stacks();

drop policy if exists error_group_stacks_select on private.error_group_stacks;
create policy error_group_stacks_select on private.error_group_stacks for select to authenticated using ((select private.is_admin()));

revoke execute on function private.error_groups_by_stack(q text), private.error_groups_containing(q text),
  private.error_text_condition(q text), private.delete_stacks(), private.store_stacks(groups uuid[])
  from public, anon, authenticated, service_role;

grant execute on function private.error_groups_by_stack(q text), private.error_groups_containing(q text),
  private.error_text_condition(q text) to authenticated, service_role;

-- The details of a group of errors: affected customers, webhooks that failed with it, similar groups.
create or replace function public.list_error_group_customers(group_id uuid, most integer default 10)
returns table (user_id uuid, business_name text, tier text, grade text, events bigint, unresolved bigint, last_seen timestamptz, open_churn boolean)
language sql stable rows 10 set search_path = ''
as $$
  select c.user_id, p.business_name, p.tier, h.grade, c.events, c.unresolved, c.last_seen,
    exists (select from private.churn_alerts a where a.user_id = c.user_id and a.resolved_at is null)
  from (
    select u.user_id, sum(u.events)::bigint as events, sum(u.unresolved)::bigint as unresolved, max(u.last_seen) as last_seen
    from (
      select k.user_id, k.events, k.unresolved, k.last_seen from public.error_group_customers k
      where k.group_id = list_error_group_customers.group_id
      union all
      select n.user_id, n.events, n.unresolved, n.last_seen from public.error_group_deltas n
      where n.group_id = any (private.error_group_members(list_error_group_customers.group_id)) and n.user_id is not null
    ) u
    group by 1 having sum(u.events) > 0
  ) c
  left join private.profiles p on p.user_id = c.user_id
  left join private.customer_health_scores h on h.user_id = c.user_id
  order by c.unresolved desc, c.events desc, c.user_id
  limit least(most, 100)
$$;

comment on function public.list_error_group_customers(uuid, integer) is 'The customers who met a group of errors, those with most unresolved ones first; 100 at most.';

-- The same webhooks as before, found by their time: with the error's time in a variable, the planner knows that half an
-- hour is little. Joined to the error it could not, and read the queue from end to end.
create or replace function public.webhooks_failed_with(error_id uuid)
returns table (id uuid, event_type text, state text, attempts integer, received_at timestamptz, idempotency_key text, shared text)
language plpgsql stable rows 10 set search_path = ''
as $$
#variable_conflict use_column
declare
  error private.error_logs;
  named text;
begin
  select * into error from private.error_logs e where e.id = error_id;
  if error.id is null then
    return;
  end if;
  named := coalesce(error.request_body ->> 'call_id', error.request_body #>> '{call,call_id}', error.request_body ->> 'message_sid',
    error.request_body ->> 'MessageSid', error.request_body ->> 'uid', substring(error.message from '(?:call|evt|SM)_?[A-Za-z0-9]{12,}'));
  return query
    select w.id, w.event_type, case when w.processed_at is null then 'pending' else 'failed' end, w.attempts, w.received_at,
      w.idempotency_key, case when w.idempotency_key like '%' || named || '%' then named else 'customer' end
    from private.webhook_queue w
    where w.received_at between error.created_at - interval '15 minutes' and error.created_at + interval '15 minutes'
      and (w.processed_at is null or w.result = 'failed')
      and (w.user_id = error.user_id or w.idempotency_key like '%' || named || '%')
    order by (w.idempotency_key like '%' || named || '%') is true desc, abs(extract(epoch from w.received_at - error.created_at)), w.id
    limit 10;
end
$$;

comment on function public.webhooks_failed_with(uuid) is
  'Webhooks that failed or wait and arrived within 15 minutes of an error, of the same customer or with the call, message or event that the error names. shared: that id, or customer. Ten at most, those with the id first.';

create or replace function public.similar_error_groups(group_id uuid)
returns table (id uuid, error_type text, pattern text, events bigint, unresolved bigint, last_seen timestamptz)
language sql stable rows 5 set search_path = ''
as $$
  with own as materialized (
    select t.error_type, regexp_split_to_array(lower(t.pattern), '[^[:alpha:]]+') as words
    from public.error_group_totals t where t.group_id = similar_error_groups.group_id
  )
  select t.group_id, t.error_type, t.pattern, t.events, t.unresolved, t.last_seen
  from own
  join public.error_group_totals t on t.group_id <> similar_error_groups.group_id and t.events > 0
    and not exists (select from private.error_group_aliases a where a.group_id = t.group_id)
  cross join lateral (
    select count(*) filter (where w.word = any (own.words))::real / greatest(count(*), cardinality(own.words)) as share
    from unnest(regexp_split_to_array(lower(t.pattern), '[^[:alpha:]]+')) w (word)
  ) s
  where t.error_type = own.error_type or s.share >= 0.6
  order by s.share + (t.error_type = own.error_type)::integer * 0.3 desc, t.last_seen desc, t.group_id
  limit 5
$$;

comment on function public.similar_error_groups(uuid) is
  'Five groups at most that are of the same type as a group, or share at least 60 % of the words of its pattern; the most alike first. Without changes not yet applied.';

revoke execute on function public.list_error_group_customers(group_id uuid, most integer),
  public.similar_error_groups(group_id uuid), public.webhooks_failed_with(error_id uuid)
  from public, anon, authenticated, service_role;

grant execute on function public.list_error_group_customers(group_id uuid, most integer),
  public.similar_error_groups(group_id uuid), public.webhooks_failed_with(error_id uuid)
  to authenticated, service_role;

-- The rows of each list: the columns that a table shows, with the customer and the admin who acted.
create or replace view public.error_list with (security_invoker = true) as
select e.id, e.error_type, e.endpoint, e.user_id, left(e.message, 400) as message, e.created_at,
  e.resolved_at, e.resolved_by, e.resolution_notes, r.email as resolved_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from private.error_logs e
left join private.profiles p on p.user_id = e.user_id
left join private.customer_health_scores h on h.user_id = e.user_id
left join private.profiles r on r.user_id = e.resolved_by;

comment on view public.error_list is 'Errors without stack trace and request body.';

create or replace function private.errors_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"unresolved": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.error_type', filter, 'type'),
    private.one_of('t.endpoint', filter, 'endpoint'),
    case when private.filter_text(filter, 'q') is not null then private.error_text_condition(private.filter_text(filter, 'q')) end,
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.errors_condition(jsonb) is 'The condition on error_logs t that an errors filter stands for.';

create or replace function public.list_errors(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.error_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('errors', 'error_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of errors. filter: state (unresolved, resolved, all), type, endpoint, customer, since, until, q, ids. sort: created_at, error_type. cursor_values: the sort column and the id of the row to go on from, or to go back from.';

create or replace function private.resolve_errors(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.set_resolved('error_logs', ids, notes);
$$;

comment on function private.resolve_errors(uuid[], text) is 'What public.resolve_errors does.';

create or replace function private.reopen_errors(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.clear_resolved('error_logs', ids, 'error.reopened');
$$;

comment on function private.reopen_errors(uuid[]) is 'What public.reopen_errors does.';

create or replace function public.resolve_errors(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.resolve_errors(ids, notes) $$;

comment on function public.resolve_errors(uuid[], text) is 'Resolves errors with notes, in the caller''s name. One row per id with its outcome.';

create or replace function public.reopen_errors(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.reopen_errors(ids) $$;

comment on function public.reopen_errors(uuid[]) is 'Reopens errors. One row per id with its outcome.';

revoke all on public.error_list from anon, authenticated;

grant select on public.error_list to authenticated, service_role;

revoke execute on function private.errors_condition(filter jsonb),
  public.list_errors(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.reopen_errors(ids uuid[]), private.resolve_errors(ids uuid[], notes text), public.reopen_errors(ids uuid[]),
  public.resolve_errors(ids uuid[], notes text)
  from public, anon, authenticated, service_role;

grant execute on function private.errors_condition(filter jsonb),
  public.list_errors(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.reopen_errors(ids uuid[]), private.resolve_errors(ids uuid[], notes text), public.reopen_errors(ids uuid[]),
  public.resolve_errors(ids uuid[], notes text) to authenticated, service_role;
