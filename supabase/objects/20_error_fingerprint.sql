-- The fingerprint of an error: its type and message with the values that vary between events removed.
create or replace function private.own_frame(stack_trace text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  frame text;
begin
  if stack_trace is null or strpos(left(stack_trace, 20000), E'\n') = 0 then
    return null;
  end if;
  select l.line into frame
  from unnest(string_to_array(translate(left(stack_trace, 20000), E'\r\t', '  '), E'\n')) with ordinality l (line, place)
  where l.place <= 400
    and l.line ~ '^ *(?:at |File "|#[0-9]+ |from |[^ @()]*@(?:https?|file|webpack|/))|^ *[^ :]+[.](?:go|rb|exs?|rs|php):[0-9]+|[)] lib/[^ ]+[.]exs?:[0-9]+'
    and l.line !~ 'node_modules|node:|internal/(?:process|modules|deps)|(?:ext|deno|bun|native):|site-packages|dist-packages|lib/python|<frozen|\(native\)|[(@ ]<anonymous>\)?$|webpack/(?:bootstrap|runtime)|(?:react-dom|framework|polyfills|vendor)[.-]|/vendor/|/gems/|/usr/local/go/|/go/pkg/mod/|/rustc/|[.]cargo/|^ *at (?:java|javax|jakarta|jdk|sun|com[.]sun|kotlin|scala|akka|reactor|io[.]netty|org[.](?:springframework|apache|hibernate|postgresql|eclipse|jboss)|com[.]zaxxer|System|Microsoft|core::|std::|tokio::)[.:]|[{]main[}]'
  -- Python writes the innermost frame last, the others first.
  order by case when l.line ~ '^ *File "' then -l.place else l.place end
  limit 1;
  -- Lines, versions of files and the names that bundlers give are other ones after a deployment.
  frame := regexp_replace(btrim(frame), ', line [0-9]+|:line [0-9]+|(?::[0-9]+){1,2}(?=\)?$|:in )| \+0x[0-9a-f]+|[?][^ ):]*|\m(?:async|new) ', '', 'g');
  if frame ~ '[/.-][0-9A-Za-z_-]*[.]m?js|https?://' then
    frame := regexp_replace(frame, 'https?://[^/ )]*|(?:[.-]|(?<=/))(?=[a-z]*[0-9])[0-9a-z_-]{6,}(?=(?:[.]min)?[.]m?js)', '*', 'g');
    if frame ~ '_next/|/chunks?/|/assets/|/static/|[.]min[.]|bundle' then
      frame := regexp_replace(frame, '^at [A-Za-z_$][A-Za-z0-9_$.]{0,2} (?=\()|^[A-Za-z_$]{0,2}@', 'at ');
    end if;
  end if;
  return regexp_replace(frame, '[0-9]+', '*', 'g');
end
$$;

comment on function private.own_frame(text) is
  'The innermost frame of a stack trace (JavaScript, Python, Java, Go, Ruby, PHP, .NET, Elixir) that is the application''s own, without what changes with a deployment; null when there is none.';

create or replace function private.error_rules() returns integer
language sql immutable parallel safe set search_path = ''
as $$ select 2 $$;

comment on function private.error_rules() is
  'The version of the rules by which errors are grouped. Every change of what private.error_pattern returns needs the next one: old groups are then divided by the new rules.';

create or replace function private.id_of_rules(named text, rules integer) returns uuid
language sql immutable parallel safe set search_path = ''
as $$ select overlay(overlay(md5(named) placing '3' from 13) placing substr('b89a', 1 + rules % 4, 1) from 17)::uuid $$;

comment on function private.id_of_rules(text, integer) is
  'A text''s MD5 sum, marked as a UUID made from a name (version 3), because some take only such for a UUID. The digit of its variant says by which rules the text was made.';

create or replace function private.rules_of(id uuid) returns integer
language sql immutable parallel safe set search_path = ''
as $$ select strpos('b89a', substr(id::text, 20, 1)) - 1 $$;

comment on function private.rules_of(uuid) is 'The version, modulo four, of the rules that a group of errors or a cause of failures is of.';

create or replace function private.error_fingerprint(error_type text, message text, stack_trace text) returns text
language plpgsql immutable parallel safe
as $$
begin
  return concat(private.error_rules(), ' ', error_type, E'\n', private.error_pattern(message, stack_trace));
end
$$;

comment on function private.error_fingerprint(text, text, text) is
  'What the errors of one group have in common: the version of the rules, the error type, and on a second line the pattern of the message (private.error_pattern): the line that matters, with a * for every value. Part of the fault, and so kept: HTTP statuses, SQLSTATEs, codes of providers and processes, ports, and quoted text that the message calls a name. The endpoint and the customer are no part of it.';

create or replace function private.error_group_id(error_type text, message text, stack_trace text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return private.id_of_rules(private.error_fingerprint(error_type, message, stack_trace), private.error_rules());
end
$$;

comment on function private.error_group_id(text, text, text) is 'The id of the group that an error belongs to: private.id_of_rules of its fingerprint.';

-- What the rules said of texts that came before. An insert reads it and never writes it; those who apply changes do.
create or replace function private.error_text_key(error_type text, message text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return md5(concat(private.error_rules(), 'like ', error_type, E'\n', regexp_replace(message, '[a-z_]*[0-9][a-z0-9_]*', '0', 'g')))::uuid;
end
$$;

comment on function private.error_text_key(text, text) is
  'Under which the group is remembered of all messages that differ in words with digits only, but for their capitals.';

create or replace function private.exact_error_text_key(error_type text, message text, stack_trace text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return md5(concat(private.error_rules(), 'same ', error_type, E'\n', message, E'\n', left(stack_trace, 20000)))::uuid;
end
$$;

comment on function private.exact_error_text_key(text, text, text) is
  'Under which the group of one message and stack trace is remembered, where digits or the trace decide.';

create or replace function private.digits_decide(error_type text, message text, group_id uuid) returns boolean
language sql immutable set search_path = ''
as $$
  -- One of each form that a rule tells from others, behind the capitals that the text has. A trace decides where there is no message to go by.
  select exists (
    select from unnest('{7,42,001,404,503,1062,5432,30007,23505,a1b2c3,9f,x_1,0x80070005}'::text[]) f (form)
    where private.error_group_id(error_type, regexp_replace(message, '[a-z_]*[0-9][a-z0-9_]*', f.form, 'g'), null) <> group_id)
    or private.error_group_id(error_type, message, E'Error\n    at probe (/probe.js:1:1)') <> group_id
$$;

comment on function private.digits_decide(text, text, uuid) is
  'Whether messages that differ from one in words with digits only, or come with a stack trace, can belong to another group.';

create or replace function private.remember_error_texts(groups uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  e record;
  decided boolean;
begin
  for e in
    select distinct on (private.error_text_key(l.error_type, l.message)) l.error_type, l.message, l.stack_trace,
      private.error_text_key(l.error_type, l.message) as alike, private.exact_error_text_key(l.error_type, l.message, l.stack_trace) as exact
    from unnest(groups) g (id)
    cross join lateral (
      select o.error_type, coalesce(o.message, '') as message, o.stack_trace from private.error_logs o where o.group_id = g.id order by o.created_at desc, o.id desc limit 3
    ) l
    where octet_length(l.message) <= 1000
      and not exists (select from private.error_texts t where t.key in (private.error_text_key(l.error_type, l.message), private.exact_error_text_key(l.error_type, l.message, l.stack_trace)) and t.group_id is not null)
    limit 20
  loop
    decided := private.digits_decide(e.error_type, e.message, private.error_group_id(e.error_type, e.message, null));
    insert into private.error_texts (key, group_id, is_split)
    select k.key, k.group_id, exists (select from private.error_group_splits s where s.group_id = k.group_id and s.undone_at is null) from (values
      (e.alike, case when not decided then private.error_group_id(e.error_type, e.message, e.stack_trace) end),
      (case when decided then e.exact end, private.error_group_id(e.error_type, e.message, e.stack_trace))) k (key, group_id)
    where k.key is not null
    on conflict (key) do nothing;
  end loop;
  -- Twenty thousand are enough for what recurs; what is forgotten and comes again is learned again.
  delete from private.error_texts t where t.place <= (select max(o.place) - 20000 from private.error_texts o);
end
$$;

comment on function private.remember_error_texts(uuid[]) is
  'Remembers what the rules say of the latest texts of groups, for inserts to read: at most 20 at a time and 20,000 in all. Only for who applies changes, one at a time.';

create or replace function private.remembered_error_group(error_type text, message text, stack_trace text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  said constant text := coalesce(message, '');
  known uuid;
begin
  if octet_length(said) > 1000 then
    return private.error_group_id(error_type, message, stack_trace);
  end if;
  -- As private.exact_error_text_key; a subquery, because a plan may compare the key with each row.
  select t.group_id into known from private.error_texts t
  where t.key = (select md5(concat(private.error_rules(), 'same ', error_type, E'\n', said, E'\n', left(stack_trace, 20000)))::uuid);
  if not found and random() < 0.015625 then
    perform private.apply_some_error_group_deltas();
  end if;
  return coalesce(known, private.error_group_id(error_type, message, stack_trace));
end
$$;

comment on function private.remembered_error_group(text, text, text) is
  'The group of an error whose text is not remembered with all that are alike: the one of exactly its text, or what the rules say of a new one. Now and then a new one lets what was appended be applied, and with it be remembered.';

-- The lines of private.error_text_key stand here because a call costs as much as they do. With its owner's rights: the
-- writer of an error may have no right to call our functions. The message is read as lists show it.
do $do$
begin
  execute format($definition$
create or replace function private.group_error() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as %L
$definition$, replace(replace($body$
declare
  may_be_split boolean;
begin
  if current_setting('kryonex.locked', true) = 'on' then
    new.group_id := null;
    perform private.give_up('errors');
    return new;
  end if;
  begin
    select t.group_id, t.is_split into new.group_id, may_be_split from private.error_texts t
    where octet_length(<message>) <= 1000
      and t.key = (select md5(concat('<rules>like ', new.error_type, E'\n', regexp_replace(<message>, '[a-z_]*[0-9][a-z0-9_]*', '0', 'g')))::uuid);
    if new.group_id is null then
      new.group_id := private.remembered_error_group(new.error_type, <message>, new.stack_trace);
      may_be_split := exists (select from private.error_group_splits);
    end if;
    if may_be_split then
      new.group_id := private.split_error_group(new.group_id, new.endpoint, new.user_id, <message>,
        case when tg_op = 'UPDATE' then coalesce(old.group_id, '00000000-0000-0000-0000-000000000000') end);
    end if;
  exception
    when others then
      new.group_id := null;
      perform private.note_failure('errors', 'error_logs', to_jsonb(new) ->> 'id', 'grouping', sqlstate, sqlerrm);
  end;
  return new;
end
$body$, '<message>', private.read_expression('error_logs', 'message', 'new.', '{}')), '<rules>', private.error_rules()::text));
end
$do$;

comment on function private.group_error() is 'Trigger: sets the group of an error; null when it cannot be computed.';

alter table private.error_texts enable row level security;

revoke execute on function private.own_frame(text), private.error_rules(), private.id_of_rules(text, integer), private.rules_of(uuid),
  private.error_fingerprint(text, text, text), private.error_group_id(text, text, text), private.error_text_key(text, text),
  private.exact_error_text_key(text, text, text), private.digits_decide(text, text, uuid), private.remember_error_texts(uuid[]),
  private.remembered_error_group(text, text, text)
  from public, anon, authenticated, service_role;

grant execute on function private.own_frame(text), private.error_rules(), private.id_of_rules(text, integer), private.rules_of(uuid),
  private.error_fingerprint(text, text, text), private.error_group_id(text, text, text) to authenticated, service_role;
