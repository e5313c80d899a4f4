-- Lines put together from what the rules look for, and from what nearly is such.
create temp table lines as
with pieces as (
  select array['"', '''', '`', '“', '”', '«', '»', '@', '?', '=', 'Traceback', 'Bearer ', 'eyJ', '::', ':', '-', '-12ab-', '-abcd-', 'abcdef', 'abcde',
    'cus_', 'evt_x', 'call_', 'call_aB', 'call_3fB', 'agent_Zz', 'ation_', 'conversation_1X', 'November 3', 'Step 12', 'Jan, 4', 'Mon, 3 Oct 12', 'answer',
    ' ', ' ', ' ', '1', '42', '%', '(', '+', ' UTC', 'PM', 'ab:cd:ef', 'ab::', ':12:', '::1', '_', 'x_y', '?a=b', 'é', 'A5', '.', 'al@example.com',
    'column "phone"', 'constraint "a_key"', 'relation "x"', 'type "y"', 'subtype "y"', 'reconstraint "z"', 'column ', 'table ', ' "a.b"', ' ''id''',
    '(reading ''id'')', 'misreading ''id''', 'named `x`', 'e7f4a2c1-1234-4abc-89ab-0123456789ab', 'deadbeef-', '*', 'Key (id)=('] as a
)
select (
  select string_agg(p.a[1 + (hashtext(n || ' ' || place) & 2147483647) % cardinality(p.a)], '' order by place)
  from pieces p, generate_series(1, 1 + n % 8) place
) as line
from generate_series(1, 5000) n;

-- The rules themselves, each over the whole of a line.
create function pg_temp.by_every_rule(line text) returns text language plpgsql as $$
begin
  if line ~ '["''`“‘«@?]|^Traceback|Bearer|eyJ|::|-[0-9A-Fa-f]{4}-|[a-f]{6}|(?:cus|evt|acct|seti|whsec|pi|pm|cs|txn)_|(?:call|agent|llm|ation)_[A-Za-z]*[A-Z]|[JFMASOND][a-z]{2,8},? +[0-9]' then
    line := regexp_replace(line,
      '\m(column|relation|table|constraint|index|function|schema|type|role|policy|trigger|view|sequence|reading|attribute|module|named)( )["''`]([A-Za-z_./@][\w./@$:-]*)["''`]',
      '\1\2\3', 'g');
    line := regexp_replace(line, '(^|[^[:alnum:]_])(?:"[^"]*(?:"|$)|`[^`]*(?:`|$)|''[^'']*''|“[^”]*”|‘[^’]*’|«[^»]*»)', '\1*', 'g');
    line := regexp_replace(line, '(?:[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}'
      '|\m[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}|::[0-9A-Fa-f]+\M|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)+'
      '|[?][A-Za-z0-9_.%-]+=[^ "''<>)]*|\m[a-f]{6,}\M|Bearer +[^ ]+|eyJ[A-Za-z0-9_.-]+'
      '|\m(?:cus|evt|acct|seti|whsec|pi|pm|cs|txn)_[A-Za-z0-9]+|\m(?:call|agent|llm|conversation)_[A-Za-z0-9]*[A-Z][A-Za-z0-9]*'
      '|\m(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +)?(?:[0-9]{1,2} +)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +[0-9]+)', '*', 'g');
  end if;
  return regexp_replace(regexp_replace(line, '[A-Za-z0-9_]*[0-9][A-Za-z0-9_]*', '*', 'g'),
    '[+(#-]?[*](?:(?: UTC| GMT)?[-.,:/+()%# ]*[*])*(?: ?(?:AM|PM|am|pm|UTC|GMT)\M)?%?', '*', 'g');
end $$;

select plan(4);
select is_empty($$
  select l.line, f.fingerprint from lines l cross join lateral (select private.error_fingerprint('t', l.line, null) as fingerprint) f
  where f.fingerprint is distinct from concat('1 t', E'\n', pg_temp.by_every_rule(ltrim(l.line)))$$,
  'looking only for what can be there says what every rule in turn would');
select cmp_ok((select count(*) from lines where private.error_names_bare(line) <> line), '>', 200::bigint, 'control: names stand in some');
select is(private.error_names_bare('a subtype "x" of type "y" (reading ''id'')'), 'a subtype "x" of type y (reading id)', 'only what is called by name is a name');
select is(private.error_names_bare('Key "a" in constraint "b"'), 'Key "a" in constraint b', 'and what stands before it a word of its own');
select * from finish();
