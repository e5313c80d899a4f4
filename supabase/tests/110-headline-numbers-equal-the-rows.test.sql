-- Every number that the overview leads with, and the same counted from the rows, in five situations.
create function pg_temp.shown() returns table (name text, value text) language sql as $$
  with n as materialized (select public.overview_now() as o),
  h as materialized (select * from public.overview_history(tests.bounds(now() - interval '1 day', now(), 48)))
  select k.key, k.value from n, jsonb_each_text(n.o -> 'pulse') k where k.key <> 'marker'
  union all select 'warning alerts', n.o ->> 'warning_alerts' from n
  union all select 'info alerts', n.o ->> 'info_alerts' from n
  union all select 'grade ' || g.grade, g.customers::text from n, jsonb_to_recordset(n.o -> 'grades') g (grade text, customers integer)
  union all select 'oldest ' || o.queue, o.since::text from n, jsonb_to_recordset(n.o -> 'oldest') o (queue text, since timestamptz)
  union all select h.list || ' ' || case when h.list = 'webhooks' then 'received' else h.series end, sum(h.matches)::text
    from h where h.bucket is not null and h.list in ('errors', 'alerts', 'webhooks', 'results') group by 1
  union all select 'deepest', max(d.deepest)::text from public.webhook_depth(tests.bounds(now() - interval '1 day', now(), 48)) d
  union all select 'arrived in 60 minutes', s.came::text from public.silences() s where s.what = 'webhooks'
  -- Above the lists, in their tabs, and on the pages of groups, usage and latency.
  union all select 'list ' || l.name, (select m.matches::text from public.count_matching(l.list, l.filter) m)
    from (values ('errors', 'errors', '{"state": "unresolved"}'::jsonb), ('alerts', 'alerts', '{"state": "open"}'), ('critical', 'alerts', '{"state": "open", "severity": ["critical"]}'),
      ('churn', 'churn', '{"state": "open"}'), ('pending', 'webhooks', '{"state": "pending"}'), ('failed', 'webhooks', '{"state": "failed"}'),
      ('at risk', 'customers', '{"grade": ["D", "F"]}'), ('groups', 'error_groups', '{"state": "unresolved"}')) l (name, list, filter)
  union all select 'tab ' || f.value, f.matches::text from public.list_facets('webhooks', '{}') f where f.facet = 'state' and f.matches > 0
  union all select 'group ' || g.id, concat_ws(' ', g.events, g.unresolved, g.customers, to_jsonb(g.first_seen) #>> '{}', to_jsonb(g.last_seen) #>> '{}')
    from public.list_error_groups('{"state": "all"}', page_size => 200) g
  union all select 'attention ' || a.id, concat_ws(' ', a.matches, a.customers, a.impact, a.unpriced, to_jsonb(a.since) #>> '{}') from public.needs_attention(50) a where a.kind = 'error'
  union all select 'oldest attention', to_jsonb(min(a.since)) #>> '{}' from public.needs_attention(50) a where a.kind = 'error' having count(*) > 0
  union all select 'usage ' || u.state, u.customers::text from public.usage_by_state() u where u.customers > 0
  union all select 'requests', e.requests::text || ' ' || e.slow from public.latency_endpoints(3600, date_bin('1 hour', now(), '2000-01-01') - interval '23 hours', date_bin('1 hour', now(), '2000-01-01') + interval '1 hour') e
    where e.endpoint is null
$$;
create function pg_temp.counted() returns table (name text, value text) language sql security definer as $$
  with waits as (
    select greatest(q.received_at, q.queued_at) as began, q.processed_at as ended, q.result from public.webhook_queue q
    union all select e.began, e.ended, e.result from private.webhook_ends e
  ),
  pending as (select * from public.webhook_queue q where q.processed_at is null),
  open_alerts as (select * from public.ops_alerts a where a.acknowledged_at is null or a.returns_at <= now()),
  unresolved as (select * from public.error_logs e where e.resolved_at is null),
  leaving as (select * from public.churn_alerts c where c.resolved_at is null)
  select 'unresolved_errors', count(*)::text from unresolved
  union all select 'open_alerts', count(*)::text from open_alerts
  union all select 'critical_alerts', count(*)::text from open_alerts where severity = 'critical'
  union all select 'warning alerts', count(*)::text from open_alerts where severity = 'warning'
  union all select 'info alerts', count(*)::text from open_alerts where severity = 'info'
  union all select 'open_churn', count(*)::text from leaving
  union all select 'pending_webhooks', count(*)::text from pending
  union all select 'failed_webhooks', count(*)::text from public.webhook_queue where processed_at is not null and result = 'failed'
  union all select 'at_risk_customers', count(*)::text from public.customer_health_scores where grade in ('D', 'F')
  union all select 'oldest_pending_webhook', (select to_jsonb(min(greatest(received_at, queued_at))) #>> '{}' from pending)
  union all select 'grade ' || g, (select count(*)::text from public.customer_health_scores where grade = g) from unnest('{A,B,C,D,F}'::text[]) g
  union all select 'oldest errors', min(created_at)::text from unresolved having count(*) > 0
  union all select 'oldest alerts', min(created_at)::text from open_alerts having count(*) > 0
  union all select 'oldest churn', min(created_at)::text from leaving having count(*) > 0
  union all select 'oldest webhooks', min(greatest(received_at, queued_at))::text from pending having count(*) > 0
  union all select 'errors ' || error_type, count(*)::text from public.error_logs where created_at >= now() - interval '1 day' and created_at < now() group by 1
  union all select 'alerts ' || severity, count(*)::text from public.ops_alerts where created_at >= now() - interval '1 day' and created_at < now() group by 1
  union all select 'webhooks received', count(*)::text from public.webhook_queue where received_at >= now() - interval '1 day' and received_at < now() having count(*) > 0
  union all select 'results ' || case when result in ('failed', 'skipped') then result else 'processed' end, count(*)::text
    from waits where ended >= now() - interval '1 day' and ended < now() group by 1
  union all select 'deepest', (select max((select count(*) from waits w where w.began <= m.began and (w.ended is null or w.ended > m.began)))::text
    from (select now() - interval '1 day' as began union select began from waits where began >= now() - interval '1 day' and began < now()) m)
  union all select 'arrived in 60 minutes', count(*)::text from public.webhook_queue where received_at > now() - interval '60 minutes' and received_at <= now()
  union all select 'list errors', count(*)::text from unresolved
  union all select 'list alerts', count(*)::text from open_alerts
  union all select 'list critical', count(*)::text from open_alerts where severity = 'critical'
  union all select 'list churn', count(*)::text from leaving
  union all select 'list pending', count(*)::text from pending
  union all select 'list failed', count(*)::text from public.webhook_queue where processed_at is not null and result = 'failed'
  union all select 'list at risk', count(*)::text from public.customer_health_scores where grade in ('D', 'F')
  union all select 'list groups', count(distinct group_id)::text from unresolved
  union all select 'tab ' || case when processed_at is null then 'pending' when result in ('failed', 'skipped') then result else 'processed' end, count(*)::text from public.webhook_queue group by 1
  union all select 'group ' || group_id, concat_ws(' ', count(*), count(*) filter (where resolved_at is null), count(distinct user_id),
    to_jsonb(min(created_at)) #>> '{}', to_jsonb(max(created_at)) #>> '{}') from public.error_logs group by group_id
  union all select 'attention ' || u.group_id, concat_ws(' ', u.matches, k.customers, case when k.customers > 0 then k.impact end, k.unpriced, to_jsonb(u.since) #>> '{}')
    from (select group_id, count(*) as matches, min(created_at) as since from unresolved group by 1) u
    cross join lateral (
      select count(*) as customers, coalesce(sum(private.plan_price(p.tier)) filter (where d.is_open), 0) as impact,
        count(*) filter (where d.is_open and private.plan_price(p.tier) is null) as unpriced
      from (select e.user_id, bool_or(e.resolved_at is null) as is_open from public.error_logs e where e.group_id = u.group_id and e.user_id is not null group by 1) d
      left join private.profiles p on p.user_id = d.user_id
    ) k
  union all select 'oldest attention', to_jsonb(min(created_at)) #>> '{}' from unresolved having count(*) > 0
  union all select 'usage ' || case when hard_stop_active then 'stopped' when used >= 100 then 'over' when used >= 80 then 'near' else 'under' end, count(*)::text
    from (select l.hard_stop_active, greatest(
        case when l.call_cap_seconds + l.call_credit > 0 then floor(l.call_used_seconds * 100.0 / (l.call_cap_seconds + l.call_credit)) when l.call_used_seconds > 0 then 100000 else 0 end,
        case when l.sms_cap + l.sms_credit > 0 then floor(l.sms_used * 100.0 / (l.sms_cap + l.sms_credit)) when l.sms_used > 0 then 100000 else 0 end) as used
      from public.usage_limits l) l group by 1
  union all select 'requests', count(*) || ' ' || count(*) filter (where is_slow) from public.latency_logs
    where created_at >= date_bin('1 hour', now(), '2000-01-01') - interval '23 hours' and created_at < date_bin('1 hour', now(), '2000-01-01') + interval '1 hour'
      and endpoint is not null and duration_ms is not null having count(*) > 0
$$;
create function pg_temp.figure(wanted text) returns text language sql as $$ select s.value from pg_temp.shown() s where s.name = wanted $$;
create function pg_temp.differing() returns text language sql as $$
  select string_agg(concat_ws(' ', coalesce(s.name, c.name), 'is', coalesce(s.value, 'none'), 'and not', coalesce(c.value, 'none')), '; ')
  from pg_temp.shown() s full join pg_temp.counted() c on c.name = s.name where s.value is distinct from c.value
$$;

-- A day with an evening on which 214 failed together.
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, processed_at, result, attempts)
select 'call_ended', 'day ' || n, '{}', at, case when n % 40 > 0 then at + n % 7 * interval '9 seconds' end,
  case when n % 40 > 0 then case when n % 30 = 0 then 'skipped' else 'success' end end, 1
from generate_series(1, 300) n cross join lateral (select now() - n * interval '5 minutes' as at) a;
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, processed_at, result, error_message, attempts)
select 'call_analyzed', 'failed ' || n, '{}', now() - interval '6 hours' + n * interval '1 second', now() - interval '5 hours 40 minutes' + n * interval '2 seconds', 'failed', 'answered 401', 5
from generate_series(1, 214) n;
insert into public.error_logs (error_type, message, user_id, created_at)
select (array['timeout', 'database'])[1 + n % 2], 'It took too long', case when n % 3 = 0 then tests.id_of('customer') end, now() - n * interval '20 minutes' from generate_series(1, 90) n;
insert into public.ops_alerts (alert_type, severity, message, created_at)
select 'latency', (array['critical', 'warning', 'info'])[1 + n % 3], 'x', now() - n * interval '50 minutes' from generate_series(1, 40) n;
insert into public.latency_logs (endpoint, method, duration_ms, is_slow, created_at)
select '/calls', 'POST', 40 + n, n % 9 = 0, now() - n * interval '10 minutes' from generate_series(1, 100) n;

select plan(14);
select tests.act_as('admin');
select is(pg_temp.differing(), null, 'normally');
select cmp_ok(pg_temp.figure('deepest')::integer, '>=', 214, 'control: all of them waited together');

create temp table before as select s.* from pg_temp.shown() s where s.name like 'results %' or s.name = 'deepest';
select is((select count(*) from public.requeue_webhooks(array(select l.id from public.list_webhooks('{"event_type": ["call_analyzed"], "state": "failed"}', page_size => 200) l), 'mended') r
  where r.outcome = 'done'), 200::bigint, '200 are requeued');
select is((select count(*) from public.requeue_webhooks(array(select l.id from public.list_webhooks('{"event_type": ["call_analyzed"], "state": "failed"}', page_size => 200) l), 'mended') r
  where r.outcome = 'done'), 14::bigint, 'and the other 14');
select is(pg_temp.differing(), null, 'after a requeue of 214');
select is(pg_temp.figure('failed_webhooks'), '1', 'they are failed no longer');
select results_eq($$select s.value from pg_temp.shown() s where s.name = 'results failed'$$, $$select b.value from before b where b.name = 'results failed'$$, 'and failed then');
select results_eq($$select s.value from pg_temp.shown() s where s.name = 'deepest'$$, $$select b.value from before b where b.name = 'deepest'$$, 'the queue was as deep as it was');

select is((select min(outcome) from public.resolve_error_groups(array(select g.id from public.list_error_groups('{"type": ["timeout"]}') g), 'mended')), 'done', 'a group is resolved');
select is(pg_temp.differing(), null, 'after a resolve of a group');

select tests.act_as('postgres');
update public.webhook_queue set received_at = received_at - interval '1 hour', processed_at = processed_at - interval '1 hour', queued_at = queued_at - interval '1 hour' where true;
update private.webhook_ends set began = began - interval '1 hour', ended = ended - interval '1 hour' where true;
update public.error_logs set created_at = created_at - interval '1 hour' where true;
update public.latency_logs set created_at = created_at - interval '1 hour' where true;
select tests.act_as('admin');
select is(pg_temp.differing(), null, 'with a platform that stopped an hour ago');
select is(pg_temp.figure('arrived in 60 minutes'), '0', 'from which nothing came since');

select tests.act_as('postgres');
truncate public.error_logs, public.ops_alerts, public.churn_alerts, public.webhook_queue, public.customer_health_scores, public.customer_health_history,
  public.usage_limits, public.latency_logs cascade;
select tests.act_as('admin');
select is(pg_temp.differing(), null, 'with an empty database');
select is((select string_agg(distinct s.state, ',') from public.silences() s where s.what in ('webhooks', 'health')), 'nothing yet', 'from which nothing came yet');
select * from finish();
