-- The fingerprint of an error: its type and message with the values that vary between events removed.
create or replace function private.own_frame(stack_trace text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select regexp_replace(btrim(f.line), '[0-9]+', '*', 'g')
  from regexp_split_to_table(left(stack_trace, 20000), '\n') with ordinality f (line, place)
  where f.line ~ '^\s+at |^\s*File "'
    and f.line !~ 'node_modules|node:|site-packages|lib/python|<frozen|\(native\)|<anonymous>'
  -- Python writes the innermost frame last, Node first.
  order by case when f.line ~ '^\s*File "' then -f.place else f.place end
  limit 1
$$;

comment on function private.own_frame(text) is
  'The innermost frame of a Node or Python stack trace that is the application''s own, without line numbers; null when there is none.';

create or replace function private.error_group_id(error_type text, message text, stack_trace text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return overlay(overlay(md5(private.error_fingerprint(error_type, message, stack_trace)) placing '3' from 13) placing '8' from 17)::uuid;
end
$$;

comment on function private.error_group_id(text, text, text) is 'The id of the group that an error belongs to: its fingerprint''s MD5 sum, marked as a UUID made from a name (version 3), because some take only such for a UUID.';

-- The cost of inserting an error. Nearly every error is inserted by itself, in its own transaction, where each
-- expression of a trigger is planned again: few short expressions cost less than many, whatever they compute.
-- The figures behind this are in docs/performance.md.
-- A pattern with many alternatives is expensive on every line too, because each match builds its automaton again; plain
-- substrings show which alternatives a line can contain, mostly none or one.
create or replace function private.error_names_bare(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  others boolean := line like any (array['%index _%', '%function _%', '%schema _%', '%type _%', '%role _%', '%policy _%', '%trigger _%',
    '%view _%', '%sequence _%', '%attribute _%', '%module _%', '%named _%']);
begin
  -- The fewer words to look for, the cheaper: most messages that name something have one of these two.
  return case
    when line !~ '[a-z] ["''`][A-Za-z_./@][\w./@$:-]*["''`]' then line
    when others or line like '%reading _%' and line like any (array['%column _%', '%relation _%', '%table _%', '%constraint _%']) then
      regexp_replace(line, '(?<=\m(?:column|relation|table|constraint|index|function|schema|type|role|policy|trigger|view|sequence|reading|attribute|module|named) )["''`]([A-Za-z_./@][\w./@$:-]*)["''`]', '\1', 'g')
    when line like '%reading _%' then
      regexp_replace(line, '\mreading ["''`]([A-Za-z_./@][\w./@$:-]*)["''`]', 'reading \1', 'g')
    when line like any (array['%column _%', '%relation _%', '%table _%']) then
      regexp_replace(line, '(?<=\m(?:column|relation|table|constraint) )["''`]([A-Za-z_./@][\w./@$:-]*)["''`]', '\1', 'g')
    when line like '%constraint _%' then
      regexp_replace(line, '\mconstraint ["''`]([A-Za-z_./@][\w./@$:-]*)["''`]', 'constraint \1', 'g')
    else line
  end;
end
$$;

comment on function private.error_names_bare(text) is
  'A line of a message in which what Postgres, Node and Python call by name (column "phone", attribute ''id'') stands without its quotes, and so is no value.';

create or replace function private.error_values_out(line text, message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  holds integer;
begin
  if not (line like any (array['%"%', '%''%', '%`%', '%“%', '%‘%', '%«%', '%@%', '%?%', '%::%', 'Traceback%', '%Bearer%', '%eyJ%'])
    or line ~ '[a-f]{6}' or line like '%-____-%' and line ~ '-[0-9A-Fa-f]{4}-'
    or line like '%\_%' and (line like any (array['%cus\_%', '%evt\_%', '%acct\_%', '%seti\_%', '%whsec\_%', '%pi\_%', '%pm\_%', '%cs\_%', '%txn\_%'])
      or line ~ '(?:call|agent|llm|ation)_[A-Za-z]*[A-Z]')
    or line ~ '[JFMASOND][a-z]{2,8},? +[0-9]') then
    return line;
  end if;
  if line like 'Traceback (most recent call last)%' then
    line := left(split_part(rtrim(right(message, 4000), E' \t\r\n'), E'\n', -1), 500);
  end if;
  if line like any (array['%"%', '%''%', '%`%', '%“%', '%‘%', '%«%']) then
    line := regexp_replace(private.error_names_bare(line),
      '(^|[^[:alnum:]_])(?:"[^"]*(?:"|$)|`[^`]*(?:`|$)|''[^'']*''|“[^”]*”|‘[^’]*’|«[^»]*»)', '\1*', 'g');
  end if;
  -- One bit for each kind of value that may be there.
  holds := (line like '%-____-%')::integer
    + 2 * (line like '%:%:%' and line ~ '::|:[0-9A-Fa-f]{1,4}:')::integer
    + 4 * (line like '%@%')::integer + 8 * (line like '%?%=%')::integer
    + 16 * (line ~ '\m[a-f]{6,}\M')::integer + 32 * (line like any (array['%Bearer %', '%eyJ%']))::integer
    + 64 * (line like '%\_%' and (line like any (array['%cus\_%', '%evt\_%', '%acct\_%', '%seti\_%', '%whsec\_%', '%pi\_%', '%pm\_%', '%cs\_%', '%txn\_%'])
      or line ~ '(?:call|agent|llm|conversation)_[A-Za-z0-9]*[A-Z]'))::integer
    + 128 * (line ~ '[JFMASOND][a-z]{2,8} +[0-9]' and line ~ '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +[0-9]')::integer;
  return case holds
    when 0 then line
    when 1 then regexp_replace(line, '[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}', '*', 'g')
    when 4 then regexp_replace(line, '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+', '*', 'g')
    when 8 then regexp_replace(line, '[?][A-Za-z0-9_.%-]+=[^ "''<>)]*', '*', 'g')
    when 64 then regexp_replace(line,
      '\m(?:cus|evt|acct|seti|whsec|pi|pm|cs|txn)_[A-Za-z0-9]+|\m(?:call|agent|llm|conversation)_[A-Za-z0-9]*[A-Z][A-Za-z0-9]*', '*', 'g')
    else regexp_replace(line, '(?:'
      '[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}'
      '|\m[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}|::[0-9A-Fa-f]+\M'
      '|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+'
      '|[?][A-Za-z0-9_.%-]+=[^ "''<>)]*'
      '|\m[a-f]{6,}\M|Bearer +[^ ]+|eyJ[A-Za-z0-9_.-]+'
      '|\m(?:cus|evt|acct|seti|whsec|pi|pm|cs|txn)_[A-Za-z0-9]+|\m(?:call|agent|llm|conversation)_[A-Za-z0-9]*[A-Z][A-Za-z0-9]*'
      '|\m(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +)?(?:[0-9]{1,2} +)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +[0-9]+'
      ')', '*', 'g')
  end;
end
$$;

comment on function private.error_values_out(text, text) is
  'A message''s line with a * for every value that a digit alone does not identify; private.error_fingerprint does the rest.';

-- The fingerprint and the trigger that takes it follow the same rules, which stand here once: calling one from the other
-- costs a tenth of what all triggers add to an insert. The first 4,000 letters decide, however long a message is.
do $$
declare
  rules text := $rules$
declare
  line text;
begin
<guard>  line := left(split_part(ltrim(left(<row>message, 4000), E' \t\r\n'), E'\n', 1), 500);
  -- Most messages have none of these.
  if line ~ '["''`“‘«@?_]|[a-f]{6}' or line like any (array['%::%', '%-____-%', 'Traceback%', '%Bearer%', '%eyJ%'])
    or line ~ '[JFMASOND][a-z]{2,8},? +[0-9]' then
    line := private.error_values_out(line, <row>message);
  end if;
  line := regexp_replace(line, '[A-Za-z_]*[0-9][A-Za-z0-9_]*', '*', 'g');
  -- One value between words has no neighbours that would become one with it. One condition for both, because most messages
  -- need neither.
  if line like any (array['%*%*%', '%+*%', '%(*%', '%#*%', '%-*%', '%*\%%', '%AM%', '%PM%', '%am%', '%pm%', '%UTC%', '%GMT%'])
    or (line ~ '[[:alpha:]]{3}') is not true then
    line := regexp_replace(line, '[+(#-]?[*](?:(?: UTC| GMT)?[-.,:/+()%# ]*[*])*(?: ?(?:AM|PM|am|pm|UTC|GMT)\M)?%?', '*', 'g');
    if (line ~ '[[:alpha:]]{3}') is not true then
      line := coalesce(private.own_frame(<row>stack_trace), line, '');
    end if;
  end if;
$rules$;
  -- The version of the rules, the type and the pattern.
  fingerprint constant text := $pattern$'1 ' || coalesce(<row>error_type, '') || E'\n' || line$pattern$;
begin
  execute format('create or replace function private.error_fingerprint(error_type text, message text, stack_trace text) returns text
    language plpgsql immutable parallel safe as %L',
    replace(replace(rules, '<guard>', '') || E'  return ' || fingerprint || E';\nend\n', '<row>', ''));
  -- As private.error_group_id, which would be one more function to call. With its owner's rights: the writer of
  -- an error may have no right to call our functions. The message is read as lists show it.
  execute format('create or replace function private.group_error() returns trigger language plpgsql security definer set search_path = '''' as %L',
    replace(replace(replace(rules, '<row>message', private.read_expression('error_logs', 'message', 'new.', '{}')), '<row>', 'new.'),
      '<guard>', E'  begin\n')
    || format(E'  new.group_id := overlay(overlay(md5(%s) placing ''3'' from 13) placing ''8'' from 17)::uuid;\n', replace(fingerprint, '<row>', 'new.'))
    || E'  exception when others then\n    new.group_id := null;\n'
    || E'    perform private.note_failure(''errors'', ''error_logs'', to_jsonb(new) ->> ''id'', ''grouping'', sqlstate, sqlerrm);\n  end;\n'
    || E'  return new;\nend\n');
end
$$;

comment on function private.error_fingerprint(text, text, text) is
  'What the errors of one group have in common: the version of these rules, the error type, and on a second line the pattern of the message: its first line (of a Python traceback the last) with a * for every value, that is quoted text, uuids, words with a digit in them (numbers, hex, key ids such as call_… or SM…), e-mail addresses, phone numbers, IP addresses, the queries of URLs, dates and times, tokens. Neighbouring values become one *. Quoted names of what Postgres, Node and Python call by name (column "phone", attribute ''id'') stay. A message without a word in it says nothing; then the innermost own frame of the stack trace stands for it. The endpoint and the customer are no part of it. A change of the rules needs a new version, which keeps old and new groups apart, and a call of private.group_existing_errors() for existing rows.';

comment on function private.group_error() is 'Trigger: sets the group of an error; null when it cannot be computed.';


revoke execute on function private.error_fingerprint(error_type text, message text, stack_trace text),
  private.error_group_id(error_type text, message text, stack_trace text), private.error_names_bare(line text),
  private.error_values_out(line text, message text), private.own_frame(stack_trace text)
  from public, anon, authenticated, service_role;

grant execute on function private.error_fingerprint(error_type text, message text, stack_trace text),
  private.error_group_id(error_type text, message text, stack_trace text), private.error_names_bare(line text),
  private.error_values_out(line text, message text), private.own_frame(stack_trace text)
  to authenticated, service_role;
