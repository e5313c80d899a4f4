-- Translation of the platform's words into the contract's. An unknown word is returned unchanged; no function here fails.

create or replace function private.limit_word(state text, is_paused boolean) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when is_paused then 'hard'
    when lower(btrim(state)) in ('ok', 'active', 'pending', 'under') then 'under'
    when lower(btrim(state)) in ('warning', 'throttled', 'soft') then 'soft'
    when lower(btrim(state)) in ('blocked', 'paused', 'hard') then 'hard'
    else state
  end
$$;

comment on function private.limit_word(text, boolean) is
  'A limit state as under, soft or hard; hard where an admin of the platform has paused the customer, whatever the state.';

create or replace function private.role_word(role text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when role is null or lower(btrim(role)) in ('', 'user', 'owner', 'active', 'revoked', 'past_due') then 'user'
    when lower(btrim(role)) in ('admin', 'seller') then lower(btrim(role))
    else role
  end
$$;

comment on function private.role_word(text) is
  'A role as user or admin: the platform keeps whether a customer has paid in the role too. Others, such as seller, as they are written.';

create or replace function private.plan_word(plan text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case when lower(btrim(plan)) in ('core', 'pro', 'elite', 'scale') then lower(btrim(plan)) else nullif(btrim(plan), '') end
$$;

comment on function private.plan_word(text) is 'A plan as core, pro, elite or scale; null when the text is blank.';

create or replace function private.industry_word(industry text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case when lower(btrim(industry)) in ('hvac', 'plumbing', 'electrical') then lower(btrim(industry)) else nullif(btrim(industry), '') end
$$;

comment on function private.industry_word(text) is 'An industry as hvac, plumbing or electrical, in whatever case it was typed; null when the text is blank.';

create or replace function private.agent_word(status text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when lower(btrim(status)) in ('active', 'deployed', 'configured') then 'active'
    when lower(btrim(status)) = 'pending' then 'pending'
    when lower(btrim(status)) in ('disabled', 'suspended', 'retired') then 'disabled'
    else status
  end
$$;

comment on function private.agent_word(text) is 'The status of an agent as active, pending or disabled.';

create or replace function private.sentiment_word(sentiment text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when lower(btrim(sentiment)) in ('positive', 'neutral', 'negative', 'unknown') then lower(btrim(sentiment))
    else sentiment
  end
$$;

comment on function private.sentiment_word(text) is 'A sentiment as positive, neutral or negative, in whatever case it was written; unknown is the platform''s own.';

create or replace function private.appointment_word(status text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when lower(btrim(status)) in ('scheduled', 'booked', 'pending', 'confirmed', 'rescheduled') then 'scheduled'
    when lower(btrim(status)) in ('completed', 'cancelled', 'no_show') then lower(btrim(status))
    when lower(btrim(status)) = 'canceled' then 'cancelled'
    else status
  end
$$;

comment on function private.appointment_word(text) is 'The status of an appointment as scheduled, completed, cancelled or no_show.';

create or replace function private.word_kinds()
returns table (kind text, relation name, column_name name, translation text, known text[])
language sql immutable rows 7 set search_path = ''
as $$
  values
    ('limit_state', 'usage_limits'::name, 'limit_state'::name, 'private.limit_word(%s, null)', '{under,soft,hard}'::text[]),
    ('role', 'profiles', 'role', 'private.role_word(%s)', '{user,admin,seller}'),
    ('industry', 'profiles', 'industry', 'private.industry_word(%s)', '{hvac,plumbing,electrical}'),
    ('agent_status', 'agents', 'status', 'private.agent_word(%s)', '{active,pending,disabled}'),
    ('sentiment', 'leads', 'sentiment', 'private.sentiment_word(%s)', '{positive,neutral,negative,unknown}'),
    ('appointment_status', 'appointments', 'status', 'private.appointment_word(%s)', '{scheduled,completed,cancelled,no_show}'),
    ('plan', 'subscriptions', 'tier', 'private.plan_word(%s)', '{core,pro,elite,scale}')
$$;

comment on function private.word_kinds() is 'Which columns hold words that are translated, how, and to which words.';

create or replace function private.raw_words(kind text, word text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  k record;
  written text[];
  chosen text[];
begin
  select * into k from private.word_kinds() w where w.kind = raw_words.kind;
  -- Only an index that begins with the column finds its words quickly, and only then do they help.
  if not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = to_regclass('public.' || k.relation) and a.attname = k.column_name and i.indisvalid and i.indpred is null
  ) then
    return null;
  end if;
  written := private.distinct_values(to_regclass('private.' || k.relation), ('raw_' || k.column_name)::name, 200);
  if written is null then
    return null;
  end if;
  execute format('select array_agg(w.raw) from unnest($1) w (raw) where %s = $2', format(k.translation, 'w.raw')) into chosen
    using written, word;
  return coalesce(chosen, '{}');
end
$$;

comment on function private.raw_words(text, text) is
  'The words of a column, as they are written there now, that read as a word; null when no index of the table finds them, or there are more than 200.';

create or replace function private.is_translated(wanted text) returns boolean
language sql stable security definer set search_path = ''
as $$ select not private.is_ours(k.relation) from private.word_kinds() k where k.kind = wanted $$;

comment on function private.is_translated(text) is 'Whether words of a kind are translated here: not in a table of ours.';

create or replace function private.word_condition(kind text, expression text, raw text, chosen text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  written text[] := '{}'::text[];
  translated text;
  word text;
  found_words text[];
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  -- A single word stays an equality, so that an index keeps its order.
  translated := case cardinality(chosen) when 1 then format('%s = %L', expression, chosen[1]) else format('%s = any (%L::text[])', expression, chosen) end;
  if not private.is_translated(kind) then
    return translated;
  end if;
  foreach word in array chosen loop
    found_words := private.raw_words(kind, word);
    written := written || found_words;
    if found_words is null then
      return translated;
    end if;
  end loop;
  -- A condition of its own for the index; the translated word decides.
  return format(case when kind in ('role', 'agent_status') then '(%1$s = any (%2$L::text[]) or %1$s is null) and %3$s' else '%1$s = any (%2$L::text[]) and %3$s' end,
    raw, written, translated);
end
$$;

comment on function private.word_condition(text, text, text, text[]) is
  'The condition that a translated word is one of those chosen; where an index of the table helps, also in the words as they are written. Roles and the status of agents are read from other columns, or presumed, where nothing is written.';

create or replace function private.unforeseen_words() returns table (relation text, column_name text, word text, matches bigint)
language plpgsql stable set search_path = ''
as $$
declare
  k record;
begin
  for k in select w.* from private.word_kinds() w where to_regclass('public.' || w.relation) is not null loop
    -- Such a word reads as it is written.
    return query execute format(
      'select %L, %L, left(t.%I, 80), count(*) from private.%I t where t.%3$I <> all (%5$L::text[]) group by 3 order by 4 desc, 3 limit 20',
      k.relation, k.column_name, k.column_name, k.relation, k.known);
  end loop;
end
$$;

comment on function private.unforeseen_words() is
  'Words of the platform that read as they are written because nothing is known of them, and how often each stands there. Counts the rows of five tables: not for a page that is opened often.';

revoke execute on function private.limit_word(text, boolean), private.role_word(text), private.plan_word(text),
  private.industry_word(text), private.agent_word(text), private.sentiment_word(text), private.appointment_word(text),
  private.word_kinds(), private.raw_words(text, text), private.is_translated(text), private.word_condition(text, text, text, text[]),
  private.unforeseen_words() from public, anon, authenticated, service_role;

-- Reading views call them in the name of their reader.
grant execute on function private.limit_word(text, boolean), private.role_word(text), private.plan_word(text),
  private.industry_word(text), private.agent_word(text), private.sentiment_word(text), private.appointment_word(text),
  private.word_kinds(), private.raw_words(text, text), private.is_translated(text), private.word_condition(text, text, text, text[]),
  private.unforeseen_words() to authenticated, service_role;
