-- Deliveries to customers' own webhooks.

create or replace function private.delivery_target(webhook uuid)
returns table (name text, host text, is_active boolean)
language sql stable security definer rows 1 set search_path = ''
as $$
  select c.name, substring(c.url from '^https?://(?:[^/?#@]*@)?([^/?#]+)'), c.is_active
  from private.webhook_configs c
  where c.id = webhook and (c.user_id = (select auth.uid()) or (select private.is_admin()))
$$;

comment on function private.delivery_target(uuid) is 'Where a webhook delivers to: its name and host, without the path and the query, where keys hide.';

create or replace view public.delivery_list with (security_invoker = true) as
select d.id, d.webhook_id, d.user_id, d.event_type, d.status_code, d.created_at, d.delivered_at, d.retry_count, d.max_retries,
  d.retry_count + 1 as attempts, d.next_retry_at, left(coalesce(d.last_error, d.error_message), 400) as error,
  case when d.delivered_at is not null then 'delivered' when d.delivery_status = 'failed' then 'failed' else 'waiting' end as state,
  c.name as webhook_name, c.host, c.is_active as webhook_is_active,
  p.business_name, p.tier, h.grade
from private.webhook_deliveries d
left join lateral private.delivery_target(d.webhook_id) c on true
left join private.profiles p on p.user_id = d.user_id
left join private.customer_health_scores h on h.user_id = d.user_id;

comment on view public.delivery_list is 'Deliveries to customers'' webhooks without payloads and answers. state is waiting, delivered or failed.';

create or replace function private.deliveries_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "delivered": "t.delivered_at is not null",
      "failed": "t.delivered_at is null and t.delivery_status = ''failed''",
      "waiting": "t.delivered_at is null and t.delivery_status is distinct from ''failed''"
    }'),
    private.one_of('t.event_type', filter, 'event_type'),
    't.webhook_id = ' || quote_literal(private.filter_uuid(filter, 'webhook')) || '::uuid',
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.deliveries_condition(jsonb) is 'The condition on webhook_deliveries t that a filter stands for.';

create or replace function public.list_deliveries(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.delivery_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('deliveries', 'delivery_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_deliveries(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of deliveries to customers'' webhooks. filter: state (waiting, failed, delivered, all), event_type, webhook, customer, since, until, ids. sort: created_at.';

revoke all on public.delivery_list from anon, authenticated;

grant select on public.delivery_list to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('deliveries', 'private.webhook_deliveries t', 'deliveries_condition', 't.created_at', 'state')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('deliveries', 'created_at', array['t.created_at', 't.id'], array['%L::timestamptz', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('deliveries', 'event_type', 't.event_type', 'private.distinct_values(''private.webhook_deliveries'', ''event_type'', 200)'),
  ('deliveries', 'state', 'case when t.delivered_at is not null then ''delivered'' when t.delivery_status = ''failed'' then ''failed'' else ''waiting'' end',
    '''{waiting,failed,delivered}''::text[]')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.deliveries_condition(filter jsonb), private.delivery_target(webhook uuid),
  public.list_deliveries(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.deliveries_condition(filter jsonb), private.delivery_target(webhook uuid),
  public.list_deliveries(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
