-- What the triggers on error_logs would have written one by one, and what the dashboard applies a little of whenever it is
-- looked at. A million rows in one statement would keep the triggers busy for longer than all the rest.
insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen)
select e.group_id, e.user_id, e.endpoint, date_trunc('hour', e.created_at), count(*), count(*) filter (where e.resolved_at is null),
  min(e.created_at), max(e.created_at)
from public.error_logs e
group by 1, 2, 3, 4;

do $$
begin
  loop
    exit when private.apply_error_group_deltas(200000) = 0;
  end loop;
end
$$;
