-- Which errors are one: what is left of an error when everything that differs from event to event is taken out.

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

create or replace function private.error_fingerprint(error_type text, message text, stack_trace text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  line text := left(split_part(ltrim(message, E' \t\r\n'), E'\n', 1), 500);
begin
  -- Most messages have none of these, and this runs on every insert.
  if line ~ '["''`“‘«@?]|^Traceback|Bearer|eyJ|::|-[0-9A-Fa-f]{4}-|[a-f]{6}|(?:cus|evt|acct|seti|whsec|pi|pm|cs|txn)_|(?:call|agent|llm|ation)_[A-Za-z]*[A-Z]|[JFMASOND][a-z]{2,8},? +[0-9]' then
    if line like 'Traceback (most recent call last)%' then
      line := left(split_part(rtrim(message, E' \t\r\n'), E'\n', -1), 500);
    end if;
    line := regexp_replace(line,
      '\m(column|relation|table|constraint|index|function|schema|type|role|policy|trigger|view|sequence|reading|attribute|module|named)( )["''`]([A-Za-z_./@][\w./@$:-]*)["''`]',
      '\1\2\3', 'g');
    line := regexp_replace(line,
      '(^|[^[:alnum:]_])(?:"[^"]*(?:"|$)|`[^`]*(?:`|$)|''[^'']*''|“[^”]*”|‘[^’]*’|«[^»]*»)', '\1*', 'g');
    line := regexp_replace(line, '(?:'
      '[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}'
      '|\m[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}|::[0-9A-Fa-f]+\M'
      '|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+'
      '|[?][A-Za-z0-9_.%-]+=[^ "''<>)]*'
      '|\m[a-f]{6,}\M|Bearer +[^ ]+|eyJ[A-Za-z0-9_.-]+'
      '|\m(?:cus|evt|acct|seti|whsec|pi|pm|cs|txn)_[A-Za-z0-9]+|\m(?:call|agent|llm|conversation)_[A-Za-z0-9]*[A-Z][A-Za-z0-9]*'
      '|\m(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +)?(?:[0-9]{1,2} +)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +[0-9]+'
      ')', '*', 'g');
  end if;
  line := regexp_replace(regexp_replace(line, '[A-Za-z0-9_]*[0-9][A-Za-z0-9_]*', '*', 'g'),
    '[+(#-]?[*](?:(?: UTC| GMT)?[-.,:/+()%# ]*[*])*(?: ?(?:AM|PM|am|pm|UTC|GMT)\M)?%?', '*', 'g');
  if (line ~ '[[:alpha:]]{3}') is not true then
    line := coalesce(private.own_frame(stack_trace), line, '');
  end if;
  return concat('1 ', error_type, E'\n', line);
end
$$;

comment on function private.error_fingerprint(text, text, text) is
  'What the errors of one group have in common: the version of these rules, the error type, and on a second line the pattern of the message: its first line (of a Python traceback the last) with a * for every value, that is quoted text, uuids, words with a digit in them (numbers, hex, key ids such as call_… or SM…), e-mail addresses, phone numbers, IP addresses, the queries of URLs, dates and times, tokens. Neighbouring values become one *. Quoted names of what Postgres, Node and Python call by name (column "phone", attribute ''id'') stay. A message without a word in it says nothing; then the innermost own frame of the stack trace stands for it. The endpoint and the customer are no part of it. Whoever changes the rules raises the version, so that old and new groups stay apart, and calls private.group_existing_errors() for the old rows.';

create or replace function private.error_group_id(error_type text, message text, stack_trace text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return overlay(overlay(md5(private.error_fingerprint(error_type, message, stack_trace)) placing '3' from 13) placing '8' from 17)::uuid;
end
$$;

comment on function private.error_group_id(text, text, text) is 'The id of the group that an error belongs to: its fingerprint''s MD5 sum, marked as a UUID made from a name (version 3), because some take only such for a UUID.';

revoke execute on function private.own_frame(text), private.error_fingerprint(text, text, text), private.error_group_id(text, text, text) from public;
grant execute on function private.own_frame(text), private.error_fingerprint(text, text, text), private.error_group_id(text, text, text) to authenticated, service_role;
