-- Free text over messages, stack traces and payloads. An index of all three, of three letters each or of words, makes an
-- insert and a resolve of a single error two to three times as dear. So messages keep theirs; payloads are found by their
-- whole values; and stack traces, which are the same throughout a group, by the few that are kept of each group.

create table if not exists private.error_group_stacks (
  group_id uuid not null,
  shape uuid not null,
  stack_trace text not null,
  primary key (group_id, shape)
);

comment on table private.error_group_stacks is 'Stack traces of each group of errors, about twenty at most, that differ in more than numbers.';
comment on column private.error_group_stacks.shape is 'The MD5 sum of the trace without its numbers.';
alter table private.error_group_stacks enable row level security;
drop policy if exists error_group_stacks_select on private.error_group_stacks;
create policy error_group_stacks_select on private.error_group_stacks for select to authenticated using ((select private.is_admin()));

create or replace function private.keep_stacks(groups uuid[]) returns void
language sql security definer set search_path = ''
as $$
  insert into private.error_group_stacks (group_id, shape, stack_trace)
  select g.id, md5(regexp_replace(e.stack_trace, '[0-9]+', '*', 'g'))::uuid, e.stack_trace
  from unnest(groups) g (id)
  cross join lateral (
    select left(l.stack_trace, 8000) as stack_trace from public.error_logs l where l.group_id = g.id order by l.created_at desc, l.id desc limit 10
  ) e
  where e.stack_trace <> '' and (select count(*) from private.error_group_stacks s where s.group_id = g.id) < 20
  on conflict do nothing
$$;

comment on function private.keep_stacks(uuid[]) is 'Keeps the stack traces of the latest ten errors of groups, unless some like them are kept already.';

create or replace function private.forget_stacks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.error_group_stacks s where s.group_id = old.group_id;
  return null;
end
$$;

comment on function private.forget_stacks() is 'Trigger: a group that has come to nothing keeps no stack traces.';

create or replace trigger forget_stacks after delete on public.error_group_totals for each row execute function private.forget_stacks();

-- Whoever folds keeps them, too: 20261126250000.

-- Groups of before this file.
do $$
begin
  perform private.keep_stacks(array(select t.group_id from public.error_group_totals t
    where not exists (select from private.error_group_stacks s where s.group_id = t.group_id)));
end
$$;

create index if not exists error_logs_payload_idx on public.error_logs
  using gin (jsonb_path_query_array(request_body, 'strict $.** ? (@.type() == "string" || @.type() == "number")'));

create or replace function private.error_groups_by_stack(q text) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct s.group_id), '{}') from private.error_group_stacks s
  where (select private.is_admin()) and s.stack_trace ilike '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%'
$$;

comment on function private.error_groups_by_stack(text) is 'The groups of which a kept stack trace contains a text, for admins.';

create or replace function private.payload_holds(q text) returns text
language sql immutable set search_path = ''
as $$
  select format('jsonb_path_query_array(t.request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")'') %s %L',
    '?|', array[q]) || case when q ~ '^-?[0-9]{1,15}([.][0-9]{1,9})?$' then
      format(' or jsonb_path_query_array(t.request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")'') @> %L', jsonb_build_array(q::numeric))
    else '' end
$$;

comment on function private.payload_holds(text) is 'The condition that one of the values in the payload of error_logs t is a text, or that number.';

create or replace function private.error_text_condition(q text) returns text
language sql stable set search_path = ''
as $$
  select format('(coalesce(t.message, '''') ilike %1$L or t.group_id = any (%2$L::uuid[]) and t.stack_trace ilike %1$L or %3$s)',
    '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%', private.error_groups_by_stack(q), private.payload_holds(q))
$$;

comment on function private.error_text_condition(text) is
  'The condition on error_logs t that it contains a text: in its message, in its stack trace (if one of its group that is kept does), or as a whole value in its payload.';

create or replace function private.errors_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"unresolved": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.error_type', filter, 'type'),
    private.one_of('t.endpoint', filter, 'endpoint'),
    case when private.filter_text(filter, 'q') is not null then private.error_text_condition(private.filter_text(filter, 'q')) end,
    private.common_condition(filter, 'created_at'))
$$;

create or replace function private.error_groups_containing(q text) returns setof uuid
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query execute format('
      select m.group_id from (select t.group_id from public.error_logs t where coalesce(t.message, '''') ilike %L limit 5000) m
      union select p.group_id from (select t.group_id from public.error_logs t where %s limit 5000) p
      union select unnest(%L::uuid[])',
      '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%', private.payload_holds(q), private.error_groups_by_stack(q));
  end if;
end
$$;

comment on function private.error_groups_containing(text) is
  'The groups of the errors that contain a text, for admins: in their message, in a kept stack trace, or as a whole value of their payload. A text in more than 5,000 messages is in the patterns of their groups, too.';

revoke execute on function private.keep_stacks(uuid[]), private.forget_stacks(), private.error_groups_by_stack(text), private.payload_holds(text),
  private.error_text_condition(text) from public;
grant execute on function private.error_groups_by_stack(text), private.payload_holds(text), private.error_text_condition(text)
  to authenticated, service_role;
