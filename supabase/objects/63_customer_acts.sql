-- Acts of admins on customers: assignment, lead flags, credit, hard stop.

create or replace function private.credit_bound(kind text) returns integer
language sql immutable set search_path = ''
as $$ select case kind when 'call' then 18000 when 'sms' then 300 end $$;

comment on function private.credit_bound(text) is 'The most that one grant may give: 300 minutes of calls, in seconds, or 300 messages.';

create or replace function private.assign_customers(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  perform private.begin_act();
  perform private.require_assignee(assignee);
  -- The profile's row is what two admins who assign at once wait for, in one order.
  perform from public.profiles p where p.user_id in (select w.id from private.check_ids(ids) w) order by p.user_id for update;
  with before as materialized (
    select p.user_id, o.admin_id from private.profiles p left join public.customer_owners o on o.user_id = p.user_id
    where p.user_id = any (ids) and (p.role in ('admin', 'seller')) is not true and o.admin_id is not distinct from instead_of and o.admin_id is distinct from assignee
  ), gone as (
    delete from public.customer_owners o using before b where assignee is null and o.user_id = b.user_id
  ), here as (
    insert into public.customer_owners (user_id, admin_id, assigned_by)
    select b.user_id, assignee, auth.uid() from before b where assignee is not null
    on conflict (user_id) do update set admin_id = excluded.admin_id, assigned_at = now(), assigned_by = excluded.assigned_by
  ), written as (
    insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    select b.user_id, auth.uid(), case when assignee is null then 'customer.unassigned' else 'customer.assigned' end,
      case when assignee is null then 'unassign' else 'assign' end, 'profiles', b.user_id::text,
      jsonb_strip_nulls(jsonb_build_object('assignee', (select p.email from private.profiles p where p.user_id = assignee)))
        || jsonb_build_object('previous', jsonb_build_object('admin_id', b.admin_id))
    from before b
  )
  select coalesce(array_agg(b.user_id), '{}') into changed from before b;
  perform private.end_act();
  return query
    select w.id, case when p.user_id is null then 'missing' when w.id = any (changed) then 'done' else 'already' end,
      o.assigned_at, o.admin_id, a.email
    from private.check_ids(ids) w
    left join private.profiles p on p.user_id = w.id and (p.role in ('admin', 'seller')) is not true
    left join public.customer_owners o on o.user_id = w.id
    left join private.profiles a on a.user_id = o.admin_id
    order by w.place;
end
$$;

comment on function private.assign_customers(uuid[], uuid, uuid) is 'What public.assign_customers does.';

create or replace function public.assign_customers(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_customers(ids, assignee, instead_of) $$;

comment on function public.assign_customers(uuid[], uuid, uuid) is
  'Gives customers to an admin to look after, or to nobody, if they are with whom the caller believed. One row per id with its outcome; already names who has the customer.';

create or replace function private.flag_leads(ids uuid[], flagged boolean)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if flagged is null then
    raise exception 'flagged must be true or false' using errcode = '22023';
  end if;
  return query select * from private.change_rows('leads', ids, format('coalesce(t.flagged_for_review, false) is distinct from %L', flagged),
    format('flagged_for_review = %L', flagged) || private.platform_changes('leads', case when flagged then 'flag' else 'unflag' end),
    undone => array[case when flagged then 'lead.flagged' else 'lead.unflagged' end]);
end
$$;

comment on function private.flag_leads(uuid[], boolean) is 'What public.flag_leads does.';

create or replace function public.flag_leads(ids uuid[], flagged boolean default true)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.flag_leads(ids, flagged) $$;

comment on function public.flag_leads(uuid[], boolean) is 'Flags leads for review, or takes the flag away. One row per id with its outcome.';

drop policy if exists customer_owners_select on public.customer_owners;
create policy customer_owners_select on public.customer_owners for select to authenticated using ((select private.is_admin()));

grant all on public.customer_owners to service_role;

revoke all on public.customer_owners from anon, authenticated;

grant select on public.customer_owners to authenticated;

revoke execute on function private.credit_bound(kind text),
  private.assign_customers(ids uuid[], assignee uuid, instead_of uuid),
  private.flag_leads(ids uuid[], flagged boolean),
  public.assign_customers(ids uuid[], assignee uuid, instead_of uuid), public.flag_leads(ids uuid[], flagged boolean)
  from public, anon, authenticated, service_role;

grant execute on function private.assign_customers(ids uuid[], assignee uuid, instead_of uuid),
  private.flag_leads(ids uuid[], flagged boolean),
  public.assign_customers(ids uuid[], assignee uuid, instead_of uuid), public.flag_leads(ids uuid[], flagged boolean)
  to authenticated, service_role;

-- Credit within bounds, and the hard stop. Audit rows come from the trigger on usage_limits.
create or replace function private.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text;
  limits record;
begin
  perform private.begin_act();
  why := private.required_text('reason', reason);
  if request is null or private.credit_bound(kind) is null or amount is null or amount not between 1 and private.credit_bound(kind) then
    raise exception 'credit is call or sms, of 1 to % at once', coalesce(private.credit_bound(kind), 0) using errcode = '22023';
  end if;
  perform from public.usage_limits u where u.user_id = customer for update;
  select u.* into limits from private.usage_limits u where u.user_id = customer;
  if limits.user_id is null then
    perform private.end_act();
    return query select request, 'missing', null::timestamptz, null::uuid, null::text;
    return;
  end if;
  if not exists (select from private.credit_grants g where g.request = request) then
    if (case kind when 'call' then coalesce(limits.call_credit, 0) + amount > greatest(limits.call_cap_seconds, private.credit_bound(kind))
        else coalesce(limits.sms_credit, 0) + amount > greatest(limits.sms_cap, private.credit_bound(kind)) end) then
      raise exception 'credit may not be more than the plan itself gives' using errcode = '22023';
    end if;
    insert into private.credit_grants (request, user_id, kind, amount, period_start, granted_by)
    values (request, customer, kind, amount, limits.period_start, auth.uid());
    perform set_config('kryonex.reason', why, true), set_config('kryonex.request', request::text, true);
    update public.usage_limits u set call_credit = case kind when 'call' then coalesce(limits.call_credit, 0) + amount else u.call_credit end,
      sms_credit = case kind when 'sms' then coalesce(limits.sms_credit, 0) + amount else u.sms_credit end
    where u.user_id = customer;
    perform set_config('kryonex.reason', '', true), set_config('kryonex.request', '', true), private.end_act();
    return query select request, 'done', now(), auth.uid(), (select p.email from private.profiles p where p.user_id = auth.uid());
    return;
  end if;
  perform private.end_act();
  return query select g.request, 'already', g.granted_at, g.granted_by, p.email
    from private.credit_grants g left join private.profiles p on p.user_id = g.granted_by where g.request = request;
end
$$;

comment on function private.grant_credit(uuid, text, integer, text, uuid) is 'What public.grant_credit does. The row of the limits is locked, so that two grants at once are one after the other.';

create or replace function public.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.grant_credit(customer, kind, amount, reason, request) $$;

comment on function public.grant_credit(uuid, text, integer, text, uuid) is
  'Gives a customer credit for the current period: kind call in seconds (300 minutes at once at most) or sms in messages (300 at most), for a reason that the audit trail keeps. Standing credit may reach what the plan itself gives, or one full grant where that is more. The same request, an id that the caller makes up, grants once: again it answers already. The state of the limits is the platform''s to recalculate.';

create or replace function private.revoke_credit(request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  given private.credit_grants;
  limits record;
begin
  perform private.begin_act();
  select g.* into given from private.credit_grants g where g.request = request for update;
  if given.request is null then
    perform private.end_act();
    return query select request, 'missing', null::timestamptz, null::uuid, null::text;
    return;
  end if;
  perform from public.usage_limits u where u.user_id = given.user_id for update;
  select u.* into limits from private.usage_limits u where u.user_id = given.user_id;
  if given.undone_at is null and limits.period_start is not distinct from given.period_start
    and (case given.kind when 'call' then limits.call_credit else limits.sms_credit end) >= given.amount then
    update private.credit_grants g set undone_at = now(), undone_by = auth.uid() where g.request = request;
    perform set_config('kryonex.reason', 'Taken back', true), set_config('kryonex.request', request::text, true);
    update public.usage_limits u set call_credit = case given.kind when 'call' then limits.call_credit - given.amount else u.call_credit end,
      sms_credit = case given.kind when 'sms' then limits.sms_credit - given.amount else u.sms_credit end
    where u.user_id = given.user_id;
    perform set_config('kryonex.reason', '', true), set_config('kryonex.request', '', true), private.end_act();
    return query select request, 'done', now(), auth.uid(), (select p.email from private.profiles p where p.user_id = auth.uid());
    return;
  end if;
  perform private.end_act();
  return query select request, 'already', given.undone_at, given.undone_by, (select p.email from private.profiles p where p.user_id = given.undone_by);
end
$$;

comment on function private.revoke_credit(uuid) is 'What public.revoke_credit does.';

create or replace function public.revoke_credit(request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.revoke_credit(request) $$;

comment on function public.revoke_credit(uuid) is
  'Undoes the credit that a request gave, once, in the period it was given in and while the platform has not removed it itself: otherwise it answers already.';

create or replace function private.set_hard_stop(customer uuid, active boolean, reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text;
  was boolean;
begin
  perform private.begin_act();
  why := private.required_text('reason', reason);
  if active is null then
    raise exception 'active must be true or false' using errcode = '22023';
  end if;
  perform from public.usage_limits u where u.user_id = customer for update;
  select coalesce(u.hard_stop_active, false) into was from private.usage_limits u where u.user_id = customer;
  if was is null then
    perform private.end_act();
    return query select customer, 'missing', null::timestamptz, null::uuid, null::text;
    return;
  end if;
  if was is distinct from active then
    -- The platform may have paused in a column of its own while this one stays as it is.
    perform set_config('kryonex.reason', why, true), set_config('kryonex.act_on', 'hard_stop_active', true);
    update public.usage_limits u set hard_stop_active = active where u.user_id = customer;
    perform set_config('kryonex.reason', '', true), set_config('kryonex.act_on', '', true);
  end if;
  perform private.end_act();
  return query
    select customer, case when was is distinct from active then 'done' else 'already' end, l.created_at, l.actor_id, p.email
    from (select 1) one
    left join lateral (
      select a.created_at, a.actor_id from public.audit_trail a
      where a.entity = 'usage_limits' and a.entity_id = customer::text
        and a.action = case when active then 'usage.hard_stop_set' else 'usage.hard_stop_lifted' end
      order by a.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = l.actor_id;
end
$$;

comment on function private.set_hard_stop(uuid, boolean, text) is 'What public.set_hard_stop does.';

create or replace function public.set_hard_stop(customer uuid, active boolean, reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.set_hard_stop(customer, active, reason) $$;

comment on function public.set_hard_stop(uuid, boolean, text) is
  'Sets or lifts a customer''s hard stop, for a reason that the audit trail keeps. Answers already, with who and when, where it was so. The platform may set the stop again when it counts the next call over the limit.';

revoke execute on function
  private.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  private.revoke_credit(request uuid), private.set_hard_stop(customer uuid, active boolean, reason text),
  public.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  public.revoke_credit(request uuid), public.set_hard_stop(customer uuid, active boolean, reason text)
  from public, anon, authenticated, service_role;

grant execute on function
  private.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  private.revoke_credit(request uuid), private.set_hard_stop(customer uuid, active boolean, reason text),
  public.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  public.revoke_credit(request uuid), public.set_hard_stop(customer uuid, active boolean, reason text)
  to authenticated, service_role;
