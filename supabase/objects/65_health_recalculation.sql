-- Recalculating health: a preview of the effect, then saving it. Only an admin's request runs it.
create or replace function private.check_customer_ids(user_ids uuid[]) returns table (id uuid, place bigint)
language plpgsql stable security definer rows 100 set search_path = ''
as $$
begin
  perform private.require_admin();
  if cardinality(user_ids) > 200 then
    raise exception 'user_ids must be 200 at most' using errcode = '22023';
  end if;
  return query select w.id, w.place from private.check_ids(user_ids) w;
end
$$;

comment on function private.check_customer_ids(uuid[]) is 'The distinct ids of customers to calculate, 200 at most, for admins only.';

create or replace function private.try_health(user_ids uuid[])
returns table (user_id uuid, business_name text, tier text, old_score integer, old_grade text, old_risk text, old_factors jsonb, old_calculated timestamptz,
  new_score integer, new_grade text, new_risk text, new_factors jsonb)
language sql stable security definer rows 100 set search_path = ''
as $$
  select p.user_id, p.business_name, p.tier, h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
    m.score, private.grade_of(m.score), private.risk_of(m.score), m.factors
  from private.check_customer_ids(user_ids) w
  join private.profiles p on p.user_id = w.id and (p.role in ('admin', 'seller')) is not true
  left join private.customer_health_scores h on h.user_id = p.user_id
  cross join lateral private.model_health(p.user_id) m
  order by w.place
$$;

comment on function private.try_health(uuid[]) is 'What public.preview_health returns.';

create or replace function public.preview_health(user_ids uuid[])
returns table (user_id uuid, business_name text, tier text, old_score integer, old_grade text, old_risk text, old_factors jsonb, old_calculated timestamptz,
  new_score integer, new_grade text, new_risk text, new_factors jsonb)
language sql stable rows 100 set search_path = ''
as $$ select * from private.try_health(user_ids) $$;

comment on function public.preview_health(uuid[]) is
  'What recalculate_health would make of the scores of customers, 200 at most: the old and the new score, grade, risk and factors. Changes nothing. new_score is null where no part of the model has data.';

create or replace function private.save_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, old_score integer, new_score integer)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  calculated record;
begin
  perform private.begin_act();
  -- Nobody else is ever named as the first.
  actor_id := null;
  actor_email := null;
  -- One order of locking for everybody, or two calculations could wait for each other.
  perform from public.customer_health_scores h where h.user_id in (select w.id from private.check_customer_ids(save_health.user_ids) w)
  order by h.user_id for update;
  for calculated in
    select w.id, t.* from private.check_customer_ids(save_health.user_ids) w left join private.try_health(save_health.user_ids) t on t.user_id = w.id
    order by w.place
  loop
    id := calculated.id;
    old_score := calculated.old_score;
    new_score := calculated.new_score;
    outcome := case when calculated.user_id is null then 'missing' when calculated.new_score is null then 'already' else 'done' end;
    happened_at := case when outcome = 'done' then now() end;
    if outcome = 'done' then
      insert into public.customer_health_scores as h (user_id, score, grade, risk_level, factors, last_calculated)
      values (calculated.user_id, calculated.new_score, calculated.new_grade, calculated.new_risk, calculated.new_factors, now())
      on conflict (user_id) do update set score = excluded.score, grade = excluded.grade, risk_level = excluded.risk_level,
        factors = excluded.factors, last_calculated = excluded.last_calculated;
      -- Where the platform writes the history itself, no trigger did.
      insert into public.customer_health_history (user_id, score, grade, churn_risk, factors, created_at)
      select calculated.user_id, calculated.new_score, calculated.new_grade, calculated.new_risk, calculated.new_factors, now()
      where calculated.new_score is distinct from calculated.old_score and not exists (
        select from private.customer_health_history y where y.user_id = calculated.user_id and y.created_at = now());
      insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
      values (calculated.user_id, auth.uid(), 'health.recalculated', 'recalculate', 'customer_health_scores', calculated.user_id::text,
        jsonb_build_object('score', calculated.new_score, 'grade', calculated.new_grade, 'factors', calculated.new_factors,
          'previous', jsonb_build_object('score', calculated.old_score, 'grade', calculated.old_grade, 'risk_level', calculated.old_risk,
            'factors', calculated.old_factors, 'last_calculated', calculated.old_calculated)));
    end if;
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.save_health(uuid[]) is 'What public.recalculate_health does, and its audit rows.';

create or replace function public.recalculate_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, old_score integer, new_score integer)
language sql rows 100 set search_path = ''
as $$ select * from private.save_health(user_ids) $$;

comment on function public.recalculate_health(uuid[]) is
  'Calculates the health of customers, 200 at most, by the model of health_model_weights and saves it: score, grade, risk, factors and the time, with an audit row each (health.recalculated) that keeps what was before. Outcome done, missing for an id that is no customer, already where no part has data and the score stays.';

create or replace function private.unsave_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  saved record;
  put_back boolean;
begin
  perform private.begin_act();
  -- Nobody else is ever named as the first.
  actor_id := null;
  actor_email := null;
  perform from public.customer_health_scores h where h.user_id in (select w.id from private.check_customer_ids(unsave_health.user_ids) w)
  order by h.user_id for update;
  for saved in
    select w.id, h.user_id, h.last_calculated, l.created_at, l.actor_id, l.metadata -> 'previous' as previous
    from private.check_customer_ids(unsave_health.user_ids) w
    left join private.customer_health_scores h on h.user_id = w.id
    left join lateral (
      select a.created_at, a.actor_id, a.metadata from public.audit_trail a
      where a.entity = 'customer_health_scores' and a.entity_id = w.id::text and a.action = 'health.recalculated'
      order by a.created_at desc, a.id desc limit 1
    ) l on true
    order by w.place
  loop
    put_back := coalesce(saved.actor_id = auth.uid() and saved.last_calculated = saved.created_at, false);
    if put_back and saved.previous ->> 'score' is null then
      delete from public.customer_health_scores h where h.user_id = saved.id;
    elsif put_back then
      update public.customer_health_scores h set score = (saved.previous ->> 'score')::integer, grade = saved.previous ->> 'grade',
        risk_level = saved.previous ->> 'risk_level', factors = saved.previous -> 'factors',
        last_calculated = (saved.previous ->> 'last_calculated')::timestamptz
      where h.user_id = saved.id;
    end if;
    if put_back then
      insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
      values (saved.id, auth.uid(), 'health.restored', 'restore', 'customer_health_scores', saved.id::text,
        jsonb_build_object('score', saved.previous -> 'score', 'grade', saved.previous -> 'grade'));
    end if;
    id := saved.id;
    outcome := case when put_back then 'done' when saved.user_id is null then 'missing' else 'already' end;
    happened_at := case when put_back then now() else saved.last_calculated end;
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.unsave_health(uuid[]) is 'What public.restore_health does, and its audit rows.';

create or replace function public.restore_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql rows 100 set search_path = ''
as $$ select * from private.unsave_health(user_ids) $$;

comment on function public.restore_health(uuid[]) is
  'Undoes the caller''s own last recalculation of customers, 200 at most, where nothing was calculated since: the score is what it was, with an audit row each (health.restored). Outcome done, already where the caller has nothing to undo, missing.';

revoke execute on function private.save_health(user_ids uuid[]), private.try_health(user_ids uuid[]),
  private.unsave_health(user_ids uuid[]), private.check_customer_ids(user_ids uuid[]),
  public.preview_health(user_ids uuid[]), public.recalculate_health(user_ids uuid[]),
  public.restore_health(user_ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.save_health(user_ids uuid[]), private.try_health(user_ids uuid[]),
  private.unsave_health(user_ids uuid[]), public.preview_health(user_ids uuid[]),
  public.recalculate_health(user_ids uuid[]), public.restore_health(user_ids uuid[]) to authenticated, service_role;
