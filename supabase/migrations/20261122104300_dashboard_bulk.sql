-- Acting on everything that matches a filter: frozen at a moment, in parts, with a way back.

create table if not exists public.bulk_actions (
  id uuid primary key default gen_random_uuid(),
  actor_id uuid not null,
  list text not null,
  action text not null,
  filter jsonb not null,
  note text,
  frozen_at timestamptz not null,
  started_at timestamptz not null default now(),
  done bigint not null default 0,
  undone bigint not null default 0
);

comment on table public.bulk_actions is 'What admins did to everything that matched a filter. Each row that changed has its own audit row as well.';
comment on column public.bulk_actions.actor_id is 'Who did it. No foreign key: the record outlives the account.';
comment on column public.bulk_actions.frozen_at is 'Rows younger than this were not meant, whatever the filter says.';
comment on column public.bulk_actions.done is 'How many rows it changed.';
comment on column public.bulk_actions.undone is 'How many of them were put back.';

create index if not exists bulk_actions_started_at_idx on public.bulk_actions (started_at, id);

create table if not exists private.bulk_action_parts (
  bulk uuid not null references public.bulk_actions (id) on delete cascade,
  part integer not null,
  ids uuid[] not null,
  undone boolean not null default false,
  primary key (bulk, part)
);

comment on table private.bulk_action_parts is 'The rows that each call of a bulk action changed, for its undo.';

alter table public.bulk_actions enable row level security;
alter table private.bulk_action_parts enable row level security;
drop policy if exists bulk_actions_select on public.bulk_actions;
create policy bulk_actions_select on public.bulk_actions for select to authenticated using ((select private.is_admin()));
create or replace trigger refuse_people before insert or update or delete on public.bulk_actions for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
grant all on public.bulk_actions to service_role;
revoke all on public.bulk_actions from anon, authenticated;
grant select on public.bulk_actions to authenticated;

create or replace function private.bulk_verb(list text, action text,
  out relation text, out moment text, out applies text, out change text, out field text, out taken text, out back text)
language plpgsql immutable set search_path = ''
as $$
begin
  select v.relation, v.moment, v.applies, v.change, v.field, v.taken, v.back
  into relation, moment, applies, change, field, taken, back
  from (values
    ('errors', 'resolve', 'error_logs', 'created_at', 't.resolved_at is null', 'resolved_at = now(), resolution_notes = %L', 'notes',
      't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null'),
    ('errors', 'reopen', 'error_logs', 'created_at', 't.resolved_at is not null', 'resolved_at = null', null, null, null),
    -- What was acknowledged and came back is put off again, as acknowledge_ops_alerts does.
    ('alerts', 'acknowledge', 'ops_alerts', 'created_at', 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
      'acknowledged_at = coalesce(t.acknowledged_at, now()),
        snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end', null,
      't.closed_at is null and (t.acknowledged_at >= $2 and t.acknowledged_by = $3 or t.acknowledged_at < $2 and t.snoozed_by = $3)',
      'acknowledged_at = case when t.acknowledged_at < $2 then t.acknowledged_at end, snoozed_until = null'),
    ('alerts', 'unacknowledge', 'ops_alerts', 'created_at', 't.acknowledged_at is not null and t.closed_at is null', 'acknowledged_at = null',
      null, null, null),
    ('churn', 'resolve', 'churn_alerts', 'created_at', 't.resolved_at is null', 'resolved_at = now(), resolution_notes = %L', 'notes',
      't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null'),
    ('churn', 'reopen', 'churn_alerts', 'created_at', 't.resolved_at is not null', 'resolved_at = null', null, null, null),
    ('webhooks', 'requeue', 'webhook_queue', 'received_at', 't.processed_at is not null', 'processed_at = null', 'reason', null, null)
  ) v (list, action, relation, moment, applies, change, field, taken, back)
  where v.list = bulk_verb.list and v.action = bulk_verb.action;
  if relation is null then
    raise exception 'no such action on this list' using errcode = '22023';
  end if;
end
$$;

comment on function private.bulk_verb(text, text) is
  'What an action on a list does: the rows t it applies to, its change (with room for notes), the text that it needs, and how undo_bulk takes it back: of rows that since $2 still are as $3 left them.';

create or replace function private.meant_condition(list text, filter jsonb, moment text, frozen_at timestamptz) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if frozen_at is null then
    raise exception 'frozen_at must be a time' using errcode = '22023';
  end if;
  return format('(%s) and t.%I <= %L::timestamptz', private.list_condition(list, filter), moment, frozen_at);
end
$$;

comment on function private.meant_condition(text, jsonb, text, timestamptz) is 'The rows that match a filter and were there when it was frozen.';

create or replace function private.meant_rows(list text, filter jsonb, action text, frozen_at timestamptz, most integer)
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
    private.list_source(list), private.meant_condition(list, filter, verb.moment, frozen_at), verb.applies, verb.moment, most) into ids;
  return coalesce(ids, '{}');
end
$$;

comment on function private.meant_rows(text, jsonb, text, timestamptz, integer) is
  'The ids of rows that an action is still to change, the oldest first, for admins. Like private.search_ids it may use the indexes of a text search; the rows are changed with the caller''s rights.';

create or replace function private.count_meant(list text, filter jsonb, action text, frozen_at timestamptz) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
declare
  verb record := private.bulk_verb(list, action);
  n bigint := 0;
begin
  if private.is_admin() then
    execute format('select count(*) from %s where %s', private.list_source(list),
      private.meant_condition(list, filter, verb.moment, frozen_at)) into n;
  end if;
  return n;
end
$$;

comment on function private.count_meant(text, jsonb, text, timestamptz) is 'How many rows match a filter and were there when it was frozen, for admins.';

create or replace function public.freeze_matching(list text, action text, filter jsonb)
returns table (matches bigint, frozen_at timestamptz)
language sql stable rows 1 set search_path = ''
as $$ select private.count_meant(list, filter, action, statement_timestamp()), statement_timestamp() $$;

comment on function public.freeze_matching(text, text, jsonb) is
  'How many rows match a filter at this moment, exactly however many; the moment is what act_on_matching takes. None, for callers who are not admins.';
