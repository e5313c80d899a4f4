-- How documented columns are read from tables of the platform. Expressions name columns without an alias; a
-- documented column that has a reading itself is read through it.
with wanted (relation, column_name, needs, source, expression, changed, writes) as (values
  ('error_logs', 'message', '{error_message text}'::text[], 'error_message', null, null, '{}'::text[]),
  ('error_logs', 'request_body', '{context jsonb}', 'nullif(context, ''{}'')', null, null, '{}'),
  ('error_logs', 'resolved_at', '{resolved boolean}', 'case when resolved then coalesce(created_at, ''epoch'') end', null,
    'case when resolved then coalesce(resolved_at, now()) end', '{resolved = resolved_at is not null}'),

  ('ops_alerts', 'message', '{title text}', 'title', null, null, '{}'),
  ('ops_alerts', 'details', '{metadata jsonb}', 'metadata', null, null, '{}'),
  ('ops_alerts', 'user_id', '{metadata jsonb}', 'private.as_uuid(metadata ->> ''user_id'')', null, null, '{}'),
  ('ops_alerts', 'acknowledged_at', '{acknowledged boolean}',
    'case when acknowledged then coalesce(created_at, ''epoch'') end', null,
    'case when acknowledged then coalesce(acknowledged_at, now()) end', '{acknowledged = acknowledged_at is not null}'),
  -- A resolved alert counts as acknowledged.
  ('ops_alerts', 'acknowledged_at', '{acknowledged boolean,resolved boolean,resolved_at timestamptz}',
    'case when resolved then coalesce(resolved_at, created_at, ''epoch'') when acknowledged then coalesce(created_at, ''epoch'') end',
    null, 'case when acknowledged or resolved then coalesce(acknowledged_at, now()) end',
    '{acknowledged = acknowledged_at is not null}'),
  ('ops_alerts', 'closed_at', '{resolved boolean,resolved_at timestamptz}',
    'case when resolved then coalesce(resolved_at, created_at, ''epoch'') end', null, null,
    '{resolved = closed_at is not null,resolved_at = closed_at}'),

  ('churn_alerts', 'reason', '{alert_type text,title text,message text}',
    'coalesce(alert_type || '': '' || coalesce(nullif(btrim(message), ''''), title), alert_type, message, title)', null, null, '{}'),
  ('churn_alerts', 'resolved_at', '{resolved boolean}', 'case when resolved then coalesce(created_at, ''epoch'') end', null,
    'case when resolved then coalesce(resolved_at, now()) end', '{resolved = resolved_at is not null}'),
  ('churn_alerts', 'resolved_at', '{resolved boolean,acknowledged boolean,acknowledged_at timestamptz,acknowledged_by uuid}',
    'case when resolved then coalesce(created_at, ''epoch'') end', null,
    'case when resolved then coalesce(resolved_at, now()) end', array[
      'resolved = resolved_at is not null',
      'acknowledged = coalesce(acknowledged, false) or resolved_at is not null',
      'acknowledged_at = coalesce(acknowledged_at, resolved_at)',
      'acknowledged_by = coalesce(acknowledged_by, resolved_by)'
    ]),

  ('customer_health_scores', 'id', '{}', 'user_id', null, null, '{}'),
  ('customer_health_scores', 'risk_level', '{churn_risk text}', 'churn_risk', null, null, '{churn_risk = risk_level}'),
  ('customer_health_scores', 'last_calculated', '{calculated_at timestamptz}', 'calculated_at', null, null,
    '{calculated_at = last_calculated}'),

  ('usage_limits', 'tier', '{}', null, 'private.plan_word(tier)', null, '{}'),
  ('usage_limits', 'tier', '{tier_id text}', 'tier_id', 'private.plan_word(coalesce(tier, tier_id))', null, '{tier_id = tier}'),
  ('usage_limits', 'call_credit', '{call_credit_seconds integer}', 'call_credit_seconds', null, null,
    '{call_credit_seconds = call_credit}'),
  ('usage_limits', 'limit_state', '{}', null, 'private.limit_word(limit_state, null)', null, array[
    'limit_state = case limit_state when ''under'' then ''ok'' when ''soft'' then ''warning'' when ''hard'' then ''paused'' else limit_state end'
  ]),
  ('usage_limits', 'limit_state', '{force_pause boolean}', null, 'private.limit_word(limit_state, force_pause)', null, array[
    'limit_state = case limit_state when ''under'' then ''ok'' when ''soft'' then ''warning'' when ''hard'' then ''paused'' else limit_state end'
  ]),
  ('usage_limits', 'hard_stop_active', '{}', null,
    'coalesce(hard_stop_active, false) or coalesce(limit_state = ''hard'', false)', null,
    array['limit_state = case when hard_stop_active then ''paused'' else ''ok'' end']),
  ('usage_limits', 'hard_stop_active', '{force_pause boolean}', null,
    'coalesce(hard_stop_active, false) or coalesce(limit_state = ''hard'', false)', null,
    array[
      'force_pause = hard_stop_active',
      'force_resume = not hard_stop_active',
      'limit_state = case when hard_stop_active then ''paused'' else ''ok'' end'
    ]),
  -- Generated columns on our own tables; here an expression, because a sum that overflows must not fail a write.
  ('usage_limits', 'call_percent', '{}', null,
    'case when coalesce(call_cap_seconds, 0)::bigint + coalesce(call_credit, 0) > 0
      then least(100 * greatest(coalesce(call_used_seconds, 0), 0)::bigint / (coalesce(call_cap_seconds, 0)::bigint + coalesce(call_credit, 0)), 100000)::integer
      when coalesce(call_used_seconds, 0) > 0 then 100000 else 0 end', null, '{}'),
  ('usage_limits', 'sms_percent', '{}', null,
    'case when coalesce(sms_cap, 0)::bigint + coalesce(sms_credit, 0) > 0
      then least(100 * greatest(coalesce(sms_used, 0), 0)::bigint / (coalesce(sms_cap, 0)::bigint + coalesce(sms_credit, 0)), 100000)::integer
      when coalesce(sms_used, 0) > 0 then 100000 else 0 end', null, '{}'),
  ('usage_limits', 'used_percent', '{}', null, 'greatest(call_percent, sms_percent)', null, '{}'),

  ('subscriptions', 'id', '{}', 'user_id', null, null, '{}'),
  ('subscriptions', 'tier', '{}', null, 'private.plan_word(tier)', null, '{}'),
  ('subscriptions', 'tier', '{plan_type text}', 'plan_type',
    'private.plan_word(coalesce(nullif(btrim(plan_type), ''''), tier))', null, '{}'),
  ('subscriptions', 'stripe_customer_id', '{customer_id text}', 'customer_id', null, null, '{}'),

  ('active_sessions', 'last_active', '{last_active_at timestamptz}', 'last_active_at', null, null,
    '{last_active_at = last_active}'),
  ('unknown_phone', 'received_at', '{}', null, 'coalesce(received_at, created_at)', null, '{}'),

  ('profiles', 'email', '{}', null,
    'coalesce(email, (select u.email::text from auth.users u where u.id = profiles.user_id))', null, '{}'),
  ('profiles', 'role', '{}', null, 'private.role_word(role)', null, '{}'),
  ('profiles', 'industry', '{}', null, 'private.industry_word(industry)', null, '{}'),
  -- The one definition of a customer's plan: the subscription's, else that of usage_limits, else that of the profile,
  -- else unknown.
  ('profiles', 'tier', '{}', null, 'coalesce(
    (select s.tier from private.subscriptions s where s.user_id = profiles.user_id and s.tier is not null
      order by lower(s.status) in (''active'', ''trialing'', ''past_due'') desc nulls last, s.current_period_end desc nulls last, s.id limit 1),
    (select l.tier from private.usage_limits l where l.user_id = profiles.user_id and l.tier is not null limit 1),
    private.plan_word(tier))', null, '{}'),

  ('agents', 'status', '{}', null, 'private.agent_word(status)', null, '{}'),
  ('agents', 'status', '{is_active boolean}', null,
    'private.agent_word(coalesce(status, case when is_active then ''active'' when not is_active then ''disabled'' end))', null, '{}'),
  ('leads', 'sentiment', '{}', null, 'private.sentiment_word(sentiment)', null, '{}'),
  ('leads', 'appointment_booked', '{}', null, 'coalesce(appointment_booked, false)', null, '{}'),
  ('leads', 'flagged_for_review', '{}', null, 'coalesce(flagged_for_review, false)', null, '{}'),
  ('leads', 'flagged_for_review', '{flagged_at timestamptz}', null, 'coalesce(flagged_for_review, false)', null,
    '{flagged_at = case when flagged_for_review then now() else flagged_at end}'),
  ('appointments', 'status', '{}', null, 'private.appointment_word(status)', null, '{}'),
  ('usage_calls', 'provider_call_id', '{}', 'call_id', null, null, '{}'),
  ('usage_sms', 'provider_message_id', '{}', 'message_id', null, null, '{}')
), gone as (
  delete from private.column_readings r
  where not exists (
    select from wanted w where (w.relation::name, w.column_name::name, w.needs) = (r.relation, r.column_name, r.needs)
  )
)
insert into private.column_readings as r (relation, column_name, needs, source, expression, changed, writes)
select w.relation, w.column_name, w.needs, w.source, w.expression, w.changed, w.writes from wanted w
on conflict (relation, column_name, needs) do update
set source = excluded.source, expression = excluded.expression, changed = excluded.changed, writes = excluded.writes;

create or replace function private.is_added(relation name, name name) returns boolean
language sql stable set search_path = ''
as $$
  select not private.is_ours(is_added.relation)
    and exists (select from private.added_columns a where a.relation = is_added.relation and a.name = is_added.name)
$$;

comment on function private.is_added(name, name) is
  'Whether a column of a table of the platform is one that we added. Only the platform and admins'' acts write the others.';

create or replace function private.reading_of(relation name, column_name name) returns private.column_readings
language sql stable set search_path = ''
as $$
  select r
  from private.column_readings r
  where r.relation = reading_of.relation and r.column_name = reading_of.column_name
    and not private.is_ours(reading_of.relation)
    and not exists (
      select from unnest(r.needs) n
      where not exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = to_regclass('public.' || quote_ident(reading_of.relation)) and a.attname = split_part(n, ' ', 1)
          and a.attnum > 0 and not a.attisdropped
      )
    )
  order by cardinality(r.needs) desc
  limit 1
$$;

comment on function private.reading_of(name, name) is
  'How a documented column is read from a table of the platform; null where it is read unchanged.';

create or replace function private.replace_names(expression text, replacements jsonb) returns text
language sql immutable set search_path = ''
as $$
  select string_agg(coalesce(replacements ->> m[1], m[1]), '' order by place)
  from regexp_matches(expression, $r$'(?:[^']|'')*'|[A-Za-z_][\w.]*|[^'A-Za-z_]+$r$, 'g') with ordinality t (m, place)
$$;

comment on function private.replace_names(text, jsonb) is
  'An expression with bare names replaced; what stands in quotes or is qualified stays.';

create or replace function private.raw_expression(relation name, column_name name, wanted text, prefix text) returns text
language sql stable set search_path = ''
as $$
  select coalesce(
    (select private.cast_to(prefix || quote_ident(a.attname), a.atttypid::regtype, wanted::regtype)
      from pg_catalog.pg_attribute a
      where a.attrelid = to_regclass('public.' || quote_ident(raw_expression.relation)) and a.attname = raw_expression.column_name
        and a.attnum > 0 and not a.attisdropped),
    'null::' || wanted)
$$;

comment on function private.raw_expression(name, name, text, text) is
  'A column as a value of the documented type, whatever type it has; null of that type where the table has no such column.';

create or replace function private.names_in(expression text) returns text[]
language sql immutable set search_path = ''
as $$
  select array(select distinct m[1] from regexp_matches(expression, $r$'(?:[^']|'')*'|([A-Za-z_][\w.]*)$r$, 'g') m where m[1] is not null)
$$;

comment on function private.names_in(text) is 'The words of an expression that do not stand in quotes; those of them that are columns are what it reads.';

create or replace function private.read_expression(relation name, column_name name, prefix text, beneath name[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  reading private.column_readings := private.reading_of(relation, column_name);
  wanted text := (select c.type from private.read_columns(relation) c where c.name = column_name);
  expression text;
  replacements jsonb;
begin
  if reading.relation is null or column_name = any (beneath) or reading.expression is null and exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = to_regclass('public.' || quote_ident(relation)) and a.attname = column_name and a.attnotnull
  ) then
    return private.raw_expression(relation, column_name, wanted, prefix);
  end if;
  expression := coalesce(reading.expression, format('coalesce(%s, %s)', column_name, reading.source));
  select jsonb_object_agg(n.name, case
    when n.type is not null then private.raw_expression(relation, n.name, n.type, prefix)
    when n.name = column_name then private.raw_expression(relation, n.name, wanted, prefix)
    else '(' || private.read_expression(relation, n.name, prefix, beneath || column_name) || ')' end)
  into replacements
  from (
    select f.name::name as name, (select substr(w, strpos(w, ' ') + 1) from unnest(reading.needs) w where split_part(w, ' ', 1) = f.name) as type
    from unnest(private.names_in(expression)) f (name)
    where f.name in (select c.name from private.read_columns(relation) c) or f.name in (select split_part(w, ' ', 1) from unnest(reading.needs) w)
  ) n;
  return private.replace_names(expression, coalesce(replacements, '{}'));
end
$$;

comment on function private.read_expression(name, name, text, name[]) is
  'The expression that reads a documented column on a table of the platform, over its columns with a prefix. Other documented columns in it are read as they are read themselves.';

create or replace function private.with_readings(relation name, definition text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  parts text[];
  result text := definition;
begin
  for parts in select distinct m from regexp_matches(definition, '<(\w+)[.](\w+)>', 'g') m loop
    result := replace(result, format('<%s.%s>', parts[1], parts[2]),
      '(' || private.read_expression(relation, parts[2]::name, parts[1] || '.', '{}') || ')');
  end loop;
  return result;
end
$$;

comment on function private.with_readings(name, text) is
  'The definition of a function over rows of a table, with <row.column> replaced by what lists show in that column.';

create or replace function private.translated_index(relation name, definition text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  included text[] := string_to_array(replace(substring(definition from '\minclude\s*\(([^)]*)\)'), ' ', ''), ',');
  replacements jsonb;
  c text;
  base text[];
begin
  if private.is_ours(relation) then
    return definition;
  end if;
  select jsonb_object_agg(n.name, '(' || private.read_expression(relation, n.name::name, '', '{}') || ')') into replacements
  from unnest(private.names_in(definition)) n (name)
  where n.name in (select r.name from private.read_columns(relation) r)
    and private.read_expression(relation, n.name::name, '', '{}') <> quote_ident(n.name);
  if replacements is null then
    return definition;
  end if;
  -- Only plain columns can be included: those that the reading reads.
  foreach c in array coalesce(included, '{}') loop
    base := base || case when replacements ? c then array(
        select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = to_regclass('public.' || quote_ident(relation)) and a.attname = any (private.names_in(replacements ->> c))
        order by a.attnum
      ) else array[c] end;
  end loop;
  return private.replace_names(regexp_replace(definition, '\minclude\s*\([^)]*\)', 'include'), replacements
    || jsonb_build_object('include', 'include (' || array_to_string(array(select distinct b from unnest(base) b order by b), ', ') || ')'));
end
$$;

comment on function private.translated_index(name, text) is
  'The definition of an index in the expressions that the reading view has for its columns, without which the planner could not use it. On a table of ours it stays as it is.';

revoke execute on function private.is_added(name, name), private.reading_of(name, name), private.replace_names(text, jsonb),
  private.raw_expression(name, name, text, text), private.names_in(text), private.read_expression(name, name, text, name[]), private.with_readings(name, text),
  private.translated_index(name, text)
  from public, anon, authenticated, service_role;
