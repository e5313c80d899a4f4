-- Facets that lists of errors read from kept counts, and lists of webhooks from payloads.

-- The facets of errors as the database has counted them already: per group, endpoint and state. They are exact, and cost
-- what there are groups and endpoints, however many errors there are.
create or replace view private.error_counts with (security_invoker = true) as
select t.error_type, c.endpoint, s.resolved_at, s.matches
from (
  with kept as (
  select p.group_id, p.endpoint, p.events, p.unresolved from public.error_group_endpoints p
  union all
  select t.group_id, null, t.events - coalesce(p.events, 0), t.unresolved - coalesce(p.unresolved, 0)
  from public.error_group_totals t
  left join (select p.group_id, sum(p.events) as events, sum(p.unresolved) as unresolved from public.error_group_endpoints p group by 1) p using (group_id)
  )
  select k.* from kept k
  union all
  -- What was merged is counted in both groups; here each event counts in its own.
  select a.path[1], k.endpoint, -k.events, -k.unresolved from kept k join private.error_group_aliases a on a.group_id = k.group_id
  union all
  select p.group_id, p.endpoint, p.events, p.unresolved from public.error_group_deltas p
) c
left join lateral (
  select coalesce(
    (select t.error_type from public.error_group_totals t where t.group_id = c.group_id),
    (select e.error_type from private.error_logs e where e.group_id = c.group_id limit 1)) as error_type
) t on true
cross join lateral (values (null::timestamptz, c.unresolved), (timestamptz 'epoch', c.events - c.unresolved)) s (resolved_at, matches);

comment on view private.error_counts is
  'How many errors there are of each type, endpoint and state: totals of their groups plus changes not yet applied. resolved_at is null for unresolved errors and an arbitrary time for the others, so that the conditions of errors apply.';

create or replace function private.are_kept_counts(list text, filter jsonb) returns boolean
language sql stable set search_path = ''
as $$
  select list = 'errors'
    and not exists (select from jsonb_each(filter) f where f.key not in ('state', 'type', 'endpoint') and f.value <> 'null')
    -- Rows written before the installation, until the back-fill reaches them.
    and not exists (select from private.error_logs e where e.group_id is null)
$$;

comment on function private.are_kept_counts(text, jsonb) is 'Whether private.error_counts knows the facets of a filter of a list.';

create or replace function private.kept_counts_query(filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format('
    select v.facet, v.value, least(sum(g.matches), 10001)::bigint
    from (select %s, sum(t.matches) as matches from private.error_counts t where %s group by %s) g, lateral (values %s) v (facet, value)
    where v.value is not null group by 1, 2',
    string_agg(format('%s as %I', f.expression, f.facet), ', ' order by f.facet), private.list_condition('errors', filter),
    string_agg(f.place::text, ', '), string_agg(format('(%L, g.%I)', f.facet, f.facet), ', '))
  from (
    select c.facet, c.expression, row_number() over (order by c.facet) as place
    from private.list_facet_columns('errors') c where c.facet = any (counted)
  ) f
$$;

comment on function private.kept_counts_query(jsonb, text[]) is 'The query that reads some facets of errors from private.error_counts.';

-- An action belongs to a table. Taken for independent, each of the other tables would seem to be found soon.
create statistics if not exists public.audit_logs_acts_stats (mcv) on action, entity from public.audit_logs;

-- What many payloads hold no index counts. So many webhooks are looked into as can be in time, the newest first, and what
-- is not counted to its end says so.
create or replace function private.most_payloads() returns integer
language sql immutable set search_path = ''
as $$ select 50000 $$;

comment on function private.most_payloads() is 'How many payloads the facets of webhooks look into.';

create or replace function private.payload_facet_query(filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format($query$
    with looked as materialized (
      select %1$s, %2$s as holds from private.webhook_queue t where %3$s order by t.received_at desc, t.id desc limit %4$s + 1
    ),
    held as (select %5$s, count(*) as matches from looked l where l.holds group by %5$s),
    found as (
      select v.facet, v.value, sum(h.matches) as matches from held h cross join lateral (values %6$s) v (facet, value) group by 1, 2
      union all
      -- What none of them is may be further back.
      select k.facet, unnest(k.among), 0 from (values %7$s) k (facet, among)
    )
    select t.facet, t.value, case when sum(t.matches) > 10000 then 10001
      when (select count(*) from looked) <= %4$s then sum(t.matches)::bigint else ~sum(t.matches)::bigint end
    from found t group by 1, 2$query$,
    string_agg(format('%s as %I', f.expression, f.facet), ', '), private.payload_condition(filter), private.webhooks_condition(filter - 'payload'),
    private.most_payloads(), string_agg(format('%I', f.facet), ', '), string_agg(format('(%L, h.%I)', f.facet, f.facet), ', '),
    string_agg(format('(%L, %L::text[])', f.facet, private.facet_values('webhooks', f.facet)), ', '))
  from private.list_facet_columns('webhooks') f where f.facet = any (counted)
$$;

comment on function private.payload_facet_query(jsonb, text[]) is
  'The query that counts the values of some facets among the newest webhooks that the rest of a filter leaves, by what their payloads hold. Where there are more than it reads, n is returned as -n - 1: at least n.';

revoke all on private.error_counts from anon, authenticated;

grant select on private.error_counts to authenticated, service_role;

revoke execute on function private.are_kept_counts(list text, filter jsonb), private.kept_counts_query(filter jsonb, counted text[]),
  private.most_payloads(), private.payload_facet_query(filter jsonb, counted text[])
  from public, anon, authenticated, service_role;

grant execute on function private.are_kept_counts(list text, filter jsonb), private.kept_counts_query(filter jsonb, counted text[]),
  private.most_payloads(), private.payload_facet_query(filter jsonb, counted text[])
  to authenticated, service_role;
