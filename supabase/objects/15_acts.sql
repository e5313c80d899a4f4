-- Acts of admins on rows. Each call is one transaction; every id gets its own outcome: done, already (with who and
-- when) or missing. An act runs with the rights of its owner: it checks the caller itself, and sets the stamps itself,
-- because a table of the platform has neither our policies nor our guards. Audit rows come from
-- the tables' audit triggers.
create or replace function private.require_admin() returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'admins only' using errcode = '42501';
  end if;
end
$$;

comment on function private.require_admin() is
  'Refuses every caller who is not an admin now: customers, former admins, tokens whose session has ended, anon, the platform''s backend.';

create or replace function private.begin_act() returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require_admin();
  perform set_config('kryonex.act', 'on', true);
end
$$;

comment on function private.begin_act() is
  'Starts an admin''s act on the platform''s rows. Until end_act, triggers keep the platform''s own names of columns in step with what is written, and a failed audit row fails the act.';

create or replace function private.end_act() returns void
language sql set search_path = ''
as $$ select set_config('kryonex.act', '', true) $$;

comment on function private.end_act() is 'Ends what begin_act started. An error ends it, too.';

create or replace function private.platform_changes(relation text, action text) returns text
language sql stable set search_path = ''
as $$
  -- An act writes what the platform's own admin would write; the columns are there where the platform made the table.
  select coalesce(string_agg(format(', %I = (%s)::%s', c.field, c.value, format_type(a.atttypid, a.atttypmod)), '' order by c.field), '')
  from (values
    ('churn_alerts', 'resolve', 'acknowledged', 'true'),
    ('churn_alerts', 'resolve', 'acknowledged_at', 'coalesce(u.acknowledged_at, now())'),
    ('churn_alerts', 'resolve', 'acknowledged_by', 'coalesce(u.acknowledged_by::text, private.caller_id()::text)'),
    ('leads', 'flag', 'flagged_at', 'now()'),
    ('leads', 'unflag', 'flagged_at', 'null')
  ) c (relation, action, field, value)
  join pg_catalog.pg_attribute a on a.attrelid = format('public.%I', c.relation)::regclass and a.attname = c.field
    and a.attnum > 0 and not a.attisdropped
  where c.relation = platform_changes.relation and c.action = platform_changes.action
$$;

comment on function private.platform_changes(text, text) is
  'What an act also sets in a row u of a table that the platform made: columns that the contract does not document. Empty where there are none.';

create or replace function private.check_ids(ids uuid[]) returns table (id uuid, place bigint)
language plpgsql immutable rows 100 set search_path = ''
as $$
begin
  if ids is null or array_position(ids, null) is not null then
    raise exception 'ids must be a list of uuids' using errcode = '22023';
  end if;
  if cardinality(ids) > 1000 then
    raise exception 'ids must be 1000 at most' using errcode = '22023';
  end if;
  return query select u.id, min(u.place) from unnest(ids) with ordinality u (id, place) group by u.id;
end
$$;

comment on function private.check_ids(uuid[]) is 'The distinct ids and where each came first. Refuses nulls and more than 1,000.';

create or replace function private.required_text(name text, given text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(btrim(given), '') = '' then
    raise exception '% must not be empty', name using errcode = '22023';
  end if;
  return btrim(given);
end
$$;

comment on function private.required_text(text, text) is 'The text without surrounding blanks; refuses an empty one, naming its field.';

create or replace function private.change_rows(relation text, ids uuid[], changeable text, change text,
  happened text default 'null', actor text default 'null', undone text[] default '{}')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  perform private.begin_act();
  -- What a boolean of the platform alone says is undone by writing a stamp that is empty already: the naming trigger has to know.
  perform set_config('kryonex.act_on', (select string_agg(m[1], ',') from regexp_matches(change, '(?:^|,)\s*(\w+) = ', 'g') m), true);
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id in (select w.id from private.check_ids($1) w) order by t.id for update', relation)
    using ids;
  execute format('with changed as (
      update public.%1$I u set %2$s from private.%1$I t where t.id = u.id and u.id = any ($1) and %3$s returning u.id
    ) select coalesce(array_agg(c.id), ''{}'') from changed c', relation, change, changeable) into changed using ids;
  return query execute format('
    select w.id, case when t.id is null then ''missing'' when w.id = any ($2) then ''done'' else ''already'' end,
      coalesce(t.happened_at, l.created_at), coalesce(t.actor_id, l.actor_id), p.email
    from private.check_ids($1) w
    left join (select t.id, (%s)::timestamptz as happened_at, (%s)::uuid as actor_id from private.%I t where t.id = any ($1)) t on t.id = w.id
    left join lateral (
      select l.created_at, l.actor_id from public.audit_trail l
      where t.id is not null and l.entity = %L and l.entity_id = w.id::text and l.action = any ($3)
      order by l.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = coalesce(t.actor_id, l.actor_id)
    order by w.place', happened, actor, relation, relation) using ids, changed, undone;
  perform set_config('kryonex.act_on', '', true), private.end_act();
end
$$;

comment on function private.change_rows(text, uuid[], text, text, text, text, text[]) is
  'Makes a change to the rows t of a queue, as the dashboard reads them, that fulfil a condition, and returns the outcome of each id. happened and actor: when and who, in terms of t; undone: the actions in the audit trail that say so for what an undo emptied. The texts are SQL of ours, never a caller''s.';

create or replace function private.set_resolved(relation text, ids uuid[], notes text, further text default '')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows(relation, ids, 't.resolved_at is null',
    format('resolved_at = now(), resolved_by = private.caller_id(), resolution_notes = %L', private.required_text('notes', notes)) || further,
    't.resolved_at', 't.resolved_by')
$$;

comment on function private.set_resolved(text, uuid[], text, text) is 'Resolves errors or churn alerts with notes, in the caller''s name.';

create or replace function private.clear_resolved(relation text, ids uuid[], undone text, further text default '')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows(relation, ids, 't.resolved_at is not null',
    'resolved_at = null, resolved_by = null, resolution_notes = null' || further, undone => array[undone])
$$;

comment on function private.clear_resolved(text, uuid[], text, text) is 'Reopens errors or churn alerts.';

revoke execute on function private.require_admin(), private.begin_act(), private.end_act(),
  private.platform_changes(relation text, action text),
  private.change_rows(relation text, ids uuid[], changeable text, change text, happened text, actor text, undone text[]),
  private.set_resolved(relation text, ids uuid[], notes text, further text),
  private.clear_resolved(relation text, ids uuid[], undone text, further text),
  private.required_text(name text, given text), private.check_ids(ids uuid[])
  from public, anon, authenticated, service_role;

grant execute on function private.required_text(name text, given text), private.check_ids(ids uuid[]) to authenticated, service_role;
