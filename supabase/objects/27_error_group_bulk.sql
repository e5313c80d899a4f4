-- Bulk acts on groups of errors.

create or replace function private.groups_of_bulk(given uuid, put_back boolean) returns uuid[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(distinct i.id), '{}')
  from public.bulk_actions b
  join private.bulk_action_parts p on p.bulk = b.id and p.undone = put_back
  cross join unnest(p.ids) i (id)
  join public.error_group_states s on s.group_id = i.id
    and case when put_back then s.reopening else s.resolved_at end >= b.started_at
  where b.id = given and b.actor_id = auth.uid() and b.list = 'error_groups'
    and exists (
      select from private.error_logs e
      where put_back and e.resolved_at = s.reopening and e.group_id = any (private.error_group_members(i.id))
      union all
      select from private.error_logs e
      where not put_back and e.group_id = any (private.error_group_members(i.id)) and e.resolved_at is null and e.created_at <= s.resolved_at
    )
$$;

comment on function private.groups_of_bulk(uuid, boolean) is
  'The groups of a bulk action of the caller''s own that have errors which have not followed them yet: into its resolve, or into its undo.';

create or replace function private.move_bulk_errors(given uuid, put_back boolean, most bigint) returns boolean
language plpgsql set search_path = ''
as $$
declare
  waiting uuid[] := private.groups_of_bulk(given, put_back);
  before bigint;
  after bigint;
begin
  if cardinality(waiting) = 0 then
    return false;
  end if;
  select sum(c.rows_left) into before from private.continue_groups(waiting, 0) c;
  select sum(c.rows_left) into after from private.continue_groups(waiting, most) c;
  -- What somebody else holds right now is not waited for.
  return after < before;
end
$$;

comment on function private.move_bulk_errors(uuid, boolean, bigint) is
  'Brings at most so many errors to where a bulk action, or its undo, has brought their groups; whether there were any.';

create or replace function private.resolve_matching_groups(filter jsonb, note text, frozen_at timestamptz, bulk uuid, most integer)
returns table (bulk_id uuid, done bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  given text;
  meant uuid[];
  changed uuid[];
begin
  perform private.require_admin();
  given := private.required_text('notes', note);
  if most is null or most not between 1 and 1000 then
    raise exception 'most must be between 1 and 1000' using errcode = '22023';
  end if;
  bulk_id := bulk;
  done := 0;
  remaining := bulk is not null and private.move_bulk_errors(bulk, false, 4000);
  if not remaining then
    meant := private.matching_rows('error_groups', filter, 'resolve', frozen_at, most);
    select coalesce(array_agg(t.id) filter (where t.outcome = 'done'), '{}') into changed
    from private.set_group_state(meant, true, given, 4000) t;
    bulk_id := private.record_bulk_act(bulk, 'error_groups', 'resolve', filter, given, frozen_at, changed);
    done := cardinality(changed);
    remaining := cardinality(meant) = most or cardinality(private.groups_of_bulk(bulk_id, false)) > 0;
  end if;
  return next;
end
$$;

comment on function private.resolve_matching_groups(jsonb, text, timestamptz, uuid, integer) is 'What public.act_on_matching_groups does.';

create or replace function public.act_on_matching_groups(filter jsonb, note text, frozen_at timestamptz, bulk uuid default null,
  most integer default 100)
returns table (bulk_id uuid, done bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.resolve_matching_groups(filter, note, frozen_at, bulk, most) $$;

comment on function public.act_on_matching_groups(jsonb, text, timestamptz, uuid, integer) is
  'Resolves up to `most` groups that match a filter and were there at frozen_at, with at most 4,000 of their errors, or goes on with the errors of those that it resolved. Call it again with the returned bulk_id while anything remains. freeze_matching counts them.';

create or replace function private.undo_matching_groups(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  part record;
  theirs uuid[];
begin
  perform private.require_admin();
  undone := 0;
  kept := 0;
  remaining := private.move_bulk_errors(bulk, true, 4000);
  if not remaining then
    part := private.claim_bulk_part(bulk);
    if part.list <> 'error_groups' then
      raise exception 'undo_bulk takes back what was done to other lists' using errcode = '22023';
    end if;
    -- What somebody has opened and resolved again since then is theirs.
    theirs := array(select s.group_id from public.error_group_states s where s.group_id = any (part.ids)
      and s.resolved_at >= part.started_at and s.resolved_by = private.caller_id());
    select count(*) filter (where t.outcome = 'done') into undone from private.set_group_state(theirs, false, null, 4000) t;
    perform private.record_bulk_undo(bulk, undone);
    kept := cardinality(part.ids) - undone;
    remaining := part.remaining or cardinality(private.groups_of_bulk(bulk, true)) > 0;
  end if;
  return next;
end
$$;

comment on function private.undo_matching_groups(uuid) is 'What public.undo_matching_groups does.';

create or replace function public.undo_matching_groups(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.undo_matching_groups(bulk) $$;

comment on function public.undo_matching_groups(uuid) is
  'Puts back one part of what act_on_matching_groups did in the caller''s name, within ten minutes, or goes on with the errors of groups that it put back; groups that somebody has handled again since are kept. Call it again while anything remains.';

-- Resolving every group that matches a filter, in parts and with a way back. What it does to groups is not one update of
-- one relation: a group's errors follow it, and there can be hundreds of thousands.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('error_groups', 'resolve', 'error_group_states', 'first_seen', 't.state <> ''resolved''', 'see act_on_matching_groups', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'see undo_matching_groups')
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.groups_of_bulk(given uuid, put_back boolean),
  private.move_bulk_errors(given uuid, put_back boolean, most bigint),
  private.resolve_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_matching_groups(bulk uuid),
  public.act_on_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.undo_matching_groups(bulk uuid) from public, anon, authenticated, service_role;

grant execute on function
  private.resolve_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_matching_groups(bulk uuid),
  public.act_on_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.undo_matching_groups(bulk uuid) to authenticated, service_role;
