-- Questions of the installation: whether a table is ours, what a trigger does when it fails, and which indexes a table can
-- take. The first file, because triggers that are attached already call this during an upgrade.

create or replace function private.is_ours(relation text)
returns boolean
language sql stable set search_path = ''
begin atomic
  select exists (select from private.created_tables c where c.relation = is_ours.relation::name);
end;
comment on function private.is_ours(text) is
  'Whether our files created a table of schema public. Only then do constraints, policies and guards of the contract apply to it.';
revoke all on function private.is_ours(text) from public;

create or replace function private.record_failure(relation text, row_id text, what text, message text)
returns void
language plpgsql set search_path = ''
as $$
begin
  if (select count(*) from (select from private.installation_failures limit 10000) f) < 10000 then
    insert into private.installation_failures (relation, row_id, what, message)
    values (left(record_failure.relation, 200), left(record_failure.row_id, 200), left(record_failure.what, 200), left(record_failure.message, 1000));
  end if;
exception
  when others then
    raise warning 'A failure could not be recorded: %', sqlerrm;
end
$$;
comment on function private.record_failure(text, text, text, text) is
  'Records a failure of one of our triggers on a row of the platform. Never fails, and stops recording at 10,000 rows.';
revoke all on function private.record_failure(text, text, text, text) from public;

create or replace function private.note_failure(kind text, relation text, row_id text, what text, code text, message text) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
declare
  noted integer := coalesce(nullif(current_setting('kryonex.failures', true), ''), '0')::integer;
begin
  perform nextval(format('private.lost_%s', kind)::regclass);
  perform set_config('kryonex.failures', (noted + 1)::text, true);
  if code in ('55P03', '40P01') then
    perform set_config('kryonex.locked', 'on', true);
  elsif noted < 20 and coalesce(current_setting('kryonex.locked', true), '') <> 'on' then
    lock table private.installation_failures in row exclusive mode nowait;
    perform private.record_failure(relation, row_id, what, message);
  end if;
exception
  when lock_not_available then
    perform set_config('kryonex.locked', 'on', true);
  when others then
    null;
end
$$;

comment on function private.note_failure(text, text, text, text, text, text) is
  'Notes that a trigger failed. A transaction records 20 failures at most; once a table of ours was locked its later triggers only note that something was lost, because each would wait again. Never fails.';

create or replace function private.give_up(kind text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform nextval(format('private.lost_%s', kind)::regclass);
exception
  when others then
    null;
end
$$;

comment on function private.give_up(text) is
  'Notes the loss when a trigger does nothing, because a table of ours was locked earlier in its transaction and it would only wait again.';

create or replace function private.may_apply() returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if 'on' in (current_setting('kryonex.locked', true), current_setting('kryonex.applied', true)) then
    return false;
  end if;
  perform set_config('kryonex.applied', 'on', true);
  return true;
end
$$;

comment on function private.may_apply() is
  'Whether a trigger may apply what others have appended: once in a transaction of the platform, however many rows it writes, and not while tables of ours are locked.';

create or replace function private.is_act(relation text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce(current_setting('kryonex.act', true), '') = 'on'
    or coalesce(current_setting('role', true), '') in ('anon', 'authenticated') and private.is_ours(relation);
end
$$;

comment on function private.is_act(text) is
  'Whether a change is an act of an admin, which fails as a whole when its audit row fails, and not a statement of the platform.';

revoke execute on function private.is_act(text), private.may_apply(), private.note_failure(text, text, text, text, text, text), private.give_up(text)
  from public, anon, authenticated, service_role;

create or replace function private.cannot_raise(expression pg_catalog.pg_node_tree)
returns boolean
language sql stable set search_path = ''
begin atomic
  select expression is null or (
    -- Only these kinds of nodes: none converts a value or reads a setting.
    not exists (
      select from regexp_matches(expression::text, '\{([A-Z_]+)', 'g') m
      where m[1] not in ('FUNCEXPR', 'OPEXPR', 'VAR', 'CONST', 'COALESCE', 'COALESCEEXPR', 'BOOLEXPR', 'NULLTEST', 'BOOLEANTEST',
        'RELABELTYPE', 'SCALARARRAYOPEXPR', 'ARRAY', 'ARRAYEXPR', 'CASE', 'CASEEXPR', 'WHEN', 'CASEWHEN')
    )
    and not exists (
      select from regexp_matches(expression::text, ':funcid (\d+)', 'g') m
      where m[1]::oid <> all (array[
        'pg_catalog.lower(text)', 'pg_catalog.upper(text)', 'pg_catalog.btrim(text)', 'pg_catalog.ltrim(text)', 'pg_catalog.rtrim(text)',
        'pg_catalog.length(text)', 'pg_catalog.md5(text)', 'pg_catalog.left(text,integer)', 'pg_catalog.right(text,integer)'
      ]::regprocedure[]::oid[])
    )
    -- Comparisons of built-in types, and reading a key of a JSON object.
    and not exists (
      select from regexp_matches(expression::text, ':opno (\d+)', 'g') m
      join pg_operator o on o.oid = m[1]::oid
      where o.oid not in ('pg_catalog.->>(jsonb,text)'::regoperator, 'pg_catalog.->(jsonb,text)'::regoperator, 'pg_catalog.#>>(jsonb,text[])'::regoperator)
        and not exists (
          select from pg_amop a join pg_am m on m.oid = a.amopmethod and m.amname = 'btree'
          where a.amopopr in (o.oid, o.oprnegate) and o.oprnamespace = 'pg_catalog'::regnamespace
            and o.oprleft not in ('record'::regtype, 'anyarray'::regtype, 'anyrange'::regtype, 'anymultirange'::regtype)
        )
    )
  );
end;
comment on function private.cannot_raise(pg_catalog.pg_node_tree) is
  'Whether an expression of an index only calls functions and operators that fail for no value.';
revoke all on function private.cannot_raise(pg_catalog.pg_node_tree) from public;

create or replace function private.bounded_key(index regclass, key integer)
returns boolean
language sql stable set search_path = ''
begin atomic
  select case
    when t.typtype = 'e' or t.typlen > 0 then true
    when a.atttypid in ('varchar'::regtype, 'bpchar'::regtype) then a.atttypmod between 5 and 504
    when a.atttypid = 'numeric'::regtype then a.atttypmod >= 0
    when a.atttypid in ('inet'::regtype, 'cidr'::regtype) then true
    when a.atttypid = 'text'::regtype then
      coalesce(substring(d.text from '^"left"\(.*, (\d{1,3})\)$')::integer <= 500, false) or d.text ~ '^md5\([^()]*(\(\w+\))?[^()]*\)$'
    else false
  end
  from pg_attribute a join pg_type t on t.oid = a.atttypid, lateral (select pg_get_indexdef(index, key, true) as text) d
  where a.attrelid = index and a.attnum = key;
end;
comment on function private.bounded_key(regclass, integer) is
  'Whether every value of a key of an index is short: a b-tree refuses rows whose keys together exceed 2,700 bytes.';
revoke all on function private.bounded_key(regclass, integer) from public;

create or replace function private.index_objection(index regclass)
returns text
language sql stable set search_path = ''
begin atomic
  select case
    when i.indisunique or i.indisexclusion then 'a unique index can refuse rows'
    when not private.cannot_raise(i.indexprs) then 'its expression may fail for some values'
    when not private.cannot_raise(i.indpred) then 'its condition may fail for some values'
    when m.amname in ('btree', 'brin') and (
      exists (select from generate_series(1, i.indnatts) k where not private.bounded_key(index, k)) or i.indnatts > 5
    ) then 'its keys may be longer than an index entry can be'
    when m.amname = 'gin' and exists (
      select from unnest(i.indclass::oid[]) c join pg_opclass o on o.oid = c
      where o.opcname not in ('jsonb_path_ops', 'gin_trgm_ops')
    ) then 'its keys may be longer than an index entry can be'
    when m.amname not in ('btree', 'brin', 'gin', 'hash') then format('whether a %s index can refuse rows is not known', m.amname)
  end
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
  where i.indexrelid = index;
end;
comment on function private.index_objection(regclass) is
  'Why a row could be refused because of an index; null when none could.';
revoke all on function private.index_objection(regclass) from public;

create or replace function private.as_hash(index regclass)
returns text
language sql stable set search_path = ''
begin atomic
  select format('using hash (%s)', pg_get_indexdef(index, 1, true)) || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid, true), '')
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
  join pg_attribute a on a.attrelid = i.indexrelid and a.attnum = 1
  where i.indexrelid = index and m.amname = 'btree' and i.indnatts = 1 and not i.indisunique
    and a.atttypid in ('text'::regtype, 'varchar'::regtype)
    and private.cannot_raise(i.indexprs) and private.cannot_raise(i.indpred);
end;
comment on function private.as_hash(regclass) is
  'The hash index that finds equal texts in place of a b-tree over one text of any length; null for every other index.';
revoke all on function private.as_hash(regclass) from public;
