-- How many different texts a group of errors has.

-- Without a search path, so that it is inlined: a call costs more than the sum.
create or replace function private.error_text_hash(message text) returns bigint
language sql immutable parallel safe
as $$ select hashtextextended(left(coalesce(message, ''), 4000), 0) $$;

comment on function private.error_text_hash(text) is
  'What stands for a text among those of its group: a sum of the 4,000 letters of a message that the rules of grouping read.';

create or replace function private.error_texts_of(wanted uuid) returns integer
language sql stable set search_path = ''
as $$
  select case
    when exists (select from public.error_group_totals t where t.group_id = any (m.ids) and t.many_texts) then 101
    when exists (select from public.error_group_totals t where t.group_id = any (m.ids) and t.many_texts is null) then null
    else (select least(count(distinct w.text_key), 101)::integer from private.error_group_texts w where w.group_id = any (m.ids) and w.events > 0) end
  from (select private.error_group_members(wanted) as ids) m
$$;

comment on function private.error_texts_of(uuid) is 'How many texts a group has with those that were merged into it: 101 for more than 100, null where one has not been counted yet.';

create or replace function private.update_error_text_counts(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update public.error_group_totals t set many_texts = true
  where t.group_id = any (groups) and t.many_texts is false
    and (select count(*) from private.error_group_texts w where w.group_id = t.group_id and w.events > 0) > 100;
  delete from private.error_group_texts w where w.group_id = any (groups) and (w.events = 0
    or w.group_id = any (array(select t.group_id from public.error_group_totals t where t.group_id = any (groups) and t.many_texts)));
  update public.error_group_totals t set texts = n.texts
  from (select g.id, private.error_texts_of(g.id) as texts from unnest(groups) g (id)) n
  where t.group_id = n.id and t.texts is distinct from n.texts;
$$;

comment on function private.update_error_text_counts(uuid[]) is
  'Sets how many texts groups have, and forgets the texts of those that have more than 100.';

create or replace function private.count_error_texts(groups uuid[]) returns void
language sql set search_path = ''
as $$
  -- One snapshot: a group is counted when it has no change that would be added to what is counted here.
  with unchanged as materialized (
    select g.id from unnest(groups) g (id) where not exists (select from public.error_group_deltas d where d.group_id = g.id)
  ), counted as materialized (
    select e.group_id, private.error_text_hash(e.message) as text_key, count(*) as events
    from private.error_logs e where e.group_id = any (array(select s.id from unchanged s)) group by 1, 2
  ), totals as (
    update public.error_group_totals t set many_texts = n.texts > 100
    from (select s.id, count(c.text_key) as texts from unchanged s left join counted c on c.group_id = s.id group by 1) n
    where t.group_id = n.id
  ), gone as (
    delete from private.error_group_texts w
    where w.group_id in (select s.id from unchanged s)
      and not exists (select from counted c where c.group_id = w.group_id and c.text_key = w.text_key)
  )
  insert into private.error_group_texts as w (group_id, text_key, events)
  select c.group_id, c.text_key, c.events from counted c
  where c.group_id in (select n.group_id from counted n group by 1 having count(*) <= 100)
  on conflict (group_id, text_key) do update set events = excluded.events;
  select private.update_error_text_counts(array(
    select g.id from unnest(groups) g (id)
    union select p.id from private.error_group_aliases a cross join unnest(a.path) p (id) where a.group_id = any (groups)));
$$;

comment on function private.count_error_texts(uuid[]) is
  'Counts the texts of groups from their events. Only for who applies changes, one at a time; a group with pending changes is left to the next time.';

create or replace function private.count_some_error_texts(most bigint) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  groups uuid[] := array(
    select n.group_id from (
      select t.group_id, sum(t.events) over (order by t.events, t.group_id) as so_far
      from public.error_group_totals t where t.many_texts is null
        and not exists (select from public.error_group_deltas d where d.group_id = t.group_id)
    ) n
    where n.so_far <= most limit 50
  );
begin
  if cardinality(groups) > 0 then
    perform private.count_error_texts(groups);
  end if;
  return cardinality(groups);
end
$$;

comment on function private.count_some_error_texts(bigint) is
  'Counts the texts of groups that were there before texts were counted, as many as have so many events together; returns how many groups. Only for who applies changes.';

create or replace function private.fill_error_texts() returns integer
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('private.apply_error_group_deltas'));
  perform private.apply_error_group_deltas(1000000);
  -- The smallest first; each group larger than that is a part of its own.
  return private.count_some_error_texts(greatest(50000, (select min(t.events) from public.error_group_totals t where t.many_texts is null)));
end
$$;

comment on function private.fill_error_texts() is 'One part of counting the texts of groups that were there before; 0 at the end.';

revoke execute on function private.error_text_hash(text), private.error_texts_of(uuid), private.update_error_text_counts(uuid[]), private.count_error_texts(uuid[]),
  private.count_some_error_texts(bigint), private.fill_error_texts() from public, anon, authenticated, service_role;
