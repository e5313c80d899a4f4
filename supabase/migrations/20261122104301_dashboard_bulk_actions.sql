-- The two calls of a bulk action: a part of it, and a part of its undo.

create or replace function private.note_bulk(given uuid, list text, action text, filter jsonb, note text, frozen_at timestamptz,
  ids uuid[]) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  bulk public.bulk_actions;
begin
  if given is null then
    insert into public.bulk_actions (actor_id, list, action, filter, note, frozen_at)
    values (auth.uid(), list, action, filter, note, frozen_at) returning * into bulk;
  else
    select * into bulk from public.bulk_actions b where b.id = given and b.actor_id = auth.uid() for update;
    if bulk.id is null or (bulk.list, bulk.action, bulk.filter, bulk.frozen_at)
      is distinct from (note_bulk.list, note_bulk.action, note_bulk.filter, note_bulk.frozen_at) then
      raise exception 'bulk must be the id of the same action, begun by the caller' using errcode = '22023';
    end if;
  end if;
  insert into private.bulk_action_parts (bulk, part, ids)
  values (bulk.id, (select count(*) from private.bulk_action_parts p where p.bulk = bulk.id), ids);
  update public.bulk_actions b set done = b.done + cardinality(ids) where b.id = bulk.id;
  return bulk.id;
end
$$;

comment on function private.note_bulk(uuid, text, text, jsonb, text, timestamptz, uuid[]) is
  'Keeps what one part of a bulk action changed; begins the action when there is none yet.';

create or replace function public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamptz,
  bulk uuid default null, most integer default 2000)
returns table (bulk_id uuid, done bigint, remaining boolean)
language plpgsql rows 1 set search_path = ''
as $$
declare
  verb record := private.bulk_verb(list, action);
  given text;
  meant uuid[];
  changed uuid[];
begin
  if not private.is_admin() then
    raise exception 'only admins may do this' using errcode = '42501';
  end if;
  if most is null or most not between 1 and 10000 then
    raise exception 'most must be between 1 and 10000' using errcode = '22023';
  end if;
  if verb.field is not null then
    given := private.required_text(verb.field, note);
  end if;
  meant := private.meant_rows(list, filter, action, frozen_at, most);
  perform set_config('kryonex.reason', case when verb.field = 'reason' then given else '' end, true);
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id = any ($1) order by t.id for update', verb.relation) using meant;
  execute format('with changed as (update public.%I t set %s where t.id = any ($1) and %s returning t.id)
      select coalesce(array_agg(c.id), ''{}'') from changed c',
    verb.relation, case verb.field when 'notes' then format(verb.change, given) else verb.change end, verb.applies) into changed using meant;
  perform set_config('kryonex.reason', '', true);
  bulk_id := private.note_bulk(bulk, list, action, filter, given, frozen_at, changed);
  done := cardinality(changed);
  remaining := cardinality(meant) = most;
  return next;
end
$$;

comment on function public.act_on_matching(text, text, jsonb, text, timestamptz, uuid, integer) is
  'Does an action to up to `most` rows that match a filter and were there at frozen_at, the oldest first. Call it again with the returned bulk_id while rows remain. note: what resolve and requeue ask for.';

create or replace function private.take_bulk_part(bulk uuid, out list text, out action text, out started_at timestamptz, out ids uuid[],
  out remaining boolean)
language plpgsql security definer set search_path = ''
as $$
declare
  given public.bulk_actions;
  taken integer;
begin
  select * into given from public.bulk_actions b where b.id = bulk and b.actor_id = auth.uid() for update;
  if given.id is null or (private.bulk_verb(given.list, given.action)).back is null then
    raise exception 'there is nothing of yours to undo' using errcode = '22023';
  end if;
  if given.started_at < now() - interval '10 minutes' then
    raise exception 'it is more than ten minutes ago' using errcode = '22023';
  end if;
  select p.part, p.ids into taken, ids from private.bulk_action_parts p where p.bulk = given.id and not p.undone order by p.part limit 1;
  update private.bulk_action_parts p set undone = true where p.bulk = given.id and p.part = taken;
  list := given.list;
  action := given.action;
  started_at := given.started_at;
  ids := coalesce(ids, '{}');
  remaining := exists (select from private.bulk_action_parts p where p.bulk = given.id and not p.undone);
end
$$;

comment on function private.take_bulk_part(uuid) is 'The next rows of a bulk action to put back, of the caller''s own and for ten minutes.';

create or replace function private.note_undone(bulk uuid, rows bigint) returns void
language sql security definer set search_path = ''
as $$ update public.bulk_actions b set undone = b.undone + rows where b.id = bulk and b.actor_id = auth.uid() $$;

comment on function private.note_undone(uuid, bigint) is 'Counts what an undo put back.';

create or replace function public.undo_bulk(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language plpgsql rows 1 set search_path = ''
as $$
declare
  part record;
  verb record;
begin
  if not private.is_admin() then
    raise exception 'only admins may do this' using errcode = '42501';
  end if;
  part := private.take_bulk_part(bulk);
  verb := private.bulk_verb(part.list, part.action);
  execute format('select from public.%I t where t.id = any ($1) order by t.id for update', verb.relation) using part.ids;
  -- What somebody has opened and handled anew since then is theirs.
  execute format('with changed as (update public.%I t set %s where t.id = any ($1) and %s returning 1) select count(*) from changed',
    verb.relation, verb.back, verb.taken) into undone using part.ids, part.started_at, private.caller_id();
  perform private.note_undone(bulk, undone);
  kept := cardinality(part.ids) - undone;
  remaining := part.remaining;
  return next;
end
$$;

comment on function public.undo_bulk(uuid) is
  'Puts back one part of a bulk action of the caller''s own, within ten minutes; rows that somebody has handled anew since are kept. Call it again while parts remain.';

revoke execute on function private.bulk_verb(text, text), private.meant_condition(text, jsonb, text, timestamptz),
  private.meant_rows(text, jsonb, text, timestamptz, integer), private.count_meant(text, jsonb, text, timestamptz),
  private.note_bulk(uuid, text, text, jsonb, text, timestamptz, uuid[]),
  private.take_bulk_part(uuid), private.note_undone(uuid, bigint) from public;
grant execute on function private.bulk_verb(text, text), private.meant_condition(text, jsonb, text, timestamptz),
  private.meant_rows(text, jsonb, text, timestamptz, integer), private.count_meant(text, jsonb, text, timestamptz),
  private.note_bulk(uuid, text, text, jsonb, text, timestamptz, uuid[]),
  private.take_bulk_part(uuid), private.note_undone(uuid, bigint) to authenticated, service_role;
revoke execute on function public.freeze_matching(text, text, jsonb), public.act_on_matching(text, text, jsonb, text, timestamptz, uuid, integer),
  public.undo_bulk(uuid) from public, anon;
grant execute on function public.freeze_matching(text, text, jsonb), public.act_on_matching(text, text, jsonb, text, timestamptz, uuid, integer),
  public.undo_bulk(uuid) to authenticated, service_role;
