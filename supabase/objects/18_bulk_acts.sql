-- Bulk acts: an act on every row that matches a filter, in parts, and its undo.
create or replace function private.bulk_verb(list text, action text,
  out relation text, out moment text, out applies text, out change text, out field text, out undo_where text, out undo_set text)
language plpgsql stable set search_path = ''
as $$
begin
  select v.relation, v.moment, v.applies, v.change, v.field, v.undo_where, v.undo_set
  into relation, moment, applies, change, field, undo_where, undo_set
  from private.bulk_verbs v where v.list = bulk_verb.list and v.action = bulk_verb.action;
  if relation is null then
    raise exception 'no such action on this list' using errcode = '22023';
  end if;
end
$$;

comment on function private.bulk_verb(text, text) is
  'What an action on a list does: the rows t it applies to, its change (with room for notes), the text that it needs, and how undo_bulk takes it back: of rows that since $2 still are as $3 left them.';

create or replace function private.matching_condition(list text, filter jsonb, moment text, frozen_at timestamptz) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if frozen_at is null then
    raise exception 'frozen_at must be a time' using errcode = '22023';
  end if;
  return format('(%s) and t.%I <= %L::timestamptz', private.list_condition(list, filter), moment, frozen_at);
end
$$;

comment on function private.matching_condition(text, jsonb, text, timestamptz) is 'The rows that match a filter and were there when it was frozen.';

create or replace function private.matching_rows(list text, filter jsonb, action text, frozen_at timestamptz, most integer)
returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  verb record := private.bulk_verb(list, action);
  ids uuid[];
begin
  if not private.is_admin() then
    return '{}'::uuid[];
  end if;
  execute format('select array_agg(m.id) from (select t.id from %s where %s and %s order by t.%I, t.id limit %s) m',
    private.list_source(list), private.matching_condition(list, filter, verb.moment, frozen_at), verb.applies, verb.moment, most) into ids;
  return coalesce(ids, '{}');
end
$$;

comment on function private.matching_rows(text, jsonb, text, timestamptz, integer) is
  'The ids of rows that an action is still to change, the oldest first, for admins. Like private.search_ids it may use the indexes of a text search.';

create or replace function private.count_matching_rows(list text, filter jsonb, action text, frozen_at timestamptz) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
declare
  verb record := private.bulk_verb(list, action);
  n bigint := 0;
begin
  if private.is_admin() then
    execute format('select count(*) from %s where %s', private.list_source(list),
      private.matching_condition(list, filter, verb.moment, frozen_at)) into n;
  end if;
  return n;
end
$$;

comment on function private.count_matching_rows(text, jsonb, text, timestamptz) is 'How many rows match a filter and were there when it was frozen, for admins.';

create or replace function private.count_matching_errors(list text, filter jsonb, action text, frozen_at timestamptz)
returns table (errors bigint, texts bigint, more_texts boolean)
language plpgsql stable security definer rows 1 set search_path = ''
as $$
declare
  verb record;
begin
  if list = 'error_groups' and private.is_admin() then
    verb := private.bulk_verb(list, action);
    return query execute format('select sum(t.unresolved)::bigint, case when bool_and(t.texts is not null) then sum(least(t.texts, 100))::bigint end, bool_or(t.texts > 100)
      from %s where %s and %s', private.list_source(list), private.matching_condition(list, filter, verb.moment, frozen_at), verb.applies);
  end if;
end
$$;

comment on function private.count_matching_errors(text, jsonb, text, timestamptz) is
  'What the groups of errors hold that match a filter and that an action is still to change: unresolved errors, and different texts, of which a group counts 100 at most; null while one of them is not counted. Nothing for other lists.';

create or replace function public.freeze_matching(list text, action text, filter jsonb)
returns table (matches bigint, frozen_at timestamptz, errors bigint, texts bigint, more_texts boolean)
language sql stable rows 1 set search_path = ''
as $$
  select private.count_matching_rows(list, filter, action, statement_timestamp()), statement_timestamp(), e.errors, e.texts, e.more_texts
  from (select) one left join private.count_matching_errors(list, filter, action, statement_timestamp()) e on true
$$;

comment on function public.freeze_matching(text, text, jsonb) is
  'How many rows match a filter at this moment, exactly however many; the moment is what act_on_matching takes. None, for callers who are not admins. For groups of errors also how many unresolved errors and different texts they hold: more_texts says that some hold more than the 100 that are counted.';

-- The two calls of a bulk action: a part of it, and a part of its undo.
create or replace function private.record_bulk_act(given uuid, list text, action text, filter jsonb, note text, frozen_at timestamptz,
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
      is distinct from (record_bulk_act.list, record_bulk_act.action, record_bulk_act.filter, record_bulk_act.frozen_at) then
      raise exception 'bulk must be the id of the same action, begun by the caller' using errcode = '22023';
    end if;
  end if;
  insert into private.bulk_action_parts (bulk, part, ids)
  values (bulk.id, (select count(*) from private.bulk_action_parts p where p.bulk = bulk.id), ids);
  update public.bulk_actions b set done = b.done + cardinality(ids) where b.id = bulk.id;
  return bulk.id;
end
$$;

comment on function private.record_bulk_act(uuid, text, text, jsonb, text, timestamptz, uuid[]) is
  'Records the rows that one part of a bulk action changed; begins the action when there is none yet.';

create or replace function private.change_matching(list text, action text, filter jsonb, note text, frozen_at timestamptz,
  bulk uuid, most integer)
returns table (bulk_id uuid, done bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  verb record;
  given text;
  meant uuid[];
  changed uuid[];
begin
  perform private.begin_act();
  verb := private.bulk_verb(list, action);
  if most is null or most not between 1 and 10000 then
    raise exception 'most must be between 1 and 10000' using errcode = '22023';
  end if;
  if verb.field is not null then
    given := private.required_text(verb.field, note);
  end if;
  meant := private.matching_rows(list, filter, action, frozen_at, most);
  perform set_config('kryonex.reason', case when verb.field = 'reason' then given else '' end, true);
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id = any ($1) order by t.id for update', verb.relation) using meant;
  execute format('with changed as (
      update public.%1$I u set %2$s from private.%1$I t where t.id = u.id and u.id = any ($1) and %3$s returning u.id
    ) select coalesce(array_agg(c.id), ''{}'') from changed c',
    verb.relation, case verb.field when 'notes' then format(verb.change, given) else verb.change end || private.platform_changes(verb.relation, action),
    verb.applies)
    into changed using meant;
  perform set_config('kryonex.reason', '', true);
  bulk_id := private.record_bulk_act(bulk, list, action, filter, given, frozen_at, changed);
  done := cardinality(changed);
  remaining := cardinality(meant) = most;
  perform private.end_act();
  return next;
end
$$;

comment on function private.change_matching(text, text, jsonb, text, timestamptz, uuid, integer) is 'What public.act_on_matching does.';

create or replace function public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamptz,
  bulk uuid default null, most integer default 2000)
returns table (bulk_id uuid, done bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.change_matching(list, action, filter, note, frozen_at, bulk, most) $$;

comment on function public.act_on_matching(text, text, jsonb, text, timestamptz, uuid, integer) is
  'Does an action to up to `most` rows that match a filter and were there at frozen_at, the oldest first. Call it again with the returned bulk_id while rows remain. note: what resolve and requeue ask for.';

create or replace function private.claim_bulk_part(bulk uuid, out list text, out action text, out started_at timestamptz, out ids uuid[],
  out remaining boolean)
language plpgsql security definer set search_path = ''
as $$
declare
  given public.bulk_actions;
  taken integer;
begin
  select * into given from public.bulk_actions b where b.id = bulk and b.actor_id = auth.uid() for update;
  if given.id is null or (private.bulk_verb(given.list, given.action)).undo_set is null then
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

comment on function private.claim_bulk_part(uuid) is 'The next rows of a bulk action to put back, of the caller''s own and for ten minutes.';

create or replace function private.record_bulk_undo(bulk uuid, rows bigint) returns void
language sql security definer set search_path = ''
as $$ update public.bulk_actions b set undone = b.undone + rows where b.id = bulk and b.actor_id = auth.uid() $$;

comment on function private.record_bulk_undo(uuid, bigint) is 'Counts what an undo put back.';

create or replace function private.undo_bulk(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  part record;
  verb record;
begin
  perform private.begin_act();
  part := private.claim_bulk_part(bulk);
  verb := private.bulk_verb(part.list, part.action);
  execute format('select from public.%I t where t.id = any ($1) order by t.id for update', verb.relation) using part.ids;
  -- What somebody has opened and handled again since then is theirs.
  execute format('with changed as (
      update public.%1$I u set %2$s from private.%1$I t where t.id = u.id and u.id = any ($1) and %3$s returning 1
    ) select count(*) from changed', verb.relation, verb.undo_set, verb.undo_where)
    into undone using part.ids, part.started_at, private.caller_id();
  perform private.record_bulk_undo(bulk, undone);
  kept := cardinality(part.ids) - undone;
  remaining := part.remaining;
  perform private.end_act();
  return next;
end
$$;

comment on function private.undo_bulk(uuid) is 'What public.undo_bulk does.';

create or replace function public.undo_bulk(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.undo_bulk(bulk) $$;

comment on function public.undo_bulk(uuid) is
  'Puts back one part of a bulk action of the caller''s own, within ten minutes; rows that somebody has handled again since are kept. Call it again while parts remain.';

-- Which webhooks a bulk requeue put back, so that they can be handed to the platform's own API as well.
create or replace function private.last_bulk_part(bulk uuid) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select p.ids from private.bulk_action_parts p join public.bulk_actions b on b.id = p.bulk
  where p.bulk = last_bulk_part.bulk and b.actor_id = auth.uid() and private.is_admin() order by p.part desc limit 1
$$;

comment on function private.last_bulk_part(uuid) is 'The rows that the latest part of a bulk action of the caller''s own changed.';

drop policy if exists bulk_actions_select on public.bulk_actions;
create policy bulk_actions_select on public.bulk_actions for select to authenticated using ((select private.is_admin()));

grant all on public.bulk_actions to service_role;

revoke all on public.bulk_actions from anon, authenticated;

grant select on public.bulk_actions to authenticated;

revoke execute on function
  private.bulk_verb(list text, action text, OUT relation text, OUT moment text, OUT applies text, OUT change text, OUT field text, OUT undo_where text, OUT undo_set text),
  private.count_matching_rows(list text, filter jsonb, action text, frozen_at timestamp with time zone),
  private.count_matching_errors(list text, filter jsonb, action text, frozen_at timestamp with time zone),
  private.last_bulk_part(bulk uuid),
  private.matching_condition(list text, filter jsonb, moment text, frozen_at timestamp with time zone),
  private.matching_rows(list text, filter jsonb, action text, frozen_at timestamp with time zone, most integer),
  private.record_bulk_act(given uuid, list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, ids uuid[]),
  private.record_bulk_undo(bulk uuid, rows bigint),
  private.claim_bulk_part(bulk uuid, OUT list text, OUT action text, OUT started_at timestamp with time zone, OUT ids uuid[], OUT remaining boolean),
  private.change_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_bulk(bulk uuid),
  public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.freeze_matching(list text, action text, filter jsonb), public.undo_bulk(bulk uuid)
  from public, anon, authenticated, service_role;

grant execute on function
  private.bulk_verb(list text, action text, OUT relation text, OUT moment text, OUT applies text, OUT change text, OUT field text, OUT undo_where text, OUT undo_set text),
  private.count_matching_rows(list text, filter jsonb, action text, frozen_at timestamp with time zone),
  private.count_matching_errors(list text, filter jsonb, action text, frozen_at timestamp with time zone),
  private.last_bulk_part(bulk uuid),
  private.matching_condition(list text, filter jsonb, moment text, frozen_at timestamp with time zone),
  private.change_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_bulk(bulk uuid),
  public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.freeze_matching(list text, action text, filter jsonb), public.undo_bulk(bulk uuid)
  to authenticated, service_role;
