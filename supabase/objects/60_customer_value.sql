-- The value of customers: plan prices, value at risk, last contact.

create or replace function private.plan_price(tier text) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce(
    (select s.monthly_price from private.tier_snapshots s
      where private.plan_word(s.tier_id) = tier and s.effective_from <= now() and (s.effective_until is null or s.effective_until > now())
      order by s.effective_from desc limit 1),
    private.monthly_value(tier))
$$;

comment on function private.plan_price(text) is
  'What a plan costs a month, in dollars: its snapshot in force, or where there is none a figure that keeps the plans in their order; null for a plan that nobody knows the price of.';

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
  'The time of the last known contact with a customer: a comment on them or their churn alerts, the notes of a churn alert that was resolved, or a text message to their own number. Messages that their business sends to its callers are no contact.';

-- A customer's monthly value, value at risk and last contact, stored so that indexes can order by them.
create or replace function private.monthly_value(tier text) returns integer
language sql immutable set search_path = ''
as $$ select case tier when 'core' then 149 when 'pro' then 249 when 'elite' then 497 when 'scale' then 997 end $$;

comment on function private.monthly_value(text) is 'What a plan costs a month, in dollars; null for a plan without a known price.';

create or replace function private.refresh_figures_of(customers uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  held uuid[];
begin
  -- Only one session refreshes at a time and none waits; what it leaves, the next one does.
  if cardinality(customers) > 100 or not pg_try_advisory_xact_lock(hashtext('private.customer_figures')) then
    insert into private.stale_customers (user_id) select distinct c.id from unnest(customers) c (id) where c.id is not null;
    return;
  end if;
  -- The figures that a transaction holds which recorded a contact: who waits for it may be whom it waits for.
  held := array(select f.user_id from private.customer_figures f where f.user_id = any (customers)
    except select f.user_id from (select l.user_id from private.customer_figures l where l.user_id = any (customers) for update skip locked) f);
  insert into private.stale_customers (user_id) select h.id from unnest(held) h (id);
  insert into private.customer_figures as f (user_id, value_at_risk)
  select distinct on (p.user_id) p.user_id, coalesce(private.monthly_value(p.tier), 0) * case when h.score is null then 0 else 100 - least(greatest(h.score, 0), 100) end
  from private.profiles p left join private.customer_health_scores h on h.user_id = p.user_id
  where p.user_id = any (customers) and p.user_id <> all (held)
  order by p.user_id, h.score
  on conflict (user_id) do update set value_at_risk = excluded.value_at_risk where f.value_at_risk <> excluded.value_at_risk;
end
$$;

comment on function private.refresh_figures_of(uuid[]) is
  'Refreshes the value at risk of customers; notes them for later where there are more than a hundred, or while another session refreshes or holds them.';

create or replace function private.refresh_stale_customers(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  stale uuid[];
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.customer_figures')) then
    return 0;
  end if;
  with taken as (
    delete from private.stale_customers s where s.ctid = any (array(select o.ctid from private.stale_customers o limit least(most, 100)))
    returning s.user_id
  )
  select array_agg(distinct t.user_id) into stale from taken t;
  perform private.refresh_figures_of(stale);
  return coalesce(cardinality(stale), 0);
end
$$;

comment on function private.refresh_stale_customers(integer) is 'Refreshes at most a hundred of the customers that triggers left, and returns how many.';

create or replace function private.refresh_customer_figures() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('private.customer_figures'));
  delete from private.stale_customers s where s.user_id is not null;
  insert into private.customer_figures as f (user_id, value_at_risk, last_contact)
  select distinct on (p.user_id) p.user_id, coalesce(private.monthly_value(p.tier), 0) * case when h.score is null then 0 else 100 - least(greatest(h.score, 0), 100) end,
    coalesce(c.happened_at, 'epoch')
  from private.profiles p
  left join private.customer_health_scores h on h.user_id = p.user_id
  left join lateral public.last_contact(p.user_id) c on true
  where p.user_id is not null
  order by p.user_id, h.score
  on conflict (user_id) do update set value_at_risk = excluded.value_at_risk, last_contact = greatest(f.last_contact, excluded.last_contact)
  where f.value_at_risk <> excluded.value_at_risk or f.last_contact < excluded.last_contact;
end
$$;

comment on function private.refresh_customer_figures() is 'Refreshes the figures of all customers, after a trigger could not.';

create or replace function private.refresh_value_at_risk() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('customers');
    return null;
  end if;
  begin
    perform private.refresh_figures_of(array[case when tg_op = 'DELETE' then old.user_id else new.user_id end]);
  exception
    when others then
      perform private.note_failure('customers', tg_table_name, null, 'value at risk', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.refresh_value_at_risk() is 'Trigger: a customer''s value at risk follows their plan and their score.';

create or replace function private.refresh_values_at_risk() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('customers');
    return null;
  end if;
  begin
    if tg_op = 'UPDATE' then
      -- Compared as JSON: a row of the platform may hold what cannot be compared.
      perform private.refresh_figures_of(array(
        select c.user_id from (
          (select b.user_id, k.name, to_jsonb(b) -> k.name from before b cross join unnest(tg_argv) k (name)
            except select a.user_id, k.name, to_jsonb(a) -> k.name from news a cross join unnest(tg_argv) k (name))
          union all
          (select a.user_id, k.name, to_jsonb(a) -> k.name from news a cross join unnest(tg_argv) k (name)
            except select b.user_id, k.name, to_jsonb(b) -> k.name from before b cross join unnest(tg_argv) k (name))
        ) c where c.user_id is not null group by c.user_id));
    else
      perform private.refresh_figures_of(array(select distinct n.user_id from news n where n.user_id is not null));
    end if;
  exception
    when others then
      perform private.note_failure('customers', tg_table_name, null, 'value at risk', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.refresh_values_at_risk() is
  'Trigger: as private.refresh_value_at_risk, for all rows of a statement; of an update for those in which a column has changed that its arguments name.';

create or replace function private.refresh_last_contact(customer uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform from private.customer_figures f where f.user_id = customer for update skip locked;
  if found then
    update private.customer_figures f set last_contact = moment where f.user_id = customer and f.last_contact < moment;
  elsif exists (select from private.customer_figures f where f.user_id = customer) then
    perform nextval('private.lost_customers');
  end if;
end
$$;

comment on function private.refresh_last_contact(uuid, timestamptz) is
  'Moves a customer''s last contact forward, never back; while somebody else changes the customer''s figures it is left to be looked up.';

create or replace function private.record_contact() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  -- What it reads could make a serializable transaction fail when it commits.
  if current_setting('kryonex.locked', true) = 'on' or current_setting('transaction_isolation') = 'serializable' then
    perform private.give_up('customers');
    return null;
  end if;
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
  exception
    when others then
      perform private.note_failure('customers', tg_table_name, to_jsonb(new) ->> 'id', 'last contact', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.record_contact() is 'Trigger: comments, notes of resolutions and text messages to the customer''s own number are contact; see last_contact().';

create or replace trigger refresh_new_value_at_risk after insert on public.profiles referencing new table as news
  for each statement execute function private.refresh_values_at_risk();

create or replace trigger refresh_value_at_risk after update on public.profiles referencing old table as before new table as news
  for each statement execute function private.refresh_values_at_risk('user_id', 'tier');

create or replace trigger refresh_new_value_at_risk after insert on public.customer_health_scores referencing new table as news
  for each statement execute function private.refresh_values_at_risk();

create or replace trigger refresh_lost_value_at_risk after delete on public.customer_health_scores referencing old table as news
  for each statement execute function private.refresh_values_at_risk();

create or replace trigger refresh_value_at_risk after update on public.customer_health_scores referencing old table as before new table as news
  for each statement execute function private.refresh_values_at_risk('user_id', 'score');

-- Where the platform keeps the plan of a customer, a customer's plan is a column of these.
do $$
declare
  relation text;
begin
  foreach relation in array '{subscriptions,usage_limits}'::text[] loop
    continue when private.is_ours('profiles');
    execute format('create or replace trigger refresh_new_value_at_risk after insert on public.%I referencing new table as news
      for each statement execute function private.refresh_values_at_risk()', relation);
  end loop;
  if not private.is_ours('profiles') then
    create or replace trigger refresh_value_at_risk after update on public.subscriptions referencing old table as before new table as news
      for each statement execute function private.refresh_values_at_risk('user_id', 'tier', 'plan_type', 'status');
    create or replace trigger refresh_lost_value_at_risk after delete on public.subscriptions referencing old table as news
      for each statement execute function private.refresh_values_at_risk();
    -- Counting a call changes neither of these.
    execute format('create or replace trigger refresh_value_at_risk after update on public.usage_limits for each row
      when (%s) execute function private.refresh_value_at_risk()', private.has_changed('usage_limits', '{tier,tier_id}'));
  end if;
end
$$;

create or replace trigger record_contact after insert on public.comments for each row
  when (new.entity in ('profiles', 'churn_alerts')) execute function private.record_contact();

create or replace trigger record_contact after insert or update of resolved_at on public.churn_alerts for each row
  when (new.resolved_at is not null and new.resolution_notes is not null) execute function private.record_contact();

create or replace trigger record_contact after insert on public.messages for each row
  when (new.direction = 'outbound') execute function private.record_contact();

-- On the platform's tables, in place of foreign keys: deletes orphans a few rows at a time.
create or replace function private.forget_orphans() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_ours('profiles') or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.forget_orphans')) then
    return;
  end if;
  delete from private.customer_figures f where not exists (select from public.profiles p where p.user_id = f.user_id);
  delete from public.customer_owners o where not exists (select from auth.users u where u.id = o.user_id);
  delete from private.credit_grants g where not exists (select from auth.users u where u.id = g.user_id);
  delete from public.saved_views v where not exists (select from auth.users u where u.id = v.owner_id);
  if private.is_ours('customer_health_history') then
    delete from public.customer_health_history h where h.id = any (array(
      select o.id from public.customer_health_history o where not exists (select from auth.users u where u.id = o.user_id) limit 1000));
  end if;
end
$$;

comment on function private.forget_orphans() is
  'Deletes what belonged to accounts that are gone, on a database in use, where no foreign key of ours may lead to the platform''s tables. Readers of the overview call it.';

drop policy if exists customer_figures_select on private.customer_figures;
create policy customer_figures_select on private.customer_figures for select to authenticated using ((select private.is_admin()));

revoke all on private.customer_figures from public;

grant select on private.customer_figures to authenticated;

grant all on private.customer_figures to service_role;

revoke execute on function private.record_contact(),
  private.refresh_last_contact(customer uuid, moment timestamp with time zone), private.refresh_value_at_risk(), private.refresh_values_at_risk(),
  private.refresh_figures_of(customers uuid[]), private.refresh_stale_customers(most integer), private.refresh_customer_figures(),
  private.forget_orphans(),
  private.monthly_value(tier text), private.plan_price(tier text), public.last_contact(customer uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.monthly_value(tier text), public.last_contact(customer uuid)
  to authenticated, service_role;
