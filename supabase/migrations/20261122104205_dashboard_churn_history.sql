-- How health scores moved. A database that was in use may have this table, written by the platform itself: it goes on doing so.

create or replace function private.keep_score() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.customer_health_history (user_id, score, grade, churn_risk, factors, created_at)
  values (new.user_id, new.score, new.grade, new.risk_level, new.factors, coalesce(new.last_calculated, now()));
  return null;
end
$$;

comment on function private.keep_score() is
  'Trigger: every calculation that changes a health score leaves a row in customer_health_history.';

do $$
begin
  if to_regclass('public.customer_health_history') is null then
    create or replace trigger keep_first_score after insert on public.customer_health_scores for each row
      execute function private.keep_score();
    create or replace trigger keep_score after update on public.customer_health_scores for each row
      when (old.score is distinct from new.score) execute function private.keep_score();
  end if;
end
$$;

create table if not exists public.customer_health_history (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  score integer not null check (score between 0 and 100),
  grade text,
  churn_risk text,
  factors jsonb,
  created_at timestamptz not null default now()
);
alter table public.customer_health_history
  add column if not exists grade text,
  add column if not exists churn_risk text,
  add column if not exists factors jsonb;

comment on table public.customer_health_history is
  'The health scores of each customer as they changed, the present one included. Goes with the account.';
comment on column public.customer_health_history.factors is 'What the score was made of.';
create index if not exists customer_health_history_user_id_idx on public.customer_health_history (user_id, created_at, id);
create index if not exists customer_health_history_created_at_idx on public.customer_health_history (created_at, id);

alter table public.customer_health_history enable row level security;
drop policy if exists customer_health_history_select on public.customer_health_history;
create policy customer_health_history_select on public.customer_health_history for select to authenticated
  using ((select private.is_admin()));
do $$
declare
  p name;
begin
  for p in select l.polname from pg_policy l where l.polrelid = 'public.customer_health_history'::regclass
      and l.polname <> 'customer_health_history_select' loop
    execute format('drop policy %I on public.customer_health_history', p);
  end loop;
end
$$;
create or replace trigger refuse_people before insert or update or delete on public.customer_health_history for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
revoke all on public.customer_health_history from anon, authenticated;
grant select on public.customer_health_history to authenticated;
grant all on public.customer_health_history to service_role;

create or replace function private.score_at(customer uuid, moment timestamptz) returns integer
language sql stable set search_path = ''
as $$
  select h.score from public.customer_health_history h
  where h.user_id = customer and h.created_at <= moment
  order by h.created_at desc, h.id desc limit 1
$$;

comment on function private.score_at(uuid, timestamptz) is 'A customer''s health score at a moment; null before the first.';

create or replace function private.daily_scores(customer uuid, until timestamptz) returns integer[]
language sql stable set search_path = ''
as $$
  select array_agg(d.score order by d.day)
  from (
    select g.day, private.score_at(customer, until - (30 - g.day) * interval '1 day') as score from generate_series(0, 30) g (day)
  ) d
  where d.score is not null
$$;

comment on function private.daily_scores(uuid, timestamptz) is
  'A customer''s health score once a day over the 30 days up to a moment, the oldest first; days before the first score are left out.';

create or replace function public.last_contact(customer uuid) returns table (kind text, happened_at timestamptz, actor_email text, words text)
language sql stable rows 1 set search_path = ''
as $$
  select c.kind, c.happened_at, p.email, left(c.words, 400)
  from (
    (select 'comment' as kind, m.created_at as happened_at, m.author_id as actor_id, m.body as words
      from public.comments m
      where m.entity = 'profiles' and m.entity_id = customer
        or m.entity = 'churn_alerts' and m.entity_id in (select a.id from public.churn_alerts a where a.user_id = customer)
      order by m.created_at desc limit 1)
    union all
    (select 'resolution', a.resolved_at, a.resolved_by, a.resolution_notes
      from public.churn_alerts a where a.user_id = customer and a.resolved_at is not null and a.resolution_notes is not null
      order by a.resolved_at desc limit 1)
    union all
    (select 'message', s.created_at, null::uuid, s.body
      from public.messages s join public.profiles o on o.user_id = s.user_id
      where s.user_id = customer and s.direction = 'outbound' and s.to_number = o.transfer_number
      order by s.created_at desc limit 1)
  ) c
  left join public.profiles p on p.user_id = c.actor_id
  order by c.happened_at desc limit 1
$$;

comment on function public.last_contact(uuid) is
  'The last that is known to have been said to a customer or about one: a comment on them or their churn alerts, the notes of a churn alert that was resolved, or a text message to their own number. Messages that their business sends to its callers are no contact.';

revoke execute on function private.keep_score(), private.score_at(uuid, timestamptz), private.daily_scores(uuid, timestamptz) from public;
grant execute on function private.score_at(uuid, timestamptz), private.daily_scores(uuid, timestamptz) to authenticated, service_role;
revoke execute on function public.last_contact(uuid) from public, anon;
grant execute on function public.last_contact(uuid) to authenticated, service_role;
