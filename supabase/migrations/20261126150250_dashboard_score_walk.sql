-- The list of churn alerts with daily scores from one walk over the history: each score counts until the next one. A
-- function for each day would ask each time anew whether the caller is an admin.

create or replace view public.churn_list with (security_invoker = true) as
select c.id, c.user_id, c.severity, c.reason, btrim(split_part(c.reason, ':', 1)) as reason_kind,
  nullif(btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)), '') as reason_evidence, c.created_at,
  c.resolved_at, c.resolved_by, c.resolution_notes, r.email as resolved_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score,
  c.resolution_outcome, c.assigned_to, o.email as assigned_to_email,
  (select array_agg(r.score order by d.day) from (
    select y.score, y.day, coalesce(lead(y.day) over (order by y.created_at, y.id), 31) as next_day from (
      (select b.score, b.created_at, b.id, 0 as day from public.customer_health_history b
      where b.user_id = c.user_id and b.created_at <= least(c.resolved_at, now()) - interval '30 days' order by b.created_at desc, b.id desc limit 1)
      union all
      select b.score, b.created_at, b.id, 30 - floor(extract(epoch from least(c.resolved_at, now()) - b.created_at) / 86400)::integer
      from public.customer_health_history b
      where b.user_id = c.user_id and b.created_at > least(c.resolved_at, now()) - interval '30 days' and b.created_at <= least(c.resolved_at, now())
    ) y
  ) r, generate_series(r.day, r.next_day - 1) d (day)) as daily_scores,
  (select y.score from public.customer_health_history y
  where y.user_id = c.user_id and y.created_at <= c.resolved_at order by y.created_at desc, y.id desc limit 1) as score_when_resolved,
  (select y.score from public.customer_health_history y
  where y.user_id = c.user_id and c.resolved_at is not null and y.created_at <= c.resolved_at + interval '30 days'
  order by y.created_at desc, y.id desc limit 1) as score_since
from public.churn_alerts c
left join public.profiles p on p.user_id = c.user_id
left join public.customer_health_scores h on h.user_id = c.user_id
left join public.profiles r on r.user_id = c.resolved_by
left join public.profiles o on o.user_id = c.assigned_to;

drop function if exists private.daily_scores(uuid, timestamptz);
drop function if exists private.score_at(uuid, timestamptz);

-- The last message to a customer's own number, among all that their business sends to its callers.
create index if not exists messages_outbound_to_idx on public.messages (user_id, to_number, created_at) where direction = 'outbound';
