-- Groups for the errors that were there before groups were.

create or replace function private.group_some_errors(after uuid, batch_size integer) returns uuid
language plpgsql set search_path = ''
as $$
declare
  last_id uuid;
begin
  with wanted as (
    select e.id from public.error_logs e where e.id > after order by e.id limit batch_size
  ), updated as (
    update public.error_logs e set group_id = private.error_group_id(e.error_type, e.message, e.stack_trace)
    from wanted w
    where e.id = w.id and e.group_id is distinct from private.error_group_id(e.error_type, e.message, e.stack_trace)
  )
  select w.id into last_id from wanted w order by w.id desc limit 1;
  perform private.fold_error_group_changes(batch_size);
  return last_id;
end
$$;

comment on function private.group_some_errors(uuid, integer) is
  'Groups the next errors after an id that are in no group or in one of older rules, and returns the last id that it looked at; null at the end.';

create or replace procedure private.group_existing_errors(batch_size integer default 5000)
language plpgsql
as $$
declare
  reached uuid := '00000000-0000-0000-0000-000000000000'::uuid;
begin
  loop
    reached := private.group_some_errors(reached, batch_size);
    exit when reached is null;
    commit;
  end loop;
end
$$;

comment on procedure private.group_existing_errors(integer) is
  'Puts every error that is in no group, or in one of older rules, into its group, committing after each batch. Call it outside a transaction; called again it does nothing when nothing is left.';

do $$
declare
  reached uuid := '00000000-0000-0000-0000-000000000000'::uuid;
begin
  if not exists (select from public.error_logs e where e.group_id is null) then
    return;
  end if;
  if pg_relation_size('public.error_logs'::regclass) > 4 * 1024 * 1024 then
    raise notice 'error_logs is large: call private.group_existing_errors() groups its rows.';
    return;
  end if;
  loop
    reached := private.group_some_errors(reached, 100000);
    exit when reached is null;
  end loop;
end
$$;

revoke execute on function private.group_some_errors(uuid, integer) from public;
revoke execute on procedure private.group_existing_errors(integer) from public;
