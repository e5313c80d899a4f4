select plan(50);

create function pg_temp.found(list text, filter jsonb) returns text language plpgsql
as $$
declare
  found text;
begin
  execute format('select coalesce(string_agg(ltrim(right(l.id::text, 12), ''0''), '' '' order by l.id), '''') from public.%I($1) l', list) into found using filter;
  return found;
end
$$;

select tests.act_as('admin');

select is(pg_temp.found('list_errors', '{}'), '1 2 3 4', 'no filter: all errors');
select is(pg_temp.found('list_errors', '{"state": "unresolved"}'), '1 2 3', 'unresolved errors');
select is(pg_temp.found('list_errors', '{"state": "resolved"}'), '4', 'resolved errors');
select is(pg_temp.found('list_errors', '{"state": "all", "unheard": 1}'), '1 2 3 4', 'all errors; unknown keys are ignored');
select is(pg_temp.found('list_errors', '{"type": ["timeout"]}'), '1 2', 'errors of a type');
select is(pg_temp.found('list_errors', '{"type": ["timeout", "database"], "endpoint": ["/calls"]}'), '1 3', 'errors of types at an endpoint');
select is(pg_temp.found('list_errors', '{"type": []}'), '1 2 3 4', 'an empty selection is no restriction');
select is(pg_temp.found('list_errors', '{"type": null, "q": " ", "customer": null}'), '1 2 3 4', 'nor are null and blank');
select is(pg_temp.found('list_errors', jsonb_build_object('customer', tests.id_of('customer'))), '1 3', 'errors of a customer');
select is(pg_temp.found('list_errors', '{"since": "2026-03-01T11:00:00Z", "until": "2026-03-01T13:00:00Z"}'), '2 3', 'since is inclusive, until is not');
select is(pg_temp.found('list_errors', '{"q": "DEADLOCK"}'), '3 4', 'a search, whatever the case');
select is(pg_temp.found('list_errors', '{"q": "100%"}'), '1', 'a percent sign is a percent sign');
select is(pg_temp.found('list_errors', '{"q": "5_0"}'), '1', 'an underscore is an underscore');
select is(pg_temp.found('list_errors', '{"q": "\\"}'), '', 'a backslash is a backslash');
select is(pg_temp.found('list_errors', $${"q": "' or true --"}$$), '', 'a quote ends nothing');
select is(pg_temp.found('list_errors', $${"type": ["x') or (true"]}$$), '', 'nor does one in a selection');
select is(pg_temp.found('list_errors', $${"type": ["x'", "y\\\", z}') or true --"]}$$), '', 'nor in a longer one');
select is(pg_temp.found('list_errors', jsonb_build_object('ids', jsonb_build_array(tests.row_id('e', 2), tests.row_id('e', 9)))), '2', 'errors by id');
select is(pg_temp.found('list_errors', '{"ids": []}'), '', 'no ids, no rows');

select is(pg_temp.found('list_alerts', '{"state": "open"}'), '1 2 3', 'open alerts');
select is(pg_temp.found('list_alerts', '{"state": "acknowledged"}'), '4', 'acknowledged alerts');
select is(pg_temp.found('list_alerts', '{"severity": ["critical"], "type": ["payment"]}'), '3', 'alerts by severity and type');
select is(pg_temp.found('list_alerts', '{"q": "slow"}'), '1 2', 'a search in alerts');

select is(pg_temp.found('list_churn_alerts', '{"state": "open"}'), '1 2', 'open churn alerts');
select is(pg_temp.found('list_churn_alerts', '{"state": "resolved"}'), '3', 'resolved churn alerts');
select is(pg_temp.found('list_churn_alerts', '{"reason": ["usage_decline", "inactivity"]}'), '1 2', 'churn alerts by kind');
select is(pg_temp.found('list_churn_alerts', '{"severity": ["low"]}'), '3', 'churn alerts by severity');
select results_eq($$select reason_kind, reason_evidence from public.list_churn_alerts('{"state": "open"}', 'created_at', false)$$,
  $$values ('usage_decline', '94 calls in 7 days, was 152: worse'), ('inactivity', null)$$, 'a reason is a kind and its evidence');

select is(pg_temp.found('list_webhooks', '{"state": "pending"}'), '1', 'pending webhooks');
select is(pg_temp.found('list_webhooks', '{"state": "failed"}'), '2', 'failed webhooks');
select is(pg_temp.found('list_webhooks', '{"state": "skipped"}'), '4', 'skipped webhooks');
select is(pg_temp.found('list_webhooks', '{"state": "processed"}'), '3 5', 'processed webhooks, those without a result too');
select is((select string_agg(state, ' ' order by id) from public.list_webhooks()), 'pending failed processed skipped processed', 'each row has its state');
select is(pg_temp.found('list_webhooks', '{"event_type": ["call_ended"]}'), '2 3', 'webhooks by event');
select is(pg_temp.found('list_webhooks', '{"q": "KEY-3"}'), '3', 'a search by key');
select is(pg_temp.found('list_webhooks', '{"q": "+15550199"}'), '4 5', 'by phone number');
select is(pg_temp.found('list_webhooks', '{"q": "0199"}'), '', 'but not by a part that the list masks');
select is(pg_temp.found('list_webhooks', '{"q": "no agent"}'), '2', 'and by error message');

select throws_ok($$select public.list_errors('{"state": "open"}')$$, '22023', 'filter.state must be resolved, unresolved or all', 'another state is refused');
select throws_ok($$select public.list_errors('{"state": 1}')$$, '22023', 'filter.state must be a text', 'a number is no state');
select throws_ok($$select public.list_errors('{"type": "timeout"}')$$, '22023', 'filter.type must be a list of texts', 'a text is no selection');
select throws_ok($$select public.list_errors('{"type": [1]}')$$, '22023', 'filter.type must be a list of texts', 'nor are numbers');
select throws_ok($$select public.list_errors('{"customer": "x"}')$$, '22023', 'filter.customer must be a uuid', 'a customer is a uuid');
select throws_ok($$select public.list_errors('{"since": "soon"}')$$, '22023', 'filter.since must be a time', 'since is a time');
select throws_ok($$select public.list_errors('{"until": "2026-13-45"}')$$, '22023', 'filter.until must be a time', 'until is a time that exists');
select throws_ok($$select public.list_errors('{"ids": ["x"]}')$$, '22023', 'filter.ids must be a list of uuids', 'ids are uuids');
select throws_ok($$select public.list_errors('[]')$$, '22023', 'filter must be an object', 'a filter is an object');
select throws_ok($$select public.list_errors(null)$$, '22023', 'filter must be an object', 'and is there');
select throws_ok($$select public.list_customer_health('{"grade": {"a": 1}}')$$, '22023', 'filter.grade must be a list of texts', 'customers'' filters are checked too');

select tests.act_as('customer');
select is(pg_temp.found('list_errors', '{}') || pg_temp.found('list_alerts', '{}') || pg_temp.found('list_churn_alerts', '{}')
  || pg_temp.found('list_webhooks', '{"q": "key"}'), '', 'a customer finds nothing in any queue');

select * from finish();
