-- Generated from supabase/objects by `npm run migrate -- --generate`, for `supabase db push`. Do not edit.

do $guard$
declare
  taken text;
begin
  if to_regclass('private.migration_history') is not null then
    if exists (select from private.migration_history where kind = 'version' and name > '20261130090001_dashboard_objects.sql') then
      raise exception 'This file is older than what is installed.';
    end if;
  end if;
  create temporary table kryonex_taken on commit drop as 
  select w.kind, w.name from (values ('function', 'private.is_ours'),
  ('function', 'private.record_failure'),
  ('function', 'private.cannot_raise'),
  ('function', 'private.bounded_key'),
  ('function', 'private.index_objection'),
  ('function', 'private.as_hash'),
  ('function', 'private.judge_index'),
  ('function', 'private.ensure_index')) w (kind, name)
  where exists (
    select from pg_proc p where w.kind = 'function' and format('%s.%s', p.pronamespace::regnamespace, p.proname) = w.name
  ) or exists (
    select from pg_class c where w.kind in ('table', 'view') and c.relkind in ('r', 'p', 'f', 'v', 'm')
      and format('%s.%s', c.relnamespace::regnamespace, c.relname) = w.name
  ) or exists (
    select from pg_type t where w.kind = 'type' and format('%s.%s', t.typnamespace::regnamespace, t.typname) = w.name
  ) or exists (
    select from pg_trigger t join pg_class c on c.oid = t.tgrelid where w.kind = 'trigger'
      and format('%s.%s.%s', c.relnamespace::regnamespace, c.relname, t.tgname) = w.name
  ) or exists (
    select from pg_policy p join pg_class c on c.oid = p.polrelid where w.kind = 'policy'
      and format('%s.%s.%s', c.relnamespace::regnamespace, c.relname, p.polname) = w.name
  );
  if to_regclass('private.claimed_names') is not null then
    delete from pg_temp.kryonex_taken t
    where exists (select from private.claimed_names c where c.kind = t.kind and c.name = t.name);
  end if;
  select string_agg(t.kind || ' ' || t.name, ', ') into taken from pg_temp.kryonex_taken t;
  drop table pg_temp.kryonex_taken;
  if taken is not null then
    raise exception 'These objects carry names of ours and are not ours: %', taken
      using hint = 'An installation of 0.1 is upgraded by: npm run migrate -- --db-url ...';
  end if;
end
$guard$;

set check_function_bodies = off;

-- 01_installation.sql

-- What the other files ask when they install: whose a table is, and which index it can take.

create or replace function private.is_ours(relation text)
returns boolean
language sql stable set search_path = ''
begin atomic
  select exists (select from private.created_tables c where c.relation = is_ours.relation::name);
end;
comment on function private.is_ours(text) is
  'Whether our files created a table of schema public. Only then do constraints, policies and guards of the contract apply to it.';
revoke all on function private.is_ours(text) from public;

create or replace function private.record_failure(relation text, row_id text, what text, message text)
returns void
language plpgsql set search_path = ''
as $$
begin
  if (select count(*) from (select from private.installation_failures limit 10000) f) < 10000 then
    insert into private.installation_failures (relation, row_id, what, message)
    values (left(record_failure.relation, 200), left(record_failure.row_id, 200), left(record_failure.what, 200), left(record_failure.message, 1000));
  end if;
exception
  when others then
    raise warning 'A failure could not be recorded: %', sqlerrm;
end
$$;
comment on function private.record_failure(text, text, text, text) is
  'Records what a trigger of ours could not do for a row of the platform. Never fails, and stops recording at 10,000 rows.';
revoke all on function private.record_failure(text, text, text, text) from public;

create or replace function private.cannot_raise(expression pg_catalog.pg_node_tree)
returns boolean
language sql stable set search_path = ''
begin atomic
  select expression is null or (
    -- Only these kinds of nodes: none converts a value or reads a setting.
    not exists (
      select from regexp_matches(expression::text, '\{([A-Z_]+)', 'g') m
      where m[1] not in ('FUNCEXPR', 'OPEXPR', 'VAR', 'CONST', 'COALESCE', 'COALESCEEXPR', 'BOOLEXPR', 'NULLTEST', 'BOOLEANTEST',
        'RELABELTYPE', 'SCALARARRAYOPEXPR', 'ARRAY', 'ARRAYEXPR', 'CASE', 'CASEEXPR', 'WHEN', 'CASEWHEN')
    )
    and not exists (
      select from regexp_matches(expression::text, ':funcid (\d+)', 'g') m
      where m[1]::oid <> all (array[
        'pg_catalog.lower(text)', 'pg_catalog.upper(text)', 'pg_catalog.btrim(text)', 'pg_catalog.ltrim(text)', 'pg_catalog.rtrim(text)',
        'pg_catalog.length(text)', 'pg_catalog.md5(text)', 'pg_catalog.left(text,integer)', 'pg_catalog.right(text,integer)'
      ]::regprocedure[]::oid[])
    )
    -- Comparisons of built-in types, and reading a key of a JSON object.
    and not exists (
      select from regexp_matches(expression::text, ':opno (\d+)', 'g') m
      join pg_operator o on o.oid = m[1]::oid
      where o.oid not in ('pg_catalog.->>(jsonb,text)'::regoperator, 'pg_catalog.->(jsonb,text)'::regoperator)
        and not exists (
          select from pg_amop a join pg_am m on m.oid = a.amopmethod and m.amname = 'btree'
          where a.amopopr in (o.oid, o.oprnegate) and o.oprnamespace = 'pg_catalog'::regnamespace
            and o.oprleft not in ('record'::regtype, 'anyarray'::regtype, 'anyrange'::regtype, 'anymultirange'::regtype)
        )
    )
  );
end;
comment on function private.cannot_raise(pg_catalog.pg_node_tree) is
  'Whether an expression of an index only calls functions and operators that fail for no value.';
revoke all on function private.cannot_raise(pg_catalog.pg_node_tree) from public;

create or replace function private.bounded_key(index regclass, key integer)
returns boolean
language sql stable set search_path = ''
begin atomic
  select case
    when t.typtype = 'e' or t.typlen > 0 then true
    when a.atttypid in ('varchar'::regtype, 'bpchar'::regtype) then a.atttypmod between 5 and 504
    when a.atttypid = 'numeric'::regtype then a.atttypmod >= 0
    when a.atttypid in ('inet'::regtype, 'cidr'::regtype) then true
    when a.atttypid = 'text'::regtype then
      coalesce(substring(d.text from '^"left"\(.*, (\d{1,3})\)$')::integer <= 500, false) or d.text ~ '^md5\([^()]*(\(\w+\))?[^()]*\)$'
    else false
  end
  from pg_attribute a join pg_type t on t.oid = a.atttypid, lateral (select pg_get_indexdef(index, key, true) as text) d
  where a.attrelid = index and a.attnum = key;
end;
comment on function private.bounded_key(regclass, integer) is
  'Whether every value of a key of an index is short: a b-tree refuses rows whose keys together exceed 2,700 bytes.';
revoke all on function private.bounded_key(regclass, integer) from public;

create or replace function private.index_objection(index regclass)
returns text
language sql stable set search_path = ''
begin atomic
  select case
    when i.indisunique or i.indisexclusion then 'a unique index can refuse rows'
    when not private.cannot_raise(i.indexprs) then 'its expression may fail for some values'
    when not private.cannot_raise(i.indpred) then 'its condition may fail for some values'
    when m.amname in ('btree', 'brin') and (
      exists (select from generate_series(1, i.indnatts) k where not private.bounded_key(index, k)) or i.indnatts > 5
    ) then 'its keys may be longer than an index entry can be'
    when m.amname = 'gin' and exists (
      select from unnest(i.indclass::oid[]) c join pg_opclass o on o.oid = c
      where o.opcname not in ('jsonb_path_ops', 'gin_trgm_ops')
    ) then 'its keys may be longer than an index entry can be'
    when m.amname not in ('btree', 'brin', 'gin', 'hash') then format('whether a %s index can refuse rows is not known', m.amname)
  end
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
  where i.indexrelid = index;
end;
comment on function private.index_objection(regclass) is
  'Why a row could be refused because of an index; null when none could.';
revoke all on function private.index_objection(regclass) from public;

create or replace function private.as_hash(index regclass)
returns text
language sql stable set search_path = ''
begin atomic
  select format('using hash (%s)', pg_get_indexdef(index, 1, true)) || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid, true), '')
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
  join pg_attribute a on a.attrelid = i.indexrelid and a.attnum = 1
  where i.indexrelid = index and m.amname = 'btree' and i.indnatts = 1 and not i.indisunique
    and a.atttypid in ('text'::regtype, 'varchar'::regtype)
    and private.cannot_raise(i.indexprs) and private.cannot_raise(i.indpred);
end;
comment on function private.as_hash(regclass) is
  'The hash index that finds equal texts in place of a b-tree over one text of any length; null for every other index.';
revoke all on function private.as_hash(regclass) from public;

-- 02_indexes.sql

-- How object files declare indexes: `call private.ensure_index('leads_user_id_idx', 'public.leads', '(user_id, created_at, id)')`.

create or replace procedure private.judge_index(name text, relation regclass, declared text, inout definition text, inout reason text)
language plpgsql set search_path = ''
as $$
declare
  clone regclass;
begin
  definition := declared;
  reason := null;
  begin
    execute format('create temporary table kryonex_index_clone (like %s)', relation);
    execute format('create index kryonex_index_clone_idx on pg_temp.kryonex_index_clone %s', declared);
    clone := 'pg_temp.kryonex_index_clone_idx'::regclass;
    reason := private.index_objection(clone);
    if reason is not null and private.as_hash(clone) is not null then
      definition := private.as_hash(clone);
      reason := null;
    end if;
    drop table pg_temp.kryonex_index_clone;
  exception
    when others then
      reason := sqlerrm;
  end;
end
$$;
comment on procedure private.judge_index(text, regclass, text, text, text) is
  'Makes an index on an empty copy of a table of the platform and says how it can be built there, or why not.';
revoke all on procedure private.judge_index(text, regclass, text, text, text) from public;

create or replace procedure private.ensure_index(name text, relation regclass, definition text)
language plpgsql set search_path = ''
as $$
declare
  home name;
  is_own boolean;
  existing oid;
  judged text;
  objection text;
begin
  select n.nspname, n.nspname = 'private' or private.is_ours(c.relname) into home, is_own
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation;
  existing := to_regclass(format('%I.%I', home, name));
  if is_own then
    if existing is null then
      execute format('create index %I on %s %s', name, relation, definition);
    end if;
    return;
  end if;
  if existing is not null then
    return;
  end if;
  call private.judge_index(name, relation, definition, judged, objection);
  insert into private.pending_indexes as p (name, relation, declared, definition, reason)
  values (ensure_index.name, format('%I.%I', home, (select c.relname from pg_class c where c.oid = ensure_index.relation)),
    ensure_index.definition, judged, objection)
  on conflict on constraint pending_indexes_pkey do update
  set relation = excluded.relation, declared = excluded.declared, definition = excluded.definition, reason = excluded.reason, built_at = null;
  if objection is null and coalesce(current_setting('kryonex.defer_indexes', true), '') <> 'on' then
    execute format('create index %I on %s %s', name, relation, judged);
    update private.pending_indexes p set built_at = now() where p.name = ensure_index.name;
  end if;
end
$$;
comment on procedure private.ensure_index(text, regclass, text) is
  'Creates an index under a name that nothing has yet. A table of the platform only gets one that can refuse no row, built concurrently where the runner says so; what it does not get is in private.pending_indexes with the reason. A changed index takes a new name.';
revoke all on procedure private.ensure_index(text, regclass, text) from public;

insert into private.claimed_names (kind, name) values
  ('function', 'private.ensure_constraint'),
  ('function', 'private.allow_values'),
  ('function', 'private.require_e164'),
  ('type', 'public.call_outcome'),
  ('view', 'public.tracking'),
  ('function', 'private.caller_id'),
  ('function', 'private.caller_email'),
  ('function', 'private.session_is_alive'),
  ('function', 'private.is_admin'),
  ('function', 'private.is_api_user'),
  ('function', 'public.whoami'),
  ('function', 'private.allow_changes'),
  ('function', 'private.refuse_rewrite'),
  ('function', 'private.guard_new_profile'),
  ('function', 'private.stamp_resolution'),
  ('function', 'private.stamp_acknowledgement'),
  ('function', 'private.stamp_requeue'),
  ('trigger', 'public.profiles.allow_changes'),
  ('trigger', 'public.profiles.guard_new_profile'),
  ('trigger', 'public.agents.allow_changes'),
  ('trigger', 'public.audit_logs.refuse_rewrite'),
  ('trigger', 'public.audit_logs.refuse_truncate'),
  ('trigger', 'public.customer_health_scores.allow_changes'),
  ('trigger', 'public.error_logs.allow_changes'),
  ('trigger', 'public.error_logs.stamp_resolution'),
  ('trigger', 'public.churn_alerts.allow_changes'),
  ('trigger', 'public.churn_alerts.stamp_resolution'),
  ('trigger', 'public.ops_alerts.allow_changes'),
  ('trigger', 'public.ops_alerts.stamp_acknowledgement'),
  ('trigger', 'public.webhook_queue.allow_changes'),
  ('trigger', 'public.webhook_queue.stamp_requeue'),
  ('function', 'private.change_of_state'),
  ('function', 'private.audit_change_of_state'),
  ('function', 'private.audit_profile'),
  ('trigger', 'public.error_logs.audit_change_of_state'),
  ('trigger', 'public.churn_alerts.audit_change_of_state'),
  ('trigger', 'public.ops_alerts.audit_change_of_state'),
  ('trigger', 'public.webhook_queue.audit_change_of_state'),
  ('trigger', 'public.profiles.audit_profile'),
  ('trigger', 'public.profiles.audit_new_admin'),
  ('view', 'public.error_list'),
  ('view', 'public.alert_list'),
  ('view', 'public.churn_list'),
  ('view', 'public.webhook_list'),
  ('view', 'public.customer_list'),
  ('view', 'public.audit_list'),
  ('function', 'private.refuse_filter'),
  ('function', 'private.filter_text'),
  ('function', 'private.filter_uuid'),
  ('function', 'private.filter_time'),
  ('function', 'private.filter_texts'),
  ('function', 'private.one_of'),
  ('function', 'private.among_ids'),
  ('function', 'private.in_state'),
  ('function', 'private.contains'),
  ('function', 'private.common_condition'),
  ('function', 'private.errors_condition'),
  ('function', 'private.alerts_condition'),
  ('function', 'private.churn_condition'),
  ('function', 'private.webhooks_condition'),
  ('function', 'private.customers_condition'),
  ('function', 'private.list_condition'),
  ('function', 'private.list_source'),
  ('function', 'private.page_ids'),
  ('function', 'private.check_page'),
  ('function', 'private.cursor_start'),
  ('function', 'private.queue_sorts'),
  ('function', 'private.queue_keys'),
  ('function', 'private.queue_ascending'),
  ('function', 'private.queue_ids'),
  ('function', 'private.search_ids'),
  ('function', 'private.page_of'),
  ('function', 'private.queue_page'),
  ('function', 'public.list_errors'),
  ('function', 'public.list_alerts'),
  ('function', 'public.list_churn_alerts'),
  ('function', 'public.list_webhooks'),
  ('function', 'private.customers_ids'),
  ('function', 'private.customers_page'),
  ('function', 'public.list_customers'),
  ('function', 'private.count_up_to'),
  ('function', 'private.search_count_up_to'),
  ('function', 'public.count_matching'),
  ('function', 'private.list_facet_columns'),
  ('function', 'private.facets'),
  ('function', 'private.search_facets'),
  ('function', 'public.list_facets'),
  ('function', 'private.histogram'),
  ('function', 'private.search_histogram'),
  ('function', 'public.list_histogram'),
  ('function', 'public.health_distribution'),
  ('function', 'public.oldest_unhandled'),
  ('function', 'public.pulse'),
  ('function', 'private.wanted_ids'),
  ('function', 'private.required_text'),
  ('function', 'private.change_state'),
  ('function', 'public.acknowledge_ops_alerts'),
  ('function', 'public.unacknowledge_ops_alerts'),
  ('function', 'public.resolve_churn_alerts'),
  ('function', 'public.reopen_churn_alerts'),
  ('function', 'public.resolve_errors'),
  ('function', 'public.reopen_errors'),
  ('function', 'public.requeue_webhooks'),
  ('table', 'private.sign_in_pepper'),
  ('table', 'private.sign_in_attempts'),
  ('function', 'private.sign_in_hash'),
  ('function', 'public.sign_in_allowed'),
  ('function', 'public.sign_in_succeeded'),
  ('function', 'private.keep_values'),
  ('function', 'private.start_empty'),
  ('function', 'private.refuse_people'),
  ('function', 'private.touch_updated_at'),
  ('trigger', 'public.leads.keep_values'),
  ('trigger', 'public.leads.start_empty'),
  ('trigger', 'public.appointments.keep_values'),
  ('trigger', 'public.appointments.start_empty'),
  ('trigger', 'public.integrations.keep_values'),
  ('trigger', 'public.webhook_configs.keep_values'),
  ('trigger', 'public.tracking_sessions.keep_values'),
  ('trigger', 'public.dialer_queue.keep_values'),
  ('trigger', 'public.profiles.refuse_people'),
  ('function', 'private.integrations_without_secrets'),
  ('function', 'private.webhook_configs_without_secrets'),
  ('view', 'public.integration_list'),
  ('view', 'public.webhook_config_list'),
  ('function', 'private.e164'),
  ('function', 'public.usage_of'),
  ('function', 'public.agent_by_phone'),
  ('function', 'public.reconciliation_status'),
  ('function', 'public.missing_contract_parts'),
  ('function', 'public.find_anything'),
  ('function', 'private.is_adopting'),
  ('function', 'private.account_named'),
  ('function', 'private.sync_error_names'),
  ('function', 'private.sync_alert_names'),
  ('function', 'private.sync_churn_names'),
  ('function', 'private.sync_health_names'),
  ('function', 'private.documented_tier'),
  ('function', 'private.sync_usage_names'),
  ('function', 'private.carry_tier'),
  ('function', 'private.sync_session_names'),
  ('function', 'private.sync_profile_names'),
  ('function', 'private.email_of'),
  ('function', 'private.platform_tier'),
  ('table', 'private.former_agents'),
  ('trigger', 'public.profiles.sync_names'),
  ('trigger', 'public.usage_limits.carry_tier'),
  ('function', 'private.validate_constraints'),
  ('function', 'private.breaking_condition'),
  ('function', 'private.breaking_rows'),
  ('function', 'public.rows_breaking_constraints'),
  ('table', 'private.adoption_progress'),
  ('function', 'private.rows_to_adopt'),
  ('function', 'private.adopt_pages'),
  ('function', 'private.start_adoption'),
  ('function', 'private.adopt_existing_rows'),
  ('table', 'public.comments'),
  ('function', 'private.entity_exists'),
  ('function', 'private.write_comment'),
  ('function', 'public.add_comment'),
  ('function', 'public.list_admins'),
  ('trigger', 'public.comments.refuse_people'),
  ('function', 'private.own_frame'),
  ('function', 'private.error_fingerprint'),
  ('function', 'private.error_group_id'),
  ('table', 'public.error_group_changes'),
  ('table', 'public.error_group_totals'),
  ('table', 'public.error_group_customers'),
  ('table', 'public.error_group_endpoints'),
  ('table', 'public.error_group_hours'),
  ('function', 'private.group_error'),
  ('function', 'private.count_new_error'),
  ('function', 'private.count_changed_errors'),
  ('function', 'private.count_gone_errors'),
  ('function', 'private.forget_error_groups'),
  ('trigger', 'public.error_logs.write_group'),
  ('trigger', 'public.error_logs.write_group_again'),
  ('trigger', 'public.error_logs.count_new_error'),
  ('trigger', 'public.error_logs.count_changed_errors'),
  ('trigger', 'public.error_logs.count_gone_errors'),
  ('trigger', 'public.error_logs.forget_error_groups'),
  ('table', 'public.error_group_states'),
  ('function', 'private.error_group_changes_of_state'),
  ('function', 'private.audit_error_group'),
  ('trigger', 'public.error_group_states.refuse_people'),
  ('trigger', 'public.error_group_states.audit_error_group'),
  ('function', 'private.fold_customers'),
  ('function', 'private.fold_places_and_hours'),
  ('function', 'private.fold_totals'),
  ('function', 'private.look_up_moved_groups'),
  ('function', 'private.resolve_late_errors'),
  ('function', 'private.plan_price'),
  ('function', 'private.weigh_error_groups'),
  ('function', 'private.fold_error_group_changes'),
  ('function', 'private.settle_error_groups'),
  ('function', 'private.error_group_sparkline'),
  ('view', 'public.error_group_list'),
  ('function', 'private.error_groups_containing'),
  ('function', 'private.error_groups_at'),
  ('function', 'private.error_groups_of'),
  ('function', 'private.error_groups_condition'),
  ('function', 'private.error_group_facets'),
  ('function', 'private.error_group_histogram'),
  ('function', 'private.error_group_key'),
  ('function', 'public.list_error_groups'),
  ('function', 'private.lock_error_groups'),
  ('function', 'private.move_error_rows'),
  ('function', 'private.error_rows_left'),
  ('function', 'private.who_acted_on_group'),
  ('function', 'private.turn_error_groups'),
  ('function', 'private.continue_groups'),
  ('function', 'public.resolve_error_groups'),
  ('function', 'public.reopen_error_groups'),
  ('function', 'public.continue_error_groups'),
  ('function', 'private.snooze_groups'),
  ('function', 'public.snooze_error_groups'),
  ('function', 'public.unsnooze_error_groups'),
  ('function', 'private.assign_groups'),
  ('function', 'public.assign_error_groups'),
  ('function', 'private.group_some_errors'),
  ('function', 'private.group_existing_errors'),
  ('function', 'private.reveal_value'),
  ('function', 'private.owner_of_row'),
  ('function', 'public.reveal'),
  ('function', 'public.list_error_group_customers'),
  ('function', 'public.webhooks_failed_with'),
  ('function', 'public.similar_error_groups'),
  ('function', 'private.acknowledgement_lasts'),
  ('function', 'private.stamp_assignment'),
  ('function', 'private.stamp_closing'),
  ('function', 'private.stamp_snooze'),
  ('function', 'private.track_return'),
  ('function', 'private.settle_new_alert'),
  ('trigger', 'public.ops_alerts.settle_new_alert'),
  ('trigger', 'public.ops_alerts.stamp_assignment'),
  ('trigger', 'public.ops_alerts.stamp_closing'),
  ('trigger', 'public.ops_alerts.stamp_snooze'),
  ('trigger', 'public.ops_alerts.track_return'),
  ('function', 'private.audit_handling'),
  ('trigger', 'public.ops_alerts.audit_handling'),
  ('function', 'private.change_rows'),
  ('function', 'public.close_ops_alerts'),
  ('function', 'public.reopen_ops_alerts'),
  ('function', 'public.snooze_ops_alerts'),
  ('function', 'public.unsnooze_ops_alerts'),
  ('function', 'private.assign_rows'),
  ('function', 'public.assign_ops_alerts'),
  ('function', 'private.assigned_condition'),
  ('function', 'private.outside_storms'),
  ('function', 'public.list_alert_storms'),
  ('function', 'private.storm_condition'),
  ('function', 'public.acknowledge_alert_storm'),
  ('function', 'public.unacknowledge_alert_storm'),
  ('function', 'public.acknowledgement_times'),
  ('function', 'private.keep_score'),
  ('table', 'public.customer_health_history'),
  ('function', 'private.score_at'),
  ('function', 'private.daily_scores'),
  ('function', 'public.last_contact'),
  ('trigger', 'public.customer_health_scores.keep_first_score'),
  ('trigger', 'public.customer_health_scores.keep_score'),
  ('trigger', 'public.customer_health_history.refuse_people'),
  ('function', 'private.stamp_outcome'),
  ('function', 'private.audit_churn'),
  ('function', 'public.assign_churn_alerts'),
  ('trigger', 'public.churn_alerts.stamp_assignment'),
  ('trigger', 'public.churn_alerts.stamp_outcome'),
  ('trigger', 'public.churn_alerts.audit_handling'),
  ('table', 'public.bulk_actions'),
  ('table', 'private.bulk_action_parts'),
  ('function', 'private.bulk_verb'),
  ('function', 'private.meant_condition'),
  ('function', 'private.meant_rows'),
  ('function', 'private.count_meant'),
  ('function', 'public.freeze_matching'),
  ('trigger', 'public.bulk_actions.refuse_people'),
  ('function', 'private.note_bulk'),
  ('function', 'public.act_on_matching'),
  ('function', 'private.take_bulk_part'),
  ('function', 'private.note_undone'),
  ('function', 'public.undo_bulk'),
  ('table', 'public.saved_views'),
  ('function', 'private.keep_view'),
  ('function', 'public.save_view'),
  ('function', 'private.drop_view'),
  ('function', 'public.delete_view'),
  ('function', 'public.list_views'),
  ('function', 'private.note_export'),
  ('function', 'public.record_export'),
  ('trigger', 'public.saved_views.refuse_people'),
  ('function', 'private.estimate_cost'),
  ('function', 'private.distinct_values'),
  ('function', 'private.facet_values'),
  ('function', 'private.count_rows_query'),
  ('function', 'private.count_values_query'),
  ('function', 'private.cheapest_facet_query'),
  ('table', 'private.lists'),
  ('table', 'private.list_sorts'),
  ('table', 'private.list_facets'),
  ('table', 'private.bulk_verbs'),
  ('function', 'private.refuse_list'),
  ('function', 'private.check_buckets'),
  ('function', 'private.error_names_bare'),
  ('function', 'private.error_values_out'),
  ('function', 'private.groups_of_bulk'),
  ('function', 'private.move_bulk_errors'),
  ('function', 'public.act_on_matching_groups'),
  ('function', 'public.undo_matching_groups'),
  ('table', 'private.error_group_stacks'),
  ('function', 'private.keep_stacks'),
  ('function', 'private.forget_stacks'),
  ('function', 'private.error_groups_by_stack'),
  ('function', 'private.payload_holds'),
  ('function', 'private.error_text_condition'),
  ('trigger', 'public.error_group_totals.forget_stacks'),
  ('table', 'public.webhook_attempts'),
  ('function', 'private.keep_attempt'),
  ('trigger', 'public.webhook_attempts.refuse_people'),
  ('trigger', 'public.webhook_queue.keep_attempt'),
  ('function', 'private.failure_pattern'),
  ('function', 'private.webhook_cause'),
  ('function', 'private.write_cause'),
  ('function', 'public.list_webhook_causes'),
  ('trigger', 'public.webhook_queue.write_cause'),
  ('trigger', 'public.webhook_queue.write_cause_again'),
  ('function', 'private.stamp_queued'),
  ('function', 'private.audit_skip'),
  ('function', 'private.change_skip'),
  ('function', 'public.skip_webhooks'),
  ('function', 'public.unskip_webhooks'),
  ('trigger', 'public.webhook_queue.stamp_queued'),
  ('trigger', 'public.webhook_queue.audit_skip'),
  ('function', 'private.webhook_writes'),
  ('function', 'private.payload_id'),
  ('function', 'private.outcomes_of'),
  ('function', 'public.list_webhook_outcomes'),
  ('function', 'private.preview_rows'),
  ('function', 'public.preview_requeue'),
  ('function', 'public.preview_requeue_matching'),
  ('table', 'private.requeues'),
  ('function', 'private.begin_requeue'),
  ('function', 'private.end_requeue'),
  ('function', 'public.webhook_marks'),
  ('function', 'private.payload_pattern'),
  ('function', 'private.payload_patterns'),
  ('function', 'private.payload_ids'),
  ('function', 'private.payload_is_common'),
  ('function', 'private.payload_condition'),
  ('function', 'private.check_span'),
  ('function', 'public.webhook_depth'),
  ('function', 'public.webhook_throughput'),
  ('function', 'public.last_processed_like'),
  ('function', 'public.webhook_payload'),
  ('function', 'private.last_bulk_part'),
  ('function', 'public.requeued_by_part'),
  ('table', 'private.revealable'),
  ('function', 'private.run_is_stale'),
  ('function', 'private.take_over_stale_run'),
  ('function', 'private.audit_reconciliation'),
  ('function', 'private.begin_run'),
  ('function', 'private.run_differences'),
  ('function', 'private.continue_run'),
  ('function', 'public.begin_reconciliation'),
  ('function', 'public.continue_reconciliation'),
  ('trigger', 'public.reconciliation_runs.take_over_stale_run'),
  ('trigger', 'public.reconciliation_runs.audit_start'),
  ('trigger', 'public.reconciliation_runs.audit_end'),
  ('function', 'private.whole_number'),
  ('function', 'private.moment_of'),
  ('function', 'private.run_discrepancies'),
  ('view', 'public.reconciliation_list'),
  ('view', 'public.discrepancy_list'),
  ('function', 'private.reconciliation_condition'),
  ('function', 'private.discrepancies_condition'),
  ('function', 'public.list_reconciliation_runs'),
  ('function', 'public.list_discrepancies'),
  ('function', 'private.audit_unknown_number'),
  ('function', 'private.settle_unknown_numbers'),
  ('function', 'public.resolve_unknown_numbers'),
  ('function', 'public.reopen_unknown_numbers'),
  ('function', 'public.suggest_agents'),
  ('view', 'public.unknown_number_list'),
  ('function', 'private.unknown_numbers_condition'),
  ('function', 'public.list_unknown_numbers'),
  ('trigger', 'public.unknown_phone.audit_unknown_number'),
  ('function', 'private.delivery_target'),
  ('view', 'public.delivery_list'),
  ('function', 'private.deliveries_condition'),
  ('function', 'public.list_deliveries'),
  ('table', 'private.unpaired_events'),
  ('function', 'private.billed_kind'),
  ('function', 'private.is_queued'),
  ('function', 'private.note_unbilled'),
  ('function', 'private.pair_call'),
  ('function', 'private.pair_message'),
  ('function', 'private.pair_call_event'),
  ('function', 'private.pair_message_event'),
  ('function', 'private.pair_webhook'),
  ('function', 'private.unpair_calls'),
  ('function', 'private.unpair_messages'),
  ('trigger', 'public.usage_calls.pair'),
  ('trigger', 'public.usage_calls.unpair'),
  ('trigger', 'public.usage_sms.pair'),
  ('trigger', 'public.usage_sms.unpair'),
  ('trigger', 'public.call_events.pair'),
  ('trigger', 'public.sms_events.pair'),
  ('trigger', 'public.webhook_queue.pair'),
  ('view', 'private.missing_events'),
  ('function', 'private.missing_events_condition'),
  ('function', 'public.list_missing_events'),
  ('function', 'public.queue_reaches_back_to'),
  ('function', 'private.account_of'),
  ('function', 'private.device_kind'),
  ('function', 'private.recent_addresses'),
  ('function', 'private.count_addresses'),
  ('function', 'private.keep_device_kind'),
  ('function', 'private.stamp_revocation'),
  ('function', 'private.audit_revocation'),
  ('function', 'public.revoke_sessions'),
  ('trigger', 'public.active_sessions.write_addresses'),
  ('trigger', 'public.active_sessions.write_device_kind'),
  ('trigger', 'public.active_sessions.allow_changes'),
  ('trigger', 'public.active_sessions.stamp_revocation'),
  ('trigger', 'public.active_sessions.refuse_people'),
  ('trigger', 'public.active_sessions.audit_revocation'),
  ('function', 'private.session_sign'),
  ('view', 'public.session_list'),
  ('function', 'private.sign_condition'),
  ('function', 'private.sessions_condition'),
  ('function', 'public.list_sessions'),
  ('function', 'private.actor_condition'),
  ('function', 'private.audit_condition'),
  ('function', 'public.list_audit'),
  ('function', 'public.list_actors'),
  ('function', 'private.latency_step'),
  ('function', 'private.step_duration'),
  ('function', 'private.step_percentiles'),
  ('table', 'private.latency_changes'),
  ('table', 'private.latency_rollup'),
  ('table', 'private.latency_slots'),
  ('table', 'private.latency_frontier'),
  ('function', 'private.count_changed_latency'),
  ('function', 'private.count_gone_latency'),
  ('function', 'private.forget_latency'),
  ('function', 'private.fold_some_latency'),
  ('function', 'private.recount_latency'),
  ('function', 'private.folds_to'),
  ('function', 'private.fold_cells'),
  ('function', 'private.fold_latency'),
  ('function', 'private.count_latency_batch'),
  ('function', 'private.settle_latency'),
  ('function', 'private.count_history'),
  ('function', 'public.count_latency_history'),
  ('function', 'private.counted_from'),
  ('function', 'public.latency_counted_from'),
  ('trigger', 'public.latency_logs.fold_some_latency'),
  ('trigger', 'public.latency_logs.count_changed_latency'),
  ('trigger', 'public.latency_logs.count_gone_latency'),
  ('trigger', 'public.latency_logs.forget_latency'),
  ('function', 'private.check_latency_period'),
  ('function', 'private.latency_pending'),
  ('function', 'private.latency_parts'),
  ('function', 'private.latency_slot_figures'),
  ('function', 'private.latency_endpoints'),
  ('function', 'public.latency_endpoints'),
  ('function', 'private.latency_over_time'),
  ('function', 'public.latency_over_time'),
  ('function', 'public.latency_worst'),
  ('function', 'private.webhook_call'),
  ('function', 'private.timeline_sources'),
  ('function', 'private.timeline_kinds'),
  ('function', 'private.timeline_range'),
  ('function', 'private.timeline_relation'),
  ('function', 'public.customer_timeline'),
  ('function', 'public.count_customer_timeline'),
  ('function', 'public.customer_costs'),
  ('function', 'private.usage_change'),
  ('function', 'private.audit_usage_limits'),
  ('function', 'private.audit_lead_flag'),
  ('trigger', 'public.usage_limits.audit_usage_limits'),
  ('trigger', 'public.leads.audit_lead_flag'),
  ('table', 'public.customer_owners'),
  ('table', 'private.credit_grants'),
  ('function', 'private.credit_bound'),
  ('function', 'private.do_assign_customers'),
  ('function', 'public.assign_customers'),
  ('function', 'private.do_flag_leads'),
  ('function', 'public.flag_leads'),
  ('trigger', 'public.customer_owners.refuse_people'),
  ('function', 'private.do_grant_credit'),
  ('function', 'public.grant_credit'),
  ('function', 'private.do_revoke_credit'),
  ('function', 'public.revoke_credit'),
  ('function', 'private.do_set_hard_stop'),
  ('function', 'public.set_hard_stop'),
  ('function', 'private.do_reveal_contact'),
  ('function', 'public.reveal_contact'),
  ('function', 'private.write_timeline_page'),
  ('function', 'private.projected_percent'),
  ('view', 'public.usage_list'),
  ('function', 'private.usage_condition'),
  ('function', 'public.list_usage'),
  ('function', 'public.usage_by_state'),
  ('function', 'private.current_agent_webhook'),
  ('table', 'private.agent_problems'),
  ('view', 'public.agent_list'),
  ('function', 'private.agent_with_problem'),
  ('function', 'private.written_phone'),
  ('function', 'private.agents_condition'),
  ('function', 'public.list_agents'),
  ('function', 'public.agent_problems'),
  ('function', 'public.look_up_phone'),
  ('function', 'private.monthly_value'),
  ('table', 'private.customer_figures'),
  ('function', 'private.keep_value_at_risk'),
  ('function', 'private.keep_last_contact'),
  ('function', 'private.keep_contact'),
  ('trigger', 'public.profiles.keep_value_at_risk'),
  ('trigger', 'public.customer_health_scores.keep_value_at_risk'),
  ('trigger', 'public.comments.keep_contact'),
  ('trigger', 'public.churn_alerts.keep_contact'),
  ('trigger', 'public.messages.keep_contact'),
  ('function', 'private.customer_usage'),
  ('function', 'private.customer_sorts'),
  ('function', 'private.customer_source'),
  ('view', 'public.customer_health_list'),
  ('function', 'public.list_customer_health'),
  ('function', 'public.health_movement'),
  ('table', 'public.health_model_weights'),
  ('function', 'private.health_usage'),
  ('function', 'private.health_engagement'),
  ('function', 'private.health_adoption'),
  ('function', 'private.health_payment'),
  ('function', 'private.health_incidents'),
  ('function', 'private.grade_of'),
  ('function', 'private.risk_of'),
  ('function', 'private.model_health'),
  ('trigger', 'public.health_model_weights.refuse_people'),
  ('function', 'private.wanted_customers'),
  ('function', 'private.try_health'),
  ('function', 'public.preview_health'),
  ('function', 'private.save_health'),
  ('function', 'public.recalculate_health'),
  ('function', 'private.unsave_health'),
  ('function', 'public.restore_health'),
  ('table', 'private.record_sources'),
  ('table', 'private.record_columns'),
  ('function', 'private.admins_only'),
  ('function', 'private.record_tables'),
  ('function', 'private.record_links'),
  ('function', 'private.record_sorts'),
  ('type', 'private.record_column'),
  ('function', 'private.record_columns_of'),
  ('function', 'private.estimate_rows'),
  ('function', 'private.describe_sizes'),
  ('function', 'public.describe_tables'),
  ('function', 'public.describe_table'),
  ('function', 'private.record_test'),
  ('function', 'private.record_conditions'),
  ('function', 'private.record_part'),
  ('function', 'private.record_start'),
  ('function', 'private.record_scan'),
  ('function', 'private.record_shown'),
  ('function', 'public.list_records'),
  ('function', 'public.count_records'),
  ('function', 'private.count_references'),
  ('function', 'public.count_references'),
  ('function', 'private.note_table_export'),
  ('function', 'public.record_table_export'),
  ('function', 'private.find_customers'),
  ('function', 'private.find_ids'),
  ('function', 'public.count_newer'),
  ('function', 'private.attention_candidates'),
  ('function', 'private.attention_now'),
  ('function', 'public.needs_attention'),
  ('table', 'private.settled_hours'),
  ('table', 'private.settled_throughput'),
  ('table', 'private.settled_spans'),
  ('table', 'private.unsettled_hours'),
  ('function', 'private.settled_lists'),
  ('function', 'private.unsettle_hours'),
  ('function', 'private.unsettle_gone_hours'),
  ('function', 'private.unsettle_folded_hours'),
  ('function', 'private.drop_hours'),
  ('function', 'private.forget_settled_hours'),
  ('function', 'private.count_hours'),
  ('function', 'private.settle_hours'),
  ('trigger', 'public.error_group_changes.unsettle_folded'),
  ('trigger', 'public.error_logs.unsettle_changed'),
  ('trigger', 'public.ops_alerts.unsettle_new'),
  ('trigger', 'public.ops_alerts.unsettle_changed'),
  ('trigger', 'public.webhook_queue.unsettle_new'),
  ('trigger', 'public.webhook_queue.unsettle_changed'),
  ('trigger', 'public.audit_logs.unsettle_new'),
  ('function', 'private.pieces_of_hours'),
  ('function', 'private.counts_between'),
  ('function', 'private.settle_history'),
  ('function', 'private.settle_throughput'),
  ('function', 'private.throughput_between'),
  ('function', 'private.open_alerts_of'),
  ('function', 'private.latest_reconciliation'),
  ('function', 'public.overview_now'),
  ('function', 'private.risk_moves'),
  ('function', 'public.overview_history'),
  ('function', 'public.count_newer_records'),
  ('trigger', 'public.audit_logs.refuse_people'),
  ('view', 'private.error_counts'),
  ('function', 'private.are_kept_counts'),
  ('function', 'private.kept_counts_query'),
  ('function', 'private.most_payloads'),
  ('function', 'private.payload_facet_query'),
  ('function', 'private.take_error_group_changes'),
  ('function', 'private.name_error_groups'),
  ('table', 'private.migration_history'),
  ('table', 'private.created_tables'),
  ('table', 'private.claimed_names'),
  ('table', 'private.pending_indexes'),
  ('table', 'private.installation_failures'),
  ('function', 'private.is_ours'),
  ('function', 'private.record_failure'),
  ('function', 'private.cannot_raise'),
  ('function', 'private.bounded_key'),
  ('function', 'private.index_objection'),
  ('function', 'private.as_hash'),
  ('function', 'private.judge_index'),
  ('function', 'private.ensure_index')
on conflict do nothing;

insert into private.migration_history (name, kind, checksum)
  values ('20261122090000_command_suite.sql', 'version', 'e81ff617ab598c8a833dfae1db78f55a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090100_ops_infrastructure.sql', 'version', '546a63e88d1edc964e4fe9e91f0c13a4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090200_god_tier_hardening.sql', 'version', '26aab9983ad918f530849f8cdbc7317b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090300_fix_agents_constraints.sql', 'version', 'c5c8869a1d567552d38fa9f1883e5f32')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090400_referral_system.sql', 'version', 'd1f1e63bfb0b1340eddae3c59cc11b34')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090500_sms_automation.sql', 'version', '9c00724c5428b05ae7434fd23eb0d718')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090600_usage_tracking.sql', 'version', 'a5d2fadededfa913a3fb6cebd282c42b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090700_shared_sms_upgrade.sql', 'version', '2c945d04fdacf9257e28c542ea04930b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090800_business_hours.sql', 'version', 'f5e07ba4731c904026338d2cead21af9')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090900_consent_logs.sql', 'version', '2bda3ca179d80811281745e6c9e85bac')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122091000_agents_deploy_trace.sql', 'version', '4ca73afef0a108427d8e5bbd64789642')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100000_dashboard_access.sql', 'version', '9b665919a52650f045483c18459e919c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100100_dashboard_guards.sql', 'version', '8b636a98afa68e82a8edddec5089bad2')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100200_dashboard_audit.sql', 'version', '149b18193139f0c0e063d50d8dac1aa7')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100300_dashboard_lists.sql', 'version', '3bc7daa3dae62077aac9e0801245dbb8')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100400_dashboard_filters.sql', 'version', '29124438a56160327d4321626e237a1a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100500_dashboard_pages.sql', 'version', '3bd49ec7c2d17701987aa134ce5bdf9f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100600_dashboard_customers.sql', 'version', '204325801b2d707b13b423c43798bfff')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100700_dashboard_figures.sql', 'version', '63ebea0d84e8efbb1702c62291d0d606')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100800_dashboard_pulse.sql', 'version', '85c9367f088b857cd11b7d954aa3f283')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122100900_dashboard_actions.sql', 'version', '7f4d294f802df560269ca19950b86b2b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122101000_dashboard_sign_in.sql', 'version', '8eea299c637e51bd39d3d130e688e6fb')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122101100_dashboard_access_further.sql', 'version', '2127d1a1f6287f88758514786d3e0580')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122101200_dashboard_guards_further.sql', 'version', '8c90a7e6aa08440f547c8695fd6f5c40')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122101300_dashboard_secrets.sql', 'version', '718195e6dc20a2cc9f50a76ab8146e05')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122101400_dashboard_questions.sql', 'version', 'd4cfb7a72b3a1ec8b33d1e6e6642cf93')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122101500_dashboard_contract.sql', 'version', 'b8f418ee77ade85f0c99f3b446776daa')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122102500_dashboard_search.sql', 'version', 'd0ed9b03b29c3bf41be98f6fdc92692d')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122103000_adopt_names.sql', 'version', 'c76efb9d48407e3db36f12ecbe2d940b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122103100_adopt_customers.sql', 'version', '42496d28ed83d8bb72e94e034301d330')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122103200_adopt_tables.sql', 'version', '658c9819c01212909f6fb74f841324ac')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122103300_adopt_constraints.sql', 'version', '18a5cb8a4c716a5b7a882f86b59b9506')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122103400_adopt_rows.sql', 'version', '1ee796a48cb648d4f6922da2944afb83')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104000_dashboard_comments.sql', 'version', '6ae848cffc0ecad0a85a92902d84d902')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104100_dashboard_error_fingerprint.sql', 'version', '0ca0e2c35e43dfba16016294f59cfb38')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104101_dashboard_error_counts.sql', 'version', '3ea56cf0c5f398300760c5a8f0245627')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104102_dashboard_error_states.sql', 'version', 'df28cf9d985f9211006bceed3a2e86c0')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104103_dashboard_error_folding.sql', 'version', 'b3e09a90e386f517f5660eafb500fa5a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104104_dashboard_error_groups.sql', 'version', '02ec543e5d8b42cb9f554a301630ca08')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104105_dashboard_error_group_lists.sql', 'version', '11ed6fca2b26d03240a183802191ed5f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104106_dashboard_error_group_actions.sql', 'version', '93b81c8408259a59cb315edbd3677187')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104107_dashboard_error_snoozes.sql', 'version', '9977534b896ffceb5634762082d54394')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104108_dashboard_error_adoption.sql', 'version', '8e449f6666199b069ae40f719397873b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104109_dashboard_reveal.sql', 'version', '328f0b91e98799bbf939d76041445744')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104110_dashboard_error_detail.sql', 'version', '58e647943c9fd9ccff5646c35362c088')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104200_dashboard_alert_states.sql', 'version', 'ceb713d1e3457d0c66cbf9bcf2857535')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104201_dashboard_alert_audit.sql', 'version', '5eba9ee32274a7d0a7598a8e2f99e8eb')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104202_dashboard_alert_actions.sql', 'version', 'd8f37168046a1607cbae9d7aca168b95')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104203_dashboard_alert_lists.sql', 'version', '197306c6d3eb39d3e3e70ee06a7e538d')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104204_dashboard_alert_storms.sql', 'version', 'd4be72c47f824e24d08164ea4308270a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104205_dashboard_churn_history.sql', 'version', '35f29e6c665ad13edfba565c7916e8d3')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104206_dashboard_churn_outcomes.sql', 'version', '4f76e68b35e0c560caa079f683cc5235')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104207_dashboard_alert_facets.sql', 'version', 'da15181f48ecb5462b39d51f7ac4bea0')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104300_dashboard_bulk.sql', 'version', 'fecd7e01d223d39b4d6374631f02e40a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104301_dashboard_bulk_actions.sql', 'version', '881e8b03a36b986de4d153a31c128376')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122104400_dashboard_views.sql', 'version', 'a2c1ffe59aacff1fb28be9ee74317eb0')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122105000_dashboard_speed.sql', 'version', '5e52b0292da8cc5983f23ad3c82c506c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126090000_dashboard_list_registry.sql', 'version', '24a276d447caf7f9189aacddbf66a2b0')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126090001_dashboard_list_dispatch.sql', 'version', 'e56d1d7baeb736a4856720bcb6f9df82')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126100000_dashboard_error_insert_cost.sql', 'version', 'b44251a6072feea20944d8689c4d8d21')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126100100_dashboard_error_group_bulk.sql', 'version', '439fece56b836c3ecb5bacfcc9e3d3a0')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126100200_dashboard_error_text.sql', 'version', 'dbea0cec84321a19eba4e52c039cbcc6')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110000_dashboard_webhook_attempts.sql', 'version', '4c3fcfa1774e41462abdb0f115e35420')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110100_dashboard_webhook_causes.sql', 'version', '523bf326956c19b20aa6bad78137a6ba')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110200_dashboard_webhook_skips.sql', 'version', '8ae68dbe0ba6d8e67c91d0ce6ae6ce68')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110300_dashboard_webhook_requeue.sql', 'version', '3d202985ef687ded7fb857ddfe83a356')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110400_dashboard_webhook_list.sql', 'version', '24577af2a878b49ddfa1b1e1c86b9644')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110500_dashboard_webhook_figures.sql', 'version', '5c6de4055f489643c81f4c86305eee37')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126110600_dashboard_webhook_handover.sql', 'version', '725ca6691d06fceaf7cd88340f8b6702')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120000_dashboard_revealable.sql', 'version', '5670ebf6935438466e78d9dcb6febd34')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120100_dashboard_reconciliation_runs.sql', 'version', '8340779cf409f6fd2af1afb8dd776539')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120200_dashboard_reconciliation_lists.sql', 'version', 'af6904d43b1c7d1f3f6dbe8884668538')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120300_dashboard_unknown_numbers.sql', 'version', '008687345ca7997aac9c808951293f6e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120400_dashboard_deliveries.sql', 'version', 'fc508ed42a6de5d0e56d89db2f5ab848')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120450_dashboard_unpaired_events.sql', 'version', '0a70087c91a7efd93df369f0dcf080a9')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120500_dashboard_missing_events.sql', 'version', '94eb7b8c9ea806795bb234f28a7ae389')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120550_dashboard_unpaired_history.sql', 'version', '8f8f855df3377b45b2368c1ed0da75d4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126120600_dashboard_reconciliation_speed.sql', 'version', '18037a83fafad1a0f4d0bf57b683d448')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126130000_dashboard_sessions.sql', 'version', '56ae3c3bcf95fa7d20c8a4d18416b4c4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126130100_dashboard_session_list.sql', 'version', 'd24e0f7ec4ad8f06e91baa1960f5212a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126130200_dashboard_audit_list.sql', 'version', '10a534afa14c8a5f27f57fd4e71bef88')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126130300_dashboard_latency_counts.sql', 'version', '1eb35babae811c7fc4e61f945114b367')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126130400_dashboard_latency_history.sql', 'version', '73737c5ff6fc3e5adb12589730e155a6')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126130500_dashboard_latency_figures.sql', 'version', '6eab44be5911969c97fdb86e3a83ead8')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126140000_dashboard_timeline.sql', 'version', '54840cb8af9b7eb2c55cdbc8c8c63722')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126140100_dashboard_usage_history.sql', 'version', 'ca0b587cbe9c2d369816fea6e3fb31c8')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126140200_dashboard_customer_acts.sql', 'version', '86350e245a52cae6c0556a3e99df7b96')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126140300_dashboard_customer_credit.sql', 'version', '162e2322a9712b43470f975d6ff40b6e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126140400_dashboard_reveal_contact.sql', 'version', 'eae5294dc77cb350818f32a2bd0781ee')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126140500_dashboard_timeline_plans.sql', 'version', '8ad95afd082f6e3e1bc3e9fe9f386762')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150000_dashboard_usage.sql', 'version', 'db7bdd6a52f1b78b207938fb92f1fb6d')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150100_dashboard_agents.sql', 'version', 'd6bea6bb3a6be1b03a5e4a28fcb8c158')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150200_dashboard_customer_value.sql', 'version', 'a5be7ca4049fbcbd820ffb12d257b9dc')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150250_dashboard_score_walk.sql', 'version', 'adc705f4ff6ec635bd75827b69e1983f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150260_dashboard_admins_index.sql', 'version', '32d29511ab42516d1dbaa87691e4bbaa')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150270_dashboard_acknowledgement_times.sql', 'version', '660cb80bca2612d5e9ed5d67fc243d80')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150300_dashboard_customer_health_list.sql', 'version', 'b47f57e07ddb517e61bb514fa0538f61')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150400_dashboard_health_movement.sql', 'version', 'c2399cf4a70258837cb9abd01f0f04f2')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150500_dashboard_health_model.sql', 'version', '9f3dd336d2d2e6bff9e3ce6567fb09c4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150600_dashboard_health_recalculation.sql', 'version', 'e32cfe40742d2ede6599958acbb3c6dd')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126150700_dashboard_agent_reveal.sql', 'version', '1bf23f56cfaa3f89d871c269a730a81e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126160000_dashboard_records_catalogue.sql', 'version', 'bd2592eb5c1e6084971c501bebae156b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126160100_dashboard_records.sql', 'version', 'a635ad77311a0971871525c695ee6d41')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126160200_dashboard_records_further.sql', 'version', '39e23b9527a46c5c77cb94e491665354')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126160300_dashboard_find.sql', 'version', '957f40b5931912352f22a3f0f78e565f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126170000_dashboard_live.sql', 'version', 'd4bf856179fe6e9eb5df1fb833249741')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126170100_dashboard_attention.sql', 'version', '045f1548c551f1303b407bdf0fb9cd22')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126170150_dashboard_settled_hours.sql', 'version', '0b29d7c8fa0f8ecc9bf9a5a3db95976e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126170160_dashboard_counts_over_time.sql', 'version', '817dd1288fa0cfff704c3fe73c874b2a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126170200_dashboard_overview.sql', 'version', '54e0ae812fa6d3f5d35bf00bc8184aca')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126200000_dashboard_record_news.sql', 'version', '6a53ba188ad5eb993787e16b088c3255')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126200100_dashboard_customers_once.sql', 'version', 'bb33710507388ec94bd9855e086ff979')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126210000_dashboard_webhooks_near_an_error.sql', 'version', 'c47cccfefd056138f25674342cb582d6')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126220000_dashboard_bulk_cost.sql', 'version', '70c1c7e2109d27ad4cff386e6f029ee3')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126220100_dashboard_error_counts_as_facets.sql', 'version', 'b85a7a8d211a66af56dbfd1641bd751a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126230000_dashboard_facets_by_index.sql', 'version', '411b956c8e073934b77f2269145a329e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126240000_dashboard_customer_facets.sql', 'version', '427a59a0002864edeb43700bd3ea9a55')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126240100_dashboard_payload_facets.sql', 'version', 'cebefb784b2ffb97119fc9f74f614aca')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126250000_dashboard_folding_at_once.sql', 'version', 'f4870be4d9f57dd5507d3d33a42b5678')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261126250100_dashboard_search_plans.sql', 'version', '65e8004c737877430c3fdf15fa06b1d3')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090000_dashboard_installation.sql', 'version', 'af885cc711b67187f9902000152a75b1')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('01_installation.sql', 'objects', 'b9d33891c77643db309270af970eb4ad')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('02_indexes.sql', 'objects', '066c0e30c57c43493df11790e12ce1af')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090001_dashboard_objects.sql', 'version', 'b9d33891.066c0e30')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();

reset check_function_bodies;
