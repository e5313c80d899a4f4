-- Splitting a group of errors by a value of its events, and undoing it.

create or replace function private.error_group_value_counts(wanted uuid) returns table (field text, value text, label text, events bigint, looked bigint)
language sql stable set search_path = ''
as $$
  with texts as materialized (
    select e.message from unnest(private.error_group_members(wanted)) m (id)
    cross join lateral (select l.message, l.created_at, l.id from private.error_logs l where l.group_id = m.id order by l.created_at desc, l.id desc limit 200) e
    order by e.created_at desc, e.id desc limit 200
  )
  select 'endpoint', private.error_text_hash(p.endpoint)::text, p.endpoint, p.events, null::bigint
  from public.error_group_endpoints p where p.group_id = wanted and p.events > 0 and p.endpoint <> ''
  union all
  select 'customer', k.user_id::text, coalesce(p.business_name, p.email, k.user_id::text), k.events, null
  from public.error_group_customers k left join private.profiles p on p.user_id = k.user_id where k.group_id = wanted and k.events > 0
  union all
  select 'message', private.error_text_hash(t.message)::text, min(left(t.message, 400)), count(*), (select count(*) from texts)
  from texts t where t.message <> '' group by 2
$$;

comment on function private.error_group_value_counts(uuid) is
  'How many events of a group have each endpoint and customer, and each message among its latest 200 events. Without changes not yet applied.';

create or replace function private.read_error_group_values(wanted uuid) returns table (field text, value text, label text, events bigint, looked bigint)
language plpgsql stable security definer rows 20 set search_path = ''
as $$
begin
  perform private.require_admin();
  return query
  select p.field, p.value, p.label, p.events, p.looked
  from (
    select c.*, row_number() over (partition by c.field order by c.events desc, c.label) as place, count(*) over (partition by c.field) as kinds
    from private.error_group_value_counts(wanted) c
  ) p
  where p.place <= 5 and (p.kinds > 1 or p.events < (select t.events from public.error_group_totals t where t.group_id = wanted) and p.field <> 'message')
    and not exists (select from private.error_group_splits s where s.parent_id = wanted and s.field = p.field and s.value = p.value and s.undone_at is null)
  order by array_position('{endpoint,customer,message}'::text[], p.field), p.place;
end
$$;

comment on function private.read_error_group_values(uuid) is 'What public.error_group_values does.';

create or replace function public.error_group_values(wanted uuid) returns table (field text, value text, label text, events bigint, looked bigint)
language sql stable rows 20 set search_path = ''
as $$ select * from private.read_error_group_values(wanted) $$;

comment on function public.error_group_values(uuid) is
  'The values by which the events of a group differ: its most frequent endpoints and customers, and messages among its latest 200 events, which looked says; five of each at most. value is what split_error_group takes: an id, or a sum instead of what lists mask.';

create or replace function private.split_group(wanted uuid, field text, value text, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer rows 1 set search_path = ''
as $$
#variable_conflict use_variable
declare
  known private.error_group_splits;
  label text;
begin
  perform private.begin_act();
  if wanted is null or request is null or field is null or field not in ('endpoint', 'customer', 'message') or value is null or length(value) > 100 then
    raise exception 'a group is split by an endpoint, a customer or a message, by a request with an id' using errcode = '22023';
  end if;
  id := private.id_of_rules(concat_ws(E'\n', 'split', wanted, field, value), private.error_rules());
  perform private.lock_error_groups(array[wanted]);
  select s.* into known from private.error_group_splits s where s.id = split_group.id and s.undone_at is null limit 1;
  label := (select c.label from private.error_group_value_counts(wanted) c where c.field = split_group.field and c.value = split_group.value limit 1);
  outcome := case
    when known.id is not null or exists (select from public.audit_trail l where l.entity = 'error_groups' and l.entity_id = wanted::text
      and l.action = 'error_group.split' and l.metadata ->> 'request' = request::text) then 'already'
    when exists (select from public.error_group_list l where l.id = wanted) and label is not null then 'done' else 'missing' end;
  happened_at := case outcome when 'done' then clock_timestamp() else known.split_at end;
  actor_id := case outcome when 'done' then auth.uid() else known.split_by end;
  if outcome = 'done' then
    insert into private.error_group_splits as s (group_id, id, parent_id, field, value, label, split_by)
    select m.id, split_group.id, wanted, field, value, label, auth.uid() from unnest(private.error_group_members(wanted)) m (id)
    on conflict on constraint error_group_splits_pkey do update set split_at = excluded.split_at, split_by = excluded.split_by, undone_at = null;
    perform private.mark_split_error_texts(private.error_group_members(wanted));
    insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
    values (auth.uid(), 'error_group.split', 'split', 'error_groups', wanted::text,
      jsonb_build_object('field', field, 'into', id, 'request', request, 'notes', concat(field, ' ', left(label, 200))));
  end if;
  actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
  perform private.end_act();
  return next;
end
$$;

comment on function private.split_group(uuid, text, text, uuid) is 'What public.split_error_group does.';

create or replace function private.unsplit_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
  divided uuid[];
begin
  perform private.begin_act();
  perform private.lock_error_groups(array(select s.group_id from private.error_group_splits s where s.id = any (ids) and s.undone_at is null));
  for g in
    select w.id, (select s from private.error_group_splits s where s.id = w.id and s.undone_at is null order by s.group_id <> s.parent_id limit 1) as rule
    from private.check_ids(ids) w order by w.place
  loop
    id := g.id;
    outcome := case when (g.rule).id is not null then 'done' else 'already' end;
    happened_at := null;
    actor_id := null;
    if outcome = 'done' then
      happened_at := clock_timestamp();
      actor_id := auth.uid();
      with gone as (update private.error_group_splits s set undone_at = clock_timestamp() where s.id = g.id and s.undone_at is null returning s.group_id)
      select array_agg(o.group_id) into divided from gone o;
      perform private.mark_split_error_texts(divided);
      insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
      values (auth.uid(), 'error_group.unsplit', 'unsplit', 'error_groups', (g.rule).parent_id::text,
        jsonb_build_object('field', (g.rule).field, 'into', g.id, 'notes', concat((g.rule).field, ' ', left((g.rule).label, 200))));
    else
      select l.created_at, l.actor_id into happened_at, actor_id from public.audit_trail l
      where l.entity = 'error_groups' and l.action = 'error_group.unsplit' and l.metadata ->> 'into' = g.id::text order by l.created_at desc limit 1;
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.unsplit_groups(uuid[]) is 'What public.unsplit_error_groups does.';

create or replace function public.split_error_group(wanted uuid, field text, value text, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql rows 1 set search_path = ''
as $$ select * from private.split_group(wanted, field, value, request) $$;

comment on function public.split_error_group(uuid, text, text, uuid) is
  'Splits a group of errors by a value, in the caller''s name: its next events with that endpoint, customer or message, as error_group_values names it, are a group of their own, whose id is returned. No past event moves. already where it is split by the value, or the request, an id that the caller makes up, was answered before.';

create or replace function public.unsplit_error_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unsplit_groups(ids) $$;

comment on function public.unsplit_error_groups(uuid[]) is
  'Undoes splits, by the ids of the groups that they made: the next events are where they were before. Events that came meanwhile stay where they are. One row per id with its outcome.';

create or replace function private.read_error_group_splits(wanted uuid)
returns table (id uuid, parent_id uuid, field text, value text, label text, split_at timestamptz, split_by_email text, undone_at timestamptz, events bigint)
language plpgsql stable security definer rows 10 set search_path = ''
as $$
begin
  perform private.require_admin();
  return query
  select s.id, s.parent_id, s.field, s.value,
    case when s.field = 'customer' then coalesce(c.business_name, c.email, s.label) else s.label end, s.split_at, p.email, s.undone_at, coalesce(t.events, 0)
  from (
    select distinct on (r.id) r.* from private.error_group_splits r
    where r.undone_at is null and r.group_id = any (private.error_group_members(wanted)) or r.id = any (private.error_group_members(wanted)) order by r.id, r.group_id <> r.parent_id
  ) s
  left join private.profiles p on p.user_id = s.split_by
  left join private.profiles c on s.field = 'customer' and c.user_id = private.as_uuid(s.value)
  left join public.error_group_totals t on t.group_id = s.id
  order by s.split_at desc, s.id limit 100;
end
$$;

comment on function private.read_error_group_splits(uuid) is 'What public.error_group_splits does.';

create or replace function public.error_group_splits(wanted uuid)
returns table (id uuid, parent_id uuid, field text, value text, label text, split_at timestamptz, split_by_email text, undone_at timestamptz, events bigint)
language sql stable rows 10 set search_path = ''
as $$ select * from private.read_error_group_splits(wanted) $$;

comment on function public.error_group_splits(uuid) is
  'By which values a group of errors is split, and by which it was split off another; the latest first, 100 at most. events: of the group that was split off, without changes not yet applied.';

revoke execute on function private.error_group_value_counts(uuid), private.read_error_group_values(uuid), public.error_group_values(uuid), private.split_group(uuid, text, text, uuid),
  private.unsplit_groups(uuid[]), public.split_error_group(uuid, text, text, uuid), public.unsplit_error_groups(uuid[]),
  private.read_error_group_splits(uuid), public.error_group_splits(uuid) from public, anon, authenticated, service_role;

grant execute on function private.read_error_group_values(uuid), public.error_group_values(uuid), private.split_group(uuid, text, text, uuid),
  private.unsplit_groups(uuid[]), public.split_error_group(uuid, text, text, uuid), public.unsplit_error_groups(uuid[]),
  private.read_error_group_splits(uuid), public.error_group_splits(uuid) to authenticated, service_role;
