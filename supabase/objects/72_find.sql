-- The search of the command palette.

create or replace function public.find_anything(term text)
returns table (kind text, id uuid, label text, detail text)
language plpgsql stable security invoker rows 20 set search_path = '' as $$
declare
  wanted text := btrim(coalesce(term, ''));
  hex text := lower(regexp_replace(wanted, '[-{}[:space:]]', '', 'g'));
  digits text := regexp_replace(wanted, '\D', '', 'g');
  anywhere text := '%' || private.like_literal(private.flat(wanted)) || '%';
begin
  if length(wanted) < 2 or length(wanted) > 200 then
    return;
  end if;
  if hex ~ '^[0-9a-f]{8,32}$' then
    return query
      select case f.kind when 'profiles' then 'customer' when 'error_logs' then 'error' when 'error_group_totals' then 'error group'
          when 'ops_alerts' then 'alert' when 'churn_alerts' then 'churn alert' when 'webhook_queue' then 'webhook' else f.kind end,
        f.id, coalesce(p.business_name, p.email, e.error_type, g.error_type, a.alert_type, c.reason, w.event_type, f.kind),
        left(coalesce(p.email, e.message, g.pattern, a.message, c.severity, w.idempotency_key, f.id::text), 120)
      from private.find_ids(hex) f
      left join private.profiles p on f.kind = 'profiles' and p.user_id = f.id
      left join private.error_logs e on f.kind = 'error_logs' and e.id = f.id
      left join public.error_group_totals g on f.kind = 'error_group_totals' and g.group_id = f.id
      left join private.ops_alerts a on f.kind = 'ops_alerts' and a.id = f.id
      left join private.churn_alerts c on f.kind = 'churn_alerts' and c.id = f.id
      left join private.webhook_queue w on f.kind = 'webhook_queue' and w.id = f.id
      where f.kind <> 'profiles' or (p.role in ('admin', 'seller')) is not true
      limit 40;
  end if;
  if length(digits) >= 7 then
    return query
      (select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
        from public.agent_by_phone(wanted) g join private.profiles p on p.user_id = g.user_id and (p.role in ('admin', 'seller')) is not true)
      union all
      (select 'agents', g.id, coalesce(g.nickname, g.agent_id, 'Agent'), g.phone_number from public.agent_by_phone(wanted) g)
      union all
      (select 'leads', l.id, l.name, l.phone from private.leads l where l.phone = any (private.phone_writings(wanted)) limit 5)
      union all
      (select 'unknown_phone', u.id, u.event_type, u.phone_number from private.unknown_phone u where u.phone_number = any (private.phone_writings(wanted)) limit 5);
  end if;
  return query
    (select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
      from private.find_customers(wanted) with ordinality f (id, place) join private.profiles p on p.user_id = f.id order by f.place)
    union all
    (select 'error group', m.id, (array_agg(g.error_type order by g.group_id <> m.id))[1], left((array_agg(g.pattern order by g.group_id <> m.id))[1], 120)
      from public.error_group_totals g cross join lateral (select private.merged_error_group(g.group_id)) m (id)
      where length(wanted) > 2 and (g.error_type ilike anywhere or private.flat(g.pattern) ilike anywhere and private.shows(g.pattern, wanted))
      group by m.id order by max(g.last_seen) desc nulls last limit 5)
    union all
    (select 'webhook', w.id, w.event_type, w.idempotency_key
      from private.webhook_queue w where w.idempotency_key = wanted order by w.received_at desc limit 5);
end
$$;

comment on function public.find_anything(text) is
  'Finds customers by part of their name or by their e-mail address (8 at most) or by their agent''s phone number in any writing, who called by that number, groups of errors by their message, webhooks by their exact idempotency key, and any row of any table by its id or the first eight digits of it. kind is customer, error, error group, alert, churn alert, webhook, or else the table. Row level security applies.';

-- What the command palette finds: one call, each part through an index, each part with a limit.
create or replace function private.find_customers(term text) returns setof uuid
language plpgsql stable security definer rows 8 set search_path = ''
as $$
declare
  escaped text := private.like_literal(term);
  begun text;
  found uuid[] := '{}'::uuid[];
begin
  if not private.is_admin() then
    return;
  end if;
  foreach begun in array array[term, initcap(term), upper(term), lower(term)] loop
    found := found || array(select p.user_id from private.profiles p
      where coalesce(p.business_name, '') >= begun and coalesce(p.business_name, '') < begun || chr(1114111)
        and p.business_name ilike escaped || '%' and (p.role in ('admin', 'seller')) is not true
      order by coalesce(p.business_name, ''), p.user_id limit 8);
  end loop;
  -- Not in order: what many have is then found by reading on, what few have through the trigrams.
  if length(term) > 2 then
    execute format('select $1 || array(select p.user_id from private.profiles p where %s and (p.role in (''admin'', ''seller'')) is not true limit 8)',
      private.holds_name('(coalesce(p.business_name, '''') || '' '' || p.email)', term)) into found using found;
  end if;
  return query select f.id from unnest(found) with ordinality f (id, place) group by f.id order by min(f.place) limit 8;
end
$$;

comment on function private.find_customers(text) is
  'At most eight customers for admins: whose name begins with a term, then whose name contains it or whose e-mail address it is (from three characters on), whatever its accents and apostrophes. Under row level security a text search cannot use its index; the rows themselves are read with the caller''s rights.';

create or replace function private.find_ids(hex text) returns table (kind text, id uuid)
language plpgsql stable security definer rows 20 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  return query execute (
    select string_agg(format('(select %L::text, t.%I from public.%I t where t.%I between %L and %L limit 5)',
      r.relation, r.key, r.source, r.key, rpad(hex, 32, '0')::uuid, rpad(hex, 32, 'f')::uuid), ' union all ' order by r.relation)
    from private.record_tables() r where r.key_type = 'uuid');
end
$$;

comment on function private.find_ids(text) is 'Rows of any table whose key begins with some hexadecimal digits: a range of each table''s primary key, at most five rows of each. For admins, which is asked once, not once a table.';

revoke execute on function private.find_customers(term text), private.find_ids(hex text),
  public.find_anything(term text) from public, anon, authenticated, service_role;

grant execute on function private.find_customers(term text), private.find_ids(hex text),
  public.find_anything(term text) to authenticated, service_role;
