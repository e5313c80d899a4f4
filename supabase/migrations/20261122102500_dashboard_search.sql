-- What the command palette finds: one call, each part through an index.

create or replace function public.find_anything(term text)
returns table (kind text, id uuid, label text, detail text)
language plpgsql stable security invoker set search_path = '' as $$
declare
  wanted text := btrim(coalesce(term, ''));
  digits text := regexp_replace(wanted, '\D', '', 'g');
  pattern text := '%' || replace(replace(replace(wanted, '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if wanted ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    return query
      select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
        from public.profiles p where p.user_id = wanted::uuid and p.role = 'user'
      union all select 'error', e.id, e.error_type, left(coalesce(e.message, ''), 120)
        from public.error_logs e where e.id = wanted::uuid
      union all select 'alert', a.id, a.alert_type, left(coalesce(a.message, ''), 120)
        from public.ops_alerts a where a.id = wanted::uuid
      union all select 'churn alert', c.id, c.reason, c.severity
        from public.churn_alerts c where c.id = wanted::uuid
      union all select 'webhook', w.id, w.event_type, coalesce(w.idempotency_key, '')
        from public.webhook_queue w where w.id = wanted::uuid;
    return;
  end if;
  if length(wanted) < 2 then
    return;
  end if;
  return query
    (select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
      from public.profiles p
      where coalesce(p.business_name, '') || ' ' || p.email ilike pattern and p.role = 'user'
      order by p.business_name limit 8)
    union all
    (select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
      from public.agent_by_phone(wanted) g join public.profiles p on p.user_id = g.user_id
      where length(digits) >= 7)
    union all
    (select 'webhook', w.id, w.event_type, w.idempotency_key
      from public.webhook_queue w where w.idempotency_key = wanted order by w.received_at desc limit 5);
end
$$;

comment on function public.find_anything(text) is
  'Finds customers by part of their name or e-mail address (8 at most) or by their agent''s phone number in any writing,
   webhooks by their exact idempotency key, and any row of the queues by its id. Row level security applies.';

revoke all on function public.find_anything(text) from public, anon;
grant execute on function public.find_anything(text) to authenticated, service_role;
