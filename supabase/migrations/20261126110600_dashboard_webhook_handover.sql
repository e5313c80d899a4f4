-- Which webhooks a bulk requeue put back, so that they can be handed to the platform's own API as well.

create or replace function private.last_bulk_part(bulk uuid) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select p.ids from private.bulk_action_parts p join public.bulk_actions b on b.id = p.bulk
  where p.bulk = last_bulk_part.bulk and b.actor_id = auth.uid() and private.is_admin() order by p.part desc limit 1
$$;

comment on function private.last_bulk_part(uuid) is 'The rows that the latest part of a bulk action of the caller''s own changed.';

create or replace function public.requeued_by_part(bulk uuid) returns table (id uuid, attempts integer)
language sql stable rows 200 set search_path = ''
as $$
  select w.id, w.attempts from public.webhook_queue w
  where w.id = any (private.last_bulk_part(bulk)) and w.processed_at is null order by w.received_at, w.id
$$;

comment on function public.requeued_by_part(uuid) is
  'The webhooks that the latest part of a bulk requeue of the caller''s own put back and that still wait, with how often they were tried.';

revoke execute on function private.last_bulk_part(uuid) from public;
grant execute on function private.last_bulk_part(uuid) to authenticated, service_role;
revoke execute on function public.requeued_by_part(uuid) from public, anon;
grant execute on function public.requeued_by_part(uuid) to authenticated, service_role;
