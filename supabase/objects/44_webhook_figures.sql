-- The throughput of the webhook queue, and what is asked of single webhooks.

create or replace function private.check_span(since timestamptz, until timestamptz) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if since is null or until is null or until <= since then
    raise exception 'until must be later than since' using errcode = '22023';
  end if;
  if until - since > interval '31 days' then
    raise exception 'from since to until may be 31 days at most' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_span(timestamptz, timestamptz) is 'Refuses a time that does not run forwards, or is longer than 31 days.';

create or replace function public.webhook_throughput(since timestamptz, until timestamptz)
returns table (event_type text, finished bigint, failed bigint, skipped bigint, mean_seconds double precision)
language plpgsql rows 20 set search_path = ''
as $$
begin
  perform private.check_span(since, until);
  if private.is_admin() then
    perform private.refresh_hourly_throughput();
    return query
      select t.event_type, t.finished, t.failed, t.skipped, t.seconds / nullif(t.finished - t.skipped, 0) from private.throughput_between(since, until) t
      order by 2 desc, 1 limit 50;
  else
    return query
      select e.event_type, count(*), count(*) filter (where e.result = 'failed'), count(*) filter (where e.result = 'skipped'),
        avg(date_part('epoch', e.ended - e.began)) filter (where e.result is distinct from 'skipped')
      from private.webhook_results e where e.ended >= since and e.ended < until
      group by 1 order by 2 desc, 1 limit 50;
  end if;
end
$$;

comment on function public.webhook_throughput(timestamptz, timestamptz) is
  'Webhooks that ended in a time, by event type: how many, how many failed or were skipped, and how long those that were not skipped had waited and taken on average. One that was requeued counts each time it ended, in the hour in which it did. 31 days at most; the 50 busiest types.';

create or replace function public.last_processed_like(id uuid) returns table (id uuid, received_at timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select o.id, o.received_at
  from (
    select n.id, n.received_at, n.processed_at, n.result from private.webhook_queue n
    where n.event_type = (select w.event_type from private.webhook_queue w where w.id = last_processed_like.id) and n.id <> last_processed_like.id
    order by n.received_at desc, n.id desc limit 2000
  ) o
  where o.processed_at is not null and o.result is distinct from 'failed' and o.result is distinct from 'skipped'
  order by o.received_at desc, o.id desc limit 1
$$;

comment on function public.last_processed_like(uuid) is 'The newest processed webhook of the same event type, among the latest 2,000 of the type.';

create or replace function public.webhook_payload(id uuid) returns text
language sql stable set search_path = ''
as $$ select w.raw_payload::text from private.webhook_queue w where w.id = webhook_payload.id $$;

comment on function public.webhook_payload(uuid) is 'A payload as text, so that nothing on the way needs to understand it, however deep it is.';

revoke execute on function private.check_span(since timestamp with time zone, until timestamp with time zone),
  public.last_processed_like(id uuid),
  public.webhook_payload(id uuid),
  public.webhook_throughput(since timestamp with time zone, until timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function private.check_span(since timestamp with time zone, until timestamp with time zone),
  public.last_processed_like(id uuid),
  public.webhook_payload(id uuid),
  public.webhook_throughput(since timestamp with time zone, until timestamp with time zone)
  to authenticated, service_role;
