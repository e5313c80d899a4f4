-- What a customer is worth, what of it is at risk, and when somebody last spoke to them: kept, so that indexes can order by it.

create or replace function private.monthly_value(tier text) returns integer
language sql immutable set search_path = ''
as $$ select case tier when 'core' then 149 when 'pro' then 249 when 'elite' then 497 when 'scale' then 997 else 0 end $$;

comment on function private.monthly_value(text) is 'What a plan costs a month, in dollars.';

create table if not exists private.customer_figures (
  user_id uuid primary key references auth.users (id) on delete cascade,
  value_at_risk integer not null default 0,
  last_contact timestamptz not null default 'epoch'
);

comment on table private.customer_figures is 'Figures of each profile that the list of customers orders by, kept by triggers.';
comment on column private.customer_figures.value_at_risk is
  'The monthly value of the plan in dollars times the points that the health score lacks to 100: hundredths of a dollar a month. 0 without a score.';
comment on column private.customer_figures.last_contact is
  'The last comment on the customer or their churn alerts, note of a churn alert that was resolved, or text message to their own number; 1970 when none is known.';

create index if not exists customer_figures_value_idx on private.customer_figures (value_at_risk, user_id);
create index if not exists customer_figures_contact_idx on private.customer_figures (last_contact, user_id);

alter table private.customer_figures enable row level security;
drop policy if exists customer_figures_select on private.customer_figures;
create policy customer_figures_select on private.customer_figures for select to authenticated using ((select private.is_admin()));
revoke all on private.customer_figures from public;
grant select on private.customer_figures to authenticated;
grant all on private.customer_figures to service_role;

create or replace function private.keep_value_at_risk() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  customer uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
begin
  insert into private.customer_figures as f (user_id, value_at_risk)
  select p.user_id, private.monthly_value(p.tier) * coalesce(100 - h.score, 0)
  from public.profiles p left join public.customer_health_scores h on h.user_id = p.user_id
  where p.user_id = customer
  on conflict (user_id) do update set value_at_risk = excluded.value_at_risk where f.value_at_risk <> excluded.value_at_risk;
  return null;
end
$$;

comment on function private.keep_value_at_risk() is 'Trigger: a customer''s value at risk follows their plan and their score.';

create or replace function private.keep_last_contact(customer uuid, moment timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update private.customer_figures f set last_contact = moment where f.user_id = customer and f.last_contact < moment
$$;

comment on function private.keep_last_contact(uuid, timestamptz) is 'Moves a customer''s last contact forward, never back.';

create or replace function private.keep_contact() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  case tg_table_name
    when 'comments' then
      perform private.keep_last_contact(case new.entity when 'profiles' then new.entity_id
        else (select c.user_id from public.churn_alerts c where c.id = new.entity_id) end, new.created_at);
    when 'churn_alerts' then
      perform private.keep_last_contact(new.user_id, new.resolved_at);
    else
      perform private.keep_last_contact(p.user_id, new.created_at)
      from public.profiles p where p.user_id = new.user_id and p.transfer_number = new.to_number;
  end case;
  return null;
end
$$;

comment on function private.keep_contact() is 'Trigger: comments, notes of resolutions and text messages to the customer''s own number are contact; see last_contact().';

create or replace trigger keep_value_at_risk after insert or update of tier on public.profiles for each row
  execute function private.keep_value_at_risk();
create or replace trigger keep_value_at_risk after insert or update of score or delete on public.customer_health_scores for each row
  execute function private.keep_value_at_risk();
create or replace trigger keep_contact after insert on public.comments for each row
  when (new.entity in ('profiles', 'churn_alerts')) execute function private.keep_contact();
create or replace trigger keep_contact after insert or update of resolved_at on public.churn_alerts for each row
  when (new.resolved_at is not null and new.resolution_notes is not null) execute function private.keep_contact();
create or replace trigger keep_contact after insert on public.messages for each row
  when (new.direction = 'outbound') execute function private.keep_contact();

-- Profiles that were there before.
insert into private.customer_figures (user_id, value_at_risk, last_contact)
select p.user_id, private.monthly_value(p.tier) * coalesce(100 - h.score, 0), coalesce(c.happened_at, 'epoch')
from public.profiles p
left join public.customer_health_scores h on h.user_id = p.user_id
left join lateral public.last_contact(p.user_id) c on true
on conflict (user_id) do nothing;


revoke execute on function private.monthly_value(text), private.keep_value_at_risk(), private.keep_last_contact(uuid, timestamptz),
  private.keep_contact() from public;
grant execute on function private.monthly_value(text) to authenticated, service_role;
