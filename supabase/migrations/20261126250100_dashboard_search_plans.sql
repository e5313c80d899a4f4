-- How many rows hold a text is guessed from a hundred rows of the planner's sample: one among them that holds it is taken
-- for a hundredth of the table. Where it is rare nevertheless, the first fifty in the order of the list were looked for from
-- one end of the table to the other, half a million rows. Planned as for more rows than a page has, the order of the list is
-- followed only where it soon finds some even if the guess is a hundred times too high; no more are read than the page needs.
create or replace function private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns setof uuid
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  if list = 'customers' then
    return query execute private.customers_ids(filter, sort, descending, cursor_values, backward, page_size);
  else
    return query execute format('with found as materialized (%s) select f.id from found f limit %s',
      regexp_replace(private.queue_ids(list, filter, sort, descending, cursor_values, backward, page_size), 'limit \d+$', 'limit 2000'), page_size);
  end if;
end
$$;
