insert into auth.users (id, aud, role, email, email_confirmed_at, created_at, updated_at)
select pg_temp.customer(n), 'authenticated', 'authenticated', 'owner-' || n || '@example.com', now(), now(), now()
from generate_series(1, 2000) n;

insert into public.profiles (user_id, email, business_name, area_code, tier, industry, transfer_number)
select pg_temp.customer(n), 'owner-' || n || '@example.com', pg_temp.pick('{Alder,Birch,Cedar,Elm,Fir,Hazel,Maple,Oak,Pine,Rowan}')
    || ' ' || pg_temp.pick('{Heating,Plumbing,Electric,Air,Services}') || ' ' || n,
  '415', pg_temp.pick('{core,core,core,pro,pro,elite,scale}'), pg_temp.pick('{hvac,plumbing,electrical}'), pg_temp.phone(n)
from generate_series(1, 2000) n;

insert into public.agents (user_id, agent_id, phone_number, nickname, status)
select pg_temp.customer(n), 'agent_' || n % 20, '+1628' || lpad((5550000 + n)::text, 7, '0'), 'Front desk', 'active'
from generate_series(1, 2000) n;

insert into public.usage_limits (user_id, tier, call_cap_seconds, call_used_seconds, sms_cap, sms_used, period_start, period_end)
select pg_temp.customer(n), 'pro', 60000, floor(60000 * random())::integer, 500, floor(500 * random())::integer,
  date_trunc('month', now()), date_trunc('month', now()) + interval '1 month'
from generate_series(1, 2000) n;

insert into public.customer_health_scores (user_id, score, grade, risk_level, factors, last_calculated)
select pg_temp.customer(s.n), s.score,
  case when s.score >= 90 then 'A' when s.score >= 80 then 'B' when s.score >= 70 then 'C' when s.score >= 60 then 'D' else 'F' end,
  case when s.score >= 80 then 'low' when s.score >= 70 then 'medium' when s.score >= 60 then 'high' else 'critical' end,
  jsonb_build_object('usage', s.score - 5, 'payments', 90, 'errors', 70), now() - interval '1 day' * random()
from (select n, 40 + floor(61 * sqrt(random()))::integer as score from generate_series(1, 1950) n) s;

insert into public.churn_alerts (user_id, reason, severity, created_at, resolved_at, resolution_notes)
select pg_temp.some_customer(), pg_temp.pick('{score_drop,inactivity,usage_decline,payment_issue}') || ': seen on day ' || n,
  pg_temp.pick('{low,medium,medium,high,critical}'), now() - interval '90 days' * (1 - n / 4000.0),
  case when random() < 0.85 then now() end, 'Called the owner'
from generate_series(1, 4000) n;
