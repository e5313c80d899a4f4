-- How many rows a list has that came after it was opened.

create or replace function public.count_newer(list text, filter jsonb, since timestamptz) returns integer
language plpgsql set search_path = ''
as $$
declare
  most constant integer := 100;
  newer jsonb := filter || jsonb_build_object('since',
    greatest(since, private.filter_time(filter, 'since')));
begin
  if since is null then
    raise exception 'since must be a time' using errcode = '22023';
  end if;
  if list = 'error_groups' then
    perform private.settle_error_groups();
  end if;
  return case when private.filter_text(filter, 'q') is null then private.count_up_to(list, newer, most)
    else private.search_count_up_to(list, newer, most) end;
end
$$;

comment on function public.count_newer(text, jsonb, timestamptz) is
  'How many rows of a list match a filter and happened at a moment or later: exact up to 99, 100 stands for more. For lists whose filter has since.';

revoke execute on function public.count_newer(text, jsonb, timestamptz) from public, anon;
grant execute on function public.count_newer(text, jsonb, timestamptz) to authenticated, service_role;
