create or replace function private.plan_price(tier text) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce(
    (select s.monthly_price from private.tier_snapshots s
      where s.tier_id = tier and s.effective_from <= now() and (s.effective_until is null or s.effective_until > now())
      order by s.effective_from desc limit 1),
    case tier when 'scale' then 997 when 'elite' then 497 when 'pro' then 249 else 149 end)
$$;

comment on function private.plan_price(text) is
  'What a plan costs a month, in dollars: its snapshot in force, or where there is none a figure that keeps the plans in their order.';

create or replace function public.last_contact(customer uuid) returns table (kind text, happened_at timestamptz, actor_email text, words text)
language sql stable rows 1 set search_path = ''
as $$
  select c.kind, c.happened_at, p.email, left(c.words, 400)
  from (
    (select 'comment' as kind, m.created_at as happened_at, m.author_id as actor_id, m.body as words
      from public.comments m
      where m.entity = 'profiles' and m.entity_id = customer
        or m.entity = 'churn_alerts' and m.entity_id in (select a.id from private.churn_alerts a where a.user_id = customer)
      order by m.created_at desc limit 1)
    union all
    (select 'resolution', a.resolved_at, a.resolved_by, a.resolution_notes
      from private.churn_alerts a where a.user_id = customer and a.resolved_at is not null and a.resolution_notes is not null
      order by a.resolved_at desc limit 1)
    union all
    (select 'message', s.created_at, null::uuid, s.body
      from private.messages s join private.profiles o on o.user_id = s.user_id
      where s.user_id = customer and s.direction = 'outbound' and s.to_number = o.transfer_number
      order by s.created_at desc limit 1)
  ) c
  left join private.profiles p on p.user_id = c.actor_id
  order by c.happened_at desc limit 1
$$;

comment on function public.last_contact(uuid) is
  'The last that is known to have been said to a customer or about one: a comment on them or their churn alerts, the notes of a churn alert that was resolved, or a text message to their own number. Messages that their business sends to its callers are no contact.';

-- What a customer is worth, what of it is at risk, and when somebody last spoke to them: kept, so that indexes can order by it.
create or replace function private.monthly_value(tier text) returns integer
language sql immutable set search_path = ''
as $$ select case tier when 'core' then 149 when 'pro' then 249 when 'elite' then 497 when 'scale' then 997 end $$;

comment on function private.monthly_value(text) is 'What a plan costs a month, in dollars; null for a plan that nobody knows the price of.';

create or replace function private.refresh_value_at_risk() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  customer uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
begin
  insert into private.customer_figures as f (user_id, value_at_risk)
  select p.user_id, coalesce(private.monthly_value(p.tier) * (100 - h.score), 0)
  from private.profiles p left join private.customer_health_scores h on h.user_id = p.user_id
  where p.user_id = customer
  on conflict (user_id) do update set value_at_risk = excluded.value_at_risk where f.value_at_risk <> excluded.value_at_risk;
  return null;
end
$$;

comment on function private.refresh_value_at_risk() is 'Trigger: a customer''s value at risk follows their plan and their score.';

create or replace function private.refresh_last_contact(customer uuid, moment timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update private.customer_figures f set last_contact = moment where f.user_id = customer and f.last_contact < moment
$$;

comment on function private.refresh_last_contact(uuid, timestamptz) is 'Moves a customer''s last contact forward, never back.';

create or replace function private.record_contact() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  case tg_table_name
    when 'comments' then
      perform private.refresh_last_contact(case new.entity when 'profiles' then new.entity_id
        else (select c.user_id from private.churn_alerts c where c.id = new.entity_id) end, new.created_at);
    when 'churn_alerts' then
      perform private.refresh_last_contact(new.user_id, new.resolved_at);
    else
      perform private.refresh_last_contact(p.user_id, new.created_at)
      from private.profiles p where p.user_id = new.user_id and p.transfer_number = new.to_number;
  end case;
  return null;
end
$$;

comment on function private.record_contact() is 'Trigger: comments, notes of resolutions and text messages to the customer''s own number are contact; see last_contact().';

create or replace trigger refresh_value_at_risk after insert or update of tier on public.profiles for each row
  execute function private.refresh_value_at_risk();

create or replace trigger refresh_value_at_risk after insert or update of score or delete on public.customer_health_scores for each row
  execute function private.refresh_value_at_risk();

create or replace trigger record_contact after insert on public.comments for each row
  when (new.entity in ('profiles', 'churn_alerts')) execute function private.record_contact();

create or replace trigger record_contact after insert or update of resolved_at on public.churn_alerts for each row
  when (new.resolved_at is not null and new.resolution_notes is not null) execute function private.record_contact();

create or replace trigger record_contact after insert on public.messages for each row
  when (new.direction = 'outbound') execute function private.record_contact();

drop policy if exists customer_figures_select on private.customer_figures;
create policy customer_figures_select on private.customer_figures for select to authenticated using ((select private.is_admin()));

revoke all on private.customer_figures from public;

grant select on private.customer_figures to authenticated;

grant all on private.customer_figures to service_role;

-- Profiles that were there before.

revoke execute on function private.record_contact(),
  private.refresh_last_contact(customer uuid, moment timestamp with time zone), private.refresh_value_at_risk(),
  private.monthly_value(tier text), private.plan_price(tier text), public.last_contact(customer uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.monthly_value(tier text), public.last_contact(customer uuid)
  to authenticated, service_role;
