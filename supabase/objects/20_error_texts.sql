-- What a message says on one line: without escapes of terminals and forms of Unicode, the line that matters of many, JSON read.
-- At most 4,000 letters of a message are read.

create or replace function private.plain_error_text(message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := left(message, 4000);
begin
  if octet_length(said) <> length(said) then
    said := translate(said,
      E'\u2028\u2029\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000“”„‟«»″‘’‚‛‹›′´‐‑‒–—−٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad',
      E'\n\n\n                """""""''''''''''''''''------012345678901234567890123456789');
  end if;
  if said ~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f]|\[[0-9;]*m' then
    said := regexp_replace(said, '(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z^_\\]|\[[0-9;]{1,9}m', '', 'g');
    said := translate(said, E'\r\u000b\u000c\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f', E'\n\n\n');
  end if;
  return btrim(said, E' \t\n');
end
$$;

comment on function private.plain_error_text(text) is
  'The first 4,000 letters of a message without colours of a terminal and other invisible letters, with one kind of space, line break, quote, dash and digit.';

create or replace function private.error_line(said text, message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  lines text[] := array(
    select btrim(l.line, E' \t') from unnest(string_to_array(said, E'\n')) with ordinality l (line, place)
    where btrim(l.line, E' \t') <> '' order by l.place limit 200);
  first text := coalesce(lines[1], '');
  last text;
  model text;
begin
  if cardinality(lines) < 2 or first ~ '^[\[{]' or strpos(first, '{"') > 0 then
    return case when cardinality(lines) < 2 then first else said end;
  end if;
  if first like 'Traceback (most recent call last)%' or first like 'Invalid `%' then
    select l.line into last
    from unnest(string_to_array(private.plain_error_text(right(message, 4000)), E'\n')) with ordinality l (line, place)
    where btrim(l.line, E' \t') <> '' and l.line !~ '^\s*(?:Please |For more|For further|More information|at |During handling)' order by l.place desc limit 1;
    last := btrim(last, E' \t');
    -- A constraint belongs to a model; that a server cannot be reached does not.
    model := case when first ~ '^Invalid `[^`]*[.]' and last ~* 'constraint|field|record|column|argument|found|value|required|relation' then
      split_part(substring(first from '^Invalid `([^`]*)[.]'), '.', -1) || ': ' end;
    return concat(model, last);
  end if;
  return case
    when first ~* 'validation errors? for ' then concat_ws(' ', first, lines[2], split_part(lines[3], ', input_value', 1))
    when first ~ ':$' or first ~ '^[✖✘×]' and lines[2] ~ '^[→↳]'
      or first ~* '^(?:uncaught |unhandled |internal )*(?:[a-z]*error|exception|rejection)[.:!]?$' and lines[2] !~ '^(?:at |File ")'
      then first || ' ' || lines[2]
    when first ~* '^<!doctype|^<html' then coalesce(substring(said from '(?i)<title>\s*([^<]+)'), first)
    else first
  end;
end
$$;

comment on function private.error_line(text, text) is
  'The line of a message that matters: of a Python traceback and of Prisma the last (with the model where it is about one), of validators the first with what it introduces, of an HTML page its title, otherwise the first. JSON over several lines stays whole.';

create or replace function private.json_error(given text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  found_values jsonb := jsonb '{}';
  pair text[];
  said text;
begin
  -- Read by pattern: what was cut off, or is the notation of Python, is no JSON that a parser would take.
  for pair in
    select m from regexp_matches(given, '["'']([A-Za-z_]{2,24})["'']\s*:\s*(?:"((?:[^"\\]|\\.)*)"|''((?:[^''\\]|\\.)*)''|(-?[0-9]{1,12})|\[([^][{}]*)\])', 'g') m limit 60
  loop
    said := coalesce(pair[2], pair[3], pair[4], pair[5]);
    -- The first of a name is the outermost or that of the first issue.
    if said not in ('', 'error') and not found_values ? pair[1] then
      found_values := found_values || jsonb_build_object(pair[1], case when pair[5] is null then said else '[' || said end);
    end if;
  end loop;
  select string_agg(case
      when k.spoken then replace(replace(replace(regexp_replace(v.value, '\\[nrt]', ' ', 'g'), '\"', '"'), '\''', ''''), '\\', '\')
      when v.value like '[%' then E'\u0001' || regexp_replace(translate(v.value, E'["\' \n\t', ''), '\m[0-9]+\M', '#', 'g') || E'\u0002'
      when v.value ~ '^[A-Za-z0-9_.:/ -]{1,80}$' then E'\u0001' || v.value || E'\u0002'
      else v.value end, ' ' order by k.place)
  into said
  from unnest('{statusCode,status_code,status,code,error_code,errorCode,errcode,decline_code,__type,type,error,name,reason,field,property,param,parameter,path,loc,title,message,Message,msg,error_message,errorMessage,error_description,detail,description}'::text[])
    with ordinality n (name, place)
  cross join lateral (select n.place, n.place > 19) k (place, spoken)
  cross join lateral (select found_values ->> n.name) v (value)
  where v.value is not null
    -- One text is enough, and the first that is there says it best.
    and not (k.spoken and exists (
      select from unnest('{title,message,Message,msg,error_message,errorMessage,error_description,detail,description}'::text[]) with ordinality o (name, place)
      where found_values ? o.name and o.place + 19 < n.place and o.name <> 'title'));
  if said is null then
    select string_agg(E'\u0001' || k.name || E'\u0002', ' ' order by k.name) into said
    from (select distinct m[1] as name from regexp_matches(given, '["'']([A-Za-z_][A-Za-z_. -]{0,40})["'']\s*:', 'g') m limit 20) k;
  end if;
  return said;
end
$$;

comment on function private.json_error(text) is
  'What an error says that is written as JSON, or as Python writes its dictionaries: status, code, type and the like as they are, then its message. Without any of these its keys.';

create or replace function private.error_text(message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := private.plain_error_text(message);
  json text;
begin
  if said is null then
    return '';
  end if;
  if strpos(said, E'\n') > 0 then
    said := private.error_line(said, message);
  end if;
  if strpos(said, '{') > 0 and (said like '%":%' or said like '%'':%' or said like '%" :%') then
    json := substring(said from '(?:\[\s*)?\{\s*["''][A-Za-z_][A-Za-z_.]*["'']\s*:.*');
    if json is not null then
      said := left(said, length(said) - length(json)) || coalesce(private.json_error(json), json);
    end if;
  elsif left(said, 1) = '<' and said like '%<Code>%' then
    said := concat_ws(' ', E'\u0001' || substring(said from '<Code>([^<]+)') || E'\u0002', substring(said from '<Message>([^<]+)'));
  end if;
  -- One space for many.
  said := left(replace(replace(replace(translate(said, E'\t\n', '  '), ' ', E'\u0005\u0006'), E'\u0006\u0005', ''), E'\u0005\u0006', ' '), 500);
  if octet_length(said) <> length(said) then
    said := left(normalize(said, nfkc), 500);
  end if;
  -- A line that is a quotation as a whole says what it quotes.
  if left(said, 1) in ('"', '''', '`') and right(said, 1) = left(said, 1) and strpos(said, ' ') > 0 and translate(substr(said, 2, length(said) - 2), '"''`', '') = substr(said, 2, length(said) - 2) then
    said := btrim(said, '"''`');
  end if;
  return btrim(said);
end
$$;

comment on function private.error_text(text) is
  'What a message says, on one line of 500 letters at most. What stands between the letters 1 and 2 is kept as it is.';

revoke execute on function private.plain_error_text(text), private.error_line(text, text), private.json_error(text), private.error_text(text)
  from public, anon, authenticated, service_role;

grant execute on function private.plain_error_text(text), private.error_line(text, text), private.json_error(text), private.error_text(text)
  to authenticated, service_role;
