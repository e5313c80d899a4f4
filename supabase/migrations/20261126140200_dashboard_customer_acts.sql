-- What an admin does for a customer: takes them on, gives credit, lifts or sets the hard stop, flags a lead.

create table if not exists public.customer_owners (
  user_id uuid primary key references auth.users (id) on delete cascade,
  admin_id uuid not null,
  assigned_at timestamptz not null default now(),
  assigned_by uuid
);

comment on table public.customer_owners is 'Which admin looks after which customer. Written by assign_customers only; goes with the customer''s account.';
comment on column public.customer_owners.admin_id is 'No foreign key: who it was outlives the account.';
create index if not exists customer_owners_admin_id_idx on public.customer_owners (admin_id, user_id);

alter table public.customer_owners enable row level security;
drop policy if exists customer_owners_select on public.customer_owners;
create policy customer_owners_select on public.customer_owners for select to authenticated using ((select private.is_admin()));
create or replace trigger refuse_people before insert or update or delete on public.customer_owners for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
grant all on public.customer_owners to service_role;
revoke all on public.customer_owners from anon, authenticated;
grant select on public.customer_owners to authenticated;

create table if not exists private.credit_grants (
  request uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null check (kind in ('call', 'sms')),
  amount integer not null check (amount > 0),
  period_start timestamptz,
  granted_by uuid not null,
  granted_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid
);

comment on table private.credit_grants is 'The credit that admins gave, by the key of the request: the same request grants once.';
comment on column private.credit_grants.amount is 'Seconds of calls, or messages.';
comment on column private.credit_grants.period_start is 'The period it was given in: credit of a period that is over cannot be taken back.';
create index if not exists credit_grants_user_id_idx on private.credit_grants (user_id, granted_at);
alter table private.credit_grants enable row level security;

create or replace function private.credit_bound(kind text) returns integer
language sql immutable set search_path = ''
as $$ select case kind when 'call' then 18000 when 'sms' then 300 end $$;

comment on function private.credit_bound(text) is 'The most that one grant may give: 300 minutes of calls, in seconds, or 300 messages.';

create or replace function private.do_assign_customers(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  if not private.is_admin() then
    return query select w.id, 'denied', null::timestamptz, null::uuid, null::text from private.wanted_ids(ids) w order by w.place;
    return;
  end if;
  if assignee is not null and not exists (select from public.profiles p where p.user_id = assignee and p.role = 'admin') then
    raise exception 'assignee must be an admin' using errcode = '22023';
  end if;
  -- The profile's row is what two admins who assign at once wait for, in one order.
  perform from public.profiles p where p.user_id in (select w.id from private.wanted_ids(ids) w) order by p.user_id for update;
  with before as materialized (
    select p.user_id, o.admin_id from public.profiles p left join public.customer_owners o on o.user_id = p.user_id
    where p.user_id = any (ids) and p.role = 'user' and o.admin_id is not distinct from instead_of and o.admin_id is distinct from assignee
  ), gone as (
    delete from public.customer_owners o using before b where assignee is null and o.user_id = b.user_id
  ), here as (
    insert into public.customer_owners (user_id, admin_id, assigned_by)
    select b.user_id, assignee, auth.uid() from before b where assignee is not null
    on conflict (user_id) do update set admin_id = excluded.admin_id, assigned_at = now(), assigned_by = excluded.assigned_by
  ), told as (
    insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    select b.user_id, auth.uid(), case when assignee is null then 'customer.unassigned' else 'customer.assigned' end,
      case when assignee is null then 'unassign' else 'assign' end, 'profiles', b.user_id::text,
      jsonb_strip_nulls(jsonb_build_object('assignee', (select p.email from public.profiles p where p.user_id = assignee)))
        || jsonb_build_object('previous', jsonb_build_object('admin_id', b.admin_id))
    from before b
  )
  select coalesce(array_agg(b.user_id), '{}') into changed from before b;
  return query
    select w.id, case when p.user_id is null then 'missing' when w.id = any (changed) then 'done' else 'already' end,
      o.assigned_at, o.admin_id, a.email
    from private.wanted_ids(ids) w
    left join public.profiles p on p.user_id = w.id and p.role = 'user'
    left join public.customer_owners o on o.user_id = w.id
    left join public.profiles a on a.user_id = o.admin_id
    order by w.place;
end
$$;

comment on function private.do_assign_customers(uuid[], uuid, uuid) is 'What public.assign_customers does.';

create or replace function public.assign_customers(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.do_assign_customers(ids, assignee, instead_of) $$;

comment on function public.assign_customers(uuid[], uuid, uuid) is
  'Gives customers to an admin to look after, or to nobody, if they are with whom the caller believed. One row per id with its outcome; already names who has the customer.';

create or replace function private.do_flag_leads(ids uuid[], flagged boolean)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  if flagged is null then
    raise exception 'flagged must be true or false' using errcode = '22023';
  end if;
  return query
    select c.id, c.outcome, case c.outcome when 'done' then now() else l.created_at end,
      case c.outcome when 'done' then auth.uid() else l.actor_id end, p.email
    from private.change_rows('leads', ids, format('t.flagged_for_review is distinct from %L', flagged), format('flagged_for_review = %L', flagged)) c
    left join lateral (
      select a.created_at, a.actor_id from public.audit_logs a
      where c.outcome = 'already' and a.entity = 'leads' and a.entity_id = c.id::text and a.action_type = case when flagged then 'flag' else 'unflag' end
      order by a.created_at desc limit 1
    ) l on true
    left join public.profiles p on p.user_id = case c.outcome when 'done' then auth.uid() else l.actor_id end;
end
$$;

comment on function private.do_flag_leads(uuid[], boolean) is 'What public.flag_leads does; change_rows asks whether the caller is an admin.';

create or replace function public.flag_leads(ids uuid[], flagged boolean default true)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.do_flag_leads(ids, flagged) $$;

comment on function public.flag_leads(uuid[], boolean) is 'Flags leads for review, or takes the flag away. One row per id with its outcome.';

revoke execute on function private.credit_bound(text), private.do_assign_customers(uuid[], uuid, uuid), private.do_flag_leads(uuid[], boolean) from public;
grant execute on function private.do_assign_customers(uuid[], uuid, uuid), private.do_flag_leads(uuid[], boolean) to authenticated, service_role;
revoke execute on function public.assign_customers(uuid[], uuid, uuid), public.flag_leads(uuid[], boolean) from public, anon;
grant execute on function public.assign_customers(uuid[], uuid, uuid), public.flag_leads(uuid[], boolean) to authenticated, service_role;
