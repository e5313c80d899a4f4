-- What stands beside a group of errors: whom it hurts, what failed with it, what is like it.

create or replace function public.list_error_group_customers(group_id uuid, most integer default 10)
returns table (user_id uuid, business_name text, tier text, grade text, events bigint, unresolved bigint, last_seen timestamptz, open_churn boolean)
language sql stable rows 10 set search_path = ''
as $$
  select c.user_id, p.business_name, p.tier, h.grade, c.events, c.unresolved, c.last_seen,
    exists (select from public.churn_alerts a where a.user_id = c.user_id and a.resolved_at is null)
  from (
    select u.user_id, sum(u.events)::bigint as events, sum(u.unresolved)::bigint as unresolved, max(u.last_seen) as last_seen
    from (
      select k.user_id, k.events, k.unresolved, k.last_seen from public.error_group_customers k
      where k.group_id = list_error_group_customers.group_id
      union all
      select n.user_id, n.events, n.unresolved, n.last_seen from public.error_group_changes n
      where n.group_id = list_error_group_customers.group_id and n.user_id is not null
    ) u
    group by 1 having sum(u.events) > 0
  ) c
  left join public.profiles p on p.user_id = c.user_id
  left join public.customer_health_scores h on h.user_id = c.user_id
  order by c.unresolved desc, c.events desc, c.user_id
  limit least(most, 100)
$$;

comment on function public.list_error_group_customers(uuid, integer) is 'The customers who met a group of errors, those with most unresolved ones first; 100 at most.';

create or replace function public.webhooks_failed_with(error_id uuid)
returns table (id uuid, event_type text, state text, attempts integer, received_at timestamptz, idempotency_key text, shared text)
language sql stable rows 10 set search_path = ''
as $$
  select w.id, w.event_type, case when w.processed_at is null then 'pending' else 'failed' end, w.attempts, w.received_at, w.idempotency_key,
    case when w.idempotency_key like '%' || i.value || '%' then i.value else 'customer' end
  from public.error_logs e
  cross join lateral (
    select coalesce(e.request_body ->> 'call_id', e.request_body #>> '{call,call_id}', e.request_body ->> 'message_sid',
      e.request_body ->> 'MessageSid', e.request_body ->> 'uid', substring(e.message from '(?:call|evt|SM)_?[A-Za-z0-9]{12,}')) as value
  ) i
  join public.webhook_queue w on w.received_at between e.created_at - interval '15 minutes' and e.created_at + interval '15 minutes'
  where e.id = error_id and (w.processed_at is null or w.result = 'failed')
    and (w.user_id = e.user_id or w.idempotency_key like '%' || i.value || '%')
  order by (w.idempotency_key like '%' || i.value || '%') is true desc, abs(extract(epoch from w.received_at - e.created_at)), w.id
  limit 10
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
  cross join lateral (
    select count(*) filter (where w.word = any (own.words))::real / greatest(count(*), cardinality(own.words)) as share
    from unnest(regexp_split_to_array(lower(t.pattern), '[^[:alpha:]]+')) w (word)
  ) s
  where t.error_type = own.error_type or s.share >= 0.6
  order by s.share + (t.error_type = own.error_type)::integer * 0.3 desc, t.last_seen desc, t.group_id
  limit 5
$$;

comment on function public.similar_error_groups(uuid) is
  'Five groups at most that are of the same type as a group, or share at least 60 % of the words of its pattern; the most alike first. As far as they are folded.';

revoke execute on function public.list_error_group_customers(uuid, integer), public.webhooks_failed_with(uuid),
  public.similar_error_groups(uuid) from public, anon;
grant execute on function public.list_error_group_customers(uuid, integer), public.webhooks_failed_with(uuid),
  public.similar_error_groups(uuid) to authenticated, service_role;
