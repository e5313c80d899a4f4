-- Generated from supabase/objects by `npm run migrate -- --generate`, for `supabase db push`. Do not edit.

do $guard$
declare
  taken text;
begin
  if to_regclass('private.migration_history') is not null then
    if exists (select from private.migration_history where kind = 'version' and name > '20261130123303_dashboard_objects.sql') then
      raise exception 'This file is older than what is installed.';
    end if;
  end if;
  create temporary table kryonex_taken on commit drop as 
  select w.kind, w.name from (values ('function', 'private.is_ours'),
  ('function', 'private.record_failure'),
  ('function', 'private.note_failure'),
  ('function', 'private.give_up'),
  ('function', 'private.is_act'),
  ('function', 'private.cannot_raise'),
  ('function', 'private.bounded_key'),
  ('function', 'private.index_objection'),
  ('function', 'private.as_hash'),
  ('function', 'private.caller_id'),
  ('function', 'private.caller_email'),
  ('function', 'private.session_is_alive'),
  ('function', 'private.request_origin'),
  ('function', 'private.record_admin_role'),
  ('function', 'private.is_admin'),
  ('function', 'private.admin_accounts'),
  ('view', 'private.confirmed_admins'),
  ('function', 'private.confirm_admins'),
  ('function', 'private.withdraw_admins'),
  ('function', 'private.is_api_user'),
  ('function', 'private.reason_for_denial'),
  ('function', 'public.whoami'),
  ('function', 'private.list_admins'),
  ('function', 'public.list_admins'),
  ('function', 'private.may_be_assigned'),
  ('trigger', 'public.profiles.kryonex_ops_record_admin_role'),
  ('function', 'private.judge_index'),
  ('function', 'private.ensure_index'),
  ('function', 'private.refuse_trail_write'),
  ('function', 'private.write_audit'),
  ('function', 'private.audit_profile'),
  ('function', 'private.audit'),
  ('function', 'private.own_actions'),
  ('function', 'private.copy_audit_rows'),
  ('trigger', 'public.audit_trail.refuse_insert'),
  ('trigger', 'public.audit_trail.refuse_rewrite'),
  ('trigger', 'public.audit_trail.refuse_rewrite_statement'),
  ('trigger', 'public.profiles.audit_profile'),
  ('trigger', 'public.profiles.audit_new_admin'),
  ('function', 'private.audit_new_row'),
  ('function', 'private.guard_inserts'),
  ('function', 'private.allow_changes'),
  ('function', 'private.freeze_columns'),
  ('function', 'private.row_is_known'),
  ('function', 'private.start_empty'),
  ('function', 'private.refuse_people'),
  ('function', 'private.refuse_rewrite'),
  ('function', 'private.guard_new_profile'),
  ('function', 'private.guard_profile'),
  ('function', 'private.touch_updated_at'),
  ('trigger', 'public.audit_logs.refuse_rewrite'),
  ('trigger', 'public.audit_logs.refuse_truncate'),
  ('trigger', 'public.profiles.allow_changes'),
  ('trigger', 'public.profiles.guard_profile'),
  ('trigger', 'public.profiles.guard_new_profile'),
  ('trigger', 'public.leads.start_empty'),
  ('trigger', 'public.customer_health_history.refuse_people'),
  ('function', 'private.stamp_new_row'),
  ('function', 'private.stamp_change'),
  ('function', 'private.stamp_calculation'),
  ('function', 'private.stamp_resolution'),
  ('function', 'private.audit_admin_row'),
  ('function', 'private.guard_evidence'),
  ('trigger', 'public.customer_health_scores.stamp_calculation'),
  ('trigger', 'public.profiles.audit_deleted_profile'),
  ('function', 'private.as_uuid'),
  ('function', 'private.as_time'),
  ('function', 'private.as_json'),
  ('function', 'private.as_number'),
  ('function', 'private.as_float'),
  ('function', 'private.as_integer'),
  ('function', 'private.as_boolean'),
  ('function', 'private.as_texts'),
  ('function', 'private.cast_to'),
  ('function', 'private.contract_columns'),
  ('function', 'private.added_columns_of_ours'),
  ('function', 'private.read_columns'),
  ('function', 'private.is_added'),
  ('function', 'private.reading_of'),
  ('function', 'private.replace_names'),
  ('function', 'private.raw_expression'),
  ('function', 'private.names_in'),
  ('function', 'private.read_expression'),
  ('function', 'private.with_readings'),
  ('function', 'private.translated_index'),
  ('function', 'private.limit_word'),
  ('function', 'private.role_word'),
  ('function', 'private.plan_word'),
  ('function', 'private.industry_word'),
  ('function', 'private.agent_word'),
  ('function', 'private.sentiment_word'),
  ('function', 'private.appointment_word'),
  ('function', 'private.word_kinds'),
  ('function', 'private.raw_words'),
  ('function', 'private.is_translated'),
  ('function', 'private.word_condition'),
  ('function', 'private.unforeseen_words'),
  ('function', 'private.may_read'),
  ('function', 'private.reading_view_columns'),
  ('function', 'private.define_reading_view'),
  ('function', 'private.define_reading_views'),
  ('function', 'private.plan_of'),
  ('function', 'private.table_columns'),
  ('function', 'private.over_raw_columns'),
  ('function', 'private.has_changed'),
  ('function', 'private.columns_read'),
  ('function', 'private.stamp_changes'),
  ('function', 'private.naming_writes'),
  ('function', 'private.naming_statements'),
  ('function', 'private.naming_function'),
  ('function', 'private.define_naming_trigger'),
  ('function', 'private.sign_in_hash'),
  ('function', 'public.sign_in_allowed'),
  ('function', 'public.sign_in_succeeded'),
  ('function', 'private.audit_acknowledgement'),
  ('function', 'private.audit_resolution'),
  ('function', 'private.audit_requeue'),
  ('function', 'private.reason_of_change'),
  ('trigger', 'public.ops_alerts.audit_change_of_state'),
  ('trigger', 'public.webhook_queue.audit_change_of_state'),
  ('trigger', 'public.error_logs.audit_change_of_state'),
  ('function', 'private.integrations_without_secrets'),
  ('function', 'private.webhook_configs_without_secrets'),
  ('view', 'public.integration_list'),
  ('view', 'public.webhook_config_list'),
  ('function', 'private.reveal_value'),
  ('function', 'private.owner_of_row'),
  ('function', 'public.reveal'),
  ('function', 'private.reveal_contact'),
  ('function', 'public.reveal_contact'),
  ('function', 'public.missing_contract_parts'),
  ('function', 'private.e164'),
  ('function', 'private.phone_writings'),
  ('function', 'public.usage_of'),
  ('function', 'public.agent_by_phone'),
  ('function', 'public.reconciliation_status'),
  ('function', 'private.list_condition'),
  ('function', 'private.list_source'),
  ('function', 'private.refuse_list'),
  ('function', 'private.refuse_filter'),
  ('function', 'private.filter_text'),
  ('function', 'private.filter_uuid'),
  ('function', 'private.filter_time'),
  ('function', 'private.filter_texts'),
  ('function', 'private.one_of'),
  ('function', 'private.plan_condition'),
  ('function', 'private.among_ids'),
  ('function', 'private.in_state'),
  ('function', 'private.contains'),
  ('function', 'private.common_condition'),
  ('function', 'private.payload_holds'),
  ('function', 'private.page_ids'),
  ('function', 'private.check_page'),
  ('function', 'private.cursor_start'),
  ('function', 'private.sorts_of'),
  ('function', 'private.sort_keys'),
  ('function', 'private.sort_is_ascending'),
  ('function', 'private.list_ids'),
  ('function', 'private.search_ids'),
  ('function', 'private.page_of'),
  ('function', 'private.list_page'),
  ('function', 'public.count_newer'),
  ('function', 'private.count_newer_records'),
  ('function', 'public.count_newer_records'),
  ('function', 'private.count_up_to'),
  ('function', 'private.search_count_up_to'),
  ('function', 'public.count_matching'),
  ('function', 'private.histogram'),
  ('function', 'private.search_histogram'),
  ('function', 'public.list_histogram'),
  ('function', 'private.check_buckets'),
  ('view', 'private.error_counts'),
  ('function', 'private.are_kept_counts'),
  ('function', 'private.kept_counts_query'),
  ('function', 'private.most_payloads'),
  ('function', 'private.payload_facet_query'),
  ('function', 'private.list_facet_columns'),
  ('function', 'private.facets'),
  ('function', 'private.search_facets'),
  ('function', 'public.list_facets'),
  ('function', 'private.estimate_cost'),
  ('function', 'private.distinct_values'),
  ('function', 'private.words_with_others'),
  ('function', 'private.facet_values'),
  ('function', 'private.count_rows_query'),
  ('function', 'private.count_values_query'),
  ('function', 'private.cheapest_facet_query'),
  ('function', 'private.require_admin'),
  ('function', 'private.begin_act'),
  ('function', 'private.end_act'),
  ('function', 'private.platform_changes'),
  ('function', 'private.check_ids'),
  ('function', 'private.required_text'),
  ('function', 'private.change_rows'),
  ('function', 'private.set_resolved'),
  ('function', 'private.clear_resolved'),
  ('function', 'private.write_view'),
  ('function', 'public.save_view'),
  ('function', 'private.drop_view'),
  ('function', 'public.delete_view'),
  ('function', 'public.list_views'),
  ('function', 'private.write_export'),
  ('function', 'public.record_export'),
  ('function', 'private.entity_exists'),
  ('function', 'private.write_comment'),
  ('function', 'public.add_comment'),
  ('function', 'private.bulk_verb'),
  ('function', 'private.matching_condition'),
  ('function', 'private.matching_rows'),
  ('function', 'private.count_matching_rows'),
  ('function', 'public.freeze_matching'),
  ('function', 'private.record_bulk_act'),
  ('function', 'private.change_matching'),
  ('function', 'public.act_on_matching'),
  ('function', 'private.claim_bulk_part'),
  ('function', 'private.record_bulk_undo'),
  ('function', 'private.undo_bulk'),
  ('function', 'public.undo_bulk'),
  ('function', 'private.last_bulk_part'),
  ('view', 'public.error_details'),
  ('view', 'public.alert_details'),
  ('view', 'public.webhook_details'),
  ('view', 'public.delivery_details'),
  ('view', 'public.unknown_number_details'),
  ('view', 'public.score_history'),
  ('view', 'public.account_profiles'),
  ('view', 'public.agent_details'),
  ('view', 'public.subscription_details'),
  ('view', 'public.bill_lines'),
  ('view', 'public.customer_consents'),
  ('view', 'public.premium_features'),
  ('view', 'public.customer_referrals'),
  ('function', 'private.recount_due'),
  ('function', 'private.mend'),
  ('function', 'private.mend_all'),
  ('function', 'private.own_frame'),
  ('function', 'private.error_rules'),
  ('function', 'private.id_of_rules'),
  ('function', 'private.rules_of'),
  ('function', 'private.error_fingerprint'),
  ('function', 'private.error_group_id'),
  ('function', 'private.error_text_key'),
  ('function', 'private.exact_error_text_key'),
  ('function', 'private.digits_decide'),
  ('function', 'private.remember_error_texts'),
  ('function', 'private.remembered_error_group'),
  ('function', 'private.group_error'),
  ('function', 'private.calls_a_name'),
  ('function', 'private.kept_names'),
  ('function', 'private.starred'),
  ('function', 'private.starred_texts'),
  ('function', 'private.starred_hosts'),
  ('function', 'private.is_code'),
  ('function', 'private.starred_numbers'),
  ('function', 'private.counted'),
  ('function', 'private.error_pattern'),
  ('function', 'private.plain_error_text'),
  ('function', 'private.error_line'),
  ('function', 'private.json_error'),
  ('function', 'private.error_text'),
  ('function', 'private.hour_of'),
  ('function', 'private.apply_some_error_group_deltas'),
  ('function', 'private.count_new_error'),
  ('function', 'private.count_changed_errors'),
  ('function', 'private.count_deleted_errors'),
  ('function', 'private.reset_error_groups'),
  ('function', 'private.recount_error_groups'),
  ('trigger', 'public.error_logs.write_group'),
  ('trigger', 'public.error_logs.write_group_again'),
  ('trigger', 'public.error_logs.count_new_error'),
  ('trigger', 'public.error_logs.count_changed_errors'),
  ('trigger', 'public.error_logs.count_deleted_errors'),
  ('trigger', 'public.error_logs.reset_error_groups'),
  ('function', 'private.refresh_moved_groups'),
  ('function', 'private.resolve_late_errors'),
  ('function', 'private.update_error_group_impact'),
  ('function', 'private.resolve_late_arrivals'),
  ('function', 'private.apply_error_group_deltas'),
  ('function', 'private.refresh_error_groups'),
  ('function', 'private.take_error_group_deltas'),
  ('function', 'private.name_error_groups'),
  ('function', 'private.error_group_transition'),
  ('function', 'private.audit_error_group'),
  ('trigger', 'public.error_group_states.audit_error_group'),
  ('function', 'private.error_group_sparkline'),
  ('view', 'public.error_group_list'),
  ('function', 'private.error_groups_at'),
  ('function', 'private.error_groups_of'),
  ('function', 'private.error_groups_condition'),
  ('function', 'private.error_group_facets'),
  ('function', 'private.error_group_histogram'),
  ('function', 'private.error_group_key'),
  ('function', 'public.list_error_groups'),
  ('function', 'private.error_groups_containing'),
  ('function', 'private.store_stacks'),
  ('function', 'private.delete_stacks'),
  ('function', 'private.error_groups_by_stack'),
  ('function', 'private.error_text_condition'),
  ('function', 'public.list_error_group_customers'),
  ('function', 'public.webhooks_failed_with'),
  ('function', 'public.similar_error_groups'),
  ('view', 'public.error_list'),
  ('function', 'private.errors_condition'),
  ('function', 'public.list_errors'),
  ('function', 'private.resolve_errors'),
  ('function', 'private.reopen_errors'),
  ('function', 'public.resolve_errors'),
  ('function', 'public.reopen_errors'),
  ('trigger', 'public.error_group_totals.delete_stacks'),
  ('function', 'private.lock_error_groups'),
  ('function', 'private.move_error_rows'),
  ('function', 'private.remaining_error_rows'),
  ('function', 'private.who_acted_on_group'),
  ('function', 'private.set_group_state'),
  ('function', 'private.continue_groups'),
  ('function', 'public.resolve_error_groups'),
  ('function', 'public.reopen_error_groups'),
  ('function', 'public.continue_error_groups'),
  ('function', 'private.snooze_groups'),
  ('function', 'public.snooze_error_groups'),
  ('function', 'public.unsnooze_error_groups'),
  ('function', 'private.assign_groups'),
  ('function', 'public.assign_error_groups'),
  ('function', 'private.groups_of_bulk'),
  ('function', 'private.move_bulk_errors'),
  ('function', 'private.resolve_matching_groups'),
  ('function', 'public.act_on_matching_groups'),
  ('function', 'private.undo_matching_groups'),
  ('function', 'public.undo_matching_groups'),
  ('function', 'private.regrouping_objection'),
  ('function', 'private.next_group_of_older_rules'),
  ('function', 'private.carry_group_state'),
  ('function', 'private.settle_regrouped'),
  ('function', 'private.keep_regrouped_open'),
  ('function', 'private.regroup_some_errors'),
  ('function', 'private.regroup_errors'),
  ('function', 'private.error_group_now'),
  ('function', 'private.error_group_origins'),
  ('function', 'private.read_error_group_ids'),
  ('function', 'public.error_group_ids'),
  ('function', 'private.read_error_grouping'),
  ('function', 'public.error_grouping'),
  ('function', 'private.stamp_acknowledgement'),
  ('function', 'private.acknowledgement_lasts'),
  ('function', 'private.stamp_assignment'),
  ('function', 'private.stamp_closing'),
  ('function', 'private.stamp_snooze'),
  ('function', 'private.track_return'),
  ('function', 'private.set_new_alert_state'),
  ('function', 'private.audit_handling'),
  ('trigger', 'public.ops_alerts.stamp_acknowledgement'),
  ('trigger', 'public.ops_alerts.set_new_alert_state'),
  ('trigger', 'public.ops_alerts.stamp_assignment'),
  ('trigger', 'public.ops_alerts.stamp_closing'),
  ('trigger', 'public.ops_alerts.stamp_snooze'),
  ('trigger', 'public.churn_alerts.stamp_assignment'),
  ('trigger', 'public.ops_alerts.track_return'),
  ('trigger', 'public.ops_alerts.audit_handling'),
  ('trigger', 'public.churn_alerts.audit_handling'),
  ('function', 'private.acknowledge_ops_alerts'),
  ('function', 'public.acknowledge_ops_alerts'),
  ('function', 'private.unacknowledge_ops_alerts'),
  ('function', 'public.unacknowledge_ops_alerts'),
  ('function', 'private.close_ops_alerts'),
  ('function', 'public.close_ops_alerts'),
  ('function', 'private.reopen_ops_alerts'),
  ('function', 'public.reopen_ops_alerts'),
  ('function', 'private.snooze_ops_alerts'),
  ('function', 'public.snooze_ops_alerts'),
  ('function', 'private.unsnooze_ops_alerts'),
  ('function', 'public.unsnooze_ops_alerts'),
  ('function', 'private.require_assignee'),
  ('function', 'private.assign_rows'),
  ('function', 'private.assign_ops_alerts'),
  ('function', 'public.assign_ops_alerts'),
  ('view', 'public.alert_list'),
  ('function', 'private.alerts_condition'),
  ('function', 'public.list_alerts'),
  ('function', 'private.assigned_condition'),
  ('function', 'private.outside_storms'),
  ('function', 'public.list_alert_storms'),
  ('function', 'private.storm_condition'),
  ('function', 'private.acknowledge_alert_storm'),
  ('function', 'public.acknowledge_alert_storm'),
  ('function', 'private.unacknowledge_alert_storm'),
  ('function', 'public.unacknowledge_alert_storm'),
  ('function', 'public.acknowledgement_times'),
  ('view', 'public.churn_list'),
  ('function', 'private.record_score'),
  ('function', 'private.stamp_outcome'),
  ('function', 'private.forget_outcome'),
  ('function', 'private.audit_churn'),
  ('function', 'private.churn_condition'),
  ('function', 'public.list_churn_alerts'),
  ('function', 'private.resolve_churn_alerts'),
  ('function', 'public.resolve_churn_alerts'),
  ('function', 'private.reopen_churn_alerts'),
  ('function', 'public.reopen_churn_alerts'),
  ('function', 'private.assign_churn_alerts'),
  ('function', 'public.assign_churn_alerts'),
  ('trigger', 'public.customer_health_scores.record_first_score'),
  ('trigger', 'public.customer_health_scores.record_score'),
  ('trigger', 'public.churn_alerts.stamp_outcome'),
  ('trigger', 'public.churn_alerts.forget_outcome'),
  ('trigger', 'public.churn_alerts.audit_change_of_state'),
  ('function', 'private.record_attempt'),
  ('function', 'private.failure_pattern'),
  ('function', 'private.webhook_cause'),
  ('function', 'private.write_cause'),
  ('function', 'public.list_webhook_causes'),
  ('function', 'private.forget_attempts'),
  ('trigger', 'public.webhook_queue.record_attempt'),
  ('trigger', 'public.webhook_queue.write_cause'),
  ('trigger', 'public.webhook_queue.write_cause_again'),
  ('trigger', 'public.webhook_queue.forget_attempts'),
  ('view', 'public.webhook_list'),
  ('function', 'private.webhooks_condition'),
  ('function', 'public.list_webhooks'),
  ('function', 'public.webhook_marks'),
  ('function', 'private.payload_pattern'),
  ('function', 'private.payload_patterns'),
  ('function', 'private.payload_ids'),
  ('function', 'private.payload_is_common'),
  ('function', 'private.payload_condition'),
  ('function', 'private.stamp_requeue'),
  ('function', 'private.stamp_queued'),
  ('function', 'private.audit_skip'),
  ('function', 'private.skip_webhooks'),
  ('function', 'public.skip_webhooks'),
  ('function', 'private.unskip_webhooks'),
  ('function', 'private.unskipped'),
  ('function', 'public.unskip_webhooks'),
  ('trigger', 'public.webhook_queue.stamp_requeue'),
  ('trigger', 'public.webhook_queue.stamp_queued'),
  ('trigger', 'public.webhook_queue.audit_skip'),
  ('function', 'private.requeue_webhooks'),
  ('function', 'public.requeue_webhooks'),
  ('function', 'private.webhook_writes'),
  ('function', 'private.payload_id'),
  ('function', 'private.outcomes_of'),
  ('function', 'public.list_webhook_outcomes'),
  ('function', 'private.preview_rows'),
  ('function', 'public.preview_requeue'),
  ('function', 'public.preview_requeue_matching'),
  ('function', 'private.begin_requeue'),
  ('function', 'private.end_requeue'),
  ('function', 'public.requeued_by_part'),
  ('function', 'private.check_span'),
  ('function', 'public.webhook_depth'),
  ('function', 'public.webhook_throughput'),
  ('function', 'public.last_processed_like'),
  ('function', 'public.webhook_payload'),
  ('function', 'private.run_is_stale'),
  ('function', 'private.fail_stale_runs'),
  ('function', 'private.fail_stale_run'),
  ('function', 'private.audit_reconciliation'),
  ('function', 'private.begin_run'),
  ('function', 'private.run_differences'),
  ('function', 'private.continue_run'),
  ('function', 'public.begin_reconciliation'),
  ('function', 'public.continue_reconciliation'),
  ('trigger', 'public.reconciliation_runs.fail_stale_run'),
  ('trigger', 'public.reconciliation_runs.audit_start'),
  ('trigger', 'public.reconciliation_runs.audit_end'),
  ('function', 'private.account_of'),
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
  ('function', 'private.close_unknown_numbers'),
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
  ('function', 'private.billed_kind'),
  ('function', 'private.record_unbilled'),
  ('function', 'private.compare_events'),
  ('function', 'private.is_queued'),
  ('function', 'private.pair_some_events'),
  ('function', 'private.pair_known_events'),
  ('function', 'private.pair_call_event'),
  ('function', 'private.pair_message_event'),
  ('function', 'private.pair_webhook'),
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
  ('function', 'private.device_kind'),
  ('function', 'private.recent_addresses'),
  ('function', 'private.count_addresses'),
  ('function', 'private.set_device_kind'),
  ('function', 'private.stamp_revocation'),
  ('function', 'private.audit_revocation'),
  ('function', 'private.revoke_sessions'),
  ('function', 'public.revoke_sessions'),
  ('function', 'private.session_sign'),
  ('view', 'public.session_list'),
  ('function', 'private.sign_condition'),
  ('function', 'private.sessions_condition'),
  ('function', 'public.list_sessions'),
  ('trigger', 'public.active_sessions.write_addresses'),
  ('trigger', 'public.active_sessions.write_device_kind'),
  ('trigger', 'public.active_sessions.stamp_revocation'),
  ('trigger', 'public.active_sessions.audit_revocation'),
  ('view', 'private.audit_rows'),
  ('view', 'public.audit_list'),
  ('function', 'private.actor_condition'),
  ('function', 'private.audit_condition'),
  ('function', 'public.list_audit'),
  ('function', 'private.distinct_audit_values'),
  ('function', 'public.list_actors'),
  ('function', 'private.latency_step'),
  ('function', 'private.step_duration'),
  ('function', 'private.step_percentiles'),
  ('function', 'private.latency_slot'),
  ('function', 'private.count_changed_latency'),
  ('function', 'private.count_deleted_latency'),
  ('function', 'private.reset_latency'),
  ('function', 'private.apply_some_latency_deltas'),
  ('function', 'private.recount_latency'),
  ('function', 'private.end_of_batch'),
  ('function', 'private.apply_latency_cells'),
  ('function', 'private.apply_latency_deltas'),
  ('function', 'private.count_latency_batch'),
  ('function', 'private.refresh_latency'),
  ('function', 'private.count_history'),
  ('function', 'public.count_latency_history'),
  ('function', 'private.counted_from'),
  ('function', 'public.latency_counted_from'),
  ('trigger', 'public.latency_logs.apply_some_latency_deltas'),
  ('trigger', 'public.latency_logs.count_changed_latency'),
  ('trigger', 'public.latency_logs.count_deleted_latency'),
  ('trigger', 'public.latency_logs.reset_latency'),
  ('function', 'private.check_latency_period'),
  ('function', 'private.latency_pending'),
  ('function', 'private.latency_parts'),
  ('function', 'private.latency_slot_figures'),
  ('function', 'private.latency_endpoints'),
  ('function', 'public.latency_endpoints'),
  ('function', 'private.latency_over_time'),
  ('function', 'public.latency_over_time'),
  ('function', 'public.latency_worst'),
  ('function', 'private.plan_price'),
  ('function', 'public.last_contact'),
  ('function', 'private.monthly_value'),
  ('function', 'private.refresh_figures_of'),
  ('function', 'private.refresh_stale_customers'),
  ('function', 'private.refresh_customer_figures'),
  ('function', 'private.refresh_value_at_risk'),
  ('function', 'private.refresh_values_at_risk'),
  ('function', 'private.refresh_last_contact'),
  ('function', 'private.record_contact'),
  ('function', 'private.forget_orphans'),
  ('trigger', 'public.profiles.refresh_new_value_at_risk'),
  ('trigger', 'public.profiles.refresh_value_at_risk'),
  ('trigger', 'public.customer_health_scores.refresh_new_value_at_risk'),
  ('trigger', 'public.customer_health_scores.refresh_lost_value_at_risk'),
  ('trigger', 'public.customer_health_scores.refresh_value_at_risk'),
  ('trigger', 'public.subscriptions.refresh_value_at_risk'),
  ('trigger', 'public.subscriptions.refresh_lost_value_at_risk'),
  ('trigger', 'public.usage_limits.refresh_value_at_risk'),
  ('trigger', 'public.comments.record_contact'),
  ('trigger', 'public.churn_alerts.record_contact'),
  ('trigger', 'public.messages.record_contact'),
  ('view', 'public.customer_list'),
  ('function', 'private.customers_condition'),
  ('function', 'private.customers_ids'),
  ('function', 'private.customer_usage'),
  ('function', 'private.customer_sorts'),
  ('function', 'private.customer_source'),
  ('view', 'public.customer_health_list'),
  ('function', 'public.list_customer_health'),
  ('function', 'private.webhook_call'),
  ('function', 'private.timeline_sources'),
  ('function', 'private.timeline_kinds'),
  ('function', 'private.timeline_range'),
  ('function', 'private.timeline_relation'),
  ('function', 'public.customer_timeline'),
  ('function', 'public.count_customer_timeline'),
  ('function', 'public.customer_costs'),
  ('function', 'private.write_timeline_page'),
  ('function', 'private.credit_bound'),
  ('function', 'private.assign_customers'),
  ('function', 'public.assign_customers'),
  ('function', 'private.flag_leads'),
  ('function', 'public.flag_leads'),
  ('function', 'private.grant_credit'),
  ('function', 'public.grant_credit'),
  ('function', 'private.revoke_credit'),
  ('function', 'public.revoke_credit'),
  ('function', 'private.set_hard_stop'),
  ('function', 'public.set_hard_stop'),
  ('function', 'public.health_distribution'),
  ('function', 'public.health_movement'),
  ('function', 'private.health_usage'),
  ('function', 'private.health_engagement'),
  ('function', 'private.health_adoption'),
  ('function', 'private.health_payment'),
  ('function', 'private.health_incidents'),
  ('function', 'private.grade_of'),
  ('function', 'private.risk_of'),
  ('function', 'private.model_health'),
  ('function', 'private.check_customer_ids'),
  ('function', 'private.try_health'),
  ('function', 'public.preview_health'),
  ('function', 'private.save_health'),
  ('function', 'public.recalculate_health'),
  ('function', 'private.unsave_health'),
  ('function', 'public.restore_health'),
  ('function', 'private.usage_change'),
  ('function', 'private.limits_as_read'),
  ('function', 'private.audit_usage_limits'),
  ('function', 'private.audit_lead_flag'),
  ('function', 'private.projected_percent'),
  ('view', 'public.usage_list'),
  ('function', 'private.usage_condition'),
  ('function', 'public.list_usage'),
  ('function', 'public.usage_by_state'),
  ('trigger', 'public.usage_limits.audit_usage_limits'),
  ('trigger', 'public.leads.audit_lead_flag'),
  ('function', 'private.current_agent_webhook'),
  ('view', 'public.agent_list'),
  ('function', 'private.agent_with_problem'),
  ('function', 'private.written_phone'),
  ('function', 'private.agents_condition'),
  ('function', 'public.list_agents'),
  ('function', 'public.agent_problems'),
  ('function', 'public.look_up_phone'),
  ('function', 'private.admins_only'),
  ('function', 'private.record_tables'),
  ('function', 'private.record_links'),
  ('function', 'private.record_sorts'),
  ('function', 'private.record_columns_of'),
  ('function', 'private.estimate_rows'),
  ('function', 'private.describe_sizes'),
  ('function', 'public.describe_tables'),
  ('function', 'private.describe_table'),
  ('function', 'public.describe_table'),
  ('view', 'public.saved_view_records'),
  ('function', 'private.record_test'),
  ('function', 'private.record_conditions'),
  ('function', 'private.record_part'),
  ('function', 'private.record_start'),
  ('function', 'private.record_scan'),
  ('function', 'private.record_shown'),
  ('function', 'private.list_records'),
  ('function', 'public.list_records'),
  ('function', 'private.count_records'),
  ('function', 'public.count_records'),
  ('function', 'private.count_references'),
  ('function', 'public.count_references'),
  ('function', 'private.write_table_export'),
  ('function', 'public.record_table_export'),
  ('function', 'public.find_anything'),
  ('function', 'private.find_customers'),
  ('function', 'private.find_ids'),
  ('function', 'private.lists_counted_by_hour'),
  ('function', 'private.mark_hours_dirty'),
  ('function', 'private.mark_deleted_hours_dirty'),
  ('function', 'private.drop_hours'),
  ('function', 'private.reset_hourly_counts'),
  ('function', 'private.count_hours'),
  ('function', 'private.refresh_hourly_counts'),
  ('function', 'private.forget_hourly_counts'),
  ('function', 'private.refresh_history_counts'),
  ('trigger', 'public.error_logs.mark_changed_hours_dirty'),
  ('trigger', 'public.ops_alerts.unsettle_new'),
  ('trigger', 'public.ops_alerts.mark_changed_hours_dirty'),
  ('trigger', 'public.webhook_queue.unsettle_new'),
  ('trigger', 'public.webhook_queue.mark_changed_hours_dirty'),
  ('trigger', 'public.audit_trail.unsettle_new'),
  ('trigger', 'public.audit_logs.unsettle_new'),
  ('function', 'private.pieces_of_hours'),
  ('function', 'private.counts_between'),
  ('function', 'private.refresh_hourly_throughput'),
  ('function', 'private.throughput_between'),
  ('function', 'private.attention_candidates'),
  ('function', 'private.attention_now'),
  ('function', 'public.needs_attention'),
  ('function', 'public.oldest_unhandled'),
  ('function', 'public.pulse'),
  ('function', 'private.open_alerts_of'),
  ('function', 'private.latest_reconciliation'),
  ('function', 'public.overview_now'),
  ('function', 'private.risk_moves'),
  ('function', 'public.overview_history'),
  ('function', 'private.open_tables'),
  ('function', 'private.closing_statements'),
  ('function', 'private.close_open_tables'),
  ('function', 'private.find_security_findings'),
  ('function', 'public.security_findings'),
  ('function', 'private.record_installed_triggers'),
  ('function', 'private.backfill_objection'),
  ('function', 'private.name_tasks'),
  ('function', 'private.backfill_tasks'),
  ('function', 'private.fill_pages'),
  ('function', 'private.rows_are_left'),
  ('function', 'private.backfill_left'),
  ('function', 'private.mend_failures'),
  ('function', 'private.run_backfill_task'),
  ('function', 'private.backfill'),
  ('function', 'private.fill_customer_figures'),
  ('function', 'private.fill_unpaired_usage'),
  ('function', 'private.fill_unpaired_events'),
  ('function', 'private.fill_unbilled_webhooks'),
  ('function', 'private.begin_latency_history'),
  ('function', 'private.count_task_is_done'),
  ('function', 'private.run_count_task'),
  ('function', 'private.fill_stacks'),
  ('function', 'private.fill_counts')) w (kind, name)
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

-- Questions of the installation: whether a table is ours, what a trigger does when it fails, and which indexes a table can
-- take. The first file, because triggers that are attached already call this during an upgrade.

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
  'Records a failure of one of our triggers on a row of the platform. Never fails, and stops recording at 10,000 rows.';
revoke all on function private.record_failure(text, text, text, text) from public;

create or replace function private.note_failure(kind text, relation text, row_id text, what text, code text, message text) returns void
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
declare
  noted integer := coalesce(nullif(current_setting('kryonex.failures', true), ''), '0')::integer;
begin
  perform nextval(format('private.lost_%s', kind)::regclass);
  perform set_config('kryonex.failures', (noted + 1)::text, true);
  if code in ('55P03', '40P01') then
    perform set_config('kryonex.locked', 'on', true);
  elsif noted < 20 and coalesce(current_setting('kryonex.locked', true), '') <> 'on' then
    lock table private.installation_failures in row exclusive mode nowait;
    perform private.record_failure(relation, row_id, what, message);
  end if;
exception
  when lock_not_available then
    perform set_config('kryonex.locked', 'on', true);
  when others then
    null;
end
$$;

comment on function private.note_failure(text, text, text, text, text, text) is
  'Notes that a trigger failed. A transaction records 20 failures at most; once a table of ours was locked its later triggers only note that something was lost, because each would wait again. Never fails.';

create or replace function private.give_up(kind text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform nextval(format('private.lost_%s', kind)::regclass);
exception
  when others then
    null;
end
$$;

comment on function private.give_up(text) is
  'Notes the loss when a trigger does nothing, because a table of ours was locked earlier in its transaction and it would only wait again.';

create or replace function private.is_act(relation text) returns boolean
language sql stable set search_path = ''
as $$
  select coalesce(current_setting('kryonex.act', true), '') = 'on'
    or current_setting('role', true) in ('anon', 'authenticated') and private.is_ours(relation)
$$;

comment on function private.is_act(text) is
  'Whether a change is an act of an admin, which fails as a whole when its audit row fails, and not a statement of the platform.';

revoke execute on function private.is_act(text), private.note_failure(text, text, text, text, text, text), private.give_up(text)
  from public, anon, authenticated, service_role;

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

-- 02_access.sql

-- Who the caller is, and who is an admin.

create or replace function private.caller_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select auth.uid() $$;

comment on function private.caller_id() is 'The signed-in account. Invoker functions and triggers cannot read the auth schema themselves.';

create or replace function private.caller_email() returns text
language sql stable security definer set search_path = ''
as $$ select u.email from auth.users u where u.id = auth.uid() $$;

comment on function private.caller_email() is 'The e-mail address the signed-in account signs in with.';

create or replace function private.session_is_alive() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  claimed text := auth.jwt() ->> 'session_id';
begin
  if claimed is null or to_regclass('auth.sessions') is null then
    return true;
  end if;
  return exists (
    select from auth.sessions s
    where s.id = claimed::uuid and s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  );
end
$$;

comment on function private.session_is_alive() is
  'False when the token names a session that was signed out or has expired, although the token itself is still valid.';

-- On a database in use the owner of a profile may update every column of it, role included.
create or replace function private.request_origin() returns text
language plpgsql stable set search_path = ''
as $$
declare
  claims text := nullif(current_setting('request.jwt.claims', true), '');
  legacy text := nullif(current_setting('request.jwt.claim.role', true), '');
  claimed text;
begin
  if claims is null and legacy is null and concat(current_setting('request.jwt.claim.sub', true), current_setting('request.method', true)) = '' then
    -- Sign-up runs without a token too, as an account of its own: what a visitor sends along must not make an admin.
    return case
      when current_setting('role') not in ('anon', 'authenticated') and pg_has_role(session_user, current_user, 'member') then 'sql'
      else left('session of ' || session_user, 60)
    end;
  end if;
  begin
    claimed := coalesce(claims::jsonb ->> 'role', case when legacy is null then 'no role' end);
  exception when others then
    claimed := 'unreadable token';
  end;
  return left(case when legacy is distinct from 'service_role' then coalesce(legacy, claimed) else coalesce(claimed, legacy) end, 60);
end
$$;

comment on function private.request_origin() is
  'Who sends the current statement: service_role, sql (the SQL editor, or the owner of the database through psql), or else the role of the token or the account of the session. Read from the token, because functions of the platform change current_user.';

create or replace function private.record_admin_role() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  origin text;
begin
  if tg_op = 'INSERT' then
    if new.role::text is distinct from 'admin' then
      return null;
    end if;
  elsif new.role is not distinct from old.role and new.user_id is not distinct from old.user_id
    or 'admin' not in (coalesce(new.role::text, ''), coalesce(old.role::text, '')) then
    return null;
  end if;
  origin := private.request_origin();
  insert into private.admin_events (user_id, counts, source, previous_role)
  values (new.user_id, new.role::text = 'admin' and origin in ('service_role', 'sql'), origin, case tg_op when 'UPDATE' then old.role::text end);
  return null;
exception when others then
  perform private.record_failure('profiles', null, 'record_admin_role', sqlerrm);
  return null;
end
$$;

comment on function private.record_admin_role() is
  'Trigger: appends who made or unmade an admin. Fails for nothing and waits for nobody: it appends to a table that nothing refers to. Its trigger names no column, so that the platform may change or drop any.';

do $$
begin
  if not private.is_ours('profiles') then
    create or replace trigger kryonex_ops_record_admin_role after insert or update on public.profiles for each row
      execute function private.record_admin_role();
  end if;
end
$$;

-- In PL/pgSQL its plan is kept for the connection; a function in SQL would be planned for every query.
create or replace function private.is_admin() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  caller uuid := auth.uid();
begin
  return exists (select from public.profiles p where p.user_id = caller and p.role::text = 'admin')
    and (
      exists (select from private.created_tables c where c.relation = 'profiles')
      or coalesce((select e.counts from private.admin_events e where e.user_id = caller order by e.id desc limit 1), false)
    )
    and private.session_is_alive();
end
$$;

comment on function private.is_admin() is
  'True when the caller''s profile is an admin''s now, the role was not given by its owner, and the token''s session still exists. Where we made profiles, its guard protects the role; elsewhere private.admin_events says who gave it. Policies call it once per query, as (select private.is_admin()).';

create or replace function private.admin_accounts() returns table (user_id uuid, email text, state text, since timestamptz, previous_role text)
language sql stable set search_path = ''
as $$
  select p.user_id, coalesce(u.email, p.email)::text,
    case when private.is_ours('profiles') or e.counts then 'confirmed' when e.counts is null then 'unconfirmed' else 'self-made' end,
    e.happened_at, e.previous_role
  from public.profiles p
  left join auth.users u on u.id = p.user_id
  left join lateral (select * from private.admin_events e where e.user_id = p.user_id order by e.id desc limit 1) e on true
  where p.role::text = 'admin'
$$;

comment on function private.admin_accounts() is
  'The accounts whose profile says admin: confirmed, unconfirmed (the role was set before the installation), or self-made (a token set it). For the owner of the database and functions that act for it. The address is the one to sign in with; that of the profile is its owner''s to write.';

create or replace view private.confirmed_admins as
select a.user_id, a.email from private.admin_accounts() a where a.state = 'confirmed';

comment on view private.confirmed_admins is 'The accounts that the dashboard lets in.';

create or replace function private.confirm_admins(emails text[]) returns table (email text, outcome text)
language plpgsql set search_path = ''
as $$
begin
  return query
    with asked as (
      select min(btrim(e.email)) as email, min(e.place) as place, array_agg(distinct a.user_id) filter (where a.user_id is not null) as accounts
      from unnest(emails) with ordinality e (email, place)
      left join auth.users u on lower(u.email) = lower(btrim(e.email))
      left join private.admin_accounts() a on a.user_id = u.id
      group by lower(btrim(e.email))
    ), confirmed as (
      insert into private.admin_events (user_id, counts, source)
      select a.accounts[1], true, 'installer' from asked a
      where cardinality(a.accounts) = 1
        and not exists (select from private.admin_accounts() c where c.user_id = a.accounts[1] and c.state = 'confirmed')
    )
    select a.email, case when a.accounts is null then 'no such admin' when cardinality(a.accounts) = 1 then 'confirmed' else 'several accounts' end
    from asked a
    order by a.place;
end
$$;

comment on function private.confirm_admins(text[]) is
  'Lets accounts into the dashboard whose profile says admin already, by the address they sign in with; a row per address: confirmed, no such admin, several accounts. For the owner of the database only; npm run migrate -- --admins calls it.';

create or replace function private.withdraw_admins(emails text[]) returns table (email text, outcome text)
language plpgsql set search_path = ''
as $$
declare
  account record;
  address text;
begin
  foreach address in array emails loop
    select a.* into account from private.admin_accounts() a where lower(a.email) = lower(btrim(address));
    withdraw_admins.email := btrim(address);
    withdraw_admins.outcome := 'no such admin';
    if account.user_id is not null then
      update public.profiles p set role = coalesce(account.previous_role, 'user') where p.user_id = account.user_id;
      withdraw_admins.outcome := format('role is %s', coalesce(account.previous_role, 'user'));
    end if;
    return next;
  end loop;
end
$$;

comment on function private.withdraw_admins(text[]) is
  'Takes the role admin away: the profile gets the role back that it had before, as far as that is known, else user. Writes profiles.role, which the platform reads too. For the owner of the database only.';

create or replace function private.is_api_user() returns boolean
language sql stable set search_path = ''
as $$ select current_user in ('anon', 'authenticated') $$;

comment on function private.is_api_user() is 'True inside a request of a person; false for the platform''s backend and for functions that act for the database.';

create or replace function private.reason_for_denial() returns text
language sql stable security definer set search_path = ''
as $$
  select case
    when private.is_admin() then null
    when p.user_id is null then 'no_profile'
    when p.role::text is distinct from 'admin' then 'not_admin'
    else 'unconfirmed'
  end
  from (select auth.uid() as id) caller
  left join lateral (select p.* from public.profiles p where p.user_id = caller.id order by p.role::text = 'admin' desc nulls last limit 1) p on true
$$;

comment on function private.reason_for_denial() is
  'Why the caller is not an admin: no_profile, not_admin (another role), or unconfirmed (the role admin, which nobody has confirmed). Null for admins.';

create or replace function public.whoami() returns table (user_id uuid, email text, is_admin boolean, reason text)
language sql stable security definer set search_path = ''
as $$
  select u.id, u.email::text, private.is_admin(), private.reason_for_denial()
  from auth.users u
  where u.id = auth.uid() and private.session_is_alive()
$$;

comment on function public.whoami() is
  'The signed-in account, whether it is an admin, and if not, why: no_profile, not_admin or unconfirmed. No row without a living session.';

create or replace function private.list_admins() returns table (user_id uuid, email text)
language sql stable security definer set search_path = ''
as $$
  select a.user_id, a.email from private.admin_accounts() a where a.state = 'confirmed' and (select private.is_admin()) order by a.email
$$;

comment on function private.list_admins() is 'What public.list_admins does.';

create or replace function public.list_admins() returns table (user_id uuid, email text)
language sql stable set search_path = ''
as $$ select * from private.list_admins() $$;

comment on function public.list_admins() is 'Whom something can be assigned to. Nobody, for callers who are not admins.';

create or replace function private.may_be_assigned(account uuid) returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select from private.admin_accounts() a where a.user_id = account and a.state = 'confirmed') $$;

comment on function private.may_be_assigned(uuid) is 'Whether an account is an admin whom the dashboard lets in.';

revoke all on private.confirmed_admins from public, anon, authenticated, service_role;

revoke execute on function private.admin_accounts(), private.caller_email(), private.caller_id(), private.confirm_admins(emails text[]),
  private.is_admin(), private.is_api_user(), private.list_admins(), private.may_be_assigned(account uuid), private.reason_for_denial(),
  private.record_admin_role(), private.request_origin(), private.session_is_alive(), private.withdraw_admins(emails text[]),
  public.list_admins(), public.whoami() from public, anon, authenticated, service_role;

grant execute on function private.caller_email(), private.caller_id(), private.is_admin(), private.is_api_user(), private.list_admins(),
  private.may_be_assigned(account uuid), private.session_is_alive(), public.list_admins(), public.whoami() to authenticated, service_role;

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
  translated text;
  judged text;
  objection text;
  trigrams name := (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm');
begin
  definition := replace(definition, ' gin_trgm_ops', format(' %I.gin_trgm_ops', trigrams));
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
  -- In the expressions that the dashboard reads the table through.
  translated := private.translated_index((select c.relname from pg_class c where c.oid = relation), definition);
  call private.judge_index(name, relation, translated, judged, objection);
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

-- 02_policies.sql

-- Row level security and grants on the contract's tables that our files created. A table of the platform gets neither a
-- policy nor a grant.

-- As the contract says it, but asked once per query, of signed-in accounts with a living session.
do $$
declare
  relation text;
  earlier text;
  own constant text[] := '{profiles, agents, leads, messages, appointments, subscriptions, usage_limits, usage_calls, usage_sms}';
  written_by_the_platform constant text[] := '{subscriptions, usage_limits, usage_calls, usage_sms}';
  -- The section "Operations Tables", and what else its files ops_infrastructure.sql and god_tier_hardening.sql hold for operations.
  operations constant text[] := '{
    webhook_queue, error_logs, ops_alerts, customer_health_scores, churn_alerts, reconciliation_runs, active_sessions,
    unknown_phone, call_events, sms_events, alerts, tier_snapshots, billing_line_items, latency_logs
  }';
begin
  foreach relation in array own || operations loop
    continue when not private.is_ours(relation);
    foreach earlier in array '{select,insert,update,delete,refuse_people}'::text[] loop
      execute format('drop policy if exists %I on public.%I', relation || '_' || earlier, relation);
    end loop;
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant %s on public.%I to authenticated',
      case when relation = any (written_by_the_platform) then 'select' else 'select, insert, update, delete' end, relation);
  end loop;

  foreach relation in array own loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists users_own_data on public.%I', relation);
    execute format('create policy users_own_data on public.%I for all to authenticated
      using (user_id = (select auth.uid()) and (select private.session_is_alive()))
      with check (user_id = (select auth.uid()) and (select private.session_is_alive()))', relation);
    -- Admins read customers' rows, for the customer pages.
    execute format('drop policy if exists admins_read on public.%I', relation);
    execute format('create policy admins_read on public.%I for select to authenticated using ((select private.is_admin()))', relation);
  end loop;

  foreach relation in array operations loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists admins_full_access on public.%I', relation);
    execute format('create policy admins_full_access on public.%I for all to authenticated
      using ((select private.is_admin())) with check ((select private.is_admin()))', relation);
    -- A restrictive policy holds against every permissive one that is added, and costs the platform nothing, as a trigger
    -- on each of its inserts would.
    execute format('drop policy if exists admins_only on public.%I', relation);
    execute format('create policy admins_only on public.%I as restrictive for all to authenticated
      using ((select private.is_admin())) with check ((select private.is_admin()))', relation);
    execute format('drop policy if exists not_for_anon on public.%I', relation);
    execute format('create policy not_for_anon on public.%I as restrictive for all to anon using (false) with check (false)', relation);
  end loop;

  if private.is_ours('usage_calls') then
    drop policy if exists written_by_the_platform on public.usage_calls;
    create policy written_by_the_platform on public.usage_calls as restrictive for insert to anon, authenticated with check (false);
  end if;
end
$$;

-- The tables for which the contract names no policy: one per command.
do $$
declare
  relation text;
  owner text;
begin
  foreach relation in array '{
    audit_logs, black_box_logs, deals, commissions, call_recordings, dialer_queue, integrations, tracking_sessions,
    tracking_points, upgrade_prompts_shown, referral_codes, referrals, referral_commissions, referral_settings,
    webhook_configs, webhook_deliveries, user_premium_features, sms_opt_out, sms_thread_locks, outbound_sms_log, consent_logs
  }'::text[] loop
    continue when not private.is_ours(relation);
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant select%s on public.%I to authenticated',
      case when relation in ('dialer_queue', 'integrations', 'tracking_sessions', 'webhook_configs') then ', insert, update, delete' else '' end,
      relation);
  end loop;

  for relation, owner in values
    ('deals', 'seller_id'), ('commissions', 'seller_id'), ('call_recordings', 'seller_id'), ('dialer_queue', 'created_by'),
    ('tracking_sessions', 'created_by'), ('upgrade_prompts_shown', 'user_id'), ('referral_codes', 'user_id'),
    ('referral_commissions', 'referrer_id'), ('webhook_deliveries', 'user_id'), ('user_premium_features', 'user_id'),
    ('sms_opt_out', 'user_id'), ('sms_thread_locks', 'user_id'), ('outbound_sms_log', 'user_id'), ('consent_logs', 'user_id')
  loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated
      using (%I = (select auth.uid()) and (select private.session_is_alive()) or (select private.is_admin()))', relation || '_select', relation, owner);
  end loop;

  foreach relation in array '{audit_logs, black_box_logs, referrals, referral_settings}'::text[] loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.is_admin()))',
      relation || '_select', relation);
  end loop;

  -- Secrets are visible to their owner only.
  foreach relation in array '{integrations, webhook_configs}'::text[] loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated
      using (user_id = (select auth.uid()) and (select private.session_is_alive()))', relation || '_select', relation);
  end loop;

  if private.is_ours('tracking_points') then
    drop policy if exists tracking_points_select on public.tracking_points;
    create policy tracking_points_select on public.tracking_points for select to authenticated
      using (
        (select private.is_admin())
        or session_id in (select s.id from public.tracking_sessions s where s.created_by = (select auth.uid()))
      );
  end if;
end
$$;

-- What its owners may write of these.
do $$
declare
  relation text;
  owner text;
  own text;
  condition text;
begin
  for relation, owner in values
    ('integrations', 'user_id'), ('webhook_configs', 'user_id'), ('tracking_sessions', 'created_by'), ('dialer_queue', 'created_by')
  loop
    continue when not private.is_ours(relation);
    own := format('%I = (select auth.uid()) and (select private.session_is_alive())', owner);
    condition := own || case owner
      when 'created_by' then ' and (lead_id is null or lead_id in (select l.id from public.leads l where l.user_id = (select auth.uid())))'
      else '' end;
    execute format('drop policy if exists %I on public.%I', relation || '_insert', relation);
    execute format('create policy %I on public.%I for insert to authenticated with check (%s)', relation || '_insert', relation, condition);
    execute format('drop policy if exists %I on public.%I', relation || '_update', relation);
    execute format('create policy %I on public.%I for update to authenticated using (%s) with check (%s)',
      relation || '_update', relation, own, condition);
    execute format('drop policy if exists %I on public.%I', relation || '_delete', relation);
    execute format('create policy %I on public.%I for delete to authenticated using (%s)', relation || '_delete', relation, own);
  end loop;

  -- Only the service role appends to the audit log; nobody changes it.
  if private.is_ours('audit_logs') then
    revoke update, delete, truncate on public.audit_logs from service_role;
    drop policy if exists audit_logs_refuse_people on public.audit_logs;
    create policy audit_logs_refuse_people on public.audit_logs as restrictive for insert to anon, authenticated with check (false);
  end if;
end
$$;

-- A policy suffices for the tables with the highest insert rates; a trigger would add to the cost of every error.
drop policy if exists error_group_deltas_refuse_people on public.error_group_deltas;
create policy error_group_deltas_refuse_people on public.error_group_deltas as restrictive for insert to anon, authenticated with check (false);

-- 03_audit.sql

-- The audit trail: public.audit_trail records admins' acts and changes of state in the platform's tables.
create or replace function private.refuse_trail_write() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception '% is append-only and written by the database only', tg_table_name using errcode = '42501';
end
$$;

comment on function private.refuse_trail_write() is
  'Trigger: refuses what it fires for, the owner of the table included. Inserts are refused to API users and the platform''s backend only.';

create or replace trigger refuse_insert before insert on public.audit_trail for each row
  when (current_user in ('anon', 'authenticated', 'service_role')) execute function private.refuse_trail_write();

create or replace trigger refuse_rewrite before update or delete on public.audit_trail for each row
  execute function private.refuse_trail_write();

-- Also what changes no row is refused, and what is refused row by row is refused where there is none.
create or replace trigger refuse_rewrite_statement before update or delete or truncate on public.audit_trail for each statement
  execute function private.refuse_trail_write();

drop policy if exists audit_trail_select on public.audit_trail;
create policy audit_trail_select on public.audit_trail for select to authenticated using ((select private.is_admin()));

revoke all on public.audit_trail, private.copied_audit_rows from public, anon, authenticated, service_role;

grant select on public.audit_trail to authenticated, service_role;

create or replace function private.write_audit(customer uuid, action text, action_type text, entity text, entity_id text, metadata jsonb)
returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (customer, auth.uid(), write_audit.action, write_audit.action_type, write_audit.entity, write_audit.entity_id, write_audit.metadata)
$$;

comment on function private.write_audit(uuid, text, text, text, text, jsonb) is
  'Writes an audit row in the caller''s name; a customer whom the act concerns, if any.';

revoke execute on function private.write_audit(customer uuid, action text, action_type text, entity text, entity_id text, metadata jsonb)
  from public, anon, authenticated, service_role;

create or replace function private.audit_profile(relation text, operation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  before jsonb := case operation when 'UPDATE' then jsonb_build_object('role', old.role, 'tier', old.tier) else '{"role": null}' end;
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), 'profile.' || c.field || '_changed', 'change', relation, new.user_id::text,
    jsonb_build_object(c.field, c.value, 'previous', jsonb_build_object(c.field, before -> c.field))
  from (values ('role', to_jsonb(new.role)), ('tier', to_jsonb(new.tier))) c (field, value)
  where before ? c.field and before -> c.field is distinct from coalesce(c.value, 'null');
end
$$;

comment on function private.audit_profile(text, text, record, record) is
  'Writes the audit rows of a change of role or plan, and of a profile that starts as an admin''s.';

create or replace function private.write_audit(kind text, relation text, operation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  case kind
    when 'acknowledgement' then perform private.audit_acknowledgement(relation, old, new);
    when 'requeue' then perform private.audit_requeue(relation, old, new);
    when 'resolution' then perform private.audit_resolution(relation, old, new);
    when 'profile' then perform private.audit_profile(relation, operation, old, new);
    when 'handling' then perform private.audit_handling(relation, old, new);
    when 'churn' then perform private.audit_churn(relation, old, new);
    when 'skip' then perform private.audit_skip(relation, old, new);
    when 'reconciliation' then perform private.audit_reconciliation(relation, new);
    when 'unknown_number' then perform private.audit_unknown_number(relation, old, new);
    when 'revocation' then perform private.audit_revocation(relation, new);
    when 'usage_limits' then perform private.audit_usage_limits(relation, old, new);
    when 'lead_flag' then perform private.audit_lead_flag(relation, old, new);
  end case;
end
$$;

comment on function private.write_audit(text, text, text, record, record) is
  'Writes the audit rows of one change, by the function that knows its kind.';

create or replace function private.audit() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  -- An act, and what somebody signed in does to a table of ours, is undone when its audit row cannot be written.
  if private.is_act(tg_table_name) then
    perform private.write_audit(tg_argv[0], tg_table_name, tg_op, old, new);
    return null;
  end if;
  -- A statement of the platform succeeds even when its audit row fails.
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('audit');
    return null;
  end if;
  begin
    perform private.write_audit(tg_argv[0], tg_table_name, tg_op, old, new);
  exception when others then
    perform private.note_failure('audit', tg_table_name, coalesce(to_jsonb(new) ->> 'id', to_jsonb(new) ->> 'user_id'), 'audit row',
      sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.audit() is
  'Trigger: writes the audit rows of a change; its argument names the kind. An act fails when its audit row does, and so does what people change through the contract''s policies; for everything else the failure is recorded and the statement succeeds.';

create or replace trigger audit_profile after update on public.profiles for each row
  when (old.role is distinct from new.role or old.tier is distinct from new.tier) execute function private.audit('profile');

create or replace trigger audit_new_admin after insert on public.profiles for each row
  when (new.role = 'admin') execute function private.audit('profile');

-- The actions of the dashboard, which also identify its rows in the audit_logs of version 0.1 for the upgrade.
create or replace function private.own_actions() returns text[]
language sql immutable set search_path = ''
as $$
  select '{
    error.resolved, error.reopened, error_group.resolved, error_group.reopened, error_group.snoozed, error_group.unsnoozed,
    error_group.assigned, error_group.unassigned, alert.acknowledged, alert.unacknowledged, alert.closed, alert.reopened,
    alert.snoozed, alert.unsnoozed, alert.assigned, alert.unassigned, churn.resolved, churn.reopened, churn.assigned,
    churn.unassigned, webhook.requeued, webhook.skipped, webhook.unskipped, unknown_number.resolved, unknown_number.reopened,
    reconciliation.started, reconciliation.completed, reconciliation.failed, session.revoked, customer.assigned,
    customer.unassigned, lead.flagged, lead.unflagged, usage.period_started, usage.hard_stop_set, usage.hard_stop_lifted,
    usage.state_changed, usage.credit_changed, usage.limits_changed, health.recalculated, health.restored,
    profile.role_changed, profile.tier_changed, comment.added, view.saved, view.deleted, list.exported, payload.revealed,
    contact.revealed
  }'::text[]
$$;

comment on function private.own_actions() is 'The values of audit_trail.action.';

create or replace function private.copy_audit_rows(most integer default 10000) returns integer
language plpgsql set search_path = ''
as $$
declare
  copied integer;
begin
  with chosen as materialized (
    select l.* from public.audit_logs l
    where l.action = any (private.own_actions()) and not exists (select from private.copied_audit_rows c where c.id = l.id)
    order by l.created_at, l.id limit most
  ),
  marked as (insert into private.copied_audit_rows (id) select c.id from chosen c on conflict do nothing)
  insert into public.audit_trail (id, user_id, actor_id, action, action_type, entity, entity_id, ip, user_agent, metadata, created_at)
  select c.id, c.user_id, c.actor_id, c.action, c.action_type, c.entity, c.entity_id, c.ip, c.user_agent, coalesce(c.metadata, '{}'),
    coalesce(c.created_at, now())
  from chosen c on conflict (id) do nothing;
  get diagnostics copied = row_count;
  return copied;
end
$$;

comment on function private.copy_audit_rows(integer) is
  'Upgrade from version 0.1 only: copies the dashboard''s rows from audit_logs to audit_trail, oldest first, at most the given number per call. Returns the number copied; call it until that is 0. audit_logs keeps its rows, and lists show each row once.';

revoke execute on function private.refuse_trail_write(), private.audit(),
  private.audit_profile(relation text, operation text, old record, new record),
  private.write_audit(kind text, relation text, operation text, old record, new record), private.own_actions(),
  private.copy_audit_rows(most integer)
  from public, anon, authenticated, service_role;

-- 03_guarded_inserts.sql

-- Guards of people's inserts into tables of ours that the platform writes in numbers.

create or replace function private.audit_new_row(relation name, written jsonb, keys name[]) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  key name;
  is_there boolean;
begin
  if not private.is_admin() then
    return false;
  end if;
  -- Of a row that is there already nothing is inserted: an upsert changes it, and its update is audited.
  foreach key in array keys loop
    execute format('select exists (select from public.%I t where t.%I = %L)', relation, key, written ->> key) into is_there;
    if is_there then
      return true;
    end if;
  end loop;
  perform private.write_audit((written ->> 'user_id')::uuid, 'record.inserted', 'insert', relation, written ->> 'id',
    jsonb_build_object('row', written));
  return true;
end
$$;

comment on function private.audit_new_row(name, jsonb, name[]) is
  'For policies of inserts: writes the audit row of a row that an admin inserts, and is true. The keys are those in which it may meet a row that is there.';

create or replace procedure private.guard_inserts(relation name, stamped text[], keys name[])
language plpgsql set search_path = ''
as $$
begin
  execute format('drop policy if exists stamped_by_the_database on public.%I', relation);
  execute format('create policy stamped_by_the_database on public.%1$I as restrictive for insert to authenticated
    with check (%2$s or private.row_is_known(%1$L, ''id'', jsonb_build_object(''id'', id)))', relation,
    (select string_agg(case when s in ('created_at', 'received_at') then format('%I = now()', s) when s = 'attempts' then 'attempts = 0'
      else format('%I is null', s) end, ' and ') from unnest(stamped) s));
  execute format('drop policy if exists audited on public.%I', relation);
  execute format('create policy audited on public.%1$I as restrictive for insert to authenticated
    with check (private.audit_new_row(%1$L, to_jsonb(%1$I), %2$L))', relation, keys);
end
$$;

comment on procedure private.guard_inserts(name, text[], name[]) is
  'Guards inserts by people where the platform inserts in numbers: a policy does not apply to the platform, while even a trigger that does not fire costs each of its inserts. Stamps of a person''s own are refused here, not replaced.';

revoke execute on function private.audit_new_row(relation name, written jsonb, keys name[])
  from public, anon, authenticated, service_role;

grant execute on function private.audit_new_row(relation name, written jsonb, keys name[]) to authenticated;

revoke execute on procedure private.guard_inserts(relation name, stamped text[], keys name[])
  from public, anon, authenticated, service_role;

-- 03_guards.sql

-- Column-level rules that policies cannot express. The triggers are attached to our own tables and to the contract's tables that our files created.
create or replace function private.allow_changes() returns trigger
language plpgsql set search_path = ''
as $$
declare
  allowed text[] := coalesce(tg_argv, '{}');
  changed text;
begin
  -- As private.is_api_user, which would be a function to call for each row.
  if current_user not in ('anon', 'authenticated') or to_jsonb(new) - allowed = to_jsonb(old) - allowed then
    return new;
  end if;
  select n.key into changed
  from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
  where n.value is distinct from o.value and n.key <> all (allowed)
  limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.allow_changes() is
  'Trigger: a person''s update may change the columns named in the trigger''s arguments and no others. Columns added later are refused until they are named.';

create or replace function private.freeze_columns() returns trigger
language plpgsql set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  changed text;
begin
  select kept into changed from unnest(tg_argv) kept where after -> kept is distinct from before -> kept limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.freeze_columns() is
  'Trigger: a person''s update leaves the columns named in the trigger''s arguments as they are. Its triggers fire only when one of them differs.';

create or replace function private.row_is_known(relation name, key name, given jsonb) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  known boolean;
begin
  execute format('select exists (select from public.%I t where t.%I = $1::uuid)', relation, key) into known using given ->> key;
  return known;
end
$$;

comment on function private.row_is_known(name, name, jsonb) is
  'Whether the caller can see a row with the key of a new one: an insert that then becomes an update, whose own guards decide.';

create or replace function private.start_empty() returns trigger
language plpgsql set search_path = ''
as $$
declare
  filled text;
begin
  if not private.is_api_user() then
    return new;
  end if;
  select left_out into filled from unnest(tg_argv) left_out
  where coalesce(to_jsonb(new) ->> left_out, 'false') <> 'false'
  limit 1;
  if filled is not null and not private.row_is_known(tg_table_name, 'id', to_jsonb(new)) then
    raise exception '%.% cannot be chosen', tg_table_name, filled using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.start_empty() is
  'Trigger: a person''s new row leaves the columns named in the trigger''s arguments to the platform.';

create or replace function private.refuse_people() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'only the platform may % % rows', lower(tg_op), tg_table_name using errcode = '42501';
end
$$;

comment on function private.refuse_people() is
  'Trigger: refuses what it fires for. Its triggers fire for the requests of people only.';

create or replace function private.refuse_rewrite() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if private.is_api_user() or current_user = 'service_role' then
    raise exception '% is append-only', tg_table_name using errcode = '42501';
  end if;
  if tg_op = 'UPDATE' then
    return new;
  end if;
  return old;
end
$$;

comment on function private.refuse_rewrite() is 'Trigger: no API user, the backend included, may update or delete.';

create or replace function private.guard_new_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  -- An upsert of a profile that is there already: the guard of updates decides.
  if not private.is_api_user() or private.row_is_known('profiles', 'user_id', to_jsonb(new)) then
    return new;
  end if;
  if new.role is distinct from 'user' then
    raise exception 'profiles.role cannot be chosen' using errcode = '42501';
  end if;
  if new.tier is distinct from 'core' then
    raise exception 'profiles.tier cannot be chosen' using errcode = '42501';
  end if;
  new.email := private.caller_email();
  return new;
end
$$;

comment on function private.guard_new_profile() is
  'Trigger: people who create their own profile start as a user on the core plan, under the address they sign in with.';

create or replace function private.guard_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.role is distinct from old.role then
    raise exception 'profiles.role cannot be changed' using errcode = '42501';
  elsif new.tier is distinct from old.tier then
    raise exception 'profiles.tier cannot be changed' using errcode = '42501';
  elsif new.email is distinct from old.email and new.email is distinct from private.caller_email() then
    raise exception 'profiles.email must be the address of the account' using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.guard_profile() is
  'Trigger: nobody changes their own role or plan, which decide what they may do and what they pay, nor takes another''s address. The address they sign in with they may enter.';

create or replace function private.touch_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

comment on function private.touch_updated_at() is 'Trigger: updated_at says when the row changed last, whatever the request says.';

-- Only the platform writes what the contract names no policy for, and what people pay by.
do $$
declare
  relation text;
  events text;
begin
  foreach relation in array '{
    black_box_logs, deals, commissions, call_recordings, tracking_points, upgrade_prompts_shown, webhook_deliveries,
    user_premium_features, referral_codes, referrals, referral_commissions, referral_settings, sms_opt_out, sms_thread_locks,
    outbound_sms_log, consent_logs, subscriptions, usage_limits, usage_calls, usage_sms, audit_logs
  }'::text[] loop
    continue when not private.is_ours(relation);
    -- Calls and audit rows come in numbers: there a restrictive policy refuses inserts, which costs the platform nothing.
    events := case relation when 'audit_logs' then 'delete' when 'usage_calls' then 'update or delete' else 'insert or update or delete' end;
    execute format('create or replace trigger refuse_people before %s on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', events, relation);
  end loop;
  foreach relation in array '{
    appointments, call_recordings, integrations, tracking_sessions, referrals, referral_settings, webhook_configs,
    user_premium_features
  }'::text[] loop
    continue when not private.is_ours(relation);
    execute format('create or replace trigger touch_updated_at before update on public.%I for each row
      execute function private.touch_updated_at()', relation);
  end loop;
  if private.is_ours('audit_logs') then
    create or replace trigger refuse_rewrite before update or delete on public.audit_logs for each row
      execute function private.refuse_rewrite();
    create or replace trigger refuse_truncate before truncate on public.audit_logs for each statement
      execute function private.refuse_rewrite();
  end if;
end
$$;

do $$
begin
  if private.is_ours('profiles') then
    create or replace trigger allow_changes before update on public.profiles for each row
      execute function private.allow_changes('email', 'business_name', 'area_code', 'industry', 'cal_com_url', 'transfer_number',
        'business_hours', 'post_call_sms_enabled', 'review_request_enabled', 'role', 'tier');
    create or replace trigger guard_profile before update on public.profiles for each row
      when (current_user in ('anon', 'authenticated')) execute function private.guard_profile();
    create or replace trigger guard_new_profile before insert on public.profiles for each row
      execute function private.guard_new_profile();
    drop trigger if exists refuse_people on public.profiles;
  end if;
  if private.is_ours('leads') then
    -- Only admins set the flag.
    create or replace trigger start_empty before insert on public.leads for each row
      execute function private.start_empty('flagged_for_review');
  end if;
end
$$;

-- Our own tables: people write them through functions.
do $$
declare
  relation text;
  events text;
begin
  for relation, events in values
    ('comments', 'insert or update or delete'), ('error_group_states', 'insert or update or delete'), ('bulk_actions', 'insert or update or delete'),
    ('saved_views', 'insert or update or delete'), ('webhook_attempts', 'insert or update or delete'),
    ('customer_owners', 'insert or update or delete'), ('health_model_weights', 'insert or update or delete'),
    ('error_group_deltas', 'update or delete')
  loop
    execute format('create or replace trigger refuse_people before %s on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', events, relation);
  end loop;
  if private.is_ours('customer_health_history') then
    create or replace trigger refuse_people before insert or update or delete on public.customer_health_history for each row
      when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
  end if;
end
$$;

revoke execute on function private.allow_changes(), private.guard_new_profile(), private.guard_profile(), private.freeze_columns(),
  private.refuse_people(), private.refuse_rewrite(), private.row_is_known(relation name, key name, given jsonb), private.start_empty(),
  private.touch_updated_at() from public, anon, authenticated, service_role;

grant execute on function private.row_is_known(relation name, key name, given jsonb) to authenticated, service_role;

-- 03_guards_of_evidence.sql

-- Admins have full access to the operations tables, customers to their own rows, and evidence stays evidence: what somebody
-- did must be seen afterwards, by an admin who did not do it and by a customer who is billed for it. Payloads, texts of errors
-- and alerts, traces and times of receipt therefore stay as they came; the database sets stamps; what an admin inserts,
-- changes or deletes through a policy leaves an audit row with the row as it was. Only for requests of people, and only on
-- tables that we created.

create or replace function private.stamp_new_row() returns trigger
language plpgsql set search_path = ''
as $$
declare
  written jsonb := to_jsonb(new);
  stamp text;
  stamps jsonb := '{}';
begin
  -- An upsert of a row that is there already: the guards of updates decide.
  if private.row_is_known(tg_table_name, 'id', written) then
    return new;
  end if;
  foreach stamp in array tg_argv loop
    stamps := stamps || jsonb_build_object(stamp, case
      when stamp in ('created_at', 'received_at', 'started_at', 'last_calculated', 'last_active') then to_jsonb(now())
      when stamp = 'attempts' then to_jsonb(0)
      when stamp = 'triggered_by' then to_jsonb('admin:' || private.caller_id())
    end);
  end loop;
  return jsonb_populate_record(new, stamps);
end
$$;

comment on function private.stamp_new_row() is
  'Trigger: a person''s new row is dated and signed by the database and begins open: nothing is acknowledged, resolved or processed yet. The arguments are its stamps.';

create or replace function private.stamp_change() returns trigger
language plpgsql set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  act text;
  time_key text;
  name_key text;
  stamps jsonb := '{}';
begin
  foreach act in array tg_argv loop
    time_key := act || '_at';
    name_key := act || '_by';
    if after -> time_key is distinct from before -> time_key then
      stamps := stamps || jsonb_build_object(time_key, case when after ->> time_key is not null then now() end)
        || case when after ? name_key then jsonb_build_object(name_key, case when after ->> time_key is not null then private.caller_id() end) else '{}' end;
    elsif after -> name_key is distinct from before -> name_key then
      stamps := stamps || jsonb_build_object(name_key, before -> name_key);
    end if;
  end loop;
  return jsonb_populate_record(new, stamps);
end
$$;

comment on function private.stamp_change() is
  'Trigger: whatever a person sends as the time and the name of an act, the database writes its own. The arguments are acts, such as resolved for resolved_at and resolved_by.';

create or replace function private.stamp_calculation() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.last_calculated := now();
  return new;
end
$$;

comment on function private.stamp_calculation() is 'Trigger: a score that a person changes is as old as the change.';

create or replace function private.stamp_resolution() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user not in ('anon', 'authenticated') then
    return new;
  end if;
  if old.resolved_at is null and new.resolved_at is null then
    raise exception '%.resolved_at must be set to resolve', tg_table_name using errcode = '22023';
  elsif old.resolved_at is null then
    if coalesce(btrim(new.resolution_notes), '') = '' then
      raise exception 'notes must not be empty' using errcode = '22023';
    end if;
    new.resolved_at := now();
    new.resolved_by := private.caller_id();
    new.resolution_notes := btrim(new.resolution_notes);
  elsif new.resolved_at is null then
    new.resolved_by := null;
    new.resolution_notes := null;
  else
    raise exception 'already resolved' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_resolution() is
  'Trigger: resolving needs notes and is stamped with the caller and the time; reopening clears the stamps; a resolution cannot be rewritten.';

create or replace function private.audit_admin_row() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  written jsonb := coalesce(after, before);
  metadata jsonb;
begin
  if tg_op = 'UPDATE' then
    metadata := jsonb_build_object('previous', (
      select jsonb_object_agg(b.key, b.value) from jsonb_each(before) b where b.value is distinct from after -> b.key));
  else
    metadata := jsonb_build_object('row', written);
  end if;
  perform private.write_audit((written ->> 'user_id')::uuid, 'record.' || case tg_op when 'INSERT' then 'inserted' when 'DELETE' then 'deleted' else 'changed' end,
    lower(tg_op), tg_table_name, coalesce(written ->> 'id', written ->> 'user_id'), metadata);
  return null;
end
$$;

comment on function private.audit_admin_row() is
  'Trigger: writes the audit row of what a person inserted, changed or deleted directly: the row as it was inserted or deleted, or the values that were changed.';

create or replace procedure private.guard_evidence(relation name, kept text[], stamped text[], audited_elsewhere text[])
language plpgsql set search_path = ''
as $$
declare
  people constant text := 'current_user in (''anon'', ''authenticated'')';
  in_numbers constant boolean := relation in ('error_logs', 'ops_alerts', 'webhook_queue', 'latency_logs');
  fixed text[];
  free text[];
  changed constant text := '(%s) is distinct from (%s)';
begin
  if not private.is_ours(relation) then
    return;
  end if;
  select array_agg(a.attname order by a.attnum) filter (where a.attname = any (kept)),
    array_agg(a.attname order by a.attnum) filter (where a.attname <> all (kept || audited_elsewhere) and a.attgenerated = '')
  into fixed, free
  from pg_catalog.pg_attribute a
  where a.attrelid = format('public.%I', relation)::regclass and a.attnum > 0 and not a.attisdropped;
  execute format('create or replace trigger freeze_columns before update on public.%I for each row when (%s and ' || changed || ')
    execute function private.freeze_columns(%s)', relation, people,
    (select string_agg(format('new.%I', c), ', ') from unnest(fixed) c), (select string_agg(format('old.%I', c), ', ') from unnest(fixed) c),
    (select string_agg(quote_literal(c), ', ') from unnest(fixed) c));
  if in_numbers then
    call private.guard_inserts(relation, stamped, case relation when 'webhook_queue' then '{id,idempotency_key}'::name[] else '{id}' end);
  elsif stamped is not null then
    execute format('create or replace trigger stamp_new_row before insert on public.%I for each row when (%s)
      execute function private.stamp_new_row(%s)', relation, people, (select string_agg(quote_literal(s), ', ') from unnest(stamped) s));
  end if;
  if audited_elsewhere is not null then
    execute format('create or replace trigger audit_admin_row after %s on public.%I for each row when (%s)
      execute function private.audit_admin_row()', case when in_numbers then 'delete' else 'insert or delete' end, relation, people);
    execute format('create or replace trigger audit_admin_edit after update on public.%I for each row when (%s and ' || changed || ')
      execute function private.audit_admin_row()', relation, people,
      (select string_agg(format('new.%I', c), ', ') from unnest(free) c), (select string_agg(format('old.%I', c), ', ') from unnest(free) c));
  end if;
end
$$;

comment on procedure private.guard_evidence(name, text[], text[], text[]) is
  'Guards a table of ours against its people: the columns that are kept, the stamps of new rows, and the columns whose changes leave an audit row of their own (null: the table is its customers'', and no audit row is written).';

-- Triggers of version 0.1.
do $$
declare
  relation text;
  name text;
begin
  foreach relation in array '{
    webhook_queue, error_logs, ops_alerts, customer_health_scores, churn_alerts, reconciliation_runs, active_sessions,
    unknown_phone, call_events, sms_events, alerts, tier_snapshots, billing_line_items, latency_logs, agents, messages
  }'::text[] loop
    continue when not private.is_ours(relation);
    foreach name in array '{allow_changes, refuse_people}'::text[] loop
      execute format('drop trigger if exists %I on public.%I', name, relation);
    end loop;
  end loop;
  if private.is_ours('appointments') then
    drop trigger if exists start_empty on public.appointments;
  end if;
end
$$;

call private.guard_evidence('agents', '{id, created_at, deploy_request_id, deployed_at, deploy_error}', null, null);
call private.guard_evidence('leads', '{id, created_at, flagged_for_review}', '{created_at}', null);
call private.guard_evidence('messages', '{id, created_at}', '{created_at}', null);
call private.guard_evidence('appointments', '{id, created_at}', '{created_at}', null);
call private.guard_evidence('integrations', '{id, user_id, created_at}', null, null);
call private.guard_evidence('webhook_configs', '{id, user_id, created_at}', null, null);
call private.guard_evidence('tracking_sessions', '{id, created_by, created_at, token, update_key}', null, null);
call private.guard_evidence('dialer_queue', '{id, created_by, created_at}', null, null);

call private.guard_evidence('error_logs', '{id, message, stack_trace, request_body, created_at, group_id}',
  '{created_at, resolved_at, resolved_by, resolution_notes}', '{resolved_at, resolved_by, resolution_notes}');
call private.guard_evidence('ops_alerts', '{id, message, details, created_at, returns_at}',
  '{created_at, acknowledged_at, acknowledged_by, snoozed_until, snoozed_by, assigned_to, assigned_at, closed_at, closed_by, returns_at}',
  '{acknowledged_at, acknowledged_by, snoozed_until, snoozed_by, assigned_to, assigned_at, closed_at, closed_by, returns_at}');
call private.guard_evidence('churn_alerts', '{id, reason, created_at}',
  '{created_at, resolved_at, resolved_by, resolution_notes, resolution_outcome, assigned_to, assigned_at}',
  '{resolved_at, resolved_by, resolution_notes, resolution_outcome, assigned_to, assigned_at}');
-- The text of a failure leaves with the failure, when the webhook is put back into the queue: stamp_requeue.
call private.guard_evidence('webhook_queue', '{id, raw_payload, received_at, cause, queued_at}',
  '{received_at, processed_at, processed_by, result, error_message, attempts, queued_at}', '{processed_at, processed_by, result, error_message, queued_at}');
call private.guard_evidence('active_sessions', '{id, token_hash, ip_address, user_agent, created_at, addresses, device_kind}',
  '{created_at, last_active, revoked_at, revoked_by, revoked_reason}', '{revoked_at, revoked_by, revoked_reason}');
call private.guard_evidence('customer_health_scores', '{id}', '{last_calculated}', '{}');
call private.guard_evidence('reconciliation_runs', '{id, started_at, discrepancy_details, triggered_by, notes, customers_total, reached, heartbeat_at}',
  '{started_at, completed_at, triggered_by, heartbeat_at}', '{}');
call private.guard_evidence('unknown_phone', '{id, raw_payload, received_at, created_at}', '{received_at, created_at, resolved_at, resolved_by}', '{}');
call private.guard_evidence('call_events', '{id, raw_payload, received_at, created_at}', '{received_at, created_at, processed_at}', '{}');
call private.guard_evidence('sms_events', '{id, body, body_sanitized, raw_payload, received_at, created_at}', '{received_at, created_at, processed_at}', '{}');
call private.guard_evidence('alerts', '{id, message, details, created_at}',
  '{created_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by}', '{}');
call private.guard_evidence('tier_snapshots', '{id, created_at}', '{created_at}', '{}');
call private.guard_evidence('billing_line_items', '{id, created_at}', '{created_at}', '{}');
call private.guard_evidence('latency_logs', '{id, request_id, created_at, written_by}', '{created_at}', '{}');

do $$
declare
  relation text;
  acts text;
begin
  for relation, acts in values ('alerts', '''acknowledged'', ''resolved'''), ('unknown_phone', '''resolved'''),
    ('reconciliation_runs', '''completed'''), ('call_events', '''processed'''), ('sms_events', '''processed''') loop
    continue when not private.is_ours(relation);
    execute format('create or replace trigger stamp_change before update on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.stamp_change(%s)', relation, acts);
  end loop;
  foreach relation in array '{error_logs, churn_alerts}'::text[] loop
    continue when not private.is_ours(relation);
    execute format('create or replace trigger stamp_resolution before update on public.%I for each row
      when ((new.resolved_at, new.resolved_by, new.resolution_notes) is distinct from (old.resolved_at, old.resolved_by, old.resolution_notes))
      execute function private.stamp_resolution()', relation);
  end loop;
  if private.is_ours('customer_health_scores') then
    create or replace trigger stamp_calculation before update on public.customer_health_scores for each row
      when (current_user in ('anon', 'authenticated')) execute function private.stamp_calculation();
  end if;
  -- Deleting a profile deletes its plan; a new profile begins on the core plan.
  if private.is_ours('profiles') then
    create or replace trigger audit_deleted_profile after delete on public.profiles for each row
      when (current_user in ('anon', 'authenticated')) execute function private.audit_admin_row();
  end if;
end
$$;

revoke execute on function private.audit_admin_row(), private.stamp_calculation(), private.stamp_change(), private.stamp_new_row(),
  private.stamp_resolution() from public, anon, authenticated, service_role;

revoke execute on procedure private.guard_evidence(relation name, kept text[], stamped text[], audited_elsewhere text[])
  from public, anon, authenticated, service_role;

-- 05_casts.sql

-- Total casts: a text that is not a uuid reads as null, and so on. A column of the platform may have another type than
-- the contract documents.

create or replace function private.as_uuid(given text) returns uuid
language sql immutable parallel safe set search_path = ''
as $$
  select case when length(given) = 36 and given ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' then given::uuid end
$$;

comment on function private.as_uuid(text) is 'The uuid that a text is; null when it is none.';

create or replace function private.as_time(given text) returns timestamptz
language plpgsql immutable parallel safe set search_path = '' set timezone = 'UTC' set datestyle = 'ISO'
as $$
begin
  return given::timestamptz;
exception
  when others then
    return null;
end
$$;

comment on function private.as_time(text) is
  'The time that a text is, in UTC where it names no zone; null when it is none. Not for now, today and the like, which no column holds.';

create or replace function private.as_json(given text) returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::jsonb;
exception
  when others then
    return to_jsonb(given);
end
$$;

comment on function private.as_json(text) is 'The JSON that a text is; the text itself as a JSON string when it is none.';

create or replace function private.as_number(given text) returns numeric
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::numeric;
exception
  when others then
    return null;
end
$$;

comment on function private.as_number(text) is 'The number that a text is; null when it is none.';

create or replace function private.as_float(given text) returns double precision
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::double precision;
exception
  when others then
    return null;
end
$$;

comment on function private.as_float(text) is 'The number that a text is, as closely as a double holds it; null when it is none.';

create or replace function private.as_integer(given text) returns integer
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return round(given::numeric)::integer;
exception
  when others then
    return null;
end
$$;

comment on function private.as_integer(text) is 'The number that a text is, rounded; null when it is none or too large.';

create or replace function private.as_boolean(given text) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::boolean;
exception
  when others then
    return null;
end
$$;

comment on function private.as_boolean(text) is 'Whether a text says yes or no; null when it says neither.';

create or replace function private.as_texts(given text) returns text[]
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  if left(given, 1) = '[' then
    return array(select jsonb_array_elements_text(given::jsonb));
  end if;
  return given::text[];
exception
  when others then
    return array[given];
end
$$;

comment on function private.as_texts(text) is 'The list that a text is, as an array or as JSON; the text alone when it is none.';

create or replace function private.cast_to(expression text, given regtype, wanted regtype) returns text
language sql immutable set search_path = ''
as $$
  select case
    when given = wanted then expression
    when wanted = 'text'::regtype then format('(%s)::text', expression)
    when format('%s to %s', given, wanted) in (
      'smallint to integer', 'integer to numeric', 'smallint to numeric', 'bigint to numeric', 'integer to double precision',
      'smallint to double precision', 'real to double precision'
    ) then format('(%s)::%s', expression, wanted)
    when format('%s to %s', given, wanted) = 'timestamp without time zone to timestamp with time zone'
      then format('((%s) at time zone ''UTC'')', expression)
    when f.name is not null then format('private.%s((%s)::text)', f.name, expression)
    else format('null::%s', wanted)
  end
  from (
    select case format('%s', wanted) when 'uuid' then 'as_uuid' when 'timestamp with time zone' then 'as_time' when 'jsonb' then 'as_json'
      when 'numeric' then 'as_number' when 'double precision' then 'as_float' when 'integer' then 'as_integer'
      when 'boolean' then 'as_boolean' when 'text[]' then 'as_texts' end as name
  ) f
$$;

comment on function private.cast_to(text, regtype, regtype) is
  'An expression of one type as an expression of another that fails for no value; null where no such cast is known.';

revoke execute on function private.as_uuid(text), private.as_time(text), private.as_json(text), private.as_number(text), private.as_float(text),
  private.as_integer(text), private.as_boolean(text), private.as_texts(text), private.cast_to(text, regtype, regtype)
  from public, anon, authenticated, service_role;

-- Reading views call them in the name of their reader.
grant execute on function private.as_uuid(text), private.as_time(text), private.as_json(text), private.as_number(text), private.as_float(text),
  private.as_integer(text), private.as_boolean(text), private.as_texts(text) to authenticated, service_role;

-- 05_contract_columns.sql

-- The columns that the dashboard reads from the platform's tables: the contract's columns and our additions.

create or replace function private.contract_columns() returns table (file text, relation name, name name, type text, place bigint)
language sql immutable rows 460 set search_path = ''
as $$
  select d.file, d.relation, split_part(c.part, ' ', 1), substr(c.part, strpos(c.part, ' ') + 1),
    row_number() over (partition by d.relation order by d.number, c.place)
  from (values
    (1, 'command_suite.sql', 'profiles', '
      user_id uuid, email text, business_name text, area_code text, role text, tier text, industry text,
      cal_com_url text, transfer_number text
    '),
    (2, 'command_suite.sql', 'agents', '
      id uuid, user_id uuid, agent_id text, phone_number text, nickname text, status text,
      inbound_webhook_url text, created_at timestamptz
    '),
    (3, 'command_suite.sql', 'leads', '
      id uuid, user_id uuid, phone text, name text, business_name text, transcript text, summary text,
      sentiment text, status text, call_duration_seconds integer, appointment_booked boolean,
      flagged_for_review boolean, created_at timestamptz
    '),
    (4, 'command_suite.sql', 'messages', '
      id uuid, user_id uuid, thread_id text, direction text, from_number text, to_number text, body text,
      created_at timestamptz
    '),
    (5, 'command_suite.sql', 'appointments', '
      id uuid, user_id uuid, customer_name text, customer_phone text, customer_email text,
      start_time timestamptz, end_time timestamptz, status text, notes text, cal_booking_uid text,
      created_at timestamptz, updated_at timestamptz
    '),
    (6, 'command_suite.sql', 'subscriptions', '
      id uuid, user_id uuid, stripe_subscription_id text, stripe_customer_id text, tier text, status text,
      current_period_start timestamptz, current_period_end timestamptz, created_at timestamptz
    '),
    (7, 'command_suite.sql', 'usage_limits', '
      user_id uuid, tier text, call_cap_seconds integer, call_used_seconds integer, call_credit integer,
      sms_cap integer, sms_used integer, sms_credit integer, period_start timestamptz, period_end timestamptz,
      limit_state text, hard_stop_active boolean
    '),
    (8, 'command_suite.sql', 'audit_logs', '
      id uuid, user_id uuid, actor_id uuid, action text, action_type text, entity text, entity_id text, ip text,
      user_agent text, metadata jsonb, created_at timestamptz
    '),
    (9, 'command_suite.sql', 'black_box_logs', '
      id uuid, event_id text, user_id uuid, action_type text, timestamp timestamptz, ip_address text,
      user_agent text, meta_data jsonb, created_at timestamptz
    '),
    (10, 'command_suite.sql', 'deals', '
      id uuid, lead_id uuid, seller_id uuid, referrer_id uuid, stripe_session_id text, amount numeric,
      status text, created_at timestamptz
    '),
    (11, 'command_suite.sql', 'commissions', '
      id uuid, seller_id uuid, deal_id uuid, deal_amount numeric, commission_amount numeric, status text,
      approved_at timestamptz, created_at timestamptz
    '),
    (12, 'command_suite.sql', 'call_recordings', '
      id uuid, seller_id uuid, lead_id uuid, duration integer, recording_url text, outcome text, qa_flags jsonb,
      manager_notes text, flagged_for_review boolean, created_at timestamptz, updated_at timestamptz,
      call_id text
    '),
    (13, 'command_suite.sql', 'dialer_queue', 'id uuid, lead_id uuid, created_by uuid, status text, created_at timestamptz'),
    (14, 'command_suite.sql', 'integrations', '
      id uuid, user_id uuid, provider text, access_token text, refresh_token text, expires_at timestamptz,
      is_active boolean, booking_url text, event_type_id integer, event_type_slug text, cal_username text,
      cal_team_slug text, cal_organization_slug text, cal_time_zone text, created_at timestamptz,
      updated_at timestamptz
    '),
    (15, 'command_suite.sql', 'tracking_sessions', '
      id uuid, token text, update_key text, created_by uuid, lead_id uuid, customer_phone text, status text,
      eta_minutes integer, last_lat double precision, last_lng double precision, created_at timestamptz,
      updated_at timestamptz
    '),
    (16, 'command_suite.sql', 'tracking_points', '
      id uuid, session_id uuid, lat double precision, lng double precision, recorded_at timestamptz
    '),
    (17, 'ops_infrastructure.sql', 'webhook_queue', '
      id uuid, phone_number text, user_id uuid, event_type text, raw_payload jsonb, idempotency_key text,
      received_at timestamptz, processed_at timestamptz, processed_by text, result text, error_message text,
      attempts integer
    '),
    (18, 'ops_infrastructure.sql', 'unknown_phone', '
      id uuid, phone_number text, event_type text, raw_payload jsonb, received_at timestamptz,
      resolved_at timestamptz, resolved_by uuid, resolution text, notes text, created_at timestamptz
    '),
    (19, 'ops_infrastructure.sql', 'call_events', '
      id uuid, event_id text, idempotency_key text, phone_number text, user_id uuid, agent_id text,
      call_sid text, direction text, from_number text, to_number text, start_time timestamptz,
      answer_time timestamptz, end_time timestamptz, duration_seconds integer, billed_seconds integer,
      call_status text, disconnect_reason text, recording_url text, transcript_id text, agent_used text,
      ivr_flow_id text, call_tags text[], raw_payload jsonb, received_at timestamptz, processed_at timestamptz,
      ingest_node text, signature_valid boolean, created_at timestamptz
    '),
    (20, 'ops_infrastructure.sql', 'sms_events', '
      id uuid, event_id text, idempotency_key text, phone_number text, user_id uuid, agent_id text,
      message_sid text, direction text, from_number text, to_number text, body text, body_sanitized text,
      media_urls text[], status text, delivery_timestamp timestamptz, billed_units integer, sms_cost numeric,
      raw_payload jsonb, received_at timestamptz, processed_at timestamptz, ingest_node text,
      signature_valid boolean, created_at timestamptz
    '),
    (21, 'ops_infrastructure.sql', 'alerts', '
      id uuid, alert_type text, severity text, user_id uuid, phone_number text, message text, details jsonb,
      acknowledged_at timestamptz, acknowledged_by uuid, resolved_at timestamptz, resolved_by uuid,
      created_at timestamptz
    '),
    (22, 'ops_infrastructure.sql', 'tier_snapshots', '
      id uuid, tier_id text, tier_name text, free_minutes integer, free_sms integer,
      overage_rate_minutes numeric, overage_rate_sms numeric, monthly_price numeric, effective_from timestamptz,
      effective_until timestamptz, created_at timestamptz
    '),
    (23, 'ops_infrastructure.sql', 'billing_line_items', '
      id uuid, billing_period_id text, user_id uuid, phone_number text, event_type text, event_ids text[],
      event_range_start timestamptz, event_range_end timestamptz, billed_units numeric, unit_rate numeric,
      total_amount numeric, provider_cost numeric, margin numeric, tier_snapshot_id uuid,
      provider_invoice_link text, dispute_id text, created_at timestamptz
    '),
    (24, 'ops_infrastructure.sql', 'reconciliation_runs', '
      id uuid, run_type text, started_at timestamptz, completed_at timestamptz, status text,
      records_checked integer, discrepancies_found integer, discrepancy_details jsonb, triggered_by text
    '),
    (25, 'god_tier_hardening.sql', 'error_logs', '
      id uuid, error_type text, endpoint text, user_id uuid, message text, stack_trace text, request_body jsonb,
      resolved_at timestamptz, resolved_by uuid, resolution_notes text, created_at timestamptz
    '),
    (26, 'god_tier_hardening.sql', 'ops_alerts', '
      id uuid, alert_type text, severity text, user_id uuid, message text, details jsonb,
      acknowledged_at timestamptz, acknowledged_by uuid, created_at timestamptz
    '),
    (27, 'god_tier_hardening.sql', 'customer_health_scores', '
      id uuid, user_id uuid, score integer, grade text, risk_level text, factors jsonb,
      last_calculated timestamptz
    '),
    (28, 'god_tier_hardening.sql', 'churn_alerts', '
      id uuid, user_id uuid, reason text, severity text, resolved_at timestamptz, created_at timestamptz
    '),
    (29, 'god_tier_hardening.sql', 'latency_logs', '
      id uuid, endpoint text, method text, duration_ms integer, status_code integer, user_id uuid,
      request_id text, is_slow boolean, created_at timestamptz
    '),
    (30, 'god_tier_hardening.sql', 'active_sessions', '
      id uuid, user_id uuid, token_hash text, ip_address text, user_agent text, created_at timestamptz,
      last_active timestamptz, revoked_at timestamptz
    '),
    (31, 'god_tier_hardening.sql', 'upgrade_prompts_shown', '
      id uuid, user_id uuid, prompt_type text, trigger_reason text, metadata jsonb, clicked boolean,
      clicked_at timestamptz, dismissed boolean, dismissed_at timestamptz, converted boolean,
      converted_at timestamptz, shown_at timestamptz
    '),
    (32, 'referral_system.sql', 'referral_codes', 'id uuid, user_id uuid, code text, created_at timestamptz, is_active boolean'),
    (33, 'referral_system.sql', 'referrals', '
      id uuid, referrer_id uuid, referred_id uuid, referral_code text, status text, signup_ip text,
      signup_at timestamptz, first_payment_at timestamptz, eligible_at timestamptz, upfront_paid boolean,
      upfront_paid_at timestamptz, total_commission_cents integer, months_paid integer, rejection_reason text,
      fraud_flags jsonb, created_at timestamptz, updated_at timestamptz
    '),
    (34, 'referral_system.sql', 'referral_commissions', '
      id uuid, referral_id uuid, referrer_id uuid, amount_cents integer, commission_type text,
      month_number integer, status text, stripe_invoice_id text, stripe_subscription_id text,
      created_at timestamptz, approved_at timestamptz, paid_at timestamptz
    '),
    (35, 'referral_system.sql', 'referral_settings', '
      id integer, upfront_amount_cents integer, monthly_percent integer, max_months integer, hold_days integer,
      min_payout_cents integer, auto_approve_under_cents integer, is_active boolean, updated_at timestamptz
    '),
    (36, 'sms_automation.sql', 'profiles', 'post_call_sms_enabled boolean, review_request_enabled boolean'),
    (37, 'sms_automation.sql', 'webhook_configs', '
      id uuid, user_id uuid, name text, url text, events text[], is_active boolean, secret text, headers jsonb,
      created_at timestamptz, updated_at timestamptz
    '),
    (38, 'sms_automation.sql', 'webhook_deliveries', '
      id uuid, webhook_id uuid, user_id uuid, event_type text, payload jsonb, status_code integer,
      response_body text, error_message text, delivered_at timestamptz, created_at timestamptz,
      retry_count integer, next_retry_at timestamptz, max_retries integer, delivery_status text, last_error text
    '),
    (39, 'sms_automation.sql', 'user_premium_features', '
      id uuid, user_id uuid, post_call_sms boolean, review_requests boolean, zapier_webhooks boolean,
      created_at timestamptz, updated_at timestamptz
    '),
    (40, 'usage_tracking.sql', 'usage_calls', '
      id uuid, user_id uuid, call_id text, phone_number text, direction text, seconds integer,
      provider_call_id text, created_at timestamptz
    '),
    (41, 'usage_tracking.sql', 'usage_sms', '
      id uuid, user_id uuid, message_id text, phone_number text, direction text, provider_message_id text,
      created_at timestamptz
    '),
    (42, 'shared_sms_upgrade.sql', 'sms_opt_out', 'id uuid, phone text, user_id uuid, keyword text, opted_out_at timestamptz'),
    (43, 'shared_sms_upgrade.sql', 'sms_thread_locks', '
      id uuid, customer_phone text, user_id uuid, last_activity timestamptz, expires_at timestamptz
    '),
    (44, 'shared_sms_upgrade.sql', 'outbound_sms_log', '
      id uuid, user_id uuid, to_number text, from_number text, body text, status text, provider_message_id text,
      created_at timestamptz
    '),
    (45, 'business_hours.sql', 'profiles', 'business_hours jsonb'),
    (46, 'consent_logs.sql', 'consent_logs', '
      id uuid, user_id uuid, version text, ip text, user_agent text, created_at timestamptz
    '),
    (47, 'agents_deploy_trace.sql', 'agents', 'deploy_request_id text, deployed_at timestamptz, deploy_error text')
  ) d (number, file, relation, columns)
  cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
$$;

comment on function private.contract_columns() is
  'The documented columns of each table in their order, each with its type and the file that adds it.';

create or replace function private.added_columns_of_ours() returns table (relation name, name name, type text, place bigint)
language sql immutable rows 40 set search_path = ''
as $$
  select d.relation, split_part(c.part, ' ', 1), substr(c.part, strpos(c.part, ' ') + 1), c.place
  from (values
    ('active_sessions', 'addresses smallint, device_kind text, revoked_by uuid, revoked_reason text'),
    ('churn_alerts', '
      resolved_by uuid, resolution_notes text, resolution_outcome text, assigned_to uuid, assigned_at timestamptz
    '),
    ('customer_health_history', '
      id uuid, user_id uuid, score integer, grade text, churn_risk text, factors jsonb, created_at timestamptz
    '),
    ('error_logs', 'group_id uuid'),
    ('latency_logs', 'written_by xid8'),
    ('ops_alerts', '
      snoozed_until timestamptz, snoozed_by uuid, assigned_to uuid, assigned_at timestamptz, closed_at timestamptz,
      closed_by uuid, returns_at timestamptz
    '),
    ('reconciliation_runs', 'notes text, customers_total integer, reached uuid, heartbeat_at timestamptz'),
    ('unknown_phone', 'matched_agent uuid'),
    ('usage_limits', 'call_percent integer, sms_percent integer, used_percent integer'),
    ('webhook_queue', 'queued_at timestamptz, cause uuid')
  ) d (relation, columns)
  cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
$$;

comment on function private.added_columns_of_ours() is
  'The columns of the dashboard on the platform''s tables, beyond the contract''s.';

create or replace function private.read_columns(relation name) returns table (name name, type text, place bigint)
language sql stable rows 20 set search_path = ''
as $$
  select c.name, c.type, c.place from private.contract_columns() c where c.relation = read_columns.relation
  union all
  select c.name, c.type, 1000 + c.place from private.added_columns_of_ours() c where c.relation = read_columns.relation
  union all
  select ('raw_' || w.column_name)::name, 'text', 2000 + row_number() over (order by w.column_name)
  from private.word_kinds() w where w.relation = read_columns.relation
$$;

comment on function private.read_columns(name) is
  'The columns of a reading view in their order; raw_* hold the words as they are written in the table.';

revoke execute on function private.contract_columns(), private.added_columns_of_ours(), private.read_columns(name)
  from public, anon, authenticated, service_role;

-- 05_platform_readings.sql

-- How documented columns are read from tables of the platform. Expressions name columns without an alias; a
-- documented column that has a reading itself is read through it.
with wanted (relation, column_name, needs, source, expression, changed, writes) as (values
  ('error_logs', 'message', '{error_message text}'::text[], 'error_message', null, null, '{}'::text[]),
  ('error_logs', 'request_body', '{context jsonb}', 'nullif(context, ''{}'')', null, null, '{}'),
  ('error_logs', 'resolved_at', '{resolved boolean}', 'case when resolved then coalesce(created_at, ''epoch'') end', null,
    'case when resolved then coalesce(resolved_at, now()) end', '{resolved = resolved_at is not null}'),

  ('ops_alerts', 'message', '{title text}', 'title', null, null, '{}'),
  ('ops_alerts', 'details', '{metadata jsonb}', 'metadata', null, null, '{}'),
  ('ops_alerts', 'user_id', '{metadata jsonb}', 'private.as_uuid(metadata ->> ''user_id'')', null, null, '{}'),
  ('ops_alerts', 'acknowledged_at', '{acknowledged boolean}',
    'case when acknowledged then coalesce(created_at, ''epoch'') end', null,
    'case when acknowledged then coalesce(acknowledged_at, now()) end', '{acknowledged = acknowledged_at is not null}'),
  -- A resolved alert counts as acknowledged.
  ('ops_alerts', 'acknowledged_at', '{acknowledged boolean,resolved boolean,resolved_at timestamptz}',
    'case when resolved then coalesce(resolved_at, created_at, ''epoch'') when acknowledged then coalesce(created_at, ''epoch'') end',
    null, 'case when acknowledged or resolved then coalesce(acknowledged_at, now()) end',
    '{acknowledged = acknowledged_at is not null}'),
  ('ops_alerts', 'closed_at', '{resolved boolean,resolved_at timestamptz}',
    'case when resolved then coalesce(resolved_at, created_at, ''epoch'') end', null, null,
    '{resolved = closed_at is not null,resolved_at = closed_at}'),

  ('churn_alerts', 'reason', '{alert_type text,title text,message text}',
    'coalesce(alert_type || '': '' || coalesce(nullif(btrim(message), ''''), title), alert_type, message, title)', null, null, '{}'),
  ('churn_alerts', 'resolved_at', '{resolved boolean}', 'case when resolved then coalesce(created_at, ''epoch'') end', null,
    'case when resolved then coalesce(resolved_at, now()) end', '{resolved = resolved_at is not null}'),
  ('churn_alerts', 'resolved_at', '{resolved boolean,acknowledged boolean,acknowledged_at timestamptz,acknowledged_by uuid}',
    'case when resolved then coalesce(created_at, ''epoch'') end', null,
    'case when resolved then coalesce(resolved_at, now()) end', array[
      'resolved = resolved_at is not null',
      'acknowledged = coalesce(acknowledged, false) or resolved_at is not null',
      'acknowledged_at = coalesce(acknowledged_at, resolved_at)',
      'acknowledged_by = coalesce(acknowledged_by, resolved_by)'
    ]),

  ('customer_health_scores', 'id', '{}', 'user_id', null, null, '{}'),
  ('customer_health_scores', 'risk_level', '{churn_risk text}', 'churn_risk', null, null, '{churn_risk = risk_level}'),
  ('customer_health_scores', 'last_calculated', '{calculated_at timestamptz}', 'calculated_at', null, null,
    '{calculated_at = last_calculated}'),

  ('usage_limits', 'tier', '{}', null, 'private.plan_word(tier)', null, '{}'),
  ('usage_limits', 'tier', '{tier_id text}', 'tier_id', 'private.plan_word(coalesce(tier, tier_id))', null, '{tier_id = tier}'),
  ('usage_limits', 'call_credit', '{call_credit_seconds integer}', 'call_credit_seconds', null, null,
    '{call_credit_seconds = call_credit}'),
  ('usage_limits', 'limit_state', '{}', null, 'private.limit_word(limit_state, null)', null, array[
    'limit_state = case limit_state when ''under'' then ''ok'' when ''soft'' then ''warning'' when ''hard'' then ''paused'' else limit_state end'
  ]),
  ('usage_limits', 'limit_state', '{force_pause boolean}', null, 'private.limit_word(limit_state, force_pause)', null, array[
    'limit_state = case limit_state when ''under'' then ''ok'' when ''soft'' then ''warning'' when ''hard'' then ''paused'' else limit_state end'
  ]),
  ('usage_limits', 'hard_stop_active', '{}', null,
    'coalesce(hard_stop_active, false) or coalesce(limit_state = ''hard'', false)', null,
    array['limit_state = case when hard_stop_active then ''paused'' else ''ok'' end']),
  ('usage_limits', 'hard_stop_active', '{force_pause boolean}', null,
    'coalesce(hard_stop_active, false) or coalesce(limit_state = ''hard'', false)', null,
    array[
      'force_pause = hard_stop_active',
      'force_resume = not hard_stop_active',
      'limit_state = case when hard_stop_active then ''paused'' else ''ok'' end'
    ]),
  -- Generated columns on our own tables; here an expression, because a sum that overflows must not fail a write.
  ('usage_limits', 'call_percent', '{}', null,
    'case when coalesce(call_cap_seconds, 0)::bigint + coalesce(call_credit, 0) > 0
      then least(100 * greatest(coalesce(call_used_seconds, 0), 0)::bigint / (coalesce(call_cap_seconds, 0)::bigint + coalesce(call_credit, 0)), 100000)::integer
      when coalesce(call_used_seconds, 0) > 0 then 100000 else 0 end', null, '{}'),
  ('usage_limits', 'sms_percent', '{}', null,
    'case when coalesce(sms_cap, 0)::bigint + coalesce(sms_credit, 0) > 0
      then least(100 * greatest(coalesce(sms_used, 0), 0)::bigint / (coalesce(sms_cap, 0)::bigint + coalesce(sms_credit, 0)), 100000)::integer
      when coalesce(sms_used, 0) > 0 then 100000 else 0 end', null, '{}'),
  ('usage_limits', 'used_percent', '{}', null, 'greatest(call_percent, sms_percent)', null, '{}'),

  ('subscriptions', 'id', '{}', 'user_id', null, null, '{}'),
  ('subscriptions', 'tier', '{}', null, 'private.plan_word(tier)', null, '{}'),
  ('subscriptions', 'tier', '{plan_type text}', 'plan_type',
    'private.plan_word(coalesce(nullif(btrim(plan_type), ''''), tier))', null, '{}'),
  ('subscriptions', 'stripe_customer_id', '{customer_id text}', 'customer_id', null, null, '{}'),

  ('active_sessions', 'last_active', '{last_active_at timestamptz}', 'last_active_at', null, null,
    '{last_active_at = last_active}'),
  ('unknown_phone', 'received_at', '{}', null, 'coalesce(received_at, created_at)', null, '{}'),

  ('profiles', 'email', '{}', null,
    'coalesce(email, (select u.email::text from auth.users u where u.id = profiles.user_id))', null, '{}'),
  ('profiles', 'role', '{}', null, 'private.role_word(role)', null, '{}'),
  ('profiles', 'industry', '{}', null, 'private.industry_word(industry)', null, '{}'),
  -- The one definition of a customer's plan: the subscription's, else that of usage_limits, else that of the profile,
  -- else unknown.
  ('profiles', 'tier', '{}', null, 'coalesce(
    (select s.tier from private.subscriptions s where s.user_id = profiles.user_id and s.tier is not null
      order by lower(s.status) in (''active'', ''trialing'', ''past_due'') desc nulls last, s.current_period_end desc nulls last, s.id limit 1),
    (select l.tier from private.usage_limits l where l.user_id = profiles.user_id and l.tier is not null limit 1),
    private.plan_word(tier))', null, '{}'),

  ('agents', 'status', '{}', null, 'private.agent_word(status)', null, '{}'),
  ('agents', 'status', '{is_active boolean}', null,
    'private.agent_word(coalesce(status, case when is_active then ''active'' when not is_active then ''disabled'' end))', null, '{}'),
  ('leads', 'sentiment', '{}', null, 'private.sentiment_word(sentiment)', null, '{}'),
  ('leads', 'appointment_booked', '{}', null, 'coalesce(appointment_booked, false)', null, '{}'),
  ('leads', 'flagged_for_review', '{}', null, 'coalesce(flagged_for_review, false)', null, '{}'),
  ('leads', 'flagged_for_review', '{flagged_at timestamptz}', null, 'coalesce(flagged_for_review, false)', null,
    '{flagged_at = case when flagged_for_review then now() else flagged_at end}'),
  ('appointments', 'status', '{}', null, 'private.appointment_word(status)', null, '{}'),
  ('usage_calls', 'provider_call_id', '{}', 'call_id', null, null, '{}'),
  ('usage_sms', 'provider_message_id', '{}', 'message_id', null, null, '{}')
), gone as (
  delete from private.column_readings r
  where not exists (
    select from wanted w where (w.relation::name, w.column_name::name, w.needs) = (r.relation, r.column_name, r.needs)
  )
)
insert into private.column_readings as r (relation, column_name, needs, source, expression, changed, writes)
select w.relation, w.column_name, w.needs, w.source, w.expression, w.changed, w.writes from wanted w
on conflict (relation, column_name, needs) do update
set source = excluded.source, expression = excluded.expression, changed = excluded.changed, writes = excluded.writes;

create or replace function private.is_added(relation name, name name) returns boolean
language sql stable set search_path = ''
as $$
  select not private.is_ours(is_added.relation)
    and exists (select from private.added_columns a where a.relation = is_added.relation and a.name = is_added.name)
$$;

comment on function private.is_added(name, name) is
  'Whether a column of a table of the platform is one that we added. Only the platform and admins'' acts write the others.';

create or replace function private.reading_of(relation name, column_name name) returns private.column_readings
language sql stable set search_path = ''
as $$
  select r
  from private.column_readings r
  where r.relation = reading_of.relation and r.column_name = reading_of.column_name
    and not private.is_ours(reading_of.relation)
    and not exists (
      select from unnest(r.needs) n
      where not exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = to_regclass('public.' || quote_ident(reading_of.relation)) and a.attname = split_part(n, ' ', 1)
          and a.attnum > 0 and not a.attisdropped
      )
    )
  order by cardinality(r.needs) desc
  limit 1
$$;

comment on function private.reading_of(name, name) is
  'How a documented column is read from a table of the platform; null where it is read unchanged.';

create or replace function private.replace_names(expression text, replacements jsonb) returns text
language sql immutable set search_path = ''
as $$
  select string_agg(coalesce(replacements ->> m[1], m[1]), '' order by place)
  from regexp_matches(expression, $r$'(?:[^']|'')*'|[A-Za-z_][\w.]*|[^'A-Za-z_]+$r$, 'g') with ordinality t (m, place)
$$;

comment on function private.replace_names(text, jsonb) is
  'An expression with bare names replaced; what stands in quotes or is qualified stays.';

create or replace function private.raw_expression(relation name, column_name name, wanted text, prefix text) returns text
language sql stable set search_path = ''
as $$
  select coalesce(
    (select private.cast_to(prefix || quote_ident(a.attname), a.atttypid::regtype, wanted::regtype)
      from pg_catalog.pg_attribute a
      where a.attrelid = to_regclass('public.' || quote_ident(raw_expression.relation)) and a.attname = raw_expression.column_name
        and a.attnum > 0 and not a.attisdropped),
    'null::' || wanted)
$$;

comment on function private.raw_expression(name, name, text, text) is
  'A column as a value of the documented type, whatever type it has; null of that type where the table has no such column.';

create or replace function private.names_in(expression text) returns text[]
language sql immutable set search_path = ''
as $$
  select array(select distinct m[1] from regexp_matches(expression, $r$'(?:[^']|'')*'|([A-Za-z_][\w.]*)$r$, 'g') m where m[1] is not null)
$$;

comment on function private.names_in(text) is 'The words of an expression that do not stand in quotes; those of them that are columns are what it reads.';

create or replace function private.read_expression(relation name, column_name name, prefix text, beneath name[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  reading private.column_readings := private.reading_of(relation, column_name);
  wanted text := (select c.type from private.read_columns(relation) c where c.name = column_name);
  expression text;
  replacements jsonb;
begin
  if reading.relation is null or column_name = any (beneath) or reading.expression is null and exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = to_regclass('public.' || quote_ident(relation)) and a.attname = column_name and a.attnotnull
  ) then
    return private.raw_expression(relation, column_name, wanted, prefix);
  end if;
  expression := coalesce(reading.expression, format('coalesce(%s, %s)', column_name, reading.source));
  select jsonb_object_agg(n.name, case
    when n.type is not null then private.raw_expression(relation, n.name, n.type, prefix)
    when n.name = column_name then private.raw_expression(relation, n.name, wanted, prefix)
    else '(' || private.read_expression(relation, n.name, prefix, beneath || column_name) || ')' end)
  into replacements
  from (
    select f.name::name as name, (select substr(w, strpos(w, ' ') + 1) from unnest(reading.needs) w where split_part(w, ' ', 1) = f.name) as type
    from unnest(private.names_in(expression)) f (name)
    where f.name in (select c.name from private.read_columns(relation) c) or f.name in (select split_part(w, ' ', 1) from unnest(reading.needs) w)
  ) n;
  return private.replace_names(expression, coalesce(replacements, '{}'));
end
$$;

comment on function private.read_expression(name, name, text, name[]) is
  'The expression that reads a documented column on a table of the platform, over its columns with a prefix. Other documented columns in it are read as they are read themselves.';

create or replace function private.with_readings(relation name, definition text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  parts text[];
  result text := definition;
begin
  for parts in select distinct m from regexp_matches(definition, '<(\w+)[.](\w+)>', 'g') m loop
    result := replace(result, format('<%s.%s>', parts[1], parts[2]),
      '(' || private.read_expression(relation, parts[2]::name, parts[1] || '.', '{}') || ')');
  end loop;
  return result;
end
$$;

comment on function private.with_readings(name, text) is
  'The definition of a function over rows of a table, with <row.column> replaced by what lists show in that column.';

create or replace function private.translated_index(relation name, definition text) returns text
language plpgsql stable set search_path = ''
as $$
declare
  included text[] := string_to_array(replace(substring(definition from '\minclude\s*\(([^)]*)\)'), ' ', ''), ',');
  replacements jsonb;
  c text;
  base text[];
begin
  if private.is_ours(relation) then
    return definition;
  end if;
  select jsonb_object_agg(n.name, '(' || private.read_expression(relation, n.name::name, '', '{}') || ')') into replacements
  from unnest(private.names_in(definition)) n (name)
  where n.name in (select r.name from private.read_columns(relation) r)
    and private.read_expression(relation, n.name::name, '', '{}') <> quote_ident(n.name);
  if replacements is null then
    return definition;
  end if;
  -- Only plain columns can be included: those that the reading reads.
  foreach c in array coalesce(included, '{}') loop
    base := base || case when replacements ? c then array(
        select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = to_regclass('public.' || quote_ident(relation)) and a.attname = any (private.names_in(replacements ->> c))
        order by a.attnum
      ) else array[c] end;
  end loop;
  return private.replace_names(regexp_replace(definition, '\minclude\s*\([^)]*\)', 'include'), replacements
    || jsonb_build_object('include', 'include (' || array_to_string(array(select distinct b from unnest(base) b order by b), ', ') || ')'));
end
$$;

comment on function private.translated_index(name, text) is
  'The definition of an index in the expressions that the reading view has for its columns, without which the planner could not use it. On a table of ours it stays as it is.';

revoke execute on function private.is_added(name, name), private.reading_of(name, name), private.replace_names(text, jsonb),
  private.raw_expression(name, name, text, text), private.names_in(text), private.read_expression(name, name, text, name[]), private.with_readings(name, text),
  private.translated_index(name, text)
  from public, anon, authenticated, service_role;

-- 05_platform_words.sql

-- Translation of the platform's words into the contract's. An unknown word is returned unchanged; no function here fails.

create or replace function private.limit_word(state text, is_paused boolean) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when is_paused then 'hard'
    when lower(btrim(state)) in ('ok', 'active', 'pending', 'under') then 'under'
    when lower(btrim(state)) in ('warning', 'throttled', 'soft') then 'soft'
    when lower(btrim(state)) in ('blocked', 'paused', 'hard') then 'hard'
    else state
  end
$$;

comment on function private.limit_word(text, boolean) is
  'A limit state as under, soft or hard; hard where an admin of the platform has paused the customer, whatever the state.';

create or replace function private.role_word(role text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when role is null or lower(btrim(role)) in ('', 'user', 'owner', 'active', 'revoked', 'past_due') then 'user'
    when lower(btrim(role)) in ('admin', 'seller') then lower(btrim(role))
    else role
  end
$$;

comment on function private.role_word(text) is
  'A role as user or admin: the platform keeps whether a customer has paid in the role too. Others, such as seller, as they are written.';

create or replace function private.plan_word(plan text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case when lower(btrim(plan)) in ('core', 'pro', 'elite', 'scale') then lower(btrim(plan)) else nullif(btrim(plan), '') end
$$;

comment on function private.plan_word(text) is 'A plan as core, pro, elite or scale; null when the text is blank.';

create or replace function private.industry_word(industry text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case when lower(btrim(industry)) in ('hvac', 'plumbing', 'electrical') then lower(btrim(industry)) else nullif(btrim(industry), '') end
$$;

comment on function private.industry_word(text) is 'An industry as hvac, plumbing or electrical, in whatever case it was typed; null when the text is blank.';

create or replace function private.agent_word(status text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when lower(btrim(status)) in ('active', 'deployed', 'configured') then 'active'
    when lower(btrim(status)) = 'pending' then 'pending'
    when lower(btrim(status)) in ('disabled', 'suspended', 'retired') then 'disabled'
    else status
  end
$$;

comment on function private.agent_word(text) is 'The status of an agent as active, pending or disabled.';

create or replace function private.sentiment_word(sentiment text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when lower(btrim(sentiment)) in ('positive', 'neutral', 'negative', 'unknown') then lower(btrim(sentiment))
    else sentiment
  end
$$;

comment on function private.sentiment_word(text) is 'A sentiment as positive, neutral or negative, in whatever case it was written; unknown is the platform''s own.';

create or replace function private.appointment_word(status text) returns text
language sql immutable parallel safe set search_path = ''
as $$
  select case
    when lower(btrim(status)) in ('scheduled', 'booked', 'pending', 'confirmed', 'rescheduled') then 'scheduled'
    when lower(btrim(status)) in ('completed', 'cancelled', 'no_show') then lower(btrim(status))
    when lower(btrim(status)) = 'canceled' then 'cancelled'
    else status
  end
$$;

comment on function private.appointment_word(text) is 'The status of an appointment as scheduled, completed, cancelled or no_show.';

create or replace function private.word_kinds()
returns table (kind text, relation name, column_name name, translation text, known text[])
language sql immutable rows 7 set search_path = ''
as $$
  values
    ('limit_state', 'usage_limits'::name, 'limit_state'::name, 'private.limit_word(%s, null)', '{under,soft,hard}'::text[]),
    ('role', 'profiles', 'role', 'private.role_word(%s)', '{user,admin,seller}'),
    ('industry', 'profiles', 'industry', 'private.industry_word(%s)', '{hvac,plumbing,electrical}'),
    ('agent_status', 'agents', 'status', 'private.agent_word(%s)', '{active,pending,disabled}'),
    ('sentiment', 'leads', 'sentiment', 'private.sentiment_word(%s)', '{positive,neutral,negative,unknown}'),
    ('appointment_status', 'appointments', 'status', 'private.appointment_word(%s)', '{scheduled,completed,cancelled,no_show}'),
    ('plan', 'subscriptions', 'tier', 'private.plan_word(%s)', '{core,pro,elite,scale}')
$$;

comment on function private.word_kinds() is 'Which columns hold words that are translated, how, and to which words.';

create or replace function private.raw_words(kind text, word text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  k record;
  written text[];
  chosen text[];
begin
  select * into k from private.word_kinds() w where w.kind = raw_words.kind;
  -- Only an index that begins with the column finds its words quickly, and only then do they help.
  if not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = to_regclass('public.' || k.relation) and a.attname = k.column_name and i.indisvalid and i.indpred is null
  ) then
    return null;
  end if;
  written := private.distinct_values(to_regclass('private.' || k.relation), ('raw_' || k.column_name)::name, 200);
  if written is null then
    return null;
  end if;
  execute format('select array_agg(w.raw) from unnest($1) w (raw) where %s = $2', format(k.translation, 'w.raw')) into chosen
    using written, word;
  return coalesce(chosen, '{}');
end
$$;

comment on function private.raw_words(text, text) is
  'The words of a column, as they are written there now, that read as a word; null when no index of the table finds them, or there are more than 200.';

create or replace function private.is_translated(wanted text) returns boolean
language sql stable security definer set search_path = ''
as $$ select not private.is_ours(k.relation) from private.word_kinds() k where k.kind = wanted $$;

comment on function private.is_translated(text) is 'Whether words of a kind are translated here: not in a table of ours.';

create or replace function private.word_condition(kind text, expression text, raw text, chosen text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  written text[] := '{}'::text[];
  translated text;
  word text;
  found_words text[];
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  -- A single word stays an equality, so that an index keeps its order.
  translated := case cardinality(chosen) when 1 then format('%s = %L', expression, chosen[1]) else format('%s = any (%L::text[])', expression, chosen) end;
  if not private.is_translated(kind) then
    return translated;
  end if;
  foreach word in array chosen loop
    found_words := private.raw_words(kind, word);
    written := written || found_words;
    if found_words is null then
      return translated;
    end if;
  end loop;
  -- A condition of its own for the index; the translated word decides.
  return format(case when kind in ('role', 'agent_status') then '(%1$s = any (%2$L::text[]) or %1$s is null) and %3$s' else '%1$s = any (%2$L::text[]) and %3$s' end,
    raw, written, translated);
end
$$;

comment on function private.word_condition(text, text, text, text[]) is
  'The condition that a translated word is one of those chosen; where an index of the table helps, also in the words as they are written. Roles and the status of agents are read from other columns, or presumed, where nothing is written.';

create or replace function private.unforeseen_words() returns table (relation text, column_name text, word text, matches bigint)
language plpgsql stable set search_path = ''
as $$
declare
  k record;
begin
  for k in select w.* from private.word_kinds() w where to_regclass('public.' || w.relation) is not null loop
    -- Such a word reads as it is written.
    return query execute format(
      'select %L, %L, left(t.%I, 80), count(*) from private.%I t where t.%3$I <> all (%5$L::text[]) group by 3 order by 4 desc, 3 limit 20',
      k.relation, k.column_name, k.column_name, k.relation, k.known);
  end loop;
end
$$;

comment on function private.unforeseen_words() is
  'Words of the platform that read as they are written because nothing is known of them, and how often each stands there. Counts the rows of five tables: not for a page that is opened often.';

revoke execute on function private.limit_word(text, boolean), private.role_word(text), private.plan_word(text),
  private.industry_word(text), private.agent_word(text), private.sentiment_word(text), private.appointment_word(text),
  private.word_kinds(), private.raw_words(text, text), private.is_translated(text), private.word_condition(text, text, text, text[]),
  private.unforeseen_words() from public, anon, authenticated, service_role;

-- Reading views call them in the name of their reader.
grant execute on function private.limit_word(text, boolean), private.role_word(text), private.plan_word(text),
  private.industry_word(text), private.agent_word(text), private.sentiment_word(text), private.appointment_word(text),
  private.word_kinds(), private.raw_words(text, text), private.is_translated(text), private.word_condition(text, text, text, text[]),
  private.unforeseen_words() to authenticated, service_role;

-- 05_reading_views.sql

-- Reading views: private.<table> for each table of the platform, readable by admins, the service role and definer functions.

create or replace function private.may_read() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return not private.is_api_user() or private.is_admin();
end
$$;

comment on function private.may_read() is
  'True for admins, for the platform''s backend and inside functions that act for the database; reading views ask it once per query.';

create or replace function private.reading_view_columns(relation name, plainly boolean) returns text
language sql stable set search_path = ''
as $$
  select string_agg(format('%s as %I', case
      when c.place > 2000 then private.raw_expression(relation, substr(c.name, 5)::name, 'text', '')
      when plainly or t.oid is null or private.is_ours(relation) then private.raw_expression(relation, c.name, c.type, '')
      else private.read_expression(relation, c.name, '', '{}')
    end, c.name), ', ' order by c.place)
  from private.read_columns(relation) c
  left join pg_catalog.pg_class t on t.oid = to_regclass('public.' || quote_ident(relation))
$$;

comment on function private.reading_view_columns(name, boolean) is
  'The columns of a reading view: unchanged, or translated on a table of the platform.';

create or replace procedure private.define_reading_view(relation name)
language plpgsql set search_path = ''
as $$
declare
  source text := case when to_regclass('public.' || quote_ident(relation)) is null then 'where false'
    else format('from public.%I where (select private.may_read())', relation) end;
begin
  begin
    execute format('create or replace view private.%I as select %s %s', relation, private.reading_view_columns(relation, false), source);
  exception
    -- The caller that applies these files handles a changed set of columns.
    when invalid_table_definition then
      raise;
    when others then
      insert into private.installation_failures (relation, what, message)
      values (define_reading_view.relation, 'reading view', sqlerrm);
      execute format('create or replace view private.%I as select %s %s', relation, private.reading_view_columns(relation, true), source);
  end;
  execute format('comment on view private.%I is %L', relation, format('public.%s as the dashboard reads it.', relation));
  execute format('revoke all on private.%I from public, anon', relation);
  execute format('grant select on private.%I to authenticated, service_role', relation);
end
$$;

comment on procedure private.define_reading_view(name) is
  'Makes the view private.<table> of a table of the platform; an empty one of a table that is not there.';

create or replace procedure private.define_reading_views()
language plpgsql set search_path = ''
as $$
declare
  relation name;
begin
  -- The plan of a profile is read through the first two.
  for relation in
    select r.relation
    from (select distinct c.relation from private.contract_columns() c union select c.relation from private.added_columns_of_ours() c) r
    order by r.relation not in ('subscriptions', 'usage_limits'), r.relation
  loop
    call private.define_reading_view(relation);
  end loop;
end
$$;

comment on procedure private.define_reading_views() is 'Makes the view private.<table> of each of the platform''s tables.';

call private.define_reading_views();

create or replace function private.plan_of(customer uuid) returns text
language sql stable set search_path = ''
as $$ select p.tier from private.profiles p where p.user_id = customer $$;

comment on function private.plan_of(uuid) is
  'The plan of a customer. On a table of ours profiles.tier; else the subscription''s plan_type or tier, else that of usage_limits, else profiles.tier, else null: unknown. Defined once, in the reading of profiles.tier.';

revoke execute on function private.may_read(), private.reading_view_columns(name, boolean), private.plan_of(uuid)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.define_reading_view(name), private.define_reading_views()
  from public, anon, authenticated, service_role;

grant execute on function private.may_read(), private.plan_of(uuid) to authenticated, service_role;

-- 06_platform_names.sql

-- Naming triggers: at every insert and update of a table of the platform they copy its columns to the documented columns
-- that we added. During an admin's act they also write the platform's columns.

create or replace function private.table_columns(relation name) returns table (name name, type regtype, is_comparable boolean)
language sql stable set search_path = ''
as $$
  select a.attname, a.atttypid::regtype, t.typname not in ('json', 'xml', 'point', 'polygon', 'line', 'lseg', 'path', 'box', 'circle')
  from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
  where a.attrelid = to_regclass('public.' || quote_ident(relation)) and a.attnum > 0 and not a.attisdropped
$$;

comment on function private.table_columns(name) is 'The columns that a table has, with their types, and whether two values of them can be compared.';

create or replace function private.over_raw_columns(reading private.column_readings, expression text, prefix text) returns text
language sql stable set search_path = ''
as $$
  select private.replace_names(expression, (
    select jsonb_object_agg(c.name, private.cast_to(prefix || quote_ident(c.name), c.type, coalesce(
      (select substr(n, strpos(n, ' ') + 1)::regtype from unnest(reading.needs) n where split_part(n, ' ', 1) = c.name),
      (select d.type::regtype from private.read_columns(reading.relation) d where d.name = c.name),
      c.type)))
    from private.table_columns(reading.relation) c where c.name = any (private.names_in(expression))
  ))
$$;

comment on function private.over_raw_columns(private.column_readings, text, text) is
  'An expression of a reading over the columns of the table as they are, or over the record of a trigger: new. or old.';

create or replace function private.has_changed(relation name, names text[]) returns text
language sql stable set search_path = ''
as $$
  select format('(%s) is distinct from (%s)',
    string_agg('new.' || quote_ident(c.name) || case when c.is_comparable then '' else '::text' end, ', ' order by c.name),
    string_agg('old.' || quote_ident(c.name) || case when c.is_comparable then '' else '::text' end, ', ' order by c.name))
  from private.table_columns(relation) c where c.name = any (names)
$$;

comment on function private.has_changed(name, text[]) is 'The condition of a trigger that one of some columns has changed.';

create or replace function private.columns_read(relation name, column_name name) returns text[]
language sql stable set search_path = ''
as $$
  select array(
    select quote_ident(c.name) from private.table_columns(relation) c
    where c.name = any (private.names_in(private.read_expression(relation, column_name, '', '{}'))) order by c.name
  )
$$;

comment on function private.columns_read(name, name) is 'The columns of a table that a documented column is read from, itself included, quoted where necessary.';

create or replace function private.stamp_changes(relation name, stamp name) returns text
language sql stable set search_path = ''
as $$
  select case when private.is_ours(relation) then format('(old.%1$I is null) <> (new.%1$I is null)', stamp)
    else private.has_changed(relation, private.names_in(private.read_expression(relation, stamp, '', '{}'))) end
$$;

comment on function private.stamp_changes(name, name) is
  'The condition of a trigger that a stamp may have been set or cleared. On a table of the platform it compares every column that the stamp is read from, as they are, so that it fails for no value; what the trigger calls compares the readings.';

create or replace function private.naming_writes(reading private.column_readings) returns text
language sql stable set search_path = ''
as $$
  select string_agg(format('new.%I := %s;', w.target, private.over_raw_columns(reading, w.value, 'new.')), ' ' order by w.place)
  from (
    select split_part(t.assignment, ' = ', 1) as target, substr(t.assignment, strpos(t.assignment, ' = ') + 3) as value, t.place
    from unnest(reading.writes) with ordinality t (assignment, place)
  ) w
  where exists (select from private.table_columns(reading.relation) c where c.name = w.target)
$$;

comment on function private.naming_writes(private.column_readings) is
  'The statements of a trigger that write the platform''s names of a column, as far as the table has them.';

create or replace function private.naming_statements(relation name) returns table (on_insert text, on_update text)
language plpgsql stable set search_path = ''
as $$
declare
  c record;
  reading private.column_readings;
  writes text;
  copied text;
  sources text[];
begin
  for c in select r.name from private.table_columns(relation) r order by r.name loop
    reading := private.reading_of(relation, c.name);
    continue when reading.relation is null;
    writes := private.naming_writes(reading);
    sources := array_remove(private.names_in(reading.source), c.name::text);
    copied := case when reading.source is not null and private.is_added(relation, c.name)
      then format('new.%I := %%s;', c.name) end;
    continue when writes is null and copied is null;
    on_insert := format('if acting and new.%I is not null then %s%s end if;', c.name, coalesce(writes, 'null;'),
      ' else ' || format(copied, format('coalesce(%s, new.%I)', private.over_raw_columns(reading, reading.source, 'new.'), c.name)));
    on_update := format('if acting and (%s or %L = any (acts_on)) then %s%s end if;', private.has_changed(relation, array[c.name::text]),
      c.name, coalesce(writes, 'null;'), format(' elsif %s then ', private.has_changed(relation, sources))
        || format(copied, private.over_raw_columns(reading, coalesce(reading.changed, reading.source), 'new.')));
    return next;
  end loop;
end
$$;

comment on function private.naming_statements(name) is
  'What the naming trigger of a table does, column by column: copy the platform''s value, or while an admin acts write the platform''s names.';

create or replace function private.naming_function(relation name) returns text
language sql stable set search_path = ''
as $$
  select format($f$
    create or replace function private.%1$I() returns trigger
    language plpgsql security definer set search_path = ''
    as $body$
    declare
      unchanged record := new;
      acting boolean := coalesce(current_setting('kryonex.act', true), '') = 'on';
      acts_on text[] := string_to_array(current_setting('kryonex.act_on', true), ',');
      failure text;
      patience text;
    begin
      if tg_op = 'INSERT' then
        %2$s
      else
        %3$s
      end if;
      return new;
    exception
      when others then
        -- An act of an admin fails as a whole.
        if acting then
          raise;
        end if;
        failure := sqlerrm;
        begin
          -- Recording a failure never waits.
          patience := current_setting('lock_timeout');
          perform set_config('lock_timeout', '50ms', true);
          perform private.record_failure(tg_table_name::text,
            coalesce(to_jsonb(unchanged) ->> 'id', to_jsonb(unchanged) ->> 'user_id'), 'names', failure);
          perform set_config('lock_timeout', patience, true);
        exception
          when others then
            null;
        end;
        return unchanged;
    end
    $body$ $f$,
    'keep_' || relation || '_names', coalesce(string_agg(s.on_insert, E'\n        '), 'null;'),
    coalesce(string_agg(s.on_update, E'\n        '), 'null;'))
  from private.naming_statements(relation) s
$$;

comment on function private.naming_function(name) is
  'The definition of the trigger function that keeps the names of a table in step. It names only columns that are there, and returns the row as it came when anything fails.';

create or replace procedure private.define_naming_trigger(relation name)
language plpgsql set search_path = ''
as $$
declare
  routine name := 'keep_' || relation || '_names';
  is_there boolean;
begin
  if private.is_ours(relation) or to_regclass('public.' || quote_ident(relation)) is null then
    return;
  end if;
  select exists (
    select from pg_catalog.pg_trigger t
    where t.tgrelid = to_regclass('public.' || quote_ident(relation)) and t.tgname = 'a_kryonex_names'
  ) into is_there;
  if not is_there and not exists (select from private.naming_statements(relation)) then
    return;
  end if;
  execute private.naming_function(relation);
  execute format('comment on function private.%I() is %L', routine,
    'Trigger: keeps the documented columns of public.' || relation || ' in step with the platform''s names. Made by private.define_naming_trigger.');
  execute format('revoke execute on function private.%I() from public, anon, authenticated, service_role', routine);
  -- Only the first time: it locks the table for a moment.
  if not is_there then
    execute format('create trigger a_kryonex_names before insert or update on public.%I for each row execute function private.%I()',
      relation, routine);
  end if;
end
$$;

comment on procedure private.define_naming_trigger(name) is
  'Keeps the names of a table of the platform in step from now on; its name sorts before our other triggers''. Nothing happens on a table of ours.';

revoke execute on function private.table_columns(name), private.over_raw_columns(private.column_readings, text, text), private.has_changed(name, text[]),
  private.columns_read(name, name), private.stamp_changes(name, name),
  private.naming_writes(private.column_readings), private.naming_statements(name), private.naming_function(name)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.define_naming_trigger(name) from public, anon, authenticated, service_role;

-- One call for each table, so that no lock is held while the next is waited for.
call private.define_naming_trigger('active_sessions');
call private.define_naming_trigger('churn_alerts');
call private.define_naming_trigger('customer_health_scores');
call private.define_naming_trigger('error_logs');
call private.define_naming_trigger('leads');
call private.define_naming_trigger('ops_alerts');
call private.define_naming_trigger('subscriptions');
call private.define_naming_trigger('usage_calls');
call private.define_naming_trigger('usage_limits');
call private.define_naming_trigger('usage_sms');

-- 06_sign_in.sql

-- Limits on sign-in attempts.

create or replace function private.sign_in_hash(given text) returns bytea
language sql stable security definer set search_path = ''
as $$ select sha256(convert_to(p.pepper || lower(btrim(coalesce(given, ''))), 'UTF8')) from private.sign_in_pepper p $$;

comment on function private.sign_in_hash(text) is 'What is kept of an account or address.';

create or replace function public.sign_in_allowed(account text, address text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  span constant interval := interval '15 minutes';
  by_account bytea := private.sign_in_hash(account);
  by_address bytea := private.sign_in_hash(address);
  free_at timestamptz;
begin
  perform pg_advisory_xact_lock(k) from (
    select hashtextextended(encode(h, 'hex'), 0) as k from unnest(array[by_account, by_address]) h order by 1
  ) locks;
  delete from private.sign_in_attempts a where a.attempted_at <= clock_timestamp() - span;
  -- Each limit frees up when the attempt that many places back leaves the span.
  select max(l.attempted_at) + span into free_at
  from (
    (select a.attempted_at from private.sign_in_attempts a
      where a.account_hash = by_account and a.address_hash = by_address order by a.attempted_at desc offset 4 limit 1)
    union all
    (select a.attempted_at from private.sign_in_attempts a
      where a.address_hash = by_address order by a.attempted_at desc offset 19 limit 1)
    union all
    (select a.attempted_at from private.sign_in_attempts a
      where a.account_hash = by_account order by a.attempted_at desc offset 29 limit 1)
  ) l;
  if free_at is not null then
    return greatest(1, ceil(extract(epoch from free_at - clock_timestamp())))::integer;
  end if;
  insert into private.sign_in_attempts (account_hash, address_hash) values (by_account, by_address);
  return 0;
end
$$;

comment on function public.sign_in_allowed(text, text) is
  'How many seconds to wait before another sign-in attempt; 0 means go ahead, and counts the attempt. In 15 minutes: 5 for an account from an address, 20 from an address, 30 for an account.';

create or replace function public.sign_in_succeeded() returns void
language sql security definer set search_path = ''
as $$ delete from private.sign_in_attempts a where a.account_hash = private.sign_in_hash(private.caller_email()) $$;

comment on function public.sign_in_succeeded() is 'Forgets the attempts on the caller''s own account.';

insert into private.sign_in_pepper default values on conflict do nothing;

revoke execute on function private.sign_in_hash(given text), public.sign_in_allowed(account text, address text),
  public.sign_in_succeeded() from public, anon, authenticated, service_role;

grant execute on function public.sign_in_allowed(account text, address text) to anon, authenticated, service_role;

grant execute on function public.sign_in_succeeded() to authenticated;

-- 07_audit_of_states.sql

-- Audit rows of alerts that are acknowledged, errors that are resolved, webhooks that are requeued, and of their undoing. On a
-- table of the platform a boolean alone may say so: the state is what lists show, whichever column the platform writes.
do $do$
begin
  execute private.with_readings('ops_alerts', $definition$
create or replace function private.audit_acknowledgement(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was timestamptz := <old.acknowledged_at>;
  is_open boolean := <new.acknowledged_at> is null;
begin
  if (was is null) = is_open then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (<new.user_id>, auth.uid(), case when is_open then 'alert.unacknowledged' else 'alert.acknowledged' end,
    case when is_open then 'unacknowledge' else 'acknowledge' end, relation, new.id::text,
    private.reason_of_change() || jsonb_build_object('previous', case when is_open
      then jsonb_build_object('acknowledged_at', was, 'acknowledged_by', old.acknowledged_by) else '{}' end));
end
$$
$definition$);
  execute private.with_readings('error_logs', $definition$
create or replace function private.audit_resolution(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was timestamptz := <old.resolved_at>;
  is_open boolean := <new.resolved_at> is null;
begin
  if (was is null) = is_open then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when is_open then 'error.reopened' else 'error.resolved' end,
    case when is_open then 'reopen' else 'resolve' end, relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('notes', new.resolution_notes)) || private.reason_of_change()
      || jsonb_build_object('previous', case when is_open then jsonb_build_object('resolved_at', was,
        'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes) else '{}' end));
end
$$
$definition$);
end
$do$;

comment on function private.audit_acknowledgement(text, record, record) is
  'Writes the audit row of acknowledging an alert and of undoing that; nothing where lists show the same state as before.';

comment on function private.audit_resolution(text, record, record) is
  'Writes the audit row of resolving or reopening an error; nothing where lists show the same state as before.';

create or replace function private.audit_requeue(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), 'webhook.requeued', 'requeue', relation, new.id::text,
    private.reason_of_change() || jsonb_build_object('previous', jsonb_build_object('processed_at', old.processed_at,
      'processed_by', old.processed_by, 'result', old.result, 'error_message', old.error_message, 'attempts', old.attempts)));
end
$$;

comment on function private.audit_requeue(text, record, record) is 'Writes the audit row of a processed webhook that waits again.';

create or replace function private.reason_of_change() returns jsonb
language sql stable set search_path = ''
as $$ select jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), ''))) $$;

comment on function private.reason_of_change() is 'The reason in the transaction''s kryonex.reason setting, for its audit rows; an empty object without one.';

revoke execute on function private.audit_acknowledgement(relation text, old record, new record),
  private.audit_resolution(relation text, old record, new record), private.audit_requeue(relation text, old record, new record),
  private.reason_of_change() from public, anon, authenticated, service_role;

-- A block for each table, so that no lock is held while the next is waited for.
do $$
begin
  execute format('create or replace trigger audit_change_of_state after update on public.ops_alerts for each row
    when (%s) execute function private.audit(''acknowledgement'')', private.stamp_changes('ops_alerts', 'acknowledged_at'));
end
$$;

create or replace trigger audit_change_of_state after update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.audit('requeue');

-- The errors that follow their group have the group's audit row; a hundred thousand of their own would bury the log.
do $$
begin
  execute format('create or replace trigger audit_change_of_state after update on public.error_logs for each row
    when ((%s) and coalesce(current_setting(''kryonex.group_act'', true), '''') = '''') execute function private.audit(''resolution'')',
    private.stamp_changes('error_logs', 'resolved_at'));
end
$$;

-- 07_secrets_and_reveals.sql

-- Tables that hold customers' secrets, as admins see them: whether a secret is there, never the secret.
create or replace function private.integrations_without_secrets()
returns table (id uuid, user_id uuid, provider text, is_active boolean, has_access_token boolean, has_refresh_token boolean,
  expires_at timestamptz, booking_url text, event_type_id integer, event_type_slug text, cal_username text,
  cal_team_slug text, cal_organization_slug text, cal_time_zone text, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  select i.id, i.user_id, i.provider, i.is_active, coalesce(i.access_token, '') <> '', coalesce(i.refresh_token, '') <> '',
    i.expires_at, i.booking_url, i.event_type_id, i.event_type_slug, i.cal_username,
    i.cal_team_slug, i.cal_organization_slug, i.cal_time_zone, i.created_at, i.updated_at
  from private.integrations i
  where i.user_id = (select auth.uid()) or (select private.is_admin())
$$;

comment on function private.integrations_without_secrets() is 'The integrations that the caller may know of, their tokens as present or absent.';

create or replace function private.webhook_configs_without_secrets()
returns table (id uuid, user_id uuid, name text, url text, events text[], is_active boolean, has_secret boolean,
  header_names text[], created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  select c.id, c.user_id, c.name, split_part(split_part(c.url, '?', 1), '#', 1), c.events, c.is_active, coalesce(c.secret, '') <> '',
    array(select k from jsonb_object_keys(case jsonb_typeof(c.headers) when 'object' then c.headers else '{}' end) k order by k),
    c.created_at, c.updated_at
  from private.webhook_configs c
  where c.user_id = (select auth.uid()) or (select private.is_admin())
$$;

comment on function private.webhook_configs_without_secrets() is
  'The webhook configurations that the caller may know of: the secret as present or absent, headers by name, the address without its query, where keys hide too.';

create or replace view public.integration_list with (security_invoker = true) as
select i.*, p.business_name, p.email, p.tier
from private.integrations_without_secrets() i
left join private.profiles p on p.user_id = i.user_id;

comment on view public.integration_list is 'What customers have connected, tokens as present or absent.';

create or replace view public.webhook_config_list with (security_invoker = true) as
select c.*, p.business_name, p.email, p.tier
from private.webhook_configs_without_secrets() c
left join private.profiles p on p.user_id = c.user_id;

comment on view public.webhook_config_list is 'Where customers want to hear of events, secrets as present or absent.';

revoke all on public.integration_list, public.webhook_config_list from anon, authenticated;

grant select on public.integration_list, public.webhook_config_list to authenticated;

revoke execute on function private.integrations_without_secrets(), private.webhook_configs_without_secrets()
  from public, anon, authenticated, service_role;

grant execute on function private.integrations_without_secrets(), private.webhook_configs_without_secrets()
  to authenticated;

create or replace function private.reveal_value(entity text, id uuid, path text[], reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  source text := entity;
  key text := 'id';
  shown text;
  seen jsonb;
begin
  perform private.require_admin();
  if coalesce(cardinality(path), 0) = 0
    or exists (select from private.record_columns_of(entity) c where c.name = path[1] and c.secret)
    or not exists (select from private.record_columns_of(entity) c join private.record_tables() t on t.relation = entity and t.key_type = 'uuid'
        where c.name = path[1] and (c.personal or c.kind in ('text', 'json', 'list')))
      and not exists (select from private.revealable r where r.relation = entity and r.field = path[1]) then
    raise exception 'nothing there can be revealed' using errcode = '22023';
  end if;
  select t.source, t.key into source, key from private.record_tables() t where t.relation = entity;
  select c.presence into shown from private.record_columns_of(entity) c where c.name = path[1];
  execute format('select to_jsonb(%s) #> $2 from public.%I t where t.%I = $1',
    coalesce(shown, format('t.%I', path[1])), coalesce(source, entity), coalesce(key, 'id'))
    into seen using reveal_value.id, path[2:];
  if seen is null then
    return null;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (private.owner_of_row(reveal_value.entity, reveal_value.id), auth.uid(), 'payload.revealed', 'reveal', reveal_value.entity,
    reveal_value.id::text, jsonb_strip_nulls(jsonb_build_object('path', path, 'reason', nullif(btrim(reveal_value.reason), ''))));
  return seen;
end
$$;

comment on function private.reveal_value(text, uuid, text[], text) is
  'Reads one masked value for an admin and writes down that it was read: of any table what pages may mask, what private.revealable adds, and never a secret.';

create or replace function private.owner_of_row(entity text, id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  key text := coalesce((select t.key from private.record_tables() t where t.relation = entity), 'id');
  owned_by text := (select a.attname from pg_catalog.pg_attribute a
    where a.attrelid = format('public.%I', entity)::regclass and a.attname in ('user_id', 'seller_id', 'created_by', 'referrer_id') and a.atttypid = 'uuid'::regtype
    order by a.attname = 'user_id' desc, a.attnum limit 1);
  owner uuid;
begin
  if owned_by is not null then
    execute format('select t.%I from public.%I t where t.%I = $1', owned_by, entity, key) into owner using owner_of_row.id;
  end if;
  return owner;
end
$$;

comment on function private.owner_of_row(text, uuid) is 'The customer whom a row concerns; nobody for tables that say none.';

create or replace function public.reveal(entity text, id uuid, path text[], reason text default null) returns jsonb
language sql set search_path = ''
as $$ select private.reveal_value(entity, id, path, reason) $$;

comment on function public.reveal(text, uuid, text[], text) is
  'One value as it was recorded: the row''s table and key, and the path to it, its first part the column (secrets are refused) and the others the keys and places in its JSON. Writes an audit row (payload.revealed) with the path and the reason. Null, and nothing written, where there is no value.';

-- The one way to see how a customer is reached. Each look leaves an audit row, as revealing a value of a queue does.
create or replace function private.reveal_contact(customer uuid, field text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  seen text;
begin
  perform private.require_admin();
  case field
    when 'email' then select p.email into seen from private.profiles p where p.user_id = customer;
    when 'transfer_number' then select p.transfer_number into seen from private.profiles p where p.user_id = customer;
    when 'phone_number' then select a.phone_number into seen from private.agents a where a.user_id = customer order by a.created_at desc limit 1;
    else raise exception 'field must be one of email, transfer_number, phone_number' using errcode = '22023';
  end case;
  if seen is not null then
    insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (customer, auth.uid(), 'contact.revealed', 'reveal', 'profiles', customer::text, jsonb_build_object('path', array[field]));
  end if;
  return seen;
end
$$;

comment on function private.reveal_contact(uuid, text) is 'What public.reveal_contact does.';

create or replace function public.reveal_contact(customer uuid, field text) returns text
language sql set search_path = ''
as $$ select private.reveal_contact(customer, field) $$;

comment on function public.reveal_contact(uuid, text) is
  'How a customer is reached, as it is stored: email, transfer_number, or phone_number, their agent''s. Writes an audit row (contact.revealed). Null, and nothing written, where there is none.';

drop policy if exists revealable_select on private.revealable;
create policy revealable_select on private.revealable for select to authenticated using (true);

grant select on private.revealable to authenticated, service_role;

insert into private.revealable (relation, field) values
  ('error_logs', 'message'), ('error_logs', 'stack_trace'), ('error_logs', 'request_body'),
  ('webhook_queue', 'raw_payload'), ('webhook_queue', 'phone_number'), ('webhook_queue', 'error_message'),
  ('ops_alerts', 'message'), ('ops_alerts', 'details'),
  ('unknown_phone', 'phone_number'), ('unknown_phone', 'raw_payload'), ('unknown_phone', 'notes'),
  ('webhook_deliveries', 'payload'), ('webhook_deliveries', 'response_body'), ('webhook_deliveries', 'last_error'),
  ('webhook_deliveries', 'error_message')
on conflict do nothing;

-- The numbers of agents are masked; a look is written down.
insert into private.revealable (relation, field) values ('agents', 'phone_number'), ('agents', 'inbound_webhook_url') on conflict do nothing;

revoke execute on function private.reveal_contact(customer uuid, field text),
  private.owner_of_row(entity text, id uuid), private.reveal_value(entity text, id uuid, path text[], reason text),
  public.reveal(entity text, id uuid, path text[], reason text), public.reveal_contact(customer uuid, field text)
  from public, anon, authenticated, service_role;

grant execute on function private.reveal_contact(customer uuid, field text),
  private.reveal_value(entity text, id uuid, path text[], reason text),
  public.reveal(entity text, id uuid, path text[], reason text), public.reveal_contact(customer uuid, field text)
  to authenticated, service_role;

-- 08_contract.sql

-- The contract's start check and its documented queries.
create or replace function public.missing_contract_parts() returns table (file text, relation text, part text)
language sql stable security definer set search_path = ''
as $$
  select d.file, d.relation::text, d.name::text
  from private.contract_columns() d
  where not exists (
    select from pg_attribute a
    where a.attrelid = to_regclass('public.' || d.relation) and a.attname = d.name and a.attnum > 0 and not a.attisdropped
  )
  union all
  select 'fix_agents_constraints.sql', 'agents', k.name
  from unnest('{agents_user_id_key, agents_phone_number_key}'::text[]) k (name)
  where exists (select from private.created_tables c where c.relation = 'agents') and not exists (
    select from pg_class i where i.oid = to_regclass('public.' || k.name) and i.relkind = 'i'
  )
  union all
  select 'fix_agents_constraints.sql', 'agents', 'agents_agent_id_key is still there'
  where to_regclass('public.agents_agent_id_key') is not null
    and exists (select from private.created_tables c where c.relation = 'agents')
$$;

comment on function public.missing_contract_parts() is
  'The columns of the contract that this database lacks, and the constraints of agents where the table is ours, each with the file that adds it. No rows when every file has been run. Reads no row of anybody''s, so that the start check may ask without signing in.';

revoke execute on function public.missing_contract_parts() from public, anon, authenticated, service_role;

grant execute on function public.missing_contract_parts() to anon, authenticated, service_role;

-- Questions asked often, by one value each. The others are list_webhooks, list_errors and health_distribution.
create or replace function private.e164(phone text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when w.digits = '' then null
    when w.written ~ '^\+' then '+' || w.digits
    when w.digits ~ '^00' then '+' || substr(w.digits, 3)
    when w.digits ~ '^011' then '+' || substr(w.digits, 4)
    when length(w.digits) = 10 then '+1' || w.digits
    else '+' || w.digits
  end
  from (
    select n.written, regexp_replace(n.written, '\D', '', 'g') as digits
    from (select regexp_replace(lower(phone), '^[^0-9+]*|\s*(ext|x).*$', '', 'g') as written) n
  ) w
$$;

comment on function private.e164(text) is
  'A phone number as +14155551234, from any usual writing. Ten digits are taken for North American; an extension is dropped.';

create or replace function private.phone_writings(phone text) returns text[]
language sql immutable set search_path = ''
as $$
  select array_agg(distinct w.writing)
  from (select private.e164(phone) as number) n
  cross join lateral (select substr(n.number, 3, 3) as area, substr(n.number, 6, 3) as exchange, substr(n.number, 9) as line) p
  cross join lateral (
    select n.number as writing
    union all select btrim(phone)
    union all select substr(n.number, 2)
    union all select begun || p.area || p.exchange || p.line from unnest(array['', '+1 ', '1 ']) begun where n.number ~ '^\+1\d{10}$'
    union all select begun || concat_ws(between, p.area, p.exchange, p.line)
      from unnest(array['', '+1 ', '1 ', '+1-', '1-', '+1.', '1.']) begun cross join unnest(array['-', '.', ' ']) between where n.number ~ '^\+1\d{10}$'
    union all select begun || format('(%s) %s-%s', p.area, p.exchange, p.line) from unnest(array['', '+1 ', '1 ', '+1', '1']) begun where n.number ~ '^\+1\d{10}$'
    union all select begun || format('(%s)%s-%s', p.area, p.exchange, p.line) from unnest(array['', '+1 ', '1 ', '+1', '1']) begun where n.number ~ '^\+1\d{10}$'
  ) w
  where w.writing <> ''
$$;

comment on function private.phone_writings(text) is
  'The usual writings of a phone number, +14155551234 among them, so that an index on numbers as people typed them finds it.';

create or replace function public.usage_of(customer uuid)
returns table (tier text, call_used_seconds integer, call_cap_seconds integer, call_credit integer, sms_used integer,
  sms_cap integer, sms_credit integer, limit_state text, hard_stop_active boolean, period_start timestamptz,
  period_end timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select private.plan_of(u.user_id), u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.sms_used, u.sms_cap, u.sms_credit, u.limit_state,
    u.hard_stop_active, u.period_start, u.period_end
  from private.usage_limits u
  where u.user_id = customer
$$;

comment on function public.usage_of(uuid) is
  'For admins: what a customer has used in the current period, and may use. No row for a customer without limits.';

-- A function that returns rows of the table cannot be replaced by one with columns of its own.
do $$
begin
  if (select p.prorettype = 'public.agents'::regtype from pg_catalog.pg_proc p where p.oid = to_regprocedure('public.agent_by_phone(text)')) then
    drop function public.agent_by_phone(text);
  end if;
end
$$;

create or replace function public.agent_by_phone(phone text)
returns table (id uuid, user_id uuid, agent_id text, phone_number text, nickname text, status text, inbound_webhook_url text,
  created_at timestamptz, deploy_request_id text, deployed_at timestamptz, deploy_error text)
language sql stable rows 1 set search_path = ''
as $$
  select a.id, a.user_id, a.agent_id, a.phone_number, a.nickname, a.status, a.inbound_webhook_url, a.created_at,
    a.deploy_request_id, a.deployed_at, a.deploy_error
  from private.agents a
  where a.phone_number = any (private.phone_writings(phone))
$$;

comment on function public.agent_by_phone(text) is
  'For admins: the agent that answers a number, in any writing of it, (415) 555-1234, 415.555.1234, 1-415-555-1234, +14155551234, however the agent''s own number is written.';

create or replace function public.reconciliation_status(most integer default 10)
returns table (id uuid, run_type text, status text, records_checked integer, discrepancies_found integer,
  started_at timestamptz, completed_at timestamptz, triggered_by text)
language plpgsql stable rows 10 set search_path = ''
as $$
begin
  if most is null or most not between 1 and 200 then
    raise exception 'most must be between 1 and 200' using errcode = '22023';
  end if;
  return query
    select r.id, r.run_type, r.status, r.records_checked, r.discrepancies_found, r.started_at, r.completed_at, r.triggered_by
    from private.reconciliation_runs r
    order by r.started_at desc, r.id desc
    limit most;
end
$$;

comment on function public.reconciliation_status(integer) is 'For admins: the latest reconciliation runs, the newest first, without their details.';

revoke execute on function private.e164(phone text), private.phone_writings(phone text), public.agent_by_phone(phone text),
  public.reconciliation_status(most integer), public.usage_of(customer uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.e164(phone text), private.phone_writings(phone text), public.agent_by_phone(phone text),
  public.reconciliation_status(most integer), public.usage_of(customer uuid) to authenticated, service_role;

-- 09_indexes.sql

-- Indexes on the contract's tables.

call private.ensure_index('active_sessions_user_id_idx', 'public.active_sessions', '(user_id, last_active, id)');
call private.ensure_index('active_sessions_created_at_idx', 'public.active_sessions', '(created_at, id)');
call private.ensure_index('active_sessions_last_active_idx', 'public.active_sessions', '(last_active, id)');
call private.ensure_index('active_sessions_live_idx', 'public.active_sessions',
  '(last_active, id) where revoked_at is null');
call private.ensure_index('active_sessions_live_created_idx', 'public.active_sessions',
  '(created_at, id) where revoked_at is null');
call private.ensure_index('active_sessions_many_addresses_idx', 'public.active_sessions',
  '(last_active, id) where revoked_at is null and addresses >= 4');
call private.ensure_index('active_sessions_revoked_idx', 'public.active_sessions',
  '(last_active, id) where revoked_at is not null');
call private.ensure_index('active_sessions_user_created_idx', 'public.active_sessions', '(user_id, created_at, id)');

call private.ensure_index('agents_agent_id_idx', 'public.agents', '(agent_id)');
call private.ensure_index('agents_created_at_idx', 'public.agents', '(created_at, id)');
call private.ensure_index('agents_deployed_at_idx', 'public.agents', '((coalesce(deployed_at, ''epoch'')), id)');
call private.ensure_index('agents_status_idx', 'public.agents', '(status, id)');
call private.ensure_index('agents_user_id_idx', 'public.agents', '(user_id)');
call private.ensure_index('agents_phone_number_idx', 'public.agents', '(phone_number)');
call private.ensure_index('agents_deployed_well_idx', 'public.agents',
  '(deployed_at, id) where deploy_error is null and deployed_at is not null');
call private.ensure_index('agents_webhook_idx', 'public.agents',
  '(split_part(coalesce(inbound_webhook_url, ''''), ''?'', 1), id)');

call private.ensure_index('alerts_created_at_idx', 'public.alerts', '(created_at, id)');
call private.ensure_index('alerts_user_id_idx', 'public.alerts', '(user_id, created_at, id)');
call private.ensure_index('alerts_unresolved_idx', 'public.alerts', '(created_at, id) where resolved_at is null');

call private.ensure_index('appointments_user_id_idx', 'public.appointments', '(user_id, start_time, id)');
call private.ensure_index('appointments_start_time_idx', 'public.appointments', '(start_time, id)');
call private.ensure_index('appointments_created_at_idx', 'public.appointments', '(created_at, id)');
call private.ensure_index('appointments_cal_booking_uid_idx', 'public.appointments', '(cal_booking_uid)');
call private.ensure_index('appointments_user_created_idx', 'public.appointments', '(user_id, created_at, id)');

call private.ensure_index('audit_logs_created_at_idx', 'public.audit_logs', '(created_at, id)');
call private.ensure_index('audit_logs_entity_idx', 'public.audit_logs', '(entity, entity_id, created_at)');
call private.ensure_index('audit_logs_table_idx', 'public.audit_logs', '(entity, created_at, id)');
call private.ensure_index('audit_logs_whose_idx', 'public.audit_logs', '(actor_id, created_at, id)');
call private.ensure_index('audit_logs_usage_idx', 'public.audit_logs',
  '(user_id, created_at, id) where entity = ''usage_limits''');
call private.ensure_index('audit_logs_customer_idx', 'public.audit_logs',
  '(user_id, created_at, id) include (action, entity, actor_id)');
call private.ensure_index('audit_logs_acts_idx', 'public.audit_logs',
  '(action, created_at, id) include (entity, actor_id)');

call private.ensure_index('billing_line_items_created_at_idx', 'public.billing_line_items', '(created_at, id)');
call private.ensure_index('billing_line_items_user_id_idx', 'public.billing_line_items', '(user_id, created_at, id)');
call private.ensure_index('billing_line_items_period_idx', 'public.billing_line_items', '(billing_period_id, user_id)');
call private.ensure_index('billing_line_items_tier_snapshot_id_idx', 'public.billing_line_items', '(tier_snapshot_id)');

call private.ensure_index('black_box_logs_created_at_idx', 'public.black_box_logs', '(created_at, id)');
call private.ensure_index('black_box_logs_user_id_idx', 'public.black_box_logs', '(user_id, created_at, id)');
call private.ensure_index('black_box_logs_event_id_idx', 'public.black_box_logs', '(event_id)');

call private.ensure_index('call_events_created_at_idx', 'public.call_events', '(created_at, id)');
call private.ensure_index('call_events_received_at_idx', 'public.call_events', '(received_at, id)');
call private.ensure_index('call_events_user_id_idx', 'public.call_events', '(user_id, received_at, id)');
call private.ensure_index('call_events_event_id_idx', 'public.call_events', '(event_id)');
call private.ensure_index('call_events_idempotency_key_idx', 'public.call_events', '(idempotency_key)');
call private.ensure_index('call_events_call_sid_idx', 'public.call_events', '(call_sid)');

call private.ensure_index('call_recordings_created_at_idx', 'public.call_recordings', '(created_at, id)');
call private.ensure_index('call_recordings_seller_id_idx', 'public.call_recordings', '(seller_id, created_at, id)');
call private.ensure_index('call_recordings_lead_id_idx', 'public.call_recordings', '(lead_id)');
call private.ensure_index('call_recordings_call_id_idx', 'public.call_recordings', '(call_id)');

call private.ensure_index('churn_alerts_created_at_idx', 'public.churn_alerts', '(created_at, id)');
call private.ensure_index('churn_alerts_severity_idx', 'public.churn_alerts', '(severity, created_at, id)');
call private.ensure_index('churn_alerts_user_id_idx', 'public.churn_alerts', '(user_id, created_at, id)');
call private.ensure_index('churn_alerts_resolved_at_idx', 'public.churn_alerts',
  '(resolved_at) where resolved_at is not null');
call private.ensure_index('churn_alerts_rank_idx', 'public.churn_alerts',
  '((case severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end), created_at, id)');
call private.ensure_index('churn_alerts_open_idx', 'public.churn_alerts', '(created_at, id) where resolved_at is null');
call private.ensure_index('churn_alerts_open_rank_idx', 'public.churn_alerts',
  '((case severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end), created_at, id) where resolved_at is null');
call private.ensure_index('churn_alerts_open_user_idx', 'public.churn_alerts', '(user_id) where resolved_at is null');
call private.ensure_index('churn_alerts_assigned_idx', 'public.churn_alerts',
  '(assigned_to, created_at, id) where assigned_to is not null');

call private.ensure_index('commissions_created_at_idx', 'public.commissions', '(created_at, id)');
call private.ensure_index('commissions_seller_id_idx', 'public.commissions', '(seller_id, created_at, id)');
call private.ensure_index('commissions_deal_id_idx', 'public.commissions', '(deal_id)');

call private.ensure_index('consent_logs_created_at_idx', 'public.consent_logs', '(created_at, id)');
call private.ensure_index('consent_logs_user_id_idx', 'public.consent_logs', '(user_id, created_at)');

call private.ensure_index('customer_health_history_user_id_idx', 'public.customer_health_history', '(user_id, created_at, id)');
call private.ensure_index('customer_health_history_created_at_idx', 'public.customer_health_history', '(created_at, id)');

call private.ensure_index('customer_health_scores_score_idx', 'public.customer_health_scores', '(score, user_id)');
call private.ensure_index('customer_health_scores_last_calculated_idx', 'public.customer_health_scores',
  '(last_calculated, user_id)');
call private.ensure_index('customer_health_scores_grade_idx', 'public.customer_health_scores',
  '(grade, score, user_id)');
call private.ensure_index('customer_health_scores_risk_level_idx', 'public.customer_health_scores',
  '(risk_level, score, user_id)');

call private.ensure_index('deals_created_at_idx', 'public.deals', '(created_at, id)');
call private.ensure_index('deals_seller_id_idx', 'public.deals', '(seller_id, created_at, id)');
call private.ensure_index('deals_lead_id_idx', 'public.deals', '(lead_id)');
call private.ensure_index('deals_referrer_id_idx', 'public.deals', '(referrer_id)');
call private.ensure_index('deals_stripe_session_id_idx', 'public.deals', '(stripe_session_id)');

call private.ensure_index('dialer_queue_created_at_idx', 'public.dialer_queue', '(created_at, id)');
call private.ensure_index('dialer_queue_created_by_idx', 'public.dialer_queue', '(created_by, created_at, id)');
call private.ensure_index('dialer_queue_lead_id_idx', 'public.dialer_queue', '(lead_id)');

call private.ensure_index('error_logs_created_at_idx', 'public.error_logs', '(created_at, id)');
call private.ensure_index('error_logs_error_type_idx', 'public.error_logs', '(error_type, created_at, id)');
call private.ensure_index('error_logs_endpoint_idx', 'public.error_logs', '(endpoint, created_at, id)');
call private.ensure_index('error_logs_user_id_idx', 'public.error_logs', '(user_id, created_at, id)');
call private.ensure_index('error_logs_resolved_at_idx', 'public.error_logs',
  '(resolved_at) where resolved_at is not null');
call private.ensure_index('error_logs_unresolved_idx', 'public.error_logs',
  '(created_at, id) where resolved_at is null');
call private.ensure_index('error_logs_unresolved_type_idx', 'public.error_logs',
  '(error_type, created_at, id) where resolved_at is null');
call private.ensure_index('error_logs_unresolved_user_idx', 'public.error_logs', '(user_id) where resolved_at is null');
call private.ensure_index('error_logs_group_idx', 'public.error_logs', '(group_id, created_at, id)');
call private.ensure_index('error_logs_unresolved_group_idx', 'public.error_logs',
  '(group_id, created_at, id) where resolved_at is null');
call private.ensure_index('error_logs_customer_facets_idx', 'public.error_logs',
  '(user_id) include (error_type, endpoint, resolved_at)');
call private.ensure_index('error_logs_payload_idx', 'public.error_logs',
  'using gin (jsonb_path_query_array(request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")''))');
call private.ensure_index('error_logs_transfer_idx', 'public.error_logs',
  '(user_id, created_at, id) where error_type = ''transfer_failed''');

call private.ensure_index('integrations_created_at_idx', 'public.integrations', '(created_at, id)');
call private.ensure_index('integrations_user_id_idx', 'public.integrations', '(user_id, provider)');

call private.ensure_index('latency_logs_created_at_idx', 'public.latency_logs', '(created_at, id)');
call private.ensure_index('latency_logs_endpoint_idx', 'public.latency_logs', '(endpoint, created_at, id)');
call private.ensure_index('latency_logs_user_id_idx', 'public.latency_logs', '(user_id, created_at, id)');
call private.ensure_index('latency_logs_slow_idx', 'public.latency_logs', '(created_at, id) where is_slow');
call private.ensure_index('latency_logs_request_id_idx', 'public.latency_logs', '(request_id)');
call private.ensure_index('latency_logs_written_by_idx', 'public.latency_logs',
  '(written_by) where written_by is not null');
call private.ensure_index('latency_logs_worst_idx', 'public.latency_logs', '(endpoint, duration_ms, id, created_at)');

call private.ensure_index('leads_user_id_idx', 'public.leads', '(user_id, created_at, id)');
call private.ensure_index('leads_created_at_idx', 'public.leads', '(created_at, id)');
call private.ensure_index('leads_phone_idx', 'public.leads', '(phone)');

call private.ensure_index('messages_user_id_idx', 'public.messages', '(user_id, created_at, id)');
call private.ensure_index('messages_created_at_idx', 'public.messages', '(created_at, id)');
call private.ensure_index('messages_thread_id_idx', 'public.messages', '(thread_id, created_at)');
call private.ensure_index('messages_outbound_to_idx', 'public.messages',
  '(user_id, to_number, created_at) where direction = ''outbound''');

call private.ensure_index('ops_alerts_created_at_idx', 'public.ops_alerts', '(created_at, id)');
call private.ensure_index('ops_alerts_alert_type_idx', 'public.ops_alerts', '(alert_type, created_at, id)');
call private.ensure_index('ops_alerts_severity_idx', 'public.ops_alerts', '(severity, created_at, id)');
call private.ensure_index('ops_alerts_rank_idx', 'public.ops_alerts',
  '((case severity when ''critical'' then 1 when ''warning'' then 2 else 3 end), created_at, id)');
call private.ensure_index('ops_alerts_unsettled_idx', 'public.ops_alerts',
  '(created_at, id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_unsettled_rank_idx', 'public.ops_alerts',
  '((case severity when ''critical'' then 1 when ''warning'' then 2 else 3 end), created_at, id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_unsettled_user_idx', 'public.ops_alerts',
  '(user_id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_unsettled_type_idx', 'public.ops_alerts',
  '(alert_type, created_at, id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_snoozed_idx', 'public.ops_alerts',
  '(created_at, id) where acknowledged_at is null and returns_at is not null');
call private.ensure_index('ops_alerts_under_way_idx', 'public.ops_alerts',
  '(created_at, id) where acknowledged_at is not null and closed_at is null');
call private.ensure_index('ops_alerts_closed_idx', 'public.ops_alerts', '(created_at, id) where closed_at is not null');
call private.ensure_index('ops_alerts_assigned_idx', 'public.ops_alerts',
  '(assigned_to, created_at, id) where assigned_to is not null');
call private.ensure_index('ops_alerts_acknowledgements_idx', 'public.ops_alerts',
  '(acknowledged_at) include (created_at, severity, acknowledged_by) where acknowledged_at is not null');
call private.ensure_index('ops_alerts_customer_idx', 'public.ops_alerts',
  '(user_id, created_at, id) include (severity, alert_type)');

call private.ensure_index('outbound_sms_log_to_number_idx', 'public.outbound_sms_log', '(to_number, created_at)');
call private.ensure_index('outbound_sms_log_user_id_idx', 'public.outbound_sms_log', '(user_id, created_at, id)');
call private.ensure_index('outbound_sms_log_created_at_idx', 'public.outbound_sms_log', '(created_at, id)');
call private.ensure_index('outbound_sms_log_unsent_idx', 'public.outbound_sms_log',
  '(user_id, created_at, id) where status in (''failed'', ''undelivered'')');

call private.ensure_index('profiles_business_name_idx', 'public.profiles', '(coalesce(business_name, ''''), user_id)');
call private.ensure_index('profiles_admins_idx', 'public.profiles', '(email) include (user_id) where role = ''admin''');

call private.ensure_index('reconciliation_runs_started_at_idx', 'public.reconciliation_runs', '(started_at, id)');
call private.ensure_index('reconciliation_runs_status_idx', 'public.reconciliation_runs', '(status, started_at, id)');

call private.ensure_index('referral_codes_created_at_idx', 'public.referral_codes', '(created_at, id)');
call private.ensure_index('referral_codes_user_id_idx', 'public.referral_codes', '(user_id)');

call private.ensure_index('referral_commissions_created_at_idx', 'public.referral_commissions', '(created_at, id)');
call private.ensure_index('referral_commissions_referral_id_idx', 'public.referral_commissions', '(referral_id)');
call private.ensure_index('referral_commissions_referrer_id_idx', 'public.referral_commissions', '(referrer_id)');

call private.ensure_index('referrals_created_at_idx', 'public.referrals', '(created_at, id)');
call private.ensure_index('referrals_referrer_id_idx', 'public.referrals', '(referrer_id)');
call private.ensure_index('referrals_referred_id_idx', 'public.referrals', '(referred_id)');

call private.ensure_index('sms_events_created_at_idx', 'public.sms_events', '(created_at, id)');
call private.ensure_index('sms_events_received_at_idx', 'public.sms_events', '(received_at, id)');
call private.ensure_index('sms_events_user_id_idx', 'public.sms_events', '(user_id, received_at, id)');
call private.ensure_index('sms_events_event_id_idx', 'public.sms_events', '(event_id)');
call private.ensure_index('sms_events_idempotency_key_idx', 'public.sms_events', '(idempotency_key)');
call private.ensure_index('sms_events_message_sid_idx', 'public.sms_events', '(message_sid)');

call private.ensure_index('sms_opt_out_opted_out_at_idx', 'public.sms_opt_out', '(opted_out_at, id)');
call private.ensure_index('sms_opt_out_user_id_idx', 'public.sms_opt_out', '(user_id)');

call private.ensure_index('sms_thread_locks_last_activity_idx', 'public.sms_thread_locks', '(last_activity, id)');
call private.ensure_index('sms_thread_locks_expires_at_idx', 'public.sms_thread_locks', '(expires_at)');
call private.ensure_index('sms_thread_locks_user_id_idx', 'public.sms_thread_locks', '(user_id)');

call private.ensure_index('subscriptions_user_id_idx', 'public.subscriptions', '(user_id, created_at, id)');
call private.ensure_index('subscriptions_created_at_idx', 'public.subscriptions', '(created_at, id)');
call private.ensure_index('subscriptions_stripe_subscription_id_idx', 'public.subscriptions',
  '(stripe_subscription_id)');
call private.ensure_index('subscriptions_stripe_customer_id_idx', 'public.subscriptions', '(stripe_customer_id)');

call private.ensure_index('tier_snapshots_created_at_idx', 'public.tier_snapshots', '(created_at, id)');
call private.ensure_index('tier_snapshots_tier_id_idx', 'public.tier_snapshots', '(tier_id, effective_from)');

call private.ensure_index('tracking_points_session_id_idx', 'public.tracking_points', '(session_id, recorded_at, id)');
call private.ensure_index('tracking_points_recorded_at_idx', 'public.tracking_points', '(recorded_at, id)');

call private.ensure_index('tracking_sessions_created_at_idx', 'public.tracking_sessions', '(created_at, id)');
call private.ensure_index('tracking_sessions_created_by_idx', 'public.tracking_sessions',
  '(created_by, created_at, id)');
call private.ensure_index('tracking_sessions_lead_id_idx', 'public.tracking_sessions', '(lead_id)');

call private.ensure_index('unknown_phone_created_at_idx', 'public.unknown_phone', '(created_at, id)');
call private.ensure_index('unknown_phone_received_at_idx', 'public.unknown_phone', '(received_at, id)');
call private.ensure_index('unknown_phone_phone_number_idx', 'public.unknown_phone', '(phone_number, received_at)');
call private.ensure_index('unknown_phone_unresolved_idx', 'public.unknown_phone',
  '(received_at, id) where resolved_at is null');
call private.ensure_index('unknown_phone_matched_agent_idx', 'public.unknown_phone',
  '(matched_agent) where matched_agent is not null');
call private.ensure_index('unknown_phone_event_type_idx', 'public.unknown_phone', '(event_type, received_at, id)');
call private.ensure_index('unknown_phone_open_number_idx', 'public.unknown_phone',
  '(phone_number) where resolved_at is null');

call private.ensure_index('upgrade_prompts_shown_user_id_idx', 'public.upgrade_prompts_shown',
  '(user_id, shown_at, id)');
call private.ensure_index('upgrade_prompts_shown_shown_at_idx', 'public.upgrade_prompts_shown', '(shown_at, id)');

call private.ensure_index('usage_calls_user_id_idx', 'public.usage_calls', '(user_id, created_at, id)');
call private.ensure_index('usage_calls_call_id_idx', 'public.usage_calls', '(call_id)');
call private.ensure_index('usage_calls_provider_call_id_idx', 'public.usage_calls', '(provider_call_id)');
call private.ensure_index('usage_calls_created_at_idx', 'public.usage_calls', '(created_at, id)');
call private.ensure_index('usage_calls_period_idx', 'public.usage_calls', '(user_id, created_at) include (seconds)');

call private.ensure_index('usage_limits_limit_state_idx', 'public.usage_limits', '(limit_state, user_id)');
call private.ensure_index('usage_limits_period_end_idx', 'public.usage_limits', '(period_end, user_id)');
-- Where the column is not kept, customers are few enough to be sorted.
do $$
begin
  if private.is_ours('usage_limits') then
    call private.ensure_index('usage_limits_used_percent_idx', 'public.usage_limits', '(used_percent, user_id)');
    call private.ensure_index('usage_limits_stopped_idx', 'public.usage_limits',
      '(used_percent, user_id) where hard_stop_active');
  end if;
end
$$;
call private.ensure_index('usage_limits_period_idx', 'public.usage_limits',
  '((coalesce(period_end, ''9999-12-31 00:00+00'')), user_id)');

call private.ensure_index('usage_sms_user_id_idx', 'public.usage_sms', '(user_id, created_at, id)');
call private.ensure_index('usage_sms_message_id_idx', 'public.usage_sms', '(message_id)');
call private.ensure_index('usage_sms_provider_message_id_idx', 'public.usage_sms', '(provider_message_id)');
call private.ensure_index('usage_sms_created_at_idx', 'public.usage_sms', '(created_at, id)');

call private.ensure_index('user_premium_features_created_at_idx', 'public.user_premium_features', '(created_at, id)');

call private.ensure_index('webhook_configs_user_id_idx', 'public.webhook_configs', '(user_id, created_at, id)');
call private.ensure_index('webhook_configs_created_at_idx', 'public.webhook_configs', '(created_at, id)');

call private.ensure_index('webhook_deliveries_created_at_idx', 'public.webhook_deliveries', '(created_at, id)');
call private.ensure_index('webhook_deliveries_webhook_id_idx', 'public.webhook_deliveries',
  '(webhook_id, created_at, id)');
call private.ensure_index('webhook_deliveries_user_id_idx', 'public.webhook_deliveries', '(user_id, created_at, id)');
call private.ensure_index('webhook_deliveries_retry_idx', 'public.webhook_deliveries',
  '(next_retry_at) where next_retry_at is not null');
call private.ensure_index('webhook_deliveries_event_type_idx', 'public.webhook_deliveries',
  '(event_type, created_at, id)');
call private.ensure_index('webhook_deliveries_failed_idx', 'public.webhook_deliveries',
  '(created_at, id) where delivered_at is null and delivery_status = ''failed''');
call private.ensure_index('webhook_deliveries_waiting_idx', 'public.webhook_deliveries',
  '(created_at, id) where delivered_at is null and delivery_status is distinct from ''failed''');

call private.ensure_index('webhook_queue_attempts_idx', 'public.webhook_queue', '(attempts, id)');
call private.ensure_index('webhook_queue_user_id_idx', 'public.webhook_queue', '(user_id, received_at, id)');
call private.ensure_index('webhook_queue_idempotency_key_idx', 'public.webhook_queue', '(idempotency_key)');
call private.ensure_index('webhook_queue_pending_idx', 'public.webhook_queue',
  '(received_at, id) where processed_at is null');
call private.ensure_index('webhook_queue_pending_attempts_idx', 'public.webhook_queue',
  '(attempts, id) where processed_at is null');
call private.ensure_index('webhook_queue_failed_idx', 'public.webhook_queue',
  '(received_at, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_failed_attempts_idx', 'public.webhook_queue',
  '(attempts, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_customer_facets_idx', 'public.webhook_queue',
  '(user_id) include (event_type, processed_at, result)');
call private.ensure_index('webhook_queue_cause_idx', 'public.webhook_queue',
  '(cause, received_at, id) where cause is not null');
call private.ensure_index('webhook_queue_failed_cause_idx', 'public.webhook_queue',
  '(cause, received_at, id) include (user_id, event_type) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_queued_at_idx', 'public.webhook_queue',
  '(queued_at) where queued_at is not null');
call private.ensure_index('webhook_queue_payload_idx', 'public.webhook_queue',
  'using gin (raw_payload jsonb_path_ops) where processed_at is not null');
call private.ensure_index('webhook_queue_settled_idx', 'public.webhook_queue',
  '(processed_at) include (received_at, queued_at, event_type, result) where processed_at is not null');
call private.ensure_index('webhook_queue_waited_idx', 'public.webhook_queue',
  '(processed_at) include (received_at, queued_at) where processed_at is not null and case when isfinite(processed_at) and isfinite(greatest(received_at, queued_at)) then processed_at - greatest(received_at, queued_at) > interval ''1 minute'' else true end');
call private.ensure_index('webhook_queue_failed_type_idx', 'public.webhook_queue',
  '(event_type, received_at, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_reference_idx', 'public.webhook_queue',
  '((coalesce(raw_payload #>> ''{call,call_id}'', raw_payload ->> ''call_id'', raw_payload ->> ''MessageSid'', raw_payload ->> ''message_sid'')))');
call private.ensure_index('webhook_queue_failed_user_idx', 'public.webhook_queue',
  '(user_id, received_at, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_arrival_idx', 'public.webhook_queue',
  '(received_at, id) include (processed_at, result)');
call private.ensure_index('webhook_queue_type_idx', 'public.webhook_queue',
  '(event_type, received_at, id) include (processed_at, result)');
call private.ensure_index('webhook_queue_skips_idx', 'public.webhook_queue',
  '(received_at, id) include (user_id, event_type) where processed_at is not null and result = ''skipped''');

-- Text search: one expression for each table, through trigrams.
call private.ensure_index('error_logs_search_idx', 'public.error_logs',
  'using gin ((coalesce(message, '''')) gin_trgm_ops)');
call private.ensure_index('ops_alerts_search_idx', 'public.ops_alerts',
  'using gin ((coalesce(message, '''')) gin_trgm_ops)');
call private.ensure_index('churn_alerts_search_idx', 'public.churn_alerts',
  'using gin (reason gin_trgm_ops)');
call private.ensure_index('webhook_queue_search_idx', 'public.webhook_queue',
  'using gin ((coalesce(idempotency_key, '''') || '' '' || coalesce(phone_number, '''') || '' '' || coalesce(error_message, '''')) gin_trgm_ops)');
call private.ensure_index('profiles_search_idx', 'public.profiles',
  'using gin ((coalesce(business_name, '''') || '' '' || email) gin_trgm_ops)');
call private.ensure_index('unknown_phone_search_idx', 'public.unknown_phone',
  'using gin (coalesce(phone_number, '''') gin_trgm_ops)');
call private.ensure_index('active_sessions_search_idx', 'public.active_sessions',
  'using gin ((coalesce(ip_address, '''') || '' '' || coalesce(user_agent, '''')) gin_trgm_ops)');
call private.ensure_index('audit_logs_search_idx', 'public.audit_logs',
  'using gin ((coalesce(metadata ->> ''notes'', '''') || '' '' || coalesce(metadata ->> ''reason'', '''')) gin_trgm_ops)');
call private.ensure_index('audit_trail_search_idx', 'public.audit_trail',
  'using gin ((coalesce(metadata ->> ''notes'', '''') || '' '' || coalesce(metadata ->> ''reason'', '''')) gin_trgm_ops)');
call private.ensure_index('agents_search_idx', 'public.agents',
  'using gin ((coalesce(nickname, '''') || '' '' || coalesce(agent_id, '''')) gin_trgm_ops)');

-- 10_lists.sql

-- The registry of lists: where each reads its rows, and its filters, sorts and facets.

create or replace function private.list_condition(list text, filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  of_list text := (select l.condition from private.lists l where l.list = list_condition.list);
  condition text;
begin
  if of_list is null then
    perform private.refuse_list(array(select l.list from private.lists l order by l.list));
  end if;
  execute format('select private.%I($1)', of_list) using filter into condition;
  return condition;
end
$$;

comment on function private.list_condition(text, jsonb) is 'The condition that a filter of the named list stands for.';

create or replace function private.list_source(list text) returns text
language sql stable set search_path = ''
as $$ select l.source from private.lists l where l.list = list_source.list $$;

comment on function private.list_source(text) is 'Where the rows of the named list come from, under the aliases that its condition uses.';

do $$
declare
  registry text;
begin
  foreach registry in array '{lists,list_sorts,list_facets,bulk_verbs}'::text[] loop
    execute format('drop policy if exists %I on private.%I', registry || '_select', registry);
    execute format('create policy %I on private.%I for select to authenticated using (true)', registry || '_select', registry);
    execute format('grant select on private.%I to authenticated, service_role', registry);
  end loop;
end
$$;

create or replace function private.refuse_list(among text[]) returns void
language plpgsql stable set search_path = ''
as $$
begin
  raise exception 'list must be one of %', array_to_string(among, ', ') using errcode = '22023';
end
$$;

comment on function private.refuse_list(text[]) is 'Raises 22023, naming the lists that there are.';

insert into private.lists (list, source, condition, moment, series) values
  ('errors', 'private.error_logs t', 'errors_condition', 't.created_at', 'type'),
  ('error_groups', 'public.error_group_list t', 'error_groups_condition', null, null),
  ('alerts', 'private.ops_alerts t', 'alerts_condition', 't.created_at', 'severity'),
  ('churn', 'private.churn_alerts t', 'churn_condition', 't.created_at', 'severity'),
  ('webhooks', 'private.webhook_queue t', 'webhooks_condition', 't.received_at', 'state'),
  ('customers', 'private.profiles t left join private.customer_health_scores h on h.user_id = t.user_id', 'customers_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts)
select s.list, s.sort, s.keys, s.casts::text[]
from (values
  ('errors', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('errors', 'error_type', array['t.error_type', 't.created_at', 't.id'], '{%L,%L::uuid}'),
  ('alerts', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('alerts', 'severity', array['case t.severity when ''critical'' then 1 when ''warning'' then 2 else 3 end', 't.created_at', 't.id'], '{%L,%L::uuid}'),
  ('churn', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('churn', 'severity', array['case t.severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end', 't.created_at', 't.id'], '{%L,%L::uuid}'),
  ('webhooks', 'received_at', array['t.received_at', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('webhooks', 'attempts', array['t.attempts', 't.id'], '{%L::integer,%L::uuid}')
) s (list, sort, keys, casts)
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('errors', 'type', 't.error_type', 'private.distinct_values(''private.error_logs'', ''error_type'', 200)'),
  ('errors', 'endpoint', 't.endpoint', 'private.distinct_values(''private.error_logs'', ''endpoint'', 200)'),
  ('errors', 'state', 'case when t.resolved_at is null then ''unresolved'' else ''resolved'' end', '''{unresolved,resolved}''::text[]'),
  ('alerts', 'severity', 't.severity',
    'array(select w from private.words_with_others(''{critical,warning,info}'', ''private.ops_alerts'', ''severity'') w)'),
  ('alerts', 'type', 't.alert_type', 'private.distinct_values(''private.ops_alerts'', ''alert_type'', 200)'),
  ('alerts', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')',
    '(select v || ''{nobody}''::text[] from private.distinct_values(''private.ops_alerts'', ''assigned_to'', 200) v where v is not null)'),
  ('alerts', 'state', 'case when t.closed_at is not null then ''closed''
      when t.returns_at is null and t.acknowledged_at is null or t.returns_at <= now() then ''open''
      when t.acknowledged_at is not null then ''acknowledged'' else ''snoozed'' end', '''{open,acknowledged,snoozed,closed}''::text[]'),
  ('churn', 'severity', 't.severity', null),
  ('churn', 'reason', 'btrim(split_part(t.reason, '':'', 1))', null),
  ('churn', 'outcome', 't.resolution_outcome', null),
  ('churn', 'assignee', 'coalesce(t.assigned_to::text, ''nobody'')', null),
  ('churn', 'state', 'case when t.resolved_at is null then ''open'' else ''resolved'' end', null),
  ('webhooks', 'event_type', 't.event_type', 'private.distinct_values(''private.webhook_queue'', ''event_type'', 200)'),
  ('webhooks', 'state', 'case when t.processed_at is null then ''pending'' when t.result in (''failed'', ''skipped'') then t.result else ''processed'' end',
    '''{pending,failed,skipped,processed}''::text[]'),
  ('customers', 'grade', 'h.grade', null),
  ('customers', 'risk', 'h.risk_level', null),
  ('customers', 'tier', 'coalesce(t.tier, ''unknown'')', null),
  ('customers', 'industry', 't.industry', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

-- The shared list functions, reading what each list is from the registry.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('errors', 'resolve', 'error_logs', 'created_at', 't.resolved_at is null',
    'resolved_at = now(), resolved_by = private.caller_id(), resolution_notes = %L', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null, resolved_by = null, resolution_notes = null'),
  ('errors', 'reopen', 'error_logs', 'created_at', 't.resolved_at is not null',
    'resolved_at = null, resolved_by = null, resolution_notes = null', null, null, null),
  -- What was acknowledged and came back is put off again, as acknowledge_ops_alerts does.
  ('alerts', 'acknowledge', 'ops_alerts', 'created_at', 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
    'acknowledged_at = coalesce(t.acknowledged_at, now()),
        acknowledged_by = case when t.acknowledged_at is null then private.caller_id() else t.acknowledged_by end,
        snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end,
        snoozed_by = case when t.acknowledged_at is not null then private.caller_id() end', null,
    't.closed_at is null and (t.acknowledged_at >= $2 and t.acknowledged_by = $3 or t.acknowledged_at < $2 and t.snoozed_by = $3)',
    'acknowledged_at = case when t.acknowledged_at < $2 then t.acknowledged_at end,
        acknowledged_by = case when t.acknowledged_at < $2 then t.acknowledged_by end, snoozed_until = null, snoozed_by = null'),
  ('alerts', 'unacknowledge', 'ops_alerts', 'created_at', 't.acknowledged_at is not null and t.closed_at is null',
    'acknowledged_at = null, acknowledged_by = null',
    null, null, null),
  ('churn', 'resolve', 'churn_alerts', 'created_at', 't.resolved_at is null',
    'resolved_at = now(), resolved_by = private.caller_id(), resolution_notes = %L', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'resolved_at = null, resolved_by = null, resolution_notes = null, resolution_outcome = null'),
  ('churn', 'reopen', 'churn_alerts', 'created_at', 't.resolved_at is not null',
    'resolved_at = null, resolved_by = null, resolution_notes = null, resolution_outcome = null', null, null, null)
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.list_condition(list text, filter jsonb), private.list_source(list text),
  private.refuse_list(among text[]) from public, anon, authenticated, service_role;

grant execute on function private.list_condition(list text, filter jsonb), private.list_source(list text),
  private.refuse_list(among text[]) to authenticated, service_role;

-- 11_list_filters.sql

-- A filter is the JSON object that a list's URL stands for. Here it becomes one SQL condition per list, which rows,
-- counts, facets and histograms share. Values enter the text only as quoted literals.
create or replace function private.refuse_filter(key text, expected text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  raise exception 'filter.% must be %', key, expected using errcode = '22023';
end
$$;

comment on function private.refuse_filter(text, text) is 'Raises 22023, naming the key of the filter and what it must be.';

create or replace function private.filter_text(filter jsonb, key text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(filter) is distinct from 'object' then
    raise exception 'filter must be an object' using errcode = '22023';
  end if;
  if coalesce(jsonb_typeof(filter -> key), 'null') not in ('null', 'string') then
    perform private.refuse_filter(key, 'a text');
  end if;
  return nullif(btrim(filter ->> key), '');
end
$$;

comment on function private.filter_text(jsonb, text) is 'A filter''s text value; null when it is absent or blank.';

create or replace function private.filter_uuid(filter jsonb, key text) returns uuid
language plpgsql immutable set search_path = ''
as $$
begin
  return private.filter_text(filter, key)::uuid;
exception when invalid_text_representation then
  perform private.refuse_filter(key, 'a uuid');
  return null;
end
$$;

comment on function private.filter_uuid(jsonb, text) is 'A filter''s id.';

create or replace function private.filter_time(filter jsonb, key text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return private.filter_text(filter, key)::timestamptz;
exception when invalid_datetime_format or datetime_field_overflow then
  perform private.refuse_filter(key, 'a time');
  return null;
end
$$;

comment on function private.filter_time(jsonb, text) is 'A filter''s time.';

create or replace function private.filter_texts(filter jsonb, key text) returns text[]
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(filter -> key), 'null') = 'null' then
    return null;
  end if;
  if jsonb_typeof(filter -> key) <> 'array' or filter -> key @? '$[*] ? (@.type() != "string")' then
    perform private.refuse_filter(key, 'a list of texts');
  end if;
  return array(select jsonb_array_elements_text(filter -> key));
end
$$;

comment on function private.filter_texts(jsonb, text) is 'A filter''s list of texts; null when it is absent.';

create or replace function private.one_of(expression text, filter jsonb, key text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, key);
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  if cardinality(chosen) = 1 then
    return format('%s = %L', expression, chosen[1]);
  end if;
  return format('%s = any (%L::text[])', expression, chosen);
end
$$;

comment on function private.one_of(text, jsonb, text) is
  'The condition of a facet: no selection means no restriction. A single value stays an equality, so that an index keeps its order.';

create or replace function private.plan_condition(filter jsonb) returns text
language sql immutable set search_path = ''
as $$
  -- A known plan stays a plain comparison, which the planner has figures for.
  select private.one_of(case when 'unknown' = any (private.filter_texts(filter, 'tier')) then 'coalesce(t.tier, ''unknown'')' else 't.tier' end, filter, 'tier')
$$;

comment on function private.plan_condition(jsonb) is 'The condition of filter.tier; unknown stands for customers of whom no plan is known.';

create or replace function private.among_ids(expression text, filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return format('%s = any (%L::uuid[])', expression, private.filter_texts(filter, 'ids')::uuid[]);
exception when invalid_text_representation then
  perform private.refuse_filter('ids', 'a list of uuids');
  return null;
end
$$;

comment on function private.among_ids(text, jsonb) is
  'The condition of filter.ids. Unlike a facet''s, an empty list matches nothing: nobody acts on everything by selecting nothing.';

create or replace function private.in_state(filter jsonb, conditions jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  state text := coalesce(private.filter_text(filter, 'state'), 'all');
begin
  if state <> 'all' and not conditions ? state then
    perform private.refuse_filter('state', (select string_agg(k, ', ') from jsonb_object_keys(conditions) k) || ' or all');
  end if;
  return conditions ->> state;
end
$$;

comment on function private.in_state(jsonb, jsonb) is 'The condition of filter.state, out of the list''s states and their conditions.';

create or replace function private.contains(expression text, filter jsonb) returns text
language sql immutable set search_path = ''
as $$
  select format('%s ilike %L', expression, '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%')
  from private.filter_text(filter, 'q') q
  where q is not null
$$;

comment on function private.contains(text, jsonb) is 'The condition of filter.q: the text contains it, whatever the case.';

create or replace function private.common_condition(filter jsonb, moment text) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    't.' || moment || ' >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    't.' || moment || ' < ' || quote_literal(private.filter_time(filter, 'until')) || '::timestamptz',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.id', filter) end,
    'true')
$$;

comment on function private.common_condition(jsonb, text) is 'The conditions that the four queues share: customer, since, until (exclusive) and ids.';

create or replace function private.payload_holds(q text) returns text
language sql immutable set search_path = ''
as $$
  select format('jsonb_path_query_array(t.request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")'') %s %L',
    '?|', array[q]) || case when q ~ '^-?[0-9]{1,15}([.][0-9]{1,9})?$' then
      format(' or jsonb_path_query_array(t.request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")'') @> %L', jsonb_build_array(q::numeric))
    else '' end
$$;

comment on function private.payload_holds(text) is 'The condition that one of the values in the payload of error_logs t is a text, or that number.';

revoke execute on function private.among_ids(expression text, filter jsonb),
  private.common_condition(filter jsonb, moment text), private.contains(expression text, filter jsonb),
  private.filter_text(filter jsonb, key text), private.filter_texts(filter jsonb, key text),
  private.filter_time(filter jsonb, key text), private.filter_uuid(filter jsonb, key text),
  private.in_state(filter jsonb, conditions jsonb), private.one_of(expression text, filter jsonb, key text),
  private.payload_holds(q text), private.plan_condition(filter jsonb), private.refuse_filter(key text, expected text)
  from public, anon, authenticated, service_role;

grant execute on function private.among_ids(expression text, filter jsonb),
  private.common_condition(filter jsonb, moment text), private.contains(expression text, filter jsonb),
  private.filter_text(filter jsonb, key text), private.filter_texts(filter jsonb, key text),
  private.filter_time(filter jsonb, key text), private.filter_uuid(filter jsonb, key text),
  private.in_state(filter jsonb, conditions jsonb), private.one_of(expression text, filter jsonb, key text),
  private.payload_holds(q text), private.plan_condition(filter jsonb), private.refuse_filter(key text, expected text) to authenticated, service_role;

-- 12_list_pages.sql

-- One page of a list, found by its sort keys: however deep the page is, it costs what the first one costs.
create or replace function private.page_ids(source text, identity text, condition text, keys text[], start text[],
  ascending boolean, size integer) returns text
language sql immutable set search_path = ''
as $$
  select format('select %s as id from %s where %s%s order by %s limit %s',
    identity, source, condition,
    case when start is not null then format(' and (%s) %s (%s)', array_to_string(keys, ', '),
      case when ascending then '>' else '<' end, array_to_string(start, ', ')) else '' end,
    (select string_agg(k || case when ascending then ' asc' else ' desc' end, ', ' order by n) from unnest(keys) with ordinality u (k, n)),
    size)
$$;

comment on function private.page_ids(text, text, text, text[], text[], boolean, integer) is
  'The query of one page''s ids: the rows of a source that come after a start, in the order of the keys.';

create or replace function private.check_page(cursor_values jsonb, page_size integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if page_size is null or page_size not between 1 and 200 then
    raise exception 'page_size must be between 1 and 200' using errcode = '22023';
  end if;
  if coalesce(jsonb_typeof(cursor_values), 'null') <> 'null'
    and (jsonb_typeof(cursor_values) <> 'array' or jsonb_array_length(cursor_values) <> 2) then
    raise exception 'cursor_values must be the sort column and the id of a row' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_page(jsonb, integer) is 'Refuses a page size out of bounds and a cursor of another shape with 22023.';

create or replace function private.cursor_start(cursor_values jsonb, casts text[]) returns text[]
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(cursor_values) = 'array'
    then array[format(casts[1], cursor_values ->> 0), format(casts[2], cursor_values ->> 1)] end
$$;

comment on function private.cursor_start(jsonb, text[]) is 'A cursor''s values as SQL literals of the keys'' types.';

create or replace function private.sorts_of(list text) returns table (sort text, keys text[])
language sql stable set search_path = ''
as $$ select s.sort, s.keys from private.list_sorts s where s.list = sorts_of.list $$;

comment on function private.sorts_of(text) is 'The sorts of a queue and the keys that each orders by; the last is always the id.';

create or replace function private.sort_keys(list text, sort text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  keys text[] := (select s.keys from private.sorts_of(list) s where s.sort = sort_keys.sort);
begin
  if keys is null then
    raise exception 'sort must be one of %', (select string_agg(s.sort, ', ' order by s.sort) from private.sorts_of(list) s)
      using errcode = '22023';
  end if;
  return keys;
end
$$;

comment on function private.sort_keys(text, text) is 'The keys of a sort; refuses a sort that the queue does not have.';

create or replace function private.sort_is_ascending(sort text, descending boolean) returns boolean
language sql immutable set search_path = ''
-- Most severe first is lowest rank first; equals are ordered by age.
as $$ select (descending is false) <> (sort = 'severity') $$;

comment on function private.sort_is_ascending(text, boolean) is 'Whether the keys of a sort ascend.';

create or replace function private.list_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  source text := private.list_source(list);
  keys text[] := private.sort_keys(list, sort);
  start text[] := private.cursor_start(cursor_values,
    (select s.casts from private.list_sorts s where s.list = list_ids.list and s.sort = list_ids.sort));
begin
  perform private.check_page(cursor_values, page_size);
  if start is not null and cardinality(keys) = 3 then
    start := array[replace(keys[1], 't.' || sort, start[1]),
      format('(select %s from %s where s.id = %s)', replace(keys[2], 't.', 's.'), left(source, -1) || 's', start[2]), start[2]];
  end if;
  return private.page_ids(source, 't.id', private.list_condition(list, filter), keys, start,
    private.sort_is_ascending(sort, descending) is distinct from coalesce(backward, false), page_size);
end
$$;

comment on function private.list_ids(text, jsonb, text, boolean, jsonb, boolean, integer) is 'The query of the ids of one page of a queue.';

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
      regexp_replace(private.list_ids(list, filter, sort, descending, cursor_values, backward, page_size), 'limit \d+$', 'limit 2000'), page_size);
  end if;
end
$$;

comment on function private.search_ids(text, jsonb, text, boolean, jsonb, boolean, integer) is
  'The ids of one page of a text search, for admins. Under row level security a text search cannot use its index, because ilike is not leakproof; the rows themselves are still read with the caller''s rights.';

create or replace function private.page_of(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if private.filter_text(filter, 'q') is not null then
    return format('select id from private.search_ids(%L, %L, %L, %L, %L, %L, %L) id', list, filter, sort, descending, cursor_values,
      backward, page_size);
  end if;
  return case list
    when 'customers' then private.customers_ids(filter, sort, descending, cursor_values, backward, page_size)
    else private.list_ids(list, filter, sort, descending, cursor_values, backward, page_size)
  end;
end
$$;

comment on function private.page_of(text, jsonb, text, boolean, jsonb, boolean, integer) is 'The query of one page''s ids, searched for or not.';

create or replace function private.list_page(list text, listing text, filter jsonb, sort text, descending boolean,
  cursor_values jsonb, backward boolean, page_size integer) returns text
language sql stable set search_path = ''
as $$
  select format('select l.* from (%s) page join public.%I l on l.id = page.id order by %s',
    private.page_of(list, filter, sort, descending, cursor_values, backward, page_size), listing,
    (select string_agg(replace(k, 't.', 'l.') || case when private.sort_is_ascending(sort, descending) then ' asc' else ' desc' end, ', ' order by n)
      from unnest(private.sort_keys(list, sort)) with ordinality u (k, n)))
$$;

comment on function private.list_page(text, text, jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of one page of a queue, with the rows of its listing in the order of the sort.';

revoke execute on function private.check_page(cursor_values jsonb, page_size integer),
  private.cursor_start(cursor_values jsonb, casts text[]),
  private.page_ids(source text, identity text, condition text, keys text[], start text[], ascending boolean, size integer),
  private.page_of(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_is_ascending(sort text, descending boolean),
  private.list_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_keys(list text, sort text),
  private.list_page(list text, listing text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sorts_of(list text),
  private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.check_page(cursor_values jsonb, page_size integer),
  private.cursor_start(cursor_values jsonb, casts text[]),
  private.page_ids(source text, identity text, condition text, keys text[], start text[], ascending boolean, size integer),
  private.page_of(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_is_ascending(sort text, descending boolean),
  private.list_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_keys(list text, sort text),
  private.list_page(list text, listing text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sorts_of(list text),
  private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

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
    perform private.refresh_error_groups();
  end if;
  return case when private.filter_text(filter, 'q') is null then private.count_up_to(list, newer, most)
    else private.search_count_up_to(list, newer, most) end;
end
$$;

comment on function public.count_newer(text, jsonb, timestamptz) is
  'How many rows of a list match a filter and happened at a moment or later: exact up to 99, 100 stands for more. For lists whose filter has since.';

-- How many rows of any table came after it was opened.
create or replace function private.count_newer_records(table_name text, filter jsonb, moment text, since timestamptz) returns integer
language plpgsql stable security definer set search_path = ''
as $$
declare
  most constant integer := 100;
  -- As many of the newest as a page is searched among at once.
  looked_at constant integer := 1000;
  r record;
  conditions record;
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
  newer integer;
begin
  perform private.admins_only();
  select * into r from private.record_tables() t where t.relation = table_name;
  if r.relation is null then
    raise exception 'there is no table %', table_name using errcode = '22023';
  end if;
  if since is null or not exists (select from unnest(columns) c where c.name = moment and c.kind = 'time' and c.sort_keys is not null) then
    raise exception 'a table and its time are needed' using errcode = '22023';
  end if;
  conditions := private.record_conditions(columns, filter, moment);
  execute format('select count(*) from (select from (%s) t where %s limit %s) n',
    private.record_scan(r.source, columns, (private.record_shown(columns, true)).scanned,
      concat_ws(' and ', conditions.served, format('t.%I >= %L::timestamptz', moment, since)), moment, false, null, false, looked_at),
    coalesce(conditions.searched, 'true'), most) into newer;
  return newer;
end
$$;

comment on function private.count_newer_records(text, jsonb, text, timestamptz) is 'What public.count_newer_records does, for admins.';

create or replace function public.count_newer_records(table_name text, filter jsonb, moment text, since timestamptz) returns integer
language sql stable set search_path = ''
as $$ select private.count_newer_records(table_name, filter, moment, since) $$;

comment on function public.count_newer_records(text, jsonb, text, timestamptz) is
  'How many rows of a table match a filter of list_records and have a time of since or later in the column moment, which must be one that can be sorted by: exact up to 99, 100 stands for more. What no index serves is looked for among the newest 1,000. For admins.';

revoke execute on function public.count_newer(list text, filter jsonb, since timestamp with time zone),
  private.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone),
  public.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function public.count_newer(list text, filter jsonb, since timestamp with time zone),
  private.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone),
  public.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone)
  to authenticated, service_role;

-- 13_list_counts.sql

-- The counts of a list: matching rows, facets and histogram.
create or replace function private.count_up_to(list text, filter jsonb, most integer) returns bigint
language plpgsql stable set search_path = ''
as $$
declare
  n bigint;
begin
  execute format('select count(*) from (select from %s where %s limit %s) c', private.list_source(list),
    private.list_condition(list, filter), most) into n;
  return n;
end
$$;

comment on function private.count_up_to(text, jsonb, integer) is 'The number of rows of a list that match a filter, counted up to a limit.';

create or replace function private.search_count_up_to(list text, filter jsonb, most integer) returns bigint
language sql stable security definer set search_path = ''
as $$ select case when private.is_admin() then private.count_up_to(list, filter, most) else 0 end $$;

comment on function private.search_count_up_to(text, jsonb, integer) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

-- Found by the measurements in docs/performance.md.

-- Written with a plain subquery, the planner puts the count into both columns and counts twice.
create or replace function public.count_matching(list text, filter jsonb default '{}')
returns table (matches bigint, exact boolean)
language sql stable rows 1 set search_path = ''
as $$
  with counted as materialized (
    select case when private.filter_text(filter, 'q') is null then private.count_up_to(list, filter, 10001)
      else private.search_count_up_to(list, filter, 10001) end as n
  )
  select least(c.n, 10000), c.n <= 10000 from counted c
$$;

comment on function public.count_matching(text, jsonb) is
  'How many rows of a list (errors, alerts, churn, webhooks, customers) match a filter: exact up to 10,000, and no more than that beyond.';

create or replace function private.histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  moment text := (select l.moment from private.lists l where l.list = histogram.list);
  expression text := (select f.expression from private.list_facets f join private.lists l on l.list = f.list and l.series = f.facet
    where l.list = histogram.list);
  condition text := private.list_condition(list, filter - 'since' - 'until');
  width interval;
  counts text;
begin
  if moment is null then
    perform private.refuse_list(array(select l.list from private.lists l where l.moment is not null order by l.list));
  end if;
  perform private.check_buckets(since, until, buckets);
  width := make_interval(secs => extract(epoch from until - since)::double precision / buckets);
  if condition = 'true' and list = any (private.lists_counted_by_hour()) and private.is_admin() then
    counts := format('select $2 + (c.place - 1) * $1 as bucket, c.series, c.matches from private.counts_between(%L, $4) c', list);
  else
    counts := format('select date_bin($1, %1$s, $2) as bucket, %2$s as series, count(*) as matches from %3$s where %4$s and %1$s >= $2 and %1$s < $3 group by 1, 2',
      moment, expression, private.list_source(list), condition);
  end if;
  return query execute format('
    with counted as (%s),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2', counts)
    using width, since, until, array(select since + n * width from generate_series(0, buckets - 1) n) || until;
end
$$;

comment on function private.histogram(text, jsonb, timestamptz, timestamptz, integer) is 'What public.list_histogram returns, as far as the caller may see it.';

create or replace function private.search_histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable security definer rows 200 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query select * from private.histogram(list, filter, since, until, buckets);
  end if;
end
$$;

comment on function private.search_histogram(text, jsonb, timestamptz, timestamptz, integer) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

create or replace function public.list_histogram(list text, filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
begin
  if list = 'error_groups' and buckets between 1 and 500 and until > since then
    return query select * from private.error_group_histogram(filter, since, until, buckets);
  elsif private.filter_text(filter, 'q') is null then
    return query select * from private.histogram(list, filter, since, until, buckets);
  else
    return query select * from private.search_histogram(list, filter, since, until, buckets);
  end if;
end
$$;

comment on function public.list_histogram(text, jsonb, timestamptz, timestamptz, integer) is
  'How many rows of a list fell into each of so many equal buckets of a span, split by error type (the five most frequent, the rest as other), severity or state. Empty buckets are left out; the filter''s own since and until are ignored.';

create or replace function private.check_buckets(since timestamptz, until timestamptz, buckets integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if buckets is null or buckets not between 1 and 500 then
    raise exception 'buckets must be between 1 and 500' using errcode = '22023';
  end if;
  if since is null or until is null or until <= since then
    raise exception 'until must be later than since' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_buckets(timestamptz, timestamptz, integer) is 'Refuses a stretch of time that cannot be divided into buckets.';

revoke execute on function
  private.check_buckets(since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.count_up_to(list text, filter jsonb, most integer),
  private.histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.search_count_up_to(list text, filter jsonb, most integer),
  private.search_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.count_matching(list text, filter jsonb),
  public.list_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer)
  from public, anon, authenticated, service_role;

grant execute on function
  private.check_buckets(since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.count_up_to(list text, filter jsonb, most integer),
  private.histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.search_count_up_to(list text, filter jsonb, most integer),
  private.search_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.count_matching(list text, filter jsonb),
  public.list_histogram(list text, filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer)
  to authenticated, service_role;

-- 14_facets_of_errors_and_webhooks.sql

-- Facets that lists of errors read from kept counts, and lists of webhooks from payloads.

-- The facets of errors as the database has counted them already: per group, endpoint and state. They are exact, and cost
-- what there are groups and endpoints, however many errors there are.
create or replace view private.error_counts with (security_invoker = true) as
select t.error_type, c.endpoint, s.resolved_at, s.matches
from (
  select p.group_id, p.endpoint, p.events, p.unresolved from public.error_group_endpoints p
  union all
  select t.group_id, null, t.events - coalesce(p.events, 0), t.unresolved - coalesce(p.unresolved, 0)
  from public.error_group_totals t
  left join (select p.group_id, sum(p.events) as events, sum(p.unresolved) as unresolved from public.error_group_endpoints p group by 1) p using (group_id)
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

-- 14_list_facets.sql

-- Facets of lists, counted by scan, by value or from kept counts.

create or replace function private.list_facet_columns(list text) returns table (facet text, expression text)
language sql stable set search_path = ''
as $$ select f.facet, f.expression from private.list_facets f where f.list = list_facet_columns.list $$;

comment on function private.list_facet_columns(text) is 'The facets of a list and the expression each counts by.';

create or replace function private.facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  -- An unknown list or a malformed filter is refused whether or not there are facets to count.
  condition text := private.list_condition(list, filter);
  asked jsonb;
  f record;
begin
  -- What leaves nothing out is no reason to read the rows for one facet more.
  select coalesce(jsonb_object_agg(a.key, a.value), '{}') into asked from jsonb_each(filter) a
  where a.value <> 'null' and not (a.key = 'state' and a.value = '"all"');
  for f in
    select asked - c.facet as others, array_agg(c.facet) as counted from private.list_facet_columns(list) c group by 1
  loop
    return query execute format('select * from (%s) c (facet, value, matches) where c.matches <> 0 order by 1, greatest(c.matches, ~c.matches) desc, 2',
      case when list = 'webhooks' and asked ? 'payload' and not asked ? 'q' and strpos(condition, 't.raw_payload @> ') > 0
        then private.payload_facet_query(f.others, f.counted) else private.cheapest_facet_query(list, f.others, f.counted) end);
  end loop;
end
$$;

comment on function private.facets(text, jsonb) is 'What public.list_facets returns, as far as the caller may see it.';

create or replace function private.search_facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query select * from private.facets(list, filter);
  end if;
end
$$;

comment on function private.search_facets(text, jsonb) is
  'The same for a text search, for admins, so that it can use its index (see private.search_ids).';

create or replace function public.list_facets(list text, filter jsonb default '{}')
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
begin
  if list = 'error_groups' then
    return query select * from private.error_group_facets(filter);
  elsif private.filter_text(filter, 'q') is null then
    return query select * from private.facets(list, filter);
  else
    return query select * from private.search_facets(list, filter);
  end if;
end
$$;

comment on function public.list_facets(text, jsonb) is
  'The values of each facet of a list and how many rows have them: exact up to 10,000, and 10,001 for more than that; a negative number -n - 1 for at least n, where what a payload holds was looked for in the newest 50,000 only. A facet''s counts ignore its own selection, so that the other values stay in sight.';

create or replace function private.estimate_cost(statement text) returns numeric
language plpgsql volatile set search_path = ''
as $$
declare
  plan json;
begin
  execute 'explain (format json) ' || statement into plan;
  return (plan #>> '{0,Plan,Total Cost}')::numeric;
end
$$;

comment on function private.estimate_cost(text) is
  'What the planner thinks a statement costs. Volatile, because only such functions may ask; it changes nothing.';

create or replace function private.distinct_values(source regclass, col name, most integer) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  found_values text[];
begin
  execute format('
    with recursive v (value) as (
      (select t.%1$I from %2$s t where t.%1$I is not null order by 1 limit 1)
      union all
      select (select t.%1$I from %2$s t where t.%1$I > v.value order by 1 limit 1) from v where v.value is not null
    )
    select array_agg(l.value::text) from (select v.value from v where v.value is not null limit %3$s) l',
    col, source, most + 1) into found_values;
  return case when cardinality(found_values) > most then null else coalesce(found_values, '{}') end;
end
$$;

comment on function private.distinct_values(regclass, name, integer) is
  'The distinct values of a column, found from one to the next through an index that begins with it; null when there are more than the limit.';

create or replace function private.words_with_others(known text[], source regclass, col name) returns setof text
language sql stable rows 5 set search_path = ''
as $$
  select k.word from unnest(known) with ordinality k (word, place)
  union all
  select o.word from unnest(private.distinct_values(source, col, 200)) o (word) where o.word <> all (known)
$$;

comment on function private.words_with_others(text[], regclass, name) is
  'The known words of a column, then the other words found in its rows through an index that begins with it; the known ones only where there are more than 200.';

create or replace function private.facet_values(list text, facet text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  among text := (select f.among from private.list_facets f where f.list = facet_values.list and f.facet = facet_values.facet);
  found_values text[];
begin
  if among is not null then
    execute 'select ' || among into found_values;
  end if;
  return found_values;
end
$$;

comment on function private.facet_values(text, text) is
  'The values that a facet can have; null when only a scan of the rows can find them.';

create or replace function private.count_rows_query(list text, filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format('
    select v.facet, v.value, least(sum(g.matches), 10001)::bigint
    from (select %s, count(*) as matches from %s where %s group by %s) g, lateral (values %s) v (facet, value)
    where v.value is not null group by 1, 2',
    string_agg(format('%s as %I', coalesce(f.account, f.expression), f.facet), ', ' order by f.facet), private.list_source(list),
    private.list_condition(list, filter), string_agg(f.place::text, ', '),
    string_agg(format('(%L, %s)', f.facet, replace(f.expression, coalesce(f.account, f.expression), format('g.%I', f.facet))), ', '))
  from (
    -- An account becomes a text once it is counted: for each row of many that would take as long as counting them.
    select c.facet, c.expression, substring(c.expression from '^coalesce\((t\.[a-z_]+)::text, ''[a-z]+''\)$') as account,
      row_number() over (order by c.facet) as place
    from private.list_facet_columns(list) c where c.facet = any (counted)
  ) f
$$;

comment on function private.count_rows_query(text, jsonb, text[]) is
  'The query that counts the values of some facets of a list, reading each matching row once.';

create or replace function private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]) returns text
language sql stable set search_path = ''
as $$
  select case
    when among is null then null
    when facet in ('state', 'assignee', 'actor') then (
      select string_agg(format('select %L, %L, (select count(*) from (select from %s where %s limit 10001) c)', facet, v,
        private.list_source(list), private.list_condition(list, filter || jsonb_build_object(facet,
          case facet when 'state' then to_jsonb(v) else jsonb_build_array(v) end))), ' union all ')
      from unnest(among) v)
    else format('select %L, v.value, (select count(*) from (select from %s where %s and %s = v.value limit 10001) c) from unnest(%L::text[]) v (value)',
      facet, private.list_source(list), private.list_condition(list, filter - facet), expression, among)
  end
$$;

comment on function private.count_values_query(text, jsonb, text, text, text[]) is
  'The query that counts the rows of each value of a facet by itself, each to 10,001. States, assignees and actors are asked for as their filters ask, which indexes know. Null where the values are not known.';

create or replace function private.cheapest_facet_query(list text, filter jsonb, counted text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  cheapest text := private.count_rows_query(list, filter, counted);
  least_cost numeric := private.estimate_cost(cheapest);
  queries text[];
  costs numeric[];
  facets text[];
  query text;
  cost numeric;
begin
  -- Of few rows nothing else could be cheaper.
  if least_cost <= 10000 then
    return cheapest;
  elsif private.are_kept_counts(list, filter) then
    return private.kept_counts_query(filter, counted);
  end if;
  -- First the facets that only a scan can count, then those that a scan counts most cheaply.
  select array_agg(q.facet order by q.cost - q.row_cost desc), array_agg(q.query order by q.cost - q.row_cost desc), array_agg(q.cost order by q.cost - q.row_cost desc)
  into facets, queries, costs
  from (
    select v.facet, v.query, case when v.query is not null then private.estimate_cost(v.query) end as cost,
      private.estimate_cost(private.count_rows_query(list, filter, array[v.facet])) as row_cost
    from (
      select f.facet, private.count_values_query(list, filter, f.facet, f.expression, private.facet_values(list, f.facet)) as query
      from private.list_facet_columns(list) f where f.facet = any (counted)
    ) v
  ) q;
  -- Facets up to a position are counted in one scan of the rows; the rest value by value.
  for place in 0 .. cardinality(facets) - 1 loop
    query := case when place > 0 then private.count_rows_query(list, filter, facets[:place]) end;
    cost := case when place > 0 then private.estimate_cost(query) else 0 end;
    -- More facets by rows cost no less.
    exit when cost >= least_cost;
    cost := cost + (select sum(c.cost) from unnest(costs[place + 1:]) c (cost));
    if queries[place + 1] is not null and cost < least_cost then
      cheapest := concat_ws(' union all ', query, array_to_string(queries[place + 1:], ' union all '));
      least_cost := cost;
    end if;
  end loop;
  return cheapest;
end
$$;

comment on function private.cheapest_facet_query(text, jsonb, text[]) is
  'The query that counts the values of those facets of a list that share a filter: from counts that are kept, or each facet by rows or by values as the planner finds it cheaper.';

revoke execute on function private.cheapest_facet_query(list text, filter jsonb, counted text[]),
  private.count_rows_query(list text, filter jsonb, counted text[]),
  private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]),
  private.distinct_values(source regclass, col name, most integer), private.estimate_cost(statement text),
  private.words_with_others(known text[], source regclass, col name),
  private.facet_values(list text, facet text), private.facets(list text, filter jsonb),
  private.list_facet_columns(list text),
  private.search_facets(list text, filter jsonb), public.list_facets(list text, filter jsonb)
  from public, anon, authenticated, service_role;

grant execute on function private.cheapest_facet_query(list text, filter jsonb, counted text[]),
  private.count_rows_query(list text, filter jsonb, counted text[]),
  private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]),
  private.distinct_values(source regclass, col name, most integer), private.estimate_cost(statement text),
  private.words_with_others(known text[], source regclass, col name),
  private.facet_values(list text, facet text), private.facets(list text, filter jsonb),
  private.list_facet_columns(list text),
  private.search_facets(list text, filter jsonb), public.list_facets(list text, filter jsonb)
  to authenticated, service_role;

-- 15_acts.sql

-- Acts of admins on rows. Each call is one transaction; every id gets its own outcome: done, already (with who and
-- when) or missing. An act runs with the rights of its owner: it checks the caller itself, and sets the stamps itself,
-- because a table of the platform has neither our policies nor our guards. Audit rows come from
-- the tables' audit triggers.
create or replace function private.require_admin() returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'admins only' using errcode = '42501';
  end if;
end
$$;

comment on function private.require_admin() is
  'Refuses every caller who is not an admin now: customers, former admins, tokens whose session has ended, anon, the platform''s backend.';

create or replace function private.begin_act() returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.require_admin();
  perform set_config('kryonex.act', 'on', true);
end
$$;

comment on function private.begin_act() is
  'Starts an admin''s act on the platform''s rows. Until end_act, triggers keep the platform''s own names of columns in step with what is written, and a failed audit row fails the act.';

create or replace function private.end_act() returns void
language sql set search_path = ''
as $$ select set_config('kryonex.act', '', true) $$;

comment on function private.end_act() is 'Ends what begin_act started. An error ends it, too.';

create or replace function private.platform_changes(relation text, action text) returns text
language sql stable set search_path = ''
as $$
  -- An act writes what the platform's own admin would write; the columns are there where the platform made the table.
  select coalesce(string_agg(format(', %I = (%s)::%s', c.field, c.value, format_type(a.atttypid, a.atttypmod)), '' order by c.field), '')
  from (values
    ('churn_alerts', 'resolve', 'acknowledged', 'true'),
    ('churn_alerts', 'resolve', 'acknowledged_at', 'coalesce(u.acknowledged_at, now())'),
    ('churn_alerts', 'resolve', 'acknowledged_by', 'coalesce(u.acknowledged_by::text, private.caller_id()::text)'),
    ('leads', 'flag', 'flagged_at', 'now()'),
    ('leads', 'unflag', 'flagged_at', 'null')
  ) c (relation, action, field, value)
  join pg_catalog.pg_attribute a on a.attrelid = format('public.%I', c.relation)::regclass and a.attname = c.field
    and a.attnum > 0 and not a.attisdropped
  where c.relation = platform_changes.relation and c.action = platform_changes.action
$$;

comment on function private.platform_changes(text, text) is
  'What an act also sets in a row u of a table that the platform made: columns that the contract does not document. Empty where there are none.';

create or replace function private.check_ids(ids uuid[]) returns table (id uuid, place bigint)
language plpgsql immutable rows 100 set search_path = ''
as $$
begin
  if ids is null or array_position(ids, null) is not null then
    raise exception 'ids must be a list of uuids' using errcode = '22023';
  end if;
  if cardinality(ids) > 1000 then
    raise exception 'ids must be 1000 at most' using errcode = '22023';
  end if;
  return query select u.id, min(u.place) from unnest(ids) with ordinality u (id, place) group by u.id;
end
$$;

comment on function private.check_ids(uuid[]) is 'The distinct ids and where each came first. Refuses nulls and more than 1,000.';

create or replace function private.required_text(name text, given text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(btrim(given), '') = '' then
    raise exception '% must not be empty', name using errcode = '22023';
  end if;
  return btrim(given);
end
$$;

comment on function private.required_text(text, text) is 'The text without surrounding blanks; refuses an empty one, naming its field.';

create or replace function private.change_rows(relation text, ids uuid[], changeable text, change text,
  happened text default 'null', actor text default 'null', undone text[] default '{}')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  perform private.begin_act();
  -- What a boolean of the platform alone says is undone by writing a stamp that is empty already: the naming trigger has to know.
  perform set_config('kryonex.act_on', (select string_agg(m[1], ',') from regexp_matches(change, '(?:^|,)\s*(\w+) = ', 'g') m), true);
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id in (select w.id from private.check_ids($1) w) order by t.id for update', relation)
    using ids;
  execute format('with changed as (
      update public.%1$I u set %2$s from private.%1$I t where t.id = u.id and u.id = any ($1) and %3$s returning u.id
    ) select coalesce(array_agg(c.id), ''{}'') from changed c', relation, change, changeable) into changed using ids;
  return query execute format('
    select w.id, case when t.id is null then ''missing'' when w.id = any ($2) then ''done'' else ''already'' end,
      coalesce(t.happened_at, l.created_at), coalesce(t.actor_id, l.actor_id), p.email
    from private.check_ids($1) w
    left join (select t.id, (%s)::timestamptz as happened_at, (%s)::uuid as actor_id from private.%I t where t.id = any ($1)) t on t.id = w.id
    left join lateral (
      select l.created_at, l.actor_id from public.audit_trail l
      where t.id is not null and l.entity = %L and l.entity_id = w.id::text and l.action = any ($3)
      order by l.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = coalesce(t.actor_id, l.actor_id)
    order by w.place', happened, actor, relation, relation) using ids, changed, undone;
  perform set_config('kryonex.act_on', '', true), private.end_act();
end
$$;

comment on function private.change_rows(text, uuid[], text, text, text, text, text[]) is
  'Makes a change to the rows t of a queue, as the dashboard reads them, that fulfil a condition, and returns the outcome of each id. happened and actor: when and who, in terms of t; undone: the actions in the audit trail that say so for what an undo emptied. The texts are SQL of ours, never a caller''s.';

create or replace function private.set_resolved(relation text, ids uuid[], notes text, further text default '')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows(relation, ids, 't.resolved_at is null',
    format('resolved_at = now(), resolved_by = private.caller_id(), resolution_notes = %L', private.required_text('notes', notes)) || further,
    't.resolved_at', 't.resolved_by')
$$;

comment on function private.set_resolved(text, uuid[], text, text) is 'Resolves errors or churn alerts with notes, in the caller''s name.';

create or replace function private.clear_resolved(relation text, ids uuid[], undone text, further text default '')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows(relation, ids, 't.resolved_at is not null',
    'resolved_at = null, resolved_by = null, resolution_notes = null' || further, undone => array[undone])
$$;

comment on function private.clear_resolved(text, uuid[], text, text) is 'Reopens errors or churn alerts.';

revoke execute on function private.require_admin(), private.begin_act(), private.end_act(),
  private.platform_changes(relation text, action text),
  private.change_rows(relation text, ids uuid[], changeable text, change text, happened text, actor text, undone text[]),
  private.set_resolved(relation text, ids uuid[], notes text, further text),
  private.clear_resolved(relation text, ids uuid[], undone text, further text),
  private.required_text(name text, given text), private.check_ids(ids uuid[])
  from public, anon, authenticated, service_role;

grant execute on function private.required_text(name text, given text), private.check_ids(ids uuid[]) to authenticated, service_role;

-- 16_saved_views_and_exports.sql

-- Saved views of lists, and the record of exports.

create or replace function private.write_view(list text, name text, query text, shared boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  called text;
  kept uuid;
begin
  perform private.require_admin();
  called := private.required_text('name', name);
  if length(called) > 80 or length(query) > 4000
    or not exists (select from private.lists l where l.list = write_view.list
      union all select from private.record_tables() t where 'records/' || t.relation = write_view.list) then
    raise exception 'a view needs a list, a name of 80 characters at most and a query of 4000 at most' using errcode = '22023';
  end if;
  insert into public.saved_views as v (owner_id, list, name, query, shared)
  values (auth.uid(), write_view.list, called, coalesce(write_view.query, ''), coalesce(write_view.shared, false))
  on conflict on constraint saved_views_owner_id_list_name_key
    do update set query = excluded.query, shared = excluded.shared
  returning v.id into kept;
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'view.saved', 'save', 'saved_views', kept::text,
    jsonb_build_object('list', write_view.list, 'name', called, 'shared', coalesce(write_view.shared, false)));
  return kept;
end
$$;

comment on function private.write_view(text, text, text, boolean) is 'What public.save_view does, and its audit row.';

create or replace function public.save_view(list text, name text, query text, shared boolean) returns uuid
language sql set search_path = ''
as $$ select private.write_view(list, name, query, shared) $$;

comment on function public.save_view(text, text, text, boolean) is
  'Keeps a view of a list under a name, in place of the caller''s own view of that name. Returns its id.';

create or replace function private.drop_view(id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  gone public.saved_views;
begin
  perform private.require_admin();
  delete from public.saved_views v where v.id = drop_view.id and v.owner_id = auth.uid() returning * into gone;
  if gone.id is null then
    return false;
  end if;
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'view.deleted', 'delete', 'saved_views', gone.id::text,
    jsonb_build_object('list', gone.list, 'name', gone.name, 'query', gone.query, 'shared', gone.shared));
  return true;
end
$$;

comment on function private.drop_view(uuid) is 'What public.delete_view does, and its audit row.';

create or replace function public.delete_view(id uuid) returns boolean
language sql set search_path = ''
as $$ select private.drop_view(id) $$;

comment on function public.delete_view(uuid) is 'Deletes one of the caller''s own views. Returns whether there was one.';

create or replace function public.list_views(list text)
returns table (id uuid, name text, query text, shared boolean, mine boolean, owner_email text)
language sql stable set search_path = ''
as $$
  select v.id, v.name, v.query, v.shared, v.owner_id = private.caller_id(), p.email
  from public.saved_views v
  left join private.profiles p on p.user_id = v.owner_id
  where v.list = list_views.list
  order by v.name, v.id
$$;

comment on function public.list_views(text) is 'The caller''s own views of a list and those that others share, by name.';

create or replace function private.write_export(list text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if list is null or not exists (select from private.lists l where l.list = write_export.list) or format is null or format not in ('csv', 'json')
    or length(query) > 4000 then
    raise exception 'an export needs a list and a format' using errcode = '22023';
  end if;
  insert into public.audit_trail (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', list, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;

comment on function private.write_export(text, text, text) is 'What public.record_export does.';

create or replace function public.record_export(list text, query text, format text) returns void
language sql set search_path = ''
as $$ select private.write_export(list, query, format) $$;

comment on function public.record_export(text, text, text) is
  'Writes down, in the caller''s name, which rows of which list leave the dashboard as a file (csv or json). query: the list''s part of the address.';

drop policy if exists saved_views_select on public.saved_views;
create policy saved_views_select on public.saved_views for select to authenticated
  using ((select private.is_admin()) and (shared or owner_id = (select auth.uid())));

grant all on public.saved_views to service_role;

revoke all on public.saved_views from anon, authenticated;

grant select on public.saved_views to authenticated;

revoke execute on function private.drop_view(id uuid),
  private.write_view(list text, name text, query text, shared boolean),
  private.write_export(list text, query text, format text), public.delete_view(id uuid), public.list_views(list text),
  public.record_export(list text, query text, format text),
  public.save_view(list text, name text, query text, shared boolean) from public, anon, authenticated, service_role;

grant execute on function private.drop_view(id uuid),
  private.write_view(list text, name text, query text, shared boolean),
  private.write_export(list text, query text, format text), public.delete_view(id uuid), public.list_views(list text),
  public.record_export(list text, query text, format text),
  public.save_view(list text, name text, query text, shared boolean) to authenticated, service_role;

-- 17_comments.sql

-- Comments of admins on rows.

create or replace function private.entity_exists(entity text, entity_id uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_it boolean;
begin
  -- A group of errors is known by its fingerprint, before it has a row of its own.
  if entity = 'error_groups' then
    return true;
  end if;
  execute format('select exists (select from public.%I t where t.%I = $1)', entity,
    case entity when 'profiles' then 'user_id' else 'id' end) into found_it using entity_id;
  return found_it;
end
$$;

comment on function private.entity_exists(text, uuid) is 'Whether there is such a row to say something about.';

create or replace function private.write_comment(entity text, entity_id uuid, body text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  said text;
  written uuid;
begin
  perform private.require_admin();
  said := private.required_text('comment', body);
  if length(said) > 4000 then
    raise exception 'comment must have 4000 characters at most' using errcode = '22023';
  end if;
  if entity is null or entity not in ('error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles')
    or not private.entity_exists(entity, entity_id) then
    raise exception 'no such row to comment on' using errcode = '22023';
  end if;
  insert into public.comments (entity, entity_id, body, author_id)
  values (write_comment.entity, write_comment.entity_id, said, auth.uid()) returning id into written;
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'comment.added', 'comment', write_comment.entity, write_comment.entity_id::text,
    jsonb_build_object('notes', said, 'comment', written));
  return written;
end
$$;

comment on function private.write_comment(text, uuid, text) is 'Writes a comment and its audit row, for admins.';

create or replace function public.add_comment(entity text, entity_id uuid, body text) returns uuid
language sql set search_path = ''
as $$ select private.write_comment(entity, entity_id, body) $$;

comment on function public.add_comment(text, uuid, text) is
  'Says something about a row, in the caller''s name. Returns the comment''s id; refuses an empty or too long one and a row that does not exist with 22023.';

drop policy if exists comments_select on public.comments;
create policy comments_select on public.comments for select to authenticated using ((select private.is_admin()));

grant all on public.comments to service_role;

revoke all on public.comments from anon, authenticated;

grant select on public.comments to authenticated;

revoke execute on function private.entity_exists(entity text, entity_id uuid),
  private.write_comment(entity text, entity_id uuid, body text),
  public.add_comment(entity text, entity_id uuid, body text) from public, anon, authenticated, service_role;

grant execute on function private.write_comment(entity text, entity_id uuid, body text),
  public.add_comment(entity text, entity_id uuid, body text) to authenticated, service_role;

-- 18_bulk_acts.sql

-- Bulk acts: an act on every row that matches a filter, in parts, and its undo.
create or replace function private.bulk_verb(list text, action text,
  out relation text, out moment text, out applies text, out change text, out field text, out undo_where text, out undo_set text)
language plpgsql stable set search_path = ''
as $$
begin
  select v.relation, v.moment, v.applies, v.change, v.field, v.undo_where, v.undo_set
  into relation, moment, applies, change, field, undo_where, undo_set
  from private.bulk_verbs v where v.list = bulk_verb.list and v.action = bulk_verb.action;
  if relation is null then
    raise exception 'no such action on this list' using errcode = '22023';
  end if;
end
$$;

comment on function private.bulk_verb(text, text) is
  'What an action on a list does: the rows t it applies to, its change (with room for notes), the text that it needs, and how undo_bulk takes it back: of rows that since $2 still are as $3 left them.';

create or replace function private.matching_condition(list text, filter jsonb, moment text, frozen_at timestamptz) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if frozen_at is null then
    raise exception 'frozen_at must be a time' using errcode = '22023';
  end if;
  return format('(%s) and t.%I <= %L::timestamptz', private.list_condition(list, filter), moment, frozen_at);
end
$$;

comment on function private.matching_condition(text, jsonb, text, timestamptz) is 'The rows that match a filter and were there when it was frozen.';

create or replace function private.matching_rows(list text, filter jsonb, action text, frozen_at timestamptz, most integer)
returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  verb record := private.bulk_verb(list, action);
  ids uuid[];
begin
  if not private.is_admin() then
    return '{}'::uuid[];
  end if;
  execute format('select array_agg(m.id) from (select t.id from %s where %s and %s order by t.%I, t.id limit %s) m',
    private.list_source(list), private.matching_condition(list, filter, verb.moment, frozen_at), verb.applies, verb.moment, most) into ids;
  return coalesce(ids, '{}');
end
$$;

comment on function private.matching_rows(text, jsonb, text, timestamptz, integer) is
  'The ids of rows that an action is still to change, the oldest first, for admins. Like private.search_ids it may use the indexes of a text search.';

create or replace function private.count_matching_rows(list text, filter jsonb, action text, frozen_at timestamptz) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
declare
  verb record := private.bulk_verb(list, action);
  n bigint := 0;
begin
  if private.is_admin() then
    execute format('select count(*) from %s where %s', private.list_source(list),
      private.matching_condition(list, filter, verb.moment, frozen_at)) into n;
  end if;
  return n;
end
$$;

comment on function private.count_matching_rows(text, jsonb, text, timestamptz) is 'How many rows match a filter and were there when it was frozen, for admins.';

create or replace function public.freeze_matching(list text, action text, filter jsonb)
returns table (matches bigint, frozen_at timestamptz)
language sql stable rows 1 set search_path = ''
as $$ select private.count_matching_rows(list, filter, action, statement_timestamp()), statement_timestamp() $$;

comment on function public.freeze_matching(text, text, jsonb) is
  'How many rows match a filter at this moment, exactly however many; the moment is what act_on_matching takes. None, for callers who are not admins.';

-- The two calls of a bulk action: a part of it, and a part of its undo.
create or replace function private.record_bulk_act(given uuid, list text, action text, filter jsonb, note text, frozen_at timestamptz,
  ids uuid[]) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  bulk public.bulk_actions;
begin
  if given is null then
    insert into public.bulk_actions (actor_id, list, action, filter, note, frozen_at)
    values (auth.uid(), list, action, filter, note, frozen_at) returning * into bulk;
  else
    select * into bulk from public.bulk_actions b where b.id = given and b.actor_id = auth.uid() for update;
    if bulk.id is null or (bulk.list, bulk.action, bulk.filter, bulk.frozen_at)
      is distinct from (record_bulk_act.list, record_bulk_act.action, record_bulk_act.filter, record_bulk_act.frozen_at) then
      raise exception 'bulk must be the id of the same action, begun by the caller' using errcode = '22023';
    end if;
  end if;
  insert into private.bulk_action_parts (bulk, part, ids)
  values (bulk.id, (select count(*) from private.bulk_action_parts p where p.bulk = bulk.id), ids);
  update public.bulk_actions b set done = b.done + cardinality(ids) where b.id = bulk.id;
  return bulk.id;
end
$$;

comment on function private.record_bulk_act(uuid, text, text, jsonb, text, timestamptz, uuid[]) is
  'Records the rows that one part of a bulk action changed; begins the action when there is none yet.';

create or replace function private.change_matching(list text, action text, filter jsonb, note text, frozen_at timestamptz,
  bulk uuid, most integer)
returns table (bulk_id uuid, done bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  verb record;
  given text;
  meant uuid[];
  changed uuid[];
begin
  perform private.begin_act();
  verb := private.bulk_verb(list, action);
  if most is null or most not between 1 and 10000 then
    raise exception 'most must be between 1 and 10000' using errcode = '22023';
  end if;
  if verb.field is not null then
    given := private.required_text(verb.field, note);
  end if;
  meant := private.matching_rows(list, filter, action, frozen_at, most);
  perform set_config('kryonex.reason', case when verb.field = 'reason' then given else '' end, true);
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id = any ($1) order by t.id for update', verb.relation) using meant;
  execute format('with changed as (
      update public.%1$I u set %2$s from private.%1$I t where t.id = u.id and u.id = any ($1) and %3$s returning u.id
    ) select coalesce(array_agg(c.id), ''{}'') from changed c',
    verb.relation, case verb.field when 'notes' then format(verb.change, given) else verb.change end || private.platform_changes(verb.relation, action),
    verb.applies)
    into changed using meant;
  perform set_config('kryonex.reason', '', true);
  bulk_id := private.record_bulk_act(bulk, list, action, filter, given, frozen_at, changed);
  done := cardinality(changed);
  remaining := cardinality(meant) = most;
  perform private.end_act();
  return next;
end
$$;

comment on function private.change_matching(text, text, jsonb, text, timestamptz, uuid, integer) is 'What public.act_on_matching does.';

create or replace function public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamptz,
  bulk uuid default null, most integer default 2000)
returns table (bulk_id uuid, done bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.change_matching(list, action, filter, note, frozen_at, bulk, most) $$;

comment on function public.act_on_matching(text, text, jsonb, text, timestamptz, uuid, integer) is
  'Does an action to up to `most` rows that match a filter and were there at frozen_at, the oldest first. Call it again with the returned bulk_id while rows remain. note: what resolve and requeue ask for.';

create or replace function private.claim_bulk_part(bulk uuid, out list text, out action text, out started_at timestamptz, out ids uuid[],
  out remaining boolean)
language plpgsql security definer set search_path = ''
as $$
declare
  given public.bulk_actions;
  taken integer;
begin
  select * into given from public.bulk_actions b where b.id = bulk and b.actor_id = auth.uid() for update;
  if given.id is null or (private.bulk_verb(given.list, given.action)).undo_set is null then
    raise exception 'there is nothing of yours to undo' using errcode = '22023';
  end if;
  if given.started_at < now() - interval '10 minutes' then
    raise exception 'it is more than ten minutes ago' using errcode = '22023';
  end if;
  select p.part, p.ids into taken, ids from private.bulk_action_parts p where p.bulk = given.id and not p.undone order by p.part limit 1;
  update private.bulk_action_parts p set undone = true where p.bulk = given.id and p.part = taken;
  list := given.list;
  action := given.action;
  started_at := given.started_at;
  ids := coalesce(ids, '{}');
  remaining := exists (select from private.bulk_action_parts p where p.bulk = given.id and not p.undone);
end
$$;

comment on function private.claim_bulk_part(uuid) is 'The next rows of a bulk action to put back, of the caller''s own and for ten minutes.';

create or replace function private.record_bulk_undo(bulk uuid, rows bigint) returns void
language sql security definer set search_path = ''
as $$ update public.bulk_actions b set undone = b.undone + rows where b.id = bulk and b.actor_id = auth.uid() $$;

comment on function private.record_bulk_undo(uuid, bigint) is 'Counts what an undo put back.';

create or replace function private.undo_bulk(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  part record;
  verb record;
begin
  perform private.begin_act();
  part := private.claim_bulk_part(bulk);
  verb := private.bulk_verb(part.list, part.action);
  execute format('select from public.%I t where t.id = any ($1) order by t.id for update', verb.relation) using part.ids;
  -- What somebody has opened and handled again since then is theirs.
  execute format('with changed as (
      update public.%1$I u set %2$s from private.%1$I t where t.id = u.id and u.id = any ($1) and %3$s returning 1
    ) select count(*) from changed', verb.relation, verb.undo_set, verb.undo_where)
    into undone using part.ids, part.started_at, private.caller_id();
  perform private.record_bulk_undo(bulk, undone);
  kept := cardinality(part.ids) - undone;
  remaining := part.remaining;
  perform private.end_act();
  return next;
end
$$;

comment on function private.undo_bulk(uuid) is 'What public.undo_bulk does.';

create or replace function public.undo_bulk(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.undo_bulk(bulk) $$;

comment on function public.undo_bulk(uuid) is
  'Puts back one part of a bulk action of the caller''s own, within ten minutes; rows that somebody has handled again since are kept. Call it again while parts remain.';

-- Which webhooks a bulk requeue put back, so that they can be handed to the platform's own API as well.
create or replace function private.last_bulk_part(bulk uuid) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select p.ids from private.bulk_action_parts p join public.bulk_actions b on b.id = p.bulk
  where p.bulk = last_bulk_part.bulk and b.actor_id = auth.uid() and private.is_admin() order by p.part desc limit 1
$$;

comment on function private.last_bulk_part(uuid) is 'The rows that the latest part of a bulk action of the caller''s own changed.';

drop policy if exists bulk_actions_select on public.bulk_actions;
create policy bulk_actions_select on public.bulk_actions for select to authenticated using ((select private.is_admin()));

grant all on public.bulk_actions to service_role;

revoke all on public.bulk_actions from anon, authenticated;

grant select on public.bulk_actions to authenticated;

revoke execute on function
  private.bulk_verb(list text, action text, OUT relation text, OUT moment text, OUT applies text, OUT change text, OUT field text, OUT undo_where text, OUT undo_set text),
  private.count_matching_rows(list text, filter jsonb, action text, frozen_at timestamp with time zone),
  private.last_bulk_part(bulk uuid),
  private.matching_condition(list text, filter jsonb, moment text, frozen_at timestamp with time zone),
  private.matching_rows(list text, filter jsonb, action text, frozen_at timestamp with time zone, most integer),
  private.record_bulk_act(given uuid, list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, ids uuid[]),
  private.record_bulk_undo(bulk uuid, rows bigint),
  private.claim_bulk_part(bulk uuid, OUT list text, OUT action text, OUT started_at timestamp with time zone, OUT ids uuid[], OUT remaining boolean),
  private.change_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_bulk(bulk uuid),
  public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.freeze_matching(list text, action text, filter jsonb), public.undo_bulk(bulk uuid)
  from public, anon, authenticated, service_role;

grant execute on function
  private.bulk_verb(list text, action text, OUT relation text, OUT moment text, OUT applies text, OUT change text, OUT field text, OUT undo_where text, OUT undo_set text),
  private.count_matching_rows(list text, filter jsonb, action text, frozen_at timestamp with time zone),
  private.last_bulk_part(bulk uuid),
  private.matching_condition(list text, filter jsonb, moment text, frozen_at timestamp with time zone),
  private.change_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_bulk(bulk uuid),
  public.act_on_matching(list text, action text, filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.freeze_matching(list text, action text, filter jsonb), public.undo_bulk(bulk uuid)
  to authenticated, service_role;

-- 18_details.sql

-- Detail views: the columns of one row that its list leaves out, and the rows of one customer.
create or replace view public.error_details with (security_invoker = true) as
select e.id, e.group_id, e.created_at, e.message, e.stack_trace, e.request_body from private.error_logs e;

comment on view public.error_details is 'Errors with their whole message, stack trace and request body. For admins.';

create or replace view public.alert_details with (security_invoker = true) as
select a.id, a.message, a.details from private.ops_alerts a;

comment on view public.alert_details is 'Alerts with their whole message and their details. For admins.';

create or replace view public.webhook_details with (security_invoker = true) as
select w.id, w.attempts, w.processed_at, w.queued_at, w.cause, w.error_message from private.webhook_queue w;

comment on view public.webhook_details is 'Webhooks with their whole error, its cause and when they were last queued. For admins.';

create or replace view public.delivery_details with (security_invoker = true) as
select d.id, d.payload, d.response_body from private.webhook_deliveries d;

comment on view public.delivery_details is 'Deliveries to customers'' webhooks with their payloads and answers. For admins.';

create or replace view public.unknown_number_details with (security_invoker = true) as
select u.id, u.phone_number, u.received_at, u.resolved_at, u.raw_payload from private.unknown_phone u;

comment on view public.unknown_number_details is 'Events for unknown numbers with their payloads. For admins.';

create or replace view public.score_history with (security_invoker = true) as
select h.user_id, h.score, h.factors, h.created_at from private.customer_health_history h;

comment on view public.score_history is 'Every health score that a customer has had, with its factors. For admins.';

create or replace view public.account_profiles with (security_invoker = true) as
select p.user_id, p.email, p.role, p.business_name, p.transfer_number, p.business_hours, p.cal_com_url, p.post_call_sms_enabled, p.review_request_enabled
from private.profiles p;

comment on view public.account_profiles is 'Accounts with their role, name and settings. For admins.';

create or replace view public.agent_details with (security_invoker = true) as
select a.id, a.user_id, a.agent_id, a.phone_number, a.nickname, a.status, a.inbound_webhook_url, a.created_at, a.deploy_request_id,
  a.deployed_at, a.deploy_error
from private.agents a;

comment on view public.agent_details is 'Agents with their whole deploy error. For admins.';

create or replace view public.subscription_details with (security_invoker = true) as
select s.id, s.user_id, s.stripe_subscription_id, s.tier, s.status, s.current_period_start, s.current_period_end, s.created_at
from private.subscriptions s;

comment on view public.subscription_details is 'Customers'' subscriptions with their Stripe fields. For admins.';

create or replace view public.bill_lines with (security_invoker = true) as
select b.id, b.user_id, b.event_type, b.billed_units, b.total_amount, b.billing_period_id, b.dispute_id, b.created_at
from private.billing_line_items b;

comment on view public.bill_lines is 'The lines of customers'' bills. For admins.';

create or replace view public.customer_consents with (security_invoker = true) as
select c.id, c.user_id, c.version, c.created_at from private.consent_logs c;

comment on view public.customer_consents is 'Which terms customers agreed to, and when. For admins.';

create or replace view public.premium_features with (security_invoker = true) as
select f.user_id, f.post_call_sms, f.review_requests, f.zapier_webhooks from private.user_premium_features f;

comment on view public.premium_features is 'What customers paid for beyond their plan. For admins.';

create or replace view public.customer_referrals with (security_invoker = true) as
select r.id, r.referrer_id, r.referred_id, r.status from private.referrals r;

comment on view public.customer_referrals is 'Which customer brought which. For admins.';

revoke all on public.error_details, public.alert_details, public.webhook_details, public.delivery_details, public.unknown_number_details,
  public.score_history, public.account_profiles, public.agent_details, public.subscription_details, public.bill_lines,
  public.customer_consents, public.premium_features, public.customer_referrals from anon, authenticated;

grant select on public.error_details, public.alert_details, public.webhook_details, public.delivery_details, public.unknown_number_details,
  public.score_history, public.account_profiles, public.agent_details, public.subscription_details, public.bill_lines,
  public.customer_consents, public.premium_features, public.customer_referrals to authenticated, service_role;

-- 19_recounts.sql

-- What a failed trigger did not count is counted again from the rows.

create or replace function private.recount_due(what text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  lost bigint;
  r private.recounts;
begin
  execute format('select case when s.is_called then s.last_value else 0 end from private.lost_%s s', what) into lost;
  select * into r from private.recounts c where c.what = recount_due.what;
  if lost = r.noticed and r.after is null or current_setting('transaction_isolation') <> 'read committed'
    or current_setting('transaction_read_only') = 'on' then
    return false;
  end if;
  select * into r from private.recounts c where c.what = recount_due.what for update skip locked;
  if lost > r.noticed then
    update private.recounts c set noticed = lost, after = pg_snapshot_xmax(pg_current_snapshot()) where c.what = recount_due.what;
  elsif pg_snapshot_xmin(pg_current_snapshot()) >= r.after and coalesce(r.recounted_at < now() - interval '10 minutes', true) then
    update private.recounts c set after = null, recounted_at = now() where c.what = recount_due.what;
    return true;
  end if;
  return false;
end
$$;

comment on function private.recount_due(text) is
  'Whether something has to be counted again now: a trigger failed, and every transaction in which it may have is over, so that all its rows are seen. At most once in 10 minutes.';

create or replace function private.mend(what text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.recount_due(what) then
    return false;
  end if;
  case what
    when 'errors' then perform private.recount_error_groups();
    when 'latency' then perform private.recount_latency();
    when 'hours' then perform private.forget_hourly_counts();
    when 'events' then perform private.pair_known_events();
    when 'customers' then perform private.refresh_customer_figures();
    else null;
  end case;
  return true;
exception
  when others then
    perform private.record_failure(what, null, 'counting again', sqlerrm);
    return false;
end
$$;

comment on function private.mend(text) is
  'Counts again what a failed trigger did not: errors, latency, hours, events or customers. Cheap while nothing failed; readers call it before they read. Columns of ours that are empty are filled by private.backfill(); webhook attempts, past scores and audit rows cannot be derived from the remaining rows; their failures are only recorded.';

create or replace function private.mend_all() returns integer
language sql security definer set search_path = ''
as $$ select count(*) filter (where private.mend(r.what))::integer from private.recounts r $$;

comment on function private.mend_all() is 'Counts everything again that failed triggers did not; returns how much that was.';

revoke execute on function private.recount_due(text), private.mend(text), private.mend_all() from public, anon, authenticated, service_role;

grant execute on function private.mend_all() to service_role;

-- 19_tracking.sql

-- The documented name of technicians on the way. A database that has a table of this name keeps it.
do $$
begin
  if to_regclass('public.tracking') is null
    or exists (select from pg_class c where c.oid = to_regclass('public.tracking') and c.relkind = 'v'
      and obj_description(c.oid, 'pg_class') = 'Technicians on the way, without the keys to follow them.') then
    create or replace view public.tracking with (security_invoker = true) as
    select s.id, s.created_by, s.lead_id, s.customer_phone, s.status, s.eta_minutes, s.last_lat, s.last_lng,
      (select max(p.recorded_at) from public.tracking_points p where p.session_id = s.id) as last_recorded_at,
      s.created_at, s.updated_at
    from public.tracking_sessions s;
    comment on view public.tracking is 'Technicians on the way, without the keys to follow them.';
    revoke all on public.tracking from anon, authenticated;
    grant select on public.tracking to authenticated;
    grant all on public.tracking to service_role;
  end if;
end
$$;

-- 20_error_fingerprint.sql

-- The fingerprint of an error: its type and message with the values that vary between events removed.
create or replace function private.own_frame(stack_trace text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  frame text;
begin
  if stack_trace is null or strpos(left(stack_trace, 20000), E'\n') = 0 then
    return null;
  end if;
  select l.line into frame
  from unnest(string_to_array(translate(left(stack_trace, 20000), E'\r\t', '  '), E'\n')) with ordinality l (line, place)
  where l.place <= 400
    and l.line ~ '^ *(?:at |File "|#[0-9]+ |from |[^ @()]*@(?:https?|file|webpack|/))|^ *[^ :]+[.](?:go|rb|exs?|rs|php):[0-9]+|[)] lib/[^ ]+[.]exs?:[0-9]+'
    and l.line !~ 'node_modules|node:|internal/(?:process|modules|deps)|(?:ext|deno|bun|native):|site-packages|dist-packages|lib/python|<frozen|\(native\)|[(@ ]<anonymous>\)?$|webpack/(?:bootstrap|runtime)|(?:react-dom|framework|polyfills|vendor)[.-]|/vendor/|/gems/|/usr/local/go/|/go/pkg/mod/|/rustc/|[.]cargo/|^ *at (?:java|javax|jakarta|jdk|sun|com[.]sun|kotlin|scala|akka|reactor|io[.]netty|org[.](?:springframework|apache|hibernate|postgresql|eclipse|jboss)|com[.]zaxxer|System|Microsoft|core::|std::|tokio::)[.:]|[{]main[}]'
  -- Python writes the innermost frame last, the others first.
  order by case when l.line ~ '^ *File "' then -l.place else l.place end
  limit 1;
  -- Lines, versions of files and the names that bundlers give are other ones after a deployment.
  frame := regexp_replace(btrim(frame), ', line [0-9]+|:line [0-9]+|(?::[0-9]+){1,2}(?=\)?$|:in )| \+0x[0-9a-f]+|[?][^ ):]*|\m(?:async|new) ', '', 'g');
  if frame ~ '[/.-][0-9A-Za-z_-]*[.]m?js|https?://' then
    frame := regexp_replace(frame, 'https?://[^/ )]*|(?:[.-]|(?<=/))(?=[a-z]*[0-9])[0-9a-z_-]{6,}(?=(?:[.]min)?[.]m?js)', '*', 'g');
    if frame ~ '_next/|/chunks?/|/assets/|/static/|[.]min[.]|bundle' then
      frame := regexp_replace(frame, '^at [A-Za-z_$][A-Za-z0-9_$.]{0,2} (?=\()|^[A-Za-z_$]{0,2}@', 'at ');
    end if;
  end if;
  return regexp_replace(frame, '[0-9]+', '*', 'g');
end
$$;

comment on function private.own_frame(text) is
  'The innermost frame of a stack trace (JavaScript, Python, Java, Go, Ruby, PHP, .NET, Elixir) that is the application''s own, without what changes with a deployment; null when there is none.';

create or replace function private.error_rules() returns integer
language sql immutable parallel safe set search_path = ''
as $$ select 2 $$;

comment on function private.error_rules() is
  'The version of the rules by which errors are grouped. Every change of what private.error_pattern returns needs the next one: old groups are then divided by the new rules.';

create or replace function private.id_of_rules(named text, rules integer) returns uuid
language sql immutable parallel safe set search_path = ''
as $$ select overlay(overlay(md5(named) placing '3' from 13) placing substr('b89a', 1 + rules % 4, 1) from 17)::uuid $$;

comment on function private.id_of_rules(text, integer) is
  'A text''s MD5 sum, marked as a UUID made from a name (version 3), because some take only such for a UUID. The digit of its variant says by which rules the text was made.';

create or replace function private.rules_of(id uuid) returns integer
language sql immutable parallel safe set search_path = ''
as $$ select strpos('b89a', substr(id::text, 20, 1)) - 1 $$;

comment on function private.rules_of(uuid) is 'The version, modulo four, of the rules that a group of errors or a cause of failures is of.';

create or replace function private.error_fingerprint(error_type text, message text, stack_trace text) returns text
language plpgsql immutable parallel safe
as $$
begin
  return concat(private.error_rules(), ' ', error_type, E'\n', private.error_pattern(message, stack_trace));
end
$$;

comment on function private.error_fingerprint(text, text, text) is
  'What the errors of one group have in common: the version of the rules, the error type, and on a second line the pattern of the message (private.error_pattern): the line that matters, with a * for every value. Part of the fault, and so kept: HTTP statuses, SQLSTATEs, codes of providers and processes, ports, and quoted text that the message calls a name. The endpoint and the customer are no part of it.';

create or replace function private.error_group_id(error_type text, message text, stack_trace text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return private.id_of_rules(private.error_fingerprint(error_type, message, stack_trace), private.error_rules());
end
$$;

comment on function private.error_group_id(text, text, text) is 'The id of the group that an error belongs to: private.id_of_rules of its fingerprint.';

-- What the rules said of texts that came before. An insert reads it and never writes it; those who apply changes do.
create or replace function private.error_text_key(error_type text, message text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return md5(concat(private.error_rules(), 'like ', error_type, E'\n', regexp_replace(message, '[a-z_]*[0-9][a-z0-9_]*', '0', 'g')))::uuid;
end
$$;

comment on function private.error_text_key(text, text) is
  'Under which the group is remembered of all messages that differ in words with digits only, but for their capitals.';

create or replace function private.exact_error_text_key(error_type text, message text, stack_trace text) returns uuid
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return md5(concat(private.error_rules(), 'same ', error_type, E'\n', message, E'\n', left(stack_trace, 20000)))::uuid;
end
$$;

comment on function private.exact_error_text_key(text, text, text) is
  'Under which the group of one message and stack trace is remembered, where digits or the trace decide.';

create or replace function private.digits_decide(error_type text, message text, group_id uuid) returns boolean
language sql immutable set search_path = ''
as $$
  -- One of each form that a rule tells from others, behind the capitals that the text has. A trace decides where there is no message to go by.
  select exists (
    select from unnest('{7,42,001,404,503,1062,5432,30007,23505,a1b2c3,9f,x_1,0x80070005}'::text[]) f (form)
    where private.error_group_id(error_type, regexp_replace(message, '[a-z_]*[0-9][a-z0-9_]*', f.form, 'g'), null) <> group_id)
    or private.error_group_id(error_type, message, E'Error\n    at probe (/probe.js:1:1)') <> group_id
$$;

comment on function private.digits_decide(text, text, uuid) is
  'Whether messages that differ from one in words with digits only, or come with a stack trace, can belong to another group.';

create or replace function private.remember_error_texts(groups uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  e record;
  decided boolean;
begin
  for e in
    select distinct on (private.error_text_key(l.error_type, l.message)) l.error_type, l.message, l.stack_trace,
      private.error_text_key(l.error_type, l.message) as alike, private.exact_error_text_key(l.error_type, l.message, l.stack_trace) as exact
    from unnest(groups) g (id)
    cross join lateral (
      select o.error_type, coalesce(o.message, '') as message, o.stack_trace from private.error_logs o where o.group_id = g.id order by o.created_at desc, o.id desc limit 3
    ) l
    where octet_length(l.message) <= 1000
      and not exists (select from private.error_texts t where t.key in (private.error_text_key(l.error_type, l.message), private.exact_error_text_key(l.error_type, l.message, l.stack_trace)) and t.group_id is not null)
    limit 20
  loop
    decided := private.digits_decide(e.error_type, e.message, private.error_group_id(e.error_type, e.message, null));
    insert into private.error_texts (key, group_id)
    select k.key, k.group_id from (values
      (e.alike, case when not decided then private.error_group_id(e.error_type, e.message, e.stack_trace) end),
      (case when decided then e.exact end, private.error_group_id(e.error_type, e.message, e.stack_trace))) k (key, group_id)
    where k.key is not null
    on conflict (key) do nothing;
  end loop;
  -- Twenty thousand are enough for what recurs; what is forgotten and comes again is learned again.
  delete from private.error_texts t where t.place <= (select max(o.place) - 20000 from private.error_texts o);
end
$$;

comment on function private.remember_error_texts(uuid[]) is
  'Remembers what the rules say of the latest texts of groups, for inserts to read: at most 20 at a time and 20,000 in all. Only for who applies changes, one at a time.';

create or replace function private.remembered_error_group(error_type text, message text, stack_trace text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  said constant text := coalesce(message, '');
  known uuid;
begin
  if octet_length(said) > 1000 then
    return private.error_group_id(error_type, message, stack_trace);
  end if;
  -- As private.exact_error_text_key; a subquery, because a plan may compare the key with each row.
  select t.group_id into known from private.error_texts t
  where t.key = (select md5(concat(private.error_rules(), 'same ', error_type, E'\n', said, E'\n', left(stack_trace, 20000)))::uuid);
  if not found and random() < 0.015625 then
    perform private.apply_some_error_group_deltas();
  end if;
  return coalesce(known, private.error_group_id(error_type, message, stack_trace));
end
$$;

comment on function private.remembered_error_group(text, text, text) is
  'The group of an error whose text is not remembered with all that are alike: the one of exactly its text, or what the rules say of a new one. Now and then a new one lets what was appended be applied, and with it be remembered.';

-- The lines of private.error_text_key stand here because a call costs as much as they do. With its owner's rights: the
-- writer of an error may have no right to call our functions. The message is read as lists show it.
do $do$
begin
  execute format($definition$
create or replace function private.group_error() returns trigger
language plpgsql security definer set search_path = ''
as %L
$definition$, replace(replace($body$
begin
  begin
    select t.group_id into new.group_id from private.error_texts t
    where octet_length(<message>) <= 1000
      and t.key = (select md5(concat('<rules>like ', new.error_type, E'\n', regexp_replace(<message>, '[a-z_]*[0-9][a-z0-9_]*', '0', 'g')))::uuid);
    if new.group_id is null then
      new.group_id := private.remembered_error_group(new.error_type, <message>, new.stack_trace);
    end if;
  exception
    when others then
      new.group_id := null;
      perform private.note_failure('errors', 'error_logs', to_jsonb(new) ->> 'id', 'grouping', sqlstate, sqlerrm);
  end;
  return new;
end
$body$, '<message>', private.read_expression('error_logs', 'message', 'new.', '{}')), '<rules>', private.error_rules()::text));
end
$do$;

comment on function private.group_error() is 'Trigger: sets the group of an error; null when it cannot be computed.';

alter table private.error_texts enable row level security;

revoke execute on function private.own_frame(text), private.error_rules(), private.id_of_rules(text, integer), private.rules_of(uuid),
  private.error_fingerprint(text, text, text), private.error_group_id(text, text, text), private.error_text_key(text, text),
  private.exact_error_text_key(text, text, text), private.digits_decide(text, text, uuid), private.remember_error_texts(uuid[]),
  private.remembered_error_group(text, text, text)
  from public, anon, authenticated, service_role;

grant execute on function private.own_frame(text), private.error_rules(), private.id_of_rules(text, integer), private.rules_of(uuid),
  private.error_fingerprint(text, text, text), private.error_group_id(text, text, text) to authenticated, service_role;

-- 20_error_patterns.sql

-- The pattern of an error's text. What names the fault is kept between the letters 1 and 2, the letter 4 stands for a host, and
-- every other value becomes a *. A pattern of many alternatives costs a millisecond to make and another to match, so words are
-- looked up in lists, and patterns are short.

create or replace function private.calls_a_name(before text, name text, after text, chained boolean) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := rtrim(before, ' (:=[');
  word text := lower(ltrim(split_part(said, ' ', -1), '("[{.,;'));
  next_word text := case when left(after, 1) = ' ' then rtrim(split_part(after, ' ', 2), '.,;:)') end;
begin
  -- An id is no name: digits stand at the end of one, or between its parts.
  if translate(name, '0123456789', '') <> name and name ~ '[0-9]{4}|[0-9][0-9]?[0-9]?[A-Za-z]' then
    return false;
  end if;
  return name like '%()' or name in ('NoneType', 'int', 'str', 'string', 'number', 'boolean', 'object', 'array', 'list', 'dict', 'float', 'bool', 'bytes',
      'function', 'bigint', 'integer', 'uuid', 'date', 'datetime')
    or right(said, 1) <> '.' and (word = any ('{column,columns,relation,table,constraint,index,function,schema,type,types,role,policy,trigger,view,sequence,reading,setting,settings,attribute,attributes,module,named,property,properties,field,fields,field(s),parameter,parameters,param,params,argument,arguments,argument(s),arg,args,variable,variables,method,methods,member,extension,tool,tools,operator,package,packages,class,enum,interface,model,entity,collection,bucket,queue,topic,channel,exchange,command,commands,option,options,flag,header,headers,cookie,claim,claims,scope,scopes,permission,permissions,capability,directive,macro,crate,trait,struct,hook,component,plugin,middleware,template,procedure,workflow,step,stage,feature,database,keyspace,secret,configmap,keyerror,import,identifier,symbol,label,evaluating,placeholder,invoke,because,initialize,keyword,provider,event,config,configuration,environment,subtype,service,handler,mutation,query,fragment,task,rule,encoding,codec,protocol,algorithm,locale,timezone,currency,language,driver,adapter,engine,backend,loader,filter,format,validator,resolver,bean,annotation,register,expected,missing,violated,used,binding,selector,integration,element,resource,namespace,interceptor,decorator,widget,prop,props,slice,reducer,store,script,migration,partition,cursor,domain,cast}'::text[])
      or word in ('name', 'key', 'keys', 'key(s)', 'object', 'to', 'for', 'host') and lower(split_part(said, ' ', -2)) || ' ' || word = any
        ('{"column name","object name","table name","function name","module name","import name","property name","field name","tool name","event name","for key","array key","unique key","primary key","foreign key","unrecognized key","unrecognized keys","unknown key","missing key","required key","in object","env access","access to","initializer for","value for"}'::text[])
        and said not like '%net access to'
      or word in ('+', '-', '/', '%', '>', '<', '>=', '<=', '&', '|', '^', '//', '@', '**') and said like '%type(s) for %'
      or word in ('setting', 'destructure', 'access'))
    or chained and btrim(before, ' (:') = any ('{"",",",or,"and",of,from,on,in,to,as,"on type","of type","of required type","of object","for type",", expected",", got",", received","but got","column of","columns of","field of","field in","property of","property on","parameter of","method of","method on","function of","attribute of","argument of","key of","column in",", or",", and","as type","to type"}'::text[])
    or next_word = any ('{field,fields,column,columns,property,parameter,parameters,argument,variable,header,claim,attribute,tool,module,package,function,method,option,env,environment,setting,extension,table,type,number,phone,query,object,event,flag,scope}'::text[])
    or next_word in ('is', 'must', 'should', 'has', 'before', 'cannot', 'may', 'was', 'violates') and substring(after from 2) like any (array['is not defined%', 'is not a function%', 'is not allowed%', 'is not exported%',
      'is not set%', 'is not iterable%', 'is not a constructor%', 'is not supported%', 'is not callable%', 'is not configured%', 'is not permitted%', 'is not a known%', 'is not a valid %', 'is required%', 'is a required%',
      'is undefined%', 'is missing%', 'is read-only%', 'is readonly%', 'is deprecated%', 'is reserved%', 'is unknown%', 'is mandatory%', 'is unrecognized%', 'is null%', 'is ambiguous%', 'must %', 'should be %', 'has no %',
      'has already been %', 'before initialization%', 'cannot be null%', 'cannot be empty%', 'cannot be blank%', 'cannot be undefined%', 'may not be%', 'was not provided%', 'was not defined%', 'was not set%', 'violates %']);
end
$$;

comment on function private.calls_a_name(text, text, text, boolean) is
  'Whether a line calls what it quotes a name: by a noun before it (column "phone"), by what it says of it (''id'' is not defined), or in a row with another.';

create or replace function private.kept_names(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  parts text[];
  kept boolean := false;
  quoted text;
begin
  if not line like any (array['%"%', '%''%', '%`%']) then
    return line;
  end if;
  parts := string_to_array(regexp_replace(replace(line, ' (index)`', '`'), '(^|[ ([{=:,;<>|+/])["''`]([A-Za-z_$@./\\~\[][A-Za-z0-9_$@./:\\#!()\[\]-]*)["''`](?![A-Za-z0-9])', E'\\1\u0003\\2\u0003', 'g'), E'\u0003');
  line := parts[1];
  for i in 2..least(cardinality(parts), 60) - 1 by 2 loop
    quoted := parts[i];
    kept := private.calls_a_name(case when i > 2 then parts[i - 1] else line end, quoted, parts[i + 1], kept);
    if kept then
      quoted := concat(E'\u0001', case when strpos(quoted, '[') > 0 then regexp_replace(quoted, '\[[0-9]+\]', '[*]', 'g') else quoted end, E'\u0002');
    elsif strpos(quoted, ':') > 0 and quoted ~ '^[A-Za-z0-9_.-]+:[0-9]+$' and (strpos(quoted, '.') > 0 or parts[i - 1] like any (array['%at ', '%to ', '%server ', '%host '])) then
      quoted := concat(E'\u0004:', split_part(quoted, ':', 2));
    else
      quoted := '*';
    end if;
    line := line || quoted || parts[i + 1];
  end loop;
  return line;
end
$$;

comment on function private.kept_names(text) is
  'A line in which quoted text that it calls a name is kept between the letters 1 and 2, without its quotes; other quoted words become a *.';

create or replace function private.starred(line text, pattern text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|' || pattern, '\1*', 'g'), E'\u0002*', E'\u0002');
end
$$;

comment on function private.starred(text, text) is 'A line with a * for what matches a pattern, except in what is kept.';

create or replace function private.starred_texts(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  if strpos(line, ')=(') > 0 then
    line := regexp_replace(line, '\)=\([^()]*\)?', ')=*', 'g');
  end if;
  if line like any (array['%"%', '%''%', '%`%', '%「%', '%『%']) then
    line := replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|(^|[ ([{=:,;<>/|+\u0002-])(?:"[^"\u0001\u0004]*(?:"|$)|`[^`\u0001\u0004]*(?:`|$)|''[^''\u0001\u0004]*''|「[^」]*」|『[^』]*』)', '\1\2*', 'g'), E'\u0002*', E'\u0002');
  end if;
  if strpos(line, '://') > 0 then
    line := regexp_replace(line, '://(?:[^ /@"''<>()]*@)?[^ /?#"''<>():*\u0001]+', E'://\u0004', 'g');
  end if;
  if line like '%?%=%' then
    line := regexp_replace(line, '[?][A-Za-z0-9_.%\[\]-]+=[^ "''<>)]*', '', 'g');
  end if;
  if strpos(line, '@') > 0 then
    line := regexp_replace(line, '[^ @<>()":;,\[\]{}=*\u0001\u0002]+@[^ @<>()":;,\[\]{}=/''\u0001\u0002]*[.][^ @<>()":;,.\[\]{}=/''0-9\u0001\u0002!?][^ @<>()":;,.\[\]{}=/''\u0001\u0002!?]+', '*', 'g');
  end if;
  -- Keys, tokens, ids, and directories for a while: each is looked for where a plain search says that it can be.
  if line like any (array['%earer %', '%eyJ%', '%k\_%', '%whsec\_%', '%sb\_%', '%sbp\_%', '%arn:%', '%/tmp/%', '%/var/%']) then
    line := private.starred(line, '[Bb]earer +[^ ,;]+|\meyJ[A-Za-z0-9_.-]+|\m(?:sk|pk|rk|whsec|sbp?)_[^ ,;)]+|\marn:[^ ,;)]+|(?<=/(?:tmp|var/folders|var/tmp)/)[^ ,;)"'':]+');
  end if;
  if line like '%-____-____-____-____________%' then
    line := private.starred(line, '[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}');
  end if;
  if line ~ '[a-f]{6}|[A-F]{6}|[a-z0-9]_[A-Za-z0-9]*[A-Z]' then
    line := private.starred(line, '\m[a-z][a-z0-9]+_(?:live_|test_)?[A-Za-z0-9]*[A-Z][A-Za-z0-9]*\M(?!\()|\m[a-f]{6,}\M|\m[A-F]{6,}\M');
  end if;
  if strpos(line, '-') > 0 and line ~ '[0-9][A-Za-z0-9_]*-[A-Za-z0-9_]|[A-Za-z_]-[A-Za-z_]*[0-9]' then
    line := private.starred(line, '(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])[A-Za-z0-9_-]{14,}|(?<=[0-9])-[bcdfghjklmnpqrstvwxz2-9]{5}(?![A-Za-z0-9-])');
  end if;
  -- No word has six consonants in a row, or three times a capital, a small letter and a capital.
  if lower(line) <> line and line ~ '[A-Za-z_-]{15}' then
    line := private.starred(line, '(?<![A-Za-z0-9_-])(?=[A-Za-z_-]{15})(?=[A-Za-z_-]*(?:[A-Z][a-z](?=[A-Z])[A-Za-z_-]*){3}|[A-Za-z_-]*(?=[A-Z]{0,5}[a-z])[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{6})(?=[a-z_-]*[A-Z])[A-Za-z_-]+');
  end if;
  return line;
end
$$;

comment on function private.starred_texts(text) is
  'A line with a * for what is quoted, and for users and queries of URLs, e-mail addresses, ids, keys and tokens.';

create or replace function private.starred_hosts(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  if line like '%.%.%.%' then
    line := regexp_replace(line, '\m(?:[0-9]{1,3}[.]){3}[0-9]{1,3}\M(?![.][0-9])', E'\u0004', 'g');
  end if;
  if strpos(line, '::') > 0 or line like '%:%:%:%:%:%:%' then
    line := regexp_replace(line, '(?<![0-9A-Za-z:])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]+:){6})[0-9A-Fa-f:]*:([1-9][0-9]{1,4})(?![0-9A-Za-z:.])', E'\u0004:\\1', 'g');
    line := regexp_replace(line, '(?<![0-9A-Za-z:])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]+:){6})[0-9A-Fa-f:]*\u0004?(?![0-9A-Za-z:])', E'\u0004', 'g');
    line := replace(line, E'[\u0004]', E'\u0004');
  end if;
  line := replace(line, 'localhost', E'\u0004');
  if strpos(rtrim(line, '. '), '.') > 0 then
    line := replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|(?<![A-Za-z0-9_.@/])(?:[*][.])?[a-z0-9_*-][A-Za-z0-9_*-]*[.](?:[A-Za-z0-9_*-]+[.])*(?:com|net|org|io|ai|internal|local|localdomain|lan|example|edu|gov|invalid|arpa|(?<=[.][A-Za-z0-9_*-]+[.])(?:dev|app|test|cloud|co|us|uk|de|eu|fr|ca|au|me|so|sh|svc|run|host|xyz|info|biz|tech))\M(?![A-Za-z0-9_(]|[.][A-Za-z])[.]?', E'\\1\u0004', 'g'), E'\u0002\u0004', E'\u0002');
  end if;
  if line like any (array['%ENO%', '%EAI_%', '%ESERV%', '%ETIME%', '%EREF%', '%ECONN%', '%EHOST%', '%ENET%', '%lookup %', '% host%', 'host%', 'Host%', '%: Host: %', '%UnknownHost%']) then
    line := regexp_replace(line, '(\m(?:E[A-Z]+_?[A-Z]+|[Hh]ost:?|host name|hostname|UnknownHostException:) )[A-Za-z0-9_.*-]+(?=$|[ ,;)]|:[0-9 ])|(\mlookup )[A-Za-z0-9_.*-]+(?= on |:)', E'\\1\\2\u0004', 'g');
  end if;
  if strpos(line, ':') > 0 and line like any (array['%onnect to %', '%onnection to %', '%tcp %', '%at %:%', '%erver %', '%edis %', '%dial %', '%broker %', '%://%', '%@%']) then
    -- A server of one word is one where the words before it say so, or its path.
    line := regexp_replace(line, '((?:[Cc]onnect(?:ion)? to|\mtcp|\mat|[Ss]erver|[Rr]edis|dial|broker) |://|@)[A-Za-z][A-Za-z0-9_.*-]*(?=:[1-9][0-9]{1,4}(?![0-9A-Za-z:]))', E'\\1\u0004', 'g');
  end if;
  return line;
end
$$;

comment on function private.starred_hosts(text) is 'A line with the letter 4 for every host and address.';

create or replace function private.is_code(before text, number text, after text) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := rtrim(before, E' :=#([|"''\u0001\u0004');
  word text := lower(ltrim(split_part(said, ' ', -1), '("[{.,;<'));
  before_it text;
  digits boolean := translate(number, '0123456789', '') = '';
  -- Not before the rest of a larger number, a count's noun or a unit.
  stands_alone boolean;
begin
  if right(before, 2) = E'\u0004:' and digits then
    return length(number) between 2 and 5 and after !~ '^(?:[A-Za-z]|:[^ ]|[.-][0-9]|->)';
  end if;
  if digits and (left(after, 1) in (',', '.', '-') and substr(after, 2, 1) between '0' and '9' or after like ' of %') then
    return false;
  end if;
  if word in ('code', 'codes') then
    before_it := lower(rtrim(split_part(said, ' ', -2), '.,;'));
    return before_it = any ('{"",error,status,response,result,reason,close,closed,return,returned,failure,exception,cancel,decline,fault,vendor,native,oauth,grpc,server,provider,carrier,exit,exited,exits,with,http,twilio,sip,disconnect,disconnection,err,by,a,an}'::text[])
      or right(said, 5) <> ' code' and said ~* '[^a-z ]code$' or before_it ~ '[^a-z]$';
  end if;
  if word = any ('{errno,error_code,errorcode,errcode,err_code,status_code,statuscode,sqlstate,hresult,winerror,nrc,sip,signal,port,msg,exitcode,exit_code,aadsts,code}'::text[])
    or word like 'sqlstate[%' or word like '%code' and right(before, 1) in ('=', ':', '"')
    or word in ('number', 'no', 'id', 'status') and lower(split_part(said, ' ', -2)) in ('alert', 'error', 'exit', 'error:') then
    return true;
  end if;
  if not digits then
    return length(number) between 4 and 12 and number = upper(number)
      and (right(before, 1) !~ '[A-Za-z0-9.:-]' and number ~ '^(?:PGRST[0-9X]{3}|P[1-6][0-9]{3}|E[0-9]{5}|TS[0-9]{4,5}|CS[0-9]{4}|AADSTS[0-9]{4,7}|[0-9]{2}[A-Z][0-9]{2}|[0-9]{2}P[0-9]{2}|P000[0-9]|XX00[0-9]|HY[0-9]{3}|[0-9][A-Z]0{3})$'
        or btrim(before, '[( ') = '' and after ~ '^(?::? |$|\])' and number ~ '^[A-Z]{1,8}_?[0-9][0-9A-Z]{0,5}$')
      or before = '' and after like ': %' and number ~ '^[A-Z]+[0-9][A-Z0-9]*$' and length(number) < 10
      -- A name of a database's that is not quoted.
      or word in ('column', 'table', 'relation', 'constraint', 'index', 'collection') and number ~ '^[A-Za-z][A-Za-z_]*_[0-9]{1,3}$'
      or right(before, 1) = '.' and number ~ '^[a-z]+_[0-9]{1,3}$' and word ~ '^[a-z_.]+$';
  end if;
  if right(before, 4) in ('ORA-', 'TNS-', 'PLS-', 'DPY-') then
    return true;
  end if;
  if length(number) = 3 and number between '100' and '599' then
    if after ~ '^(?: ?(?:ms|s|MB|kB|bytes)\M|\) ?[0-9]| [0-9])' then
      return false;
    end if;
    if word in ('status', 'http', 'response', 'statuscode') or word like 'http/%'
      or word in ('is', 'was', 'of', 'line', 'with', 'error', 'code', 'response') and lower(split_part(said, ' ', -2)) in ('status', 'http', 'response', 'code')
      or after like ' %' and lower(after) like any (array[' bad request%', ' unauthorized%', ' payment required%', ' forbidden%', ' not found%', ' method not%', ' not acceptable%', ' proxy auth%', ' request %', ' conflict%', ' gone%', ' length req%',
        ' precondition%', ' payload%', ' content too%', ' uri too%', ' unsupported%', ' misdirected%', ' unprocess%', ' locked%', ' failed dep%', ' too many%', ' internal server%', ' not implemented%', ' bad gateway%',
        ' service %', ' gateway %', ' client error%', ' server error%', ' moved %', ' temporary redirect%']) then
      return true;
    end if;
    stands_alone := number >= '400' and after ~ '^(?: ?$| ?[^ A-Za-z0-9]| (?:from|for|on|in|while|with|at|when|by|after|during|and|because|instead|status|error|response|page not found)\M| [A-Z])';
    if number >= '400' and stands_alone and (btrim(before, '[') = '' or right(before, 1) = '(' or right(before, 2) in ('> ', '→ ')
      or rtrim(word, ',;') = any ('{answered,responded,responds,replied,returned,returns,got,received,gave,failed,rejected,refused,error,unexpected,threw,was}'::text[])
      or word in ('with', 'a', 'an', 'by') and lower(split_part(said, ' ', -2)) in ('answered', 'responded', 'responds', 'replied', 'returned', 'returns', 'got', 'received', 'failed', 'rejected')) then
      return true;
    end if;
  end if;
  return word like '%error' and length(number) between 3 and 6 and after ~ '^(?: \(|[:,.;)]? ?$|: |[,;] | -)'
    or length(number) = 5 and (right(before, 1) = '(' and after ~ '^[)/]' or after like ': %') and left(number, 2) in ('08', '22', '23', '25', '28', '40', '42', '53', '54', '55', '57', '58')
    or length(number) = 4 and word in ('violation') or length(number) between 4 and 6 and before = '' and after ~ '^(?:: | \()'
    or length(number) < 3 and before = '' and after ~ '^ [A-Z_]{6,}:' or length(number) = 4 and right(before, 1) = '/' and after like ')%' and before ~ '\(\u0001?HY';
end
$$;

comment on function private.is_code(text, text, text) is
  'Whether a word with a digit is part of the fault, from what stands before and after it: a port, an HTTP status, a SQLSTATE, a code of a provider, a database or a process.';

create or replace function private.starred_numbers(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  parts text[];
begin
  if translate(line, '0123456789', '') <> line then
    parts := string_to_array(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|([A-Za-z_]*[0-9][A-Za-z0-9_]*)', E'\\1\u0003\\2\u0003', 'g'), E'\u0003');
    line := parts[1];
    for i in 2..cardinality(parts) - 1 by 2 loop
      line := concat(line, case when parts[i] = '' then '' when i < 100 and private.is_code(right(line, 100), parts[i], concat(parts[i + 1], left(parts[i + 2], 8))) then E'\u0001' || parts[i] || E'\u0002' else '*' end, parts[i + 1]);
    end loop;
  end if;
  if line like any (array['%Mon%', '%Tue%', '%Wed%', '%Thu%', '%Fri%', '%Sat%', '%Sun%', '%Jan%', '%Feb%', '%Mar%', '%Apr%', '%May%', '%Jun%', '%Jul%', '%Aug%', '%Sep%', '%Oct%', '%Nov%', '%Dec%', '%day%', '% attempt%', '% try%', '% retry%', '% time%']) then
    line := replace(regexp_replace(line, '(\u0001[^\u0002]*\u0002)|\m(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Jan|Feb|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\M[.]?|(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)days?\M|(?:January|February|April|June|July|August|September|October|November|December)\M'
      '|(?:March|May|Mar)\M(?=[.,]? [*])|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= (?:attempt|try|retry|time)\M))|(?<=[*] |\m(?:in|of|for|since|until|before|after|during|from|last|next|this) )(?:March|May|Mar)\M', '\1*', 'g'), E'\u0002*', E'\u0002');
  end if;
  return case when strpos(line, '*') = 0 then line else private.counted(line) end;
end
$$;

comment on function private.starred_numbers(text) is
  'A line with a * for every word with a digit that is no code, and for weekdays, months and ordinals.';

create or replace function private.counted(line text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  unit constant text := '(?: ?(?:[nuµμm]?s|msecs?|milli(?:second)?s?|millisecond|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?|bytes?|[kKMGT]i?B|USD|EUR|GBP|CAD|dollars?|cents?|percent)\M)?';
  words text[];
  near integer := 9;
  word text;
  bare text;
begin
  line := regexp_replace(line, '(?:\m(?:USD|EUR|GBP|CAD) |[$€£¥] ?|[+(#-])*[*]' || unit || '(?:(?:,? UTC|,? GMT|,? and)?[-.,:/+()%# $€£¥]*[*]' || unit || ')*(?: ?(?:AM|PM|am|pm|[ap][.]m[.]|UTC|GMT)\M)*(?: ?[%€£¥])?', '*', 'g');
  if not line like any (array['%* %', '%re *%']) then
    return line;
  end if;
  -- One call was, three calls were: what is counted stands in the singular, and its verb.
  words := string_to_array(line, ' ');
  for i in 1..least(cardinality(words), 80) loop
    word := words[i];
    if right(word, 1) = '*' then
      near := 0;
      if i > 1 and words[i - 1] in ('were', 'are') then
        words[i - 1] := case words[i - 1] when 'were' then 'was' else 'is' end;
      end if;
    elsif near < 4 then
      near := near + 1;
      bare := rtrim(word, '.,;:)');
      words[i] := case
        when word in ('were', 'are', 'have', 'do', 'don''t', 'haven''t', 'aren''t', 'weren''t') then
          case word when 'were' then 'was' when 'are' then 'is' when 'have' then 'has' when 'do' then 'does' when 'don''t' then 'doesn''t'
            when 'haven''t' then 'hasn''t' when 'aren''t' then 'isn''t' else 'wasn''t' end
        when near > 3 or bare not like '%s' or bare in ('exists', 'waits', 'was', 'has', 'does', 'is', 'its', 'this', 'as', 'us', 'yes', 'always', 'times') then word
        when bare like any (array['%ss', '%us', '%is']) then word
        else case when bare like '%ies' then left(bare, -3) || 'y'
          when bare like any (array['%ches', '%shes', '%sses', '%xes', '%zes', '%uses']) then left(bare, -2)
          else left(bare, -1) end || substr(word, length(bare) + 1) end;
    end if;
  end loop;
  return array_to_string(words, ' ');
end
$$;

comment on function private.counted(text) is
  'A line in which neighbouring * are one, with their units, and what they count, and its verb, stands in the singular.';

create or replace function private.error_pattern(message text, stack_trace text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := private.error_text(message);
  line text;
  bare text;
  frame text;
begin
  line := private.starred_numbers(private.starred_hosts(private.starred_texts(private.kept_names(said))));
  line := btrim(translate(line, E'\u0004\u0001\u0002\u0003', '*'));
  bare := lower(btrim(line, ' .:!*"''()[]{}'));
  -- Words of other alphabets are words; in some a single letter is one.
  if (octet_length(bare) <> length(bare) or translate(bare, '0123456789', '') <> bare or bare ~ '[a-z]{3}') and bare not in ('error', 'errors', 'exception', 'failed', 'failure', 'fail', 'unknown', 'unknown error',
    'unknown exception', 'unexpected error', 'an error occurred', 'an error has occurred', 'an unknown error occurred', 'an unknown error has occurred',
    'an unexpected error occurred', 'an unexpected error has occurred', 'something went wrong', 'oops, something went wrong', 'internal error', 'internal server error', 'server error',
    'fetch failed', 'failed to fetch', 'load failed', 'network error', 'networkerror', 'networkerror when attempting to fetch resource',
    'object object', 'undefined', 'null', 'none', 'nil', 'nan', 'true', 'false', 'script error', 'request failed', 'the request failed',
    'bad request', 'unauthorized', 'forbidden', 'not found', 'service unavailable', 'bad gateway', 'gateway timeout', 'timeout', 'timed out', 'request timeout', 'time-out',
    'aborted', 'abort', 'canceled', 'cancelled', 'the operation was aborted', 'this operation was aborted', 'the user aborted a request', 'signal is aborted without reason',
    'unhandled rejection', 'unhandled promise rejection', 'uncaught exception', 'unhandled exception', 'error: null', 'error: undefined', 'error: error', 'error object object', 'error: [object object',
    'socket hang up', 'operation failed', 'the operation failed', 'invalid request', 'assertion failed', 'assertionerror', 'no message', 'no error message', 'message', 'panic', 'oops') then
    return line;
  end if;
  if bare in ('failed to fetch', 'load failed', 'networkerror when attempting to fetch resource') then
    line := 'fetch failed';
  end if;
  frame := coalesce(private.own_frame(stack_trace), private.own_frame(message));
  if frame is null then
    -- A single name in quotes is all that some say.
    return coalesce(substring(said from '^["''`]([A-Za-z_][A-Za-z_.]*)["''`]$'), line);
  end if;
  return concat_ws(' · ', case when bare ~ '[a-z]{3}' then line end, frame);
end
$$;

comment on function private.error_pattern(text, text) is
  'The pattern of a message. A generic one (fetch failed, [object Object], none) is followed by the innermost frame of the stack trace that is the application''s own.';

revoke execute on function private.calls_a_name(text, text, text, boolean), private.kept_names(text), private.starred(text, text), private.starred_texts(text),
  private.starred_hosts(text), private.is_code(text, text, text), private.starred_numbers(text), private.counted(text), private.error_pattern(text, text) from public, anon, authenticated, service_role;

grant execute on function private.calls_a_name(text, text, text, boolean), private.kept_names(text), private.starred(text, text), private.starred_texts(text),
  private.starred_hosts(text), private.is_code(text, text, text), private.starred_numbers(text), private.counted(text), private.error_pattern(text, text) to authenticated, service_role;

-- 20_error_texts.sql

-- What a message says on one line: without escapes of terminals and forms of Unicode, the line that matters of many, JSON read.
-- At most 4,000 letters of a message are read.

create or replace function private.plain_error_text(message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := left(message, 4000);
begin
  if octet_length(said) <> length(said) then
    said := translate(said,
      E'\u2028\u2029\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000“”„‟«»″‘’‚‛‹›′´‐‑‒–—−٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad',
      E'\n\n\n                """""""''''''''''''''''------012345678901234567890123456789');
  end if;
  if said ~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f]|\[[0-9;]*m' then
    said := regexp_replace(said, '(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z^_\\]|\[[0-9;]{1,9}m', '', 'g');
    said := translate(said, E'\r\u000b\u000c\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f', E'\n\n\n');
  end if;
  return btrim(said, E' \t\n');
end
$$;

comment on function private.plain_error_text(text) is
  'The first 4,000 letters of a message without colours of a terminal and other invisible letters, with one kind of space, line break, quote, dash and digit.';

create or replace function private.error_line(said text, message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  lines text[] := array(
    select btrim(l.line, E' \t') from unnest(string_to_array(said, E'\n')) with ordinality l (line, place)
    where btrim(l.line, E' \t') <> '' order by l.place limit 200);
  first text := coalesce(lines[1], '');
  last text;
  model text;
begin
  if cardinality(lines) < 2 or first ~ '^[\[{]' or strpos(first, '{"') > 0 then
    return case when cardinality(lines) < 2 then first else said end;
  end if;
  if first like 'Traceback (most recent call last)%' or first like 'Invalid `%' then
    select l.line into last
    from unnest(string_to_array(private.plain_error_text(right(message, 4000)), E'\n')) with ordinality l (line, place)
    where btrim(l.line, E' \t') <> '' and l.line !~ '^\s*(?:Please |For more|For further|More information|at |During handling)' order by l.place desc limit 1;
    last := btrim(last, E' \t');
    -- A constraint belongs to a model; that a server cannot be reached does not.
    model := case when first ~ '^Invalid `[^`]*[.]' and last ~* 'constraint|field|record|column|argument|found|value|required|relation' then
      split_part(substring(first from '^Invalid `([^`]*)[.]'), '.', -1) || ': ' end;
    return concat(model, last);
  end if;
  return case
    when first ~* 'validation errors? for ' then concat_ws(' ', first, lines[2], split_part(lines[3], ', input_value', 1))
    when first ~ ':$' or first ~ '^[✖✘×]' and lines[2] ~ '^[→↳]'
      or first ~* '^(?:uncaught |unhandled |internal )*(?:[a-z]*error|exception|rejection)[.:!]?$' and lines[2] !~ '^(?:at |File ")'
      then first || ' ' || lines[2]
    when first ~* '^<!doctype|^<html' then coalesce(substring(said from '(?i)<title>\s*([^<]+)'), first)
    else first
  end;
end
$$;

comment on function private.error_line(text, text) is
  'The line of a message that matters: of a Python traceback and of Prisma the last (with the model where it is about one), of validators the first with what it introduces, of an HTML page its title, otherwise the first. JSON over several lines stays whole.';

create or replace function private.json_error(given text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  found_values jsonb := '{}';
  pair text[];
  said text;
begin
  -- Read by pattern: what was cut off, or is the notation of Python, is no JSON that a parser would take.
  for pair in
    select m from regexp_matches(given, '["'']([A-Za-z_]{2,24})["'']\s*:\s*(?:"((?:[^"\\]|\\.)*)"|''((?:[^''\\]|\\.)*)''|(-?[0-9]{1,12})|\[([^][{}]*)\])', 'g') m limit 60
  loop
    said := coalesce(pair[2], pair[3], pair[4], pair[5]);
    -- The first of a name is the outermost or that of the first issue.
    if said not in ('', 'error') and not found_values ? pair[1] then
      found_values := found_values || jsonb_build_object(pair[1], case when pair[5] is null then said else '[' || said end);
    end if;
  end loop;
  select string_agg(case
      when k.spoken then replace(replace(replace(regexp_replace(v.value, '\\[nrt]', ' ', 'g'), '\"', '"'), '\''', ''''), '\\', '\')
      when v.value like '[%' then E'\u0001' || regexp_replace(translate(v.value, E'["\' \n\t', ''), '\m[0-9]+\M', '#', 'g') || E'\u0002'
      when v.value ~ '^[A-Za-z0-9_.:/ -]{1,80}$' then E'\u0001' || v.value || E'\u0002'
      else v.value end, ' ' order by k.place)
  into said
  from unnest('{statusCode,status_code,status,code,error_code,errorCode,errcode,decline_code,__type,type,error,name,reason,field,property,param,parameter,path,loc,title,message,Message,msg,error_message,errorMessage,error_description,detail,description}'::text[])
    with ordinality n (name, place)
  cross join lateral (select n.place, n.place > 19) k (place, spoken)
  cross join lateral (select found_values ->> n.name) v (value)
  where v.value is not null
    -- One text is enough, and the first that is there says it best.
    and not (k.spoken and exists (
      select from unnest('{title,message,Message,msg,error_message,errorMessage,error_description,detail,description}'::text[]) with ordinality o (name, place)
      where found_values ? o.name and o.place + 19 < n.place and o.name <> 'title'));
  if said is null then
    select string_agg(E'\u0001' || k.name || E'\u0002', ' ' order by k.name) into said
    from (select distinct m[1] as name from regexp_matches(given, '["'']([A-Za-z_][A-Za-z_. -]{0,40})["'']\s*:', 'g') m limit 20) k;
  end if;
  return said;
end
$$;

comment on function private.json_error(text) is
  'What an error says that is written as JSON, or as Python writes its dictionaries: status, code, type and the like as they are, then its message. Without any of these its keys.';

create or replace function private.error_text(message text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
declare
  said text := private.plain_error_text(message);
  json text;
begin
  if said is null then
    return '';
  end if;
  if strpos(said, E'\n') > 0 then
    said := private.error_line(said, message);
  end if;
  if strpos(said, '{') > 0 and (said like '%":%' or said like '%'':%' or said like '%" :%') then
    json := substring(said from '(?:\[\s*)?\{\s*["''][A-Za-z_][A-Za-z_.]*["'']\s*:.*');
    if json is not null then
      said := left(said, length(said) - length(json)) || coalesce(private.json_error(json), json);
    end if;
  elsif left(said, 1) = '<' and said like '%<Code>%' then
    said := concat_ws(' ', E'\u0001' || substring(said from '<Code>([^<]+)') || E'\u0002', substring(said from '<Message>([^<]+)'));
  end if;
  -- One space for many.
  said := left(replace(replace(replace(translate(said, E'\t\n', '  '), ' ', E'\u0005\u0006'), E'\u0006\u0005', ''), E'\u0005\u0006', ' '), 500);
  if octet_length(said) <> length(said) then
    said := left(normalize(said, nfkc), 500);
  end if;
  -- A line that is a quotation as a whole says what it quotes.
  if left(said, 1) in ('"', '''', '`') and right(said, 1) = left(said, 1) and strpos(said, ' ') > 0 and translate(substr(said, 2, length(said) - 2), '"''`', '') = substr(said, 2, length(said) - 2) then
    said := btrim(said, '"''`');
  end if;
  return btrim(said);
end
$$;

comment on function private.error_text(text) is
  'What a message says, on one line of 500 letters at most. What stands between the letters 1 and 2 is kept as it is.';

revoke execute on function private.plain_error_text(text), private.error_line(text, text), private.json_error(text), private.error_text(text)
  from public, anon, authenticated, service_role;

grant execute on function private.plain_error_text(text), private.error_line(text, text), private.json_error(text), private.error_text(text)
  to authenticated, service_role;

-- 21_error_group_counts.sql

-- Counts of error groups: triggers append changes.

do $$
declare
  relation text;
begin
  foreach relation in array '{error_group_deltas,error_group_totals,error_group_customers,error_group_endpoints,error_group_hours}'::text[] loop
    execute format('alter table public.%I enable row level security', relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.is_admin()))', relation || '_select', relation);
    -- A change is appended with every error: a restrictive policy refuses people's inserts there, since a trigger would cost each of them.
    execute format('create or replace trigger refuse_people before %s on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()',
      case relation when 'error_group_deltas' then 'update or delete' else 'insert or update or delete' end, relation);
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant select on public.%I to authenticated', relation);
  end loop;
end
$$;

-- Rows of the platform may have a time that date_bin cannot compute, or none.
create or replace function private.hour_of(moment timestamptz) returns timestamptz
language sql immutable parallel safe
as $$
  select case when moment >= '0001-01-01 00:00+00' and moment < '10000-01-01 00:00+00' then date_bin('1 hour', moment, '2000-01-01 00:00+00')
    when moment > '0001-01-01 00:00+00' then 'infinity' else '-infinity' end
$$;

comment on function private.hour_of(timestamptz) is 'The hour of a moment; infinity or -infinity for a time out of range, or none. Fails for no value.';

create or replace function private.apply_some_error_group_deltas() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.apply_error_group_deltas(4000);
exception
  when others then
    perform private.note_failure('errors', 'error_logs', null, 'applying changes', sqlstate, sqlerrm);
end
$$;

comment on function private.apply_some_error_group_deltas() is 'Applies pending changes in the statement of a writer; never fails.';

-- A statement is counted as lists show it: on a table of the platform an error may be resolved by a boolean alone.
do $do$
declare
  definition text;
begin
  foreach definition in array array[
$definition$
create or replace function private.count_new_error() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  -- Changes must be applied even when nobody reads: on average one writer in 2,048 applies what the others appended. One
  -- condition for both, because each expression adds to the cost of every error.
  if random() < 0.00048828125 or current_setting('kryonex.locked', true) = 'on' then
    if current_setting('kryonex.locked', true) = 'on' then
      perform private.give_up('errors');
      return null;
    end if;
    perform private.apply_some_error_group_deltas();
  end if;
  begin
    insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen)
    select a.group_id, a.user_id, left(a.endpoint, 500), private.hour_of(a.created_at), 1, (<a.resolved_at> is null)::integer,
      a.created_at, a.created_at
    from after a where a.group_id is not null;
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'counting new errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$,
$definition$
create or replace function private.count_changed_errors() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('errors');
    return null;
  end if;
  begin
    insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen, moved)
    select e.group_id, e.user_id, e.endpoint, e.hour, sum(e.sign), coalesce(sum(e.sign) filter (where e.resolved_at is null), 0),
      min(e.created_at) filter (where e.sign = 1), max(e.created_at) filter (where e.sign = 1),
      min(e.created_at) filter (where e.sign = 1) is distinct from min(e.created_at) filter (where e.sign = -1)
        or max(e.created_at) filter (where e.sign = 1) is distinct from max(e.created_at) filter (where e.sign = -1)
    from (
      select -1 as sign, b.group_id, b.user_id, left(b.endpoint, 500) as endpoint, private.hour_of(b.created_at) as hour, b.created_at, <b.resolved_at> as resolved_at from before b
      union all
      select 1, a.group_id, a.user_id, left(a.endpoint, 500), private.hour_of(a.created_at), a.created_at, <a.resolved_at> from after a
    ) e
    where e.group_id is not null
    group by e.group_id, e.user_id, e.endpoint, e.hour
    having sum(e.sign) <> 0 or coalesce(sum(e.sign) filter (where e.resolved_at is null), 0) <> 0
      or min(e.created_at) filter (where e.sign = 1) is distinct from min(e.created_at) filter (where e.sign = -1)
      or max(e.created_at) filter (where e.sign = 1) is distinct from max(e.created_at) filter (where e.sign = -1);
    -- Reopening an error that the resolve of its group had closed opens the group; one that an admin is acting on stays theirs.
    update public.error_group_states s set resolved_at = null
    where s.group_id in (
      select o.group_id from public.error_group_states o
      where o.resolved_at is not null and o.group_id in (
        select a.group_id from after a join before b on b.id = a.id
        where <b.resolved_at> is not null and <a.resolved_at> is null and a.created_at <= o.resolved_at
      ) for update skip locked
    );
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'counting changed errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$,
$definition$
create or replace function private.count_deleted_errors() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('errors');
    return null;
  end if;
  begin
    insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, moved)
    select g.group_id, g.user_id, left(g.endpoint, 500), private.hour_of(g.created_at), -count(*), -count(*) filter (where <g.resolved_at> is null), true
    from gone g
    where g.group_id is not null
    group by 1, 2, 3, 4;
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'counting deleted errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$
  ] loop
    execute private.with_readings('error_logs', definition);
  end loop;
end
$do$;

comment on function private.count_new_error() is
  'Trigger: appends what new errors add to their groups, a row for each: nearly every error is inserted by itself, and summing one costs more than appending it. Now and then applies what was appended. It reads a transition table, so that a statement of many rows costs one subtransaction.';

comment on function private.count_changed_errors() is
  'Trigger: appends the effect of a statement that changed errors on their groups; reopening an error of a resolved group reopens the group.';

comment on function private.count_deleted_errors() is 'Trigger: appends what a statement''s deleted errors take from their groups.';

create or replace function private.reset_error_groups() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    delete from public.error_group_deltas d where d.group_id is not null;
    delete from public.error_group_totals t where t.group_id is not null;
    delete from public.error_group_customers k where k.group_id is not null;
    delete from public.error_group_endpoints p where p.group_id is not null;
    delete from public.error_group_hours h where h.group_id is not null;
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'forgetting all errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.reset_error_groups() is 'Trigger: when error_logs is truncated nothing is left to count.';

create or replace function private.recount_error_groups() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  found_groups uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    raise exception 'somebody is applying changes' using errcode = '55P03';
  end if;
  -- One statement: what it counts and what it takes out of the changes are of one snapshot.
  with taken as (
    delete from public.error_group_deltas d where d.group_id is not null
  ), counted as materialized (
    select e.group_id, e.user_id, left(e.endpoint, 500) as endpoint, private.hour_of(e.created_at) as hour, count(*) as events,
      count(*) filter (where e.resolved_at is null) as unresolved, min(e.created_at) as first_seen, max(e.created_at) as last_seen
    from private.error_logs e where e.group_id is not null group by 1, 2, 3, 4
  ), totals as (
    insert into public.error_group_totals as t (group_id, events, unresolved, first_seen, last_seen, customers)
    select c.group_id, sum(c.events), sum(c.unresolved), min(c.first_seen), max(c.last_seen), count(distinct c.user_id) from counted c group by 1
    on conflict (group_id) do update set events = excluded.events, unresolved = excluded.unresolved, first_seen = excluded.first_seen,
      last_seen = excluded.last_seen, customers = excluded.customers, folded_at = clock_timestamp()
  ), customers as (
    insert into public.error_group_customers as k (group_id, user_id, events, unresolved, last_seen)
    select c.group_id, c.user_id, sum(c.events), sum(c.unresolved), max(c.last_seen) from counted c where c.user_id is not null group by 1, 2
    on conflict (group_id, user_id) do update set events = excluded.events, unresolved = excluded.unresolved, last_seen = excluded.last_seen
  ), endpoints as (
    insert into public.error_group_endpoints as p (group_id, endpoint, events, unresolved)
    select c.group_id, c.endpoint, sum(c.events), sum(c.unresolved) from counted c where c.endpoint is not null group by 1, 2
    on conflict (group_id, endpoint) do update set events = excluded.events, unresolved = excluded.unresolved
  ), hours as (
    insert into public.error_group_hours as h (group_id, hour, events)
    select c.group_id, c.hour, sum(c.events) from counted c group by 1, 2
    on conflict (group_id, hour) do update set events = excluded.events
  ), gone_customers as (
    delete from public.error_group_customers k
    where not exists (select from counted c where c.group_id = k.group_id and c.user_id = k.user_id)
  ), gone_endpoints as (
    delete from public.error_group_endpoints p
    where not exists (select from counted c where c.group_id = p.group_id and c.endpoint = p.endpoint)
  ), gone_hours as (
    delete from public.error_group_hours h where not exists (select from counted c where c.group_id = h.group_id and c.hour = h.hour)
  )
  delete from public.error_group_totals t where not exists (select from counted c where c.group_id = t.group_id);
  -- As private.apply_error_group_deltas does for a group that it counts first.
  found_groups := array(select t.group_id from public.error_group_totals t where t.error_type is null or t.weighed_at is null);
  perform private.name_error_groups(found_groups);
  perform private.update_error_group_impact(found_groups);
  perform private.store_stacks(found_groups);
end
$$;

comment on function private.recount_error_groups() is
  'Counts all groups of errors from their rows, after a trigger could not. Writers do not wait for it.';

-- Its name sorts after that of the naming trigger.
create or replace trigger write_group before insert on public.error_logs for each row execute function private.group_error();

create or replace trigger write_group_again before update on public.error_logs for each row
  when (new.group_id is null or new.group_id is distinct from old.group_id or new.error_type is distinct from old.error_type
    or new.message is distinct from old.message
    or left(new.stack_trace, 20000) is distinct from left(old.stack_trace, 20000))
  execute function private.group_error();

create or replace trigger count_new_error after insert on public.error_logs
  referencing new table as after for each statement execute function private.count_new_error();

create or replace trigger count_changed_errors after update on public.error_logs
  referencing old table as before new table as after for each statement execute function private.count_changed_errors();

create or replace trigger count_deleted_errors after delete on public.error_logs
  referencing old table as gone for each statement execute function private.count_deleted_errors();

create or replace trigger reset_error_groups after truncate on public.error_logs
  for each statement execute function private.reset_error_groups();

revoke execute on function private.count_changed_errors(), private.count_deleted_errors(), private.count_new_error(),
  private.reset_error_groups(), private.recount_error_groups(), private.apply_some_error_group_deltas(), private.group_error(), private.hour_of(moment timestamptz)
  from public, anon, authenticated, service_role;

-- 22_error_group_deltas.sql

-- Applying changes to the totals of error groups, and their impact.

create or replace function private.refresh_moved_groups(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update public.error_group_totals t set
    first_seen = (select min(e.created_at) from public.error_logs e where e.group_id = t.group_id),
    last_seen = (select max(e.created_at) from public.error_logs e where e.group_id = t.group_id)
  where t.group_id = any (groups);
  delete from public.error_group_customers k where k.group_id = any (groups) and k.events = 0 and k.unresolved = 0;
  delete from public.error_group_endpoints p where p.group_id = any (groups) and p.events = 0 and p.unresolved = 0;
  delete from public.error_group_hours h where h.group_id = any (groups) and h.events = 0;
  delete from public.error_group_totals t where t.group_id = any (groups) and t.events = 0 and t.unresolved = 0;
$$;

comment on function private.refresh_moved_groups(uuid[]) is 'Looks up the first and last time of groups whose errors were deleted or moved, and deletes groups without errors.';

create or replace function private.resolve_late_errors(groups uuid[], since timestamptz[], until timestamptz[]) returns void
language sql set search_path = ''
as $$
  update public.error_logs e
  set resolved_at = late.resolved_at, resolved_by = late.resolved_by, resolution_notes = late.resolution_notes
  from (
    select l.id, s.resolved_at, s.resolved_by, s.resolution_notes
    from unnest(groups, since, until) c (group_id, since, until)
    join public.error_group_states s on s.group_id = c.group_id and c.since <= s.resolved_at
    join private.error_logs l on l.group_id = c.group_id and l.resolved_at is null and l.created_at between c.since and least(c.until, s.resolved_at)
    join public.error_logs o on o.id = l.id
    for update of o skip locked
  ) late
  where e.id = late.id
$$;

comment on function private.resolve_late_errors(uuid[], timestamptz[], timestamptz[]) is
  'Resolves errors that were written before their group was resolved and arrived after it. Skips rows that another session holds.';

create or replace function private.update_error_group_impact(groups uuid[]) returns void
language sql set search_path = ''
as $$
  with customers as materialized (
    select k.group_id, k.user_id, p.tier, h.grade,
      case h.grade when 'F' then 3 when 'D' then 2 when 'C' then 1.5 when 'B' then 1.25 else 1 end as grade_weight,
      exists (select from private.churn_alerts a where a.user_id = k.user_id and a.resolved_at is null) as leaving
    from public.error_group_customers k
    left join private.profiles p on p.user_id = k.user_id
    left join private.customer_health_scores h on h.user_id = k.user_id
    where k.group_id = any (groups) and k.unresolved > 0
  ),
  -- A plan that nobody knows the price of weighs nothing.
  prices as materialized (select p.tier, private.plan_price(p.tier) as price from (select distinct c.tier from customers c) p)
  update public.error_group_totals t set impact = coalesce(w.impact, 0), worst_grade = w.worst_grade,
    plans = coalesce(w.plans, '{}'), open_churn = coalesce(w.open_churn, 0), unpriced = coalesce(w.unpriced, 0), weighed_at = clock_timestamp()
  from unnest(groups) g (id)
  left join lateral (
    select round(sum(m.price * (c.grade_weight + c.leaving::integer))) as impact, max(c.grade) as worst_grade,
      array_agg(distinct c.tier) filter (where c.tier is not null) as plans, count(*) filter (where c.leaving) as open_churn,
      count(*) filter (where m.price is null) as unpriced
    from customers c left join prices m on m.tier = c.tier
    where c.group_id = g.id
  ) w on true
  where t.group_id = g.id
$$;

comment on function private.update_error_group_impact(uuid[]) is
  'Sets the impact of groups of errors: over the customers who have unresolved errors in the group, the sum of the plan''s monthly price in dollars × (the grade''s weight: F 3, D 2, C 1.5, B 1.25, A or none 1; plus 1 while a churn alert is open). Also their worst grade, their plans, how many of them may leave, and how many have a plan without a known price, which adds nothing.';

create or replace function private.resolve_late_arrivals() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  groups uuid[];
  since timestamptz[];
  until timestamptz[];
begin
  if not exists (select from private.late_errors) then
    return;
  end if;
  with taken as (
    delete from private.late_errors l where l.group_id is not null returning l.group_id, l.since, l.until
  )
  select array_agg(t.group_id), array_agg(t.since), array_agg(t.until) into groups, since, until from taken t;
  perform set_config('kryonex.group_act', 'on', true);
  perform private.resolve_late_errors(groups, since, until);
  perform set_config('kryonex.group_act', '', true);
end
$$;

comment on function private.resolve_late_arrivals() is
  'Resolves with their group the errors that arrived after an admin had resolved it. Only when an admin looks: the statement of the platform that brought them never changes another of its rows.';

create or replace function private.apply_error_group_deltas(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  t record;
  unnamed uuid[];
  unweighed uuid[];
begin
  -- At another isolation level a concurrent run would be a serialization failure, and in a read-only transaction the write an error.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    return 0;
  end if;
  select * into t from private.take_error_group_deltas(most);
  if t.taken = 0 then
    return 0;
  end if;
  select array_agg(g.group_id) filter (where g.error_type is null), array_agg(g.group_id) filter (where g.weighed_at is null)
    into unnamed, unweighed from public.error_group_totals g where g.group_id = any (t.touched) and (g.error_type is null or g.weighed_at is null);
  if unnamed is not null then
    perform private.name_error_groups(unnamed);
  end if;
  perform private.store_stacks(t.touched);
  perform private.remember_error_texts(t.touched);
  if cardinality(t.moved) > 0 then
    perform private.refresh_moved_groups(t.moved);
  end if;
  if unweighed is not null then
    perform private.update_error_group_impact(unweighed);
  end if;
  if t.late_groups is not null then
    insert into private.late_errors (group_id, since, until) select * from unnest(t.late_groups, t.late_from, t.late_until);
  end if;
  return t.taken;
end
$$;

comment on function private.apply_error_group_deltas(integer) is
  'Adds at most so many changes to the totals and returns how many. Does nothing while another session applies changes or acts on groups: only one does so at a time, and no session waits.';

create or replace function private.refresh_error_groups() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  folded integer := private.apply_error_group_deltas(5000);
  stale uuid[];
begin
  perform private.mend('errors');
  if current_setting('transaction_read_only') = 'on' or not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    return folded;
  end if;
  stale := array(
    select t.group_id from public.error_group_totals t
    where t.weighed_at < now() - interval '10 minutes' or t.folded_at > t.weighed_at and t.weighed_at < now() - interval '15 seconds'
    order by t.weighed_at limit 20
  );
  if cardinality(stale) > 0 then
    perform private.update_error_group_impact(stale);
  end if;
  perform private.resolve_late_arrivals();
  perform private.regroup_some_errors(200);
  return folded;
end
$$;

comment on function private.refresh_error_groups() is
  'Called before groups are read: applies pending changes, and recalculates the impact of a few groups where it is old, since grades, plans and churn alerts change as well. Divides a part of the groups of older rules.';

-- One statement reads the appended changes. Eight statements, each going through the rows that earlier ones had left dead,
-- cost a third of what all triggers add to an insert while eight connections write.

-- Where two lists of groups meet they are stacked and summed, not joined: no planner knows how many rows were taken, and
-- its choice for a few would compare each with each.
create or replace function private.take_error_group_deltas(most integer, out taken integer, out touched uuid[], out moved uuid[],
  out late_groups uuid[], out late_from timestamptz[], out late_until timestamptz[])
language sql set search_path = ''
as $$
  with taken as materialized (
    delete from public.error_group_deltas c where c.ctid = any (array(select n.ctid from public.error_group_deltas n limit most))
    returning c.group_id, c.user_id, c.endpoint, c.hour, c.events, c.unresolved, c.first_seen, c.last_seen, c.moved
  ), grouped as materialized (
    select t.group_id, sum(t.events) as events, sum(t.unresolved) as unresolved, min(t.first_seen) as first_seen, max(t.last_seen) as last_seen,
      bool_or(t.moved) as moved, min(t.first_seen) filter (where t.events > 0 and t.unresolved > 0) as first_open
    from taken t group by 1
  ), met as materialized (
    select t.group_id, t.user_id, sum(t.events) as events, sum(t.unresolved) as unresolved, max(t.last_seen) as last_seen
    from taken t where t.user_id is not null group by 1, 2
  ), counted as (
    insert into public.error_group_customers as k (group_id, user_id, events, unresolved, last_seen)
    select m.group_id, m.user_id, m.events, m.unresolved, m.last_seen from met m
    on conflict (group_id, user_id) do update set events = k.events + excluded.events,
      unresolved = k.unresolved + excluded.unresolved, last_seen = greatest(k.last_seen, excluded.last_seen)
    returning k.group_id, k.user_id, k.events
  ), customers as (
    -- Changes may come out of order: a customer without events, or not yet with any, is no customer of the group.
    select b.group_id, (sum(b.now) > 0)::integer - (sum(b.now) - sum(b.more) > 0)::integer as more
    from (select k.group_id, k.user_id, k.events as now, 0 as more from counted k union all select m.group_id, m.user_id, 0, m.events from met m) b
    group by b.group_id, b.user_id
  ), totals as (
    insert into public.error_group_totals as t (group_id, events, unresolved, first_seen, last_seen, customers)
    select b.group_id, sum(b.events), sum(b.unresolved), min(b.first_seen), max(b.last_seen), sum(b.customers)
    from (
      select g.group_id, g.events, g.unresolved, g.first_seen, g.last_seen, 0 as customers from grouped g
      union all select c.group_id, 0, 0, null, null, c.more from customers c
    ) b group by 1
    on conflict (group_id) do update set events = t.events + excluded.events, unresolved = t.unresolved + excluded.unresolved,
      first_seen = least(t.first_seen, excluded.first_seen), last_seen = greatest(t.last_seen, excluded.last_seen),
      customers = t.customers + excluded.customers, folded_at = clock_timestamp()
  ), places as (
    insert into public.error_group_endpoints as p (group_id, endpoint, events, unresolved)
    select t.group_id, t.endpoint, sum(t.events), sum(t.unresolved) from taken t where t.endpoint is not null group by 1, 2
    on conflict (group_id, endpoint) do update set events = p.events + excluded.events, unresolved = p.unresolved + excluded.unresolved
  ), hours as (
    insert into public.error_group_hours as h (group_id, hour, events)
    select t.group_id, t.hour, sum(t.events) from taken t group by 1, 2 having sum(t.events) <> 0
    on conflict (group_id, hour) do update set events = h.events + excluded.events
  ), unsettled as (
    insert into private.dirty_hours (list, hour)
    select distinct 'errors', t.hour from taken t where t.events > 0 and isfinite(t.hour) and t.hour < now() - interval '11 hours'
  ), late as (
    select t.group_id, t.first_seen, t.last_seen from taken t
    where t.events > 0 and t.unresolved > 0 and t.group_id = any (array(
      select g.group_id from grouped g join public.error_group_states s on s.group_id = g.group_id and g.first_open <= s.resolved_at))
  )
  select (select count(*)::integer from taken), array(select g.group_id from grouped g), array(select g.group_id from grouped g where g.moved),
    l.groups, l.since, l.until
  from (select array_agg(a.group_id) as groups, array_agg(a.first_seen) as since, array_agg(a.last_seen) as until from late a) l
$$;

comment on function private.take_error_group_deltas(integer) is
  'Adds so many changes at most to the totals, customers, endpoints and hours of their groups, and deletes them; marks the hours of late errors as dirty. Returns how many were taken, of which groups, in which of them events were deleted or moved, and, group by group, the stretches of time in which errors may have come after their group was resolved.';

create or replace function private.name_error_groups(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update public.error_group_totals t set error_type = e.error_type, pattern = e.pattern
  from unnest(groups) g (id)
  cross join lateral (
    select l.error_type, split_part(private.error_fingerprint(l.error_type, l.message, l.stack_trace), E'\n', 2) as pattern
    from private.error_logs l where l.group_id = g.id limit 1
  ) e
  where t.group_id = g.id
$$;

comment on function private.name_error_groups(uuid[]) is 'Sets the error type and the pattern of groups, from one of their errors.';

revoke execute on function private.apply_error_group_deltas(most integer),
  private.refresh_moved_groups(groups uuid[]), private.name_error_groups(groups uuid[]),
  private.resolve_late_errors(groups uuid[], since timestamp with time zone[], until timestamp with time zone[]),
  private.refresh_error_groups(), private.resolve_late_arrivals(),
  private.take_error_group_deltas(most integer, OUT taken integer, OUT touched uuid[], OUT moved uuid[], OUT late_groups uuid[], OUT late_from timestamp with time zone[], OUT late_until timestamp with time zone[]),
  private.update_error_group_impact(groups uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.refresh_error_groups() to authenticated, service_role;

-- 23_error_group_states.sql

-- What admins decide of groups of errors: the audit rows, and who reads the decisions.

create or replace function private.error_group_transition(old public.error_group_states, new public.error_group_states)
returns table (action text, action_type text, details jsonb)
language sql immutable rows 2 set search_path = ''
as $$
  select c.action, c.action_type, c.details
  from (values
    (new.resolved_at is not null and new.resolved_at is distinct from old.resolved_at, 'error_group.resolved', 'resolve',
      jsonb_build_object('notes', new.resolution_notes)),
    (new.resolved_at is null and old.resolved_at is not null, 'error_group.reopened', 'reopen',
      jsonb_build_object('previous', jsonb_build_object('resolved_at', old.resolved_at, 'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes))),
    (new.snoozed_at is not null and new.snoozed_at is distinct from old.snoozed_at, 'error_group.snoozed', 'snooze',
      jsonb_build_object('until', new.snoozed_until, 'events', new.snoozed_events, 'customers', new.snoozed_customers)),
    (new.snoozed_at is null and old.snoozed_at is not null and new.resolved_at is not distinct from old.resolved_at,
      'error_group.unsnoozed', 'unsnooze', jsonb_build_object('previous', jsonb_build_object('until', old.snoozed_until,
        'events', old.snoozed_events, 'customers', old.snoozed_customers))),
    (new.assigned_to is not null and new.assigned_to is distinct from old.assigned_to, 'error_group.assigned', 'assign',
      jsonb_build_object('assignee', new.assigned_to, 'previous', jsonb_build_object('assignee', old.assigned_to))),
    (new.assigned_to is null and old.assigned_to is not null, 'error_group.unassigned', 'unassign',
      jsonb_build_object('previous', jsonb_build_object('assignee', old.assigned_to)))
  ) c (happened, action, action_type, details)
  where c.happened
$$;

comment on function private.error_group_transition(public.error_group_states, public.error_group_states) is
  'What a change of a group''s row means: the actions, their types, and what to keep of them.';

create or replace function private.audit_error_group() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  select auth.uid(), c.action, c.action_type, 'error_groups', new.group_id::text, jsonb_strip_nulls(c.details)
  from private.error_group_transition(case tg_op when 'UPDATE' then old end, new) c;
  return null;
end
$$;

comment on function private.audit_error_group() is 'Trigger: a resolve, reopen, snooze, unsnooze or assignment of a group leaves an audit row.';

-- What newer rules carry to another group was audited when it was decided.
create or replace trigger audit_error_group after insert or update on public.error_group_states for each row
  when (current_setting('kryonex.regrouping', true) is distinct from 'on')
  execute function private.audit_error_group();

drop policy if exists error_group_states_select on public.error_group_states;
create policy error_group_states_select on public.error_group_states for select to authenticated using ((select private.is_admin()));

grant all on public.error_group_states to service_role;

revoke all on public.error_group_states from anon, authenticated;

grant select on public.error_group_states to authenticated;

revoke execute on function private.audit_error_group(), private.error_group_transition(old error_group_states, new error_group_states)
  from public, anon, authenticated, service_role;

-- 23_error_groups.sql

-- Groups of errors as lists show them.

create or replace function private.error_group_sparkline(wanted uuid) returns bigint[]
language sql stable set search_path = ''
as $$
  select array_agg(coalesce(c.events, 0) order by s.hour)
  from generate_series(date_bin('1 hour', now(), '2000-01-01 00:00+00') - interval '23 hours', now(), interval '1 hour') s (hour)
  left join (
    select u.hour, sum(u.events)::bigint as events
    from (
      select h.hour, h.events from public.error_group_hours h where h.group_id = wanted and h.hour > now() - interval '25 hours'
      union all
      select p.hour, p.events from public.error_group_deltas p where p.group_id = wanted
    ) u group by 1
  ) c on c.hour = s.hour
$$;

comment on function private.error_group_sparkline(uuid) is 'A group''s events in each of the last 24 hours (UTC), the one that runs last.';

create or replace view public.error_group_list with (security_invoker = true) as
select g.id,
  coalesce(g.error_type, (select e.error_type from private.error_logs e where e.group_id = g.id limit 1)) as error_type,
  coalesce(g.pattern, '') as pattern,
  (select left(e.message, 400) from private.error_logs e where e.group_id = g.id order by e.created_at desc, e.id desc limit 1) as message,
  (select e.endpoint from private.error_logs e where e.group_id = g.id order by e.created_at desc, e.id desc limit 1) as endpoint,
  g.events, g.unresolved, g.first_seen, g.last_seen, g.customers, g.impact, g.worst_grade, g.plans, g.open_churn, g.unpriced,
  g.day as events_day, g.day_before as events_day_before, g.day - g.day_before as trend,
  g.first_seen > now() - interval '24 hours' as is_new,
  g.day >= 10 and g.day >= 2 * g.day_before as is_growing,
  private.error_group_sparkline(g.id) as sparkline,
  case
    when s.resolved_at is not null and (g.last_seen <= s.resolved_at or g.unresolved <= 0) or g.unresolved <= 0 then 'resolved'
    when s.snoozed_at is not null and (s.snoozed_until is null or s.snoozed_until > now())
      and (s.snoozed_events is null or g.events < s.snoozed_events)
      and (s.snoozed_customers is null or g.customers < s.snoozed_customers) then 'snoozed'
    when s.resolved_at is not null then 'regressed'
    else 'unresolved'
  end as state,
  s.resolved_at, s.resolved_by, s.resolution_notes, s.snoozed_at, s.snoozed_by, s.snoozed_until, s.snoozed_events,
  s.snoozed_customers, s.assigned_to,
  (select p.email from private.profiles p where p.user_id = s.resolved_by) as resolved_by_email,
  (select p.email from private.profiles p where p.user_id = s.assigned_to) as assigned_to_email
from (
  select u.group_id as id, max(u.error_type) as error_type, max(u.pattern) as pattern, sum(u.events)::bigint as events,
    sum(u.unresolved)::bigint as unresolved,
    case when bool_or(u.moved) then (select min(e.created_at) from private.error_logs e where e.group_id = u.group_id) else min(u.first_seen) end as first_seen,
    case when bool_or(u.moved) then (select max(e.created_at) from private.error_logs e where e.group_id = u.group_id) else max(u.last_seen) end as last_seen,
    sum(u.customers)::integer as customers, sum(u.impact)::bigint as impact, max(u.worst_grade) as worst_grade, max(u.plans) as plans,
    sum(u.open_churn)::integer as open_churn, sum(u.unpriced)::integer as unpriced,
    coalesce(sum(u.recent) filter (where u.hour > now() - interval '24 hours'), 0)::bigint as day,
    coalesce(sum(u.recent) filter (where u.hour <= now() - interval '24 hours'), 0)::bigint as day_before
  from (
    select t.group_id, t.error_type, t.pattern, t.events, t.unresolved, t.first_seen, t.last_seen, false as moved, t.customers, t.impact,
      t.worst_grade, t.plans, t.open_churn, t.unpriced, null::timestamptz as hour, 0 as recent
    from public.error_group_totals t
    union all
    select c.group_id, null, null, c.events, c.unresolved, c.first_seen, c.last_seen, c.moved, 0, 0, null, null, 0, 0,
      c.hour, case when c.hour > now() - interval '48 hours' then c.events else 0 end
    from public.error_group_deltas c
    union all
    select c.group_id, null, null, 0, 0, null, null, false,
      (coalesce(k.events, 0) + c.events > 0)::integer - (coalesce(k.events, 0) > 0)::integer, 0, null, null, 0, 0, null, 0
    from (select p.group_id, p.user_id, sum(p.events) as events from public.error_group_deltas p where p.user_id is not null group by 1, 2) c
    left join public.error_group_customers k on k.group_id = c.group_id and k.user_id = c.user_id
    union all
    select h.group_id, null, null, 0, 0, null, null, false, 0, 0, null, null, 0, 0, h.hour, h.events
    from public.error_group_hours h where h.hour > now() - interval '48 hours'
  ) u
  group by u.group_id
  having sum(u.events) > 0
) g
left join public.error_group_states s on s.group_id = g.id;

comment on view public.error_group_list is
  'The groups of errors. Counts are exact: totals plus changes not yet applied. message and endpoint are the latest event''s. state: unresolved; resolved (no event after resolved_at, or none of its errors unresolved); regressed (resolved once, and unresolved events since); snoozed. is_new: first seen within 24 hours. is_growing: 10 events or more in the last 24 hours (UTC, whole ones and the one that runs), and twice those of the 24 before. trend: their difference. unpriced: how many of the customers with unresolved errors count nothing in the impact, because their plan has no known price.';

revoke all on public.error_group_list from anon, authenticated;

grant select on public.error_group_list to authenticated, service_role;

revoke execute on function private.error_group_sparkline(wanted uuid) from public, anon, authenticated, service_role;

grant execute on function private.error_group_sparkline(wanted uuid) to authenticated, service_role;

create or replace function private.error_groups_at(endpoints text[]) returns setof uuid
language sql stable rows 50 set search_path = ''
as $$
  select u.group_id
  from (
    select p.group_id, p.endpoint, p.events from public.error_group_endpoints p where p.endpoint = any (endpoints)
    union all
    select c.group_id, c.endpoint, c.events from public.error_group_deltas c where c.endpoint = any (endpoints)
  ) u
  group by u.group_id, u.endpoint having sum(u.events) > 0
$$;

comment on function private.error_groups_at(text[]) is 'The groups with an error at one of the endpoints.';

create or replace function private.error_groups_of(customer uuid) returns setof uuid
language sql stable rows 50 set search_path = ''
as $$
  select u.group_id
  from (
    select k.group_id, k.events from public.error_group_customers k where k.user_id = customer
    union all
    select c.group_id, c.events from public.error_group_deltas c where c.user_id = customer
  ) u
  group by u.group_id having sum(u.events) > 0
$$;

comment on function private.error_groups_of(uuid) is 'The groups that a customer met.';

create or replace function private.error_groups_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"unresolved": "t.state in (''unresolved'', ''regressed'')", "regressed": "t.state = ''regressed''",
      "resolved": "t.state = ''resolved''", "snoozed": "t.state = ''snoozed''"}'),
    private.one_of('t.error_type', filter, 'type'),
    't.id in (select private.error_groups_at(' || quote_literal(nullif(private.filter_texts(filter, 'endpoint'), '{}')) || '::text[]))',
    't.id in (select private.error_groups_of(' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid))',
    't.last_seen >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    't.first_seen < ' || quote_literal(private.filter_time(filter, 'until')) || '::timestamptz',
    case when private.filter_time(filter, 'since') is not null and private.filter_time(filter, 'until') is not null then
      format('exists (select from private.error_logs e where e.group_id = t.id and e.created_at >= %L and e.created_at < %L)',
        private.filter_time(filter, 'since'), private.filter_time(filter, 'until')) end,
    case when private.filter_text(filter, 'assignee') = 'none' then 't.assigned_to is null'
      else 't.assigned_to = ' || quote_literal(private.filter_uuid(filter, 'assignee')) || '::uuid' end,
    case when private.filter_text(filter, 'q') is not null then
      format('(%s or t.id in (select private.error_groups_containing(%L)))',
        private.contains('t.error_type || '' '' || t.pattern', filter), private.filter_text(filter, 'q')) end,
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.id', filter) end,
    'true')
$$;

comment on function private.error_groups_condition(jsonb) is 'The condition on error_group_list t that a filter of groups stands for. since and until: the group had an event then.';

create or replace function private.error_group_facets(filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  f record;
  groups uuid[];
begin
  for f in select * from (values ('type', 't.error_type'), ('state', 't.state'),
    ('assignee', 'coalesce(t.assigned_to::text, ''none'')')) v (facet, expression) loop
    return query execute format('select %L, %s, count(*) from %s where %s group by 2 order by 3 desc, 2', f.facet, f.expression,
      private.list_source('error_groups'), private.error_groups_condition(filter - f.facet));
  end loop;
  -- As a literal, because the planner expects a condition on groups to match a single group.
  execute format('select array_agg(t.id) from %s where %s', private.list_source('error_groups'),
    private.error_groups_condition(filter - 'endpoint')) into groups;
  return query execute format('
    select ''endpoint'', p.endpoint, count(*) from (
      select u.group_id, u.endpoint from (
        select e.group_id, e.endpoint, e.events from public.error_group_endpoints e
        union all select c.group_id, c.endpoint, c.events from public.error_group_deltas c where c.endpoint is not null
      ) u where u.group_id = any (%L::uuid[]) group by 1, 2 having sum(u.events) > 0
    ) p group by 2 order by 3 desc, 2', groups);
end
$$;

comment on function private.error_group_facets(jsonb) is
  'The facets of groups: type, state, assignee (an id, or none) and endpoint, of which a group can have several.';

create or replace function private.error_group_histogram(filter jsonb, since timestamptz, until timestamptz, buckets integer)
returns table (bucket timestamptz, series text, matches bigint)
language plpgsql stable rows 200 set search_path = ''
as $$
declare
  groups uuid[];
begin
  execute format('select array_agg(t.id) from %s where %s', private.list_source('error_groups'),
    private.error_groups_condition(filter - 'since' - 'until')) into groups;
  -- Of many groups the time is read and the rest left out; of few their own rows.
  return query execute format('
    with counted as (
      select date_bin(make_interval(secs => extract(epoch from $2 - $1)::double precision / $3), e.created_at, $1) as bucket,
        e.error_type as series, count(*) as matches
      from (
        select l.group_id, l.error_type, l.user_id, l.created_at from private.error_logs l
        where l.created_at >= $1 and l.created_at < $2 %s
      ) e
      where e.group_id = any (%L::uuid[]) and ($4 is null or e.user_id = $4)
      group by 1, 2
    ),
    ranked as (
      select c.series, row_number() over (order by sum(c.matches) desc, c.series) as place from counted c group by c.series
    )
    select c.bucket, case when r.place <= 5 then c.series else ''other'' end, sum(c.matches)::bigint
    from counted c join ranked r using (series) group by 1, 2 order by 1, 2',
    case when cardinality(groups) > 20 then 'offset 0' end, groups)
    using since, until, buckets, private.filter_uuid(filter, 'customer');
end
$$;

comment on function private.error_group_histogram(jsonb, timestamptz, timestamptz, integer) is
  'The events of the groups that match, resolved or not, in each of so many buckets; with filter.customer only that customer''s.';

create or replace function private.error_group_key(sort text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if sort is null or sort not in ('impact', 'events', 'unresolved', 'customers', 'last_seen', 'first_seen', 'trend') then
    raise exception 'sort must be one of impact, events, unresolved, customers, last_seen, first_seen, trend' using errcode = '22023';
  end if;
  return 't.' || sort;
end
$$;

comment on function private.error_group_key(text) is 'The column that a sort of groups orders by.';

create or replace function public.list_error_groups(filter jsonb default '{}', sort text default 'impact',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.error_group_list
language plpgsql set search_path = ''
as $$
declare
  key text := private.error_group_key(sort);
  kind text := case when sort in ('last_seen', 'first_seen') then '%L::timestamptz' else '%L::numeric' end;
  ascending boolean := (descending is false) is distinct from coalesce(backward, false);
begin
  perform private.check_page(cursor_values, page_size);
  perform private.refresh_error_groups();
  return query execute format('select * from (select t.* from public.error_group_list t where %s%s order by %s %4$s, t.id %4$s limit %s) t order by %s %7$s, t.id %7$s',
    private.error_groups_condition(filter),
    case when jsonb_typeof(cursor_values) = 'array' then format(' and (%s, t.id) %s (%s)', key,
      case when ascending then '>' else '<' end,
      array_to_string(private.cursor_start(cursor_values, array[kind, '%L::uuid']), ', ')) else '' end,
    key, case when ascending then 'asc' else 'desc' end, page_size, key, case when descending is false then 'asc' else 'desc' end);
end
$$;

comment on function public.list_error_groups(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of groups of errors, after applying pending changes. filter: state (unresolved, which regressed ones are, too; regressed, resolved, snoozed, all), type, endpoint, customer, since, until, q, ids, assignee (an id, or none). sort: impact (see private.update_error_group_impact), events, unresolved, customers, last_seen, first_seen, trend. cursor_values: the sort column and the id of the group to go on from, or to go back from.';

revoke execute on function private.error_group_facets(filter jsonb),
  private.error_group_histogram(filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.error_group_key(sort text), private.error_groups_at(endpoints text[]),
  private.error_groups_condition(filter jsonb), private.error_groups_of(customer uuid),
  public.list_error_groups(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.error_group_facets(filter jsonb),
  private.error_group_histogram(filter jsonb, since timestamp with time zone, until timestamp with time zone, buckets integer),
  private.error_group_key(sort text), private.error_groups_at(endpoints text[]),
  private.error_groups_condition(filter jsonb), private.error_groups_of(customer uuid),
  public.list_error_groups(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- 24_errors.sql

-- Errors: text search, the details of a group, the list, resolving and reopening.

create or replace function private.error_groups_containing(q text) returns setof uuid
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if private.is_admin() then
    return query execute format('
      select m.group_id from (select t.group_id from private.error_logs t where coalesce(t.message, '''') ilike %L limit 5000) m
      union select p.group_id from (select t.group_id from private.error_logs t where %s limit 5000) p
      union select unnest(%L::uuid[])',
      '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%', private.payload_holds(q), private.error_groups_by_stack(q));
  end if;
end
$$;

comment on function private.error_groups_containing(text) is
  'The groups of the errors that contain a text, for admins: in their message, in a kept stack trace, or as a whole value of their payload. A text in more than 5,000 messages is in the patterns of their groups, too.';

create or replace function private.store_stacks(groups uuid[]) returns void
language sql security definer set search_path = ''
as $$
  insert into private.error_group_stacks (group_id, shape, stack_trace)
  select g.id, md5(regexp_replace(e.stack_trace, '[0-9]+', '*', 'g'))::uuid, e.stack_trace
  from unnest(groups) g (id)
  cross join lateral (
    select left(l.stack_trace, 8000) as stack_trace from private.error_logs l where l.group_id = g.id order by l.created_at desc, l.id desc limit 10
  ) e
  where e.stack_trace <> '' and (select count(*) from private.error_group_stacks s where s.group_id = g.id) < 20
  on conflict do nothing
$$;

comment on function private.store_stacks(uuid[]) is 'Keeps the stack traces of the latest ten errors of groups, unless some like them are kept already.';

create or replace function private.delete_stacks() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.error_group_stacks s where s.group_id = old.group_id;
  return null;
end
$$;

comment on function private.delete_stacks() is 'Trigger: deletes the stack traces of a group without errors.';

create or replace function private.error_groups_by_stack(q text) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct s.group_id), '{}') from private.error_group_stacks s
  where (select private.is_admin()) and s.stack_trace ilike '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%'
$$;

comment on function private.error_groups_by_stack(text) is 'The groups of which a kept stack trace contains a text, for admins.';

create or replace function private.error_text_condition(q text) returns text
language sql stable set search_path = ''
as $$
  select format('(coalesce(t.message, '''') ilike %1$L or t.group_id = any (%2$L::uuid[]) and t.stack_trace ilike %1$L or %3$s)',
    '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%', private.error_groups_by_stack(q), private.payload_holds(q))
$$;

comment on function private.error_text_condition(text) is
  'The condition on error_logs t that it contains a text: in its message, in its stack trace (if one of its group that is kept does), or as a whole value in its payload.';

create or replace trigger delete_stacks after delete on public.error_group_totals for each row execute function private.delete_stacks();

drop policy if exists error_group_stacks_select on private.error_group_stacks;
create policy error_group_stacks_select on private.error_group_stacks for select to authenticated using ((select private.is_admin()));

revoke execute on function private.error_groups_by_stack(q text), private.error_groups_containing(q text),
  private.error_text_condition(q text), private.delete_stacks(), private.store_stacks(groups uuid[])
  from public, anon, authenticated, service_role;

grant execute on function private.error_groups_by_stack(q text), private.error_groups_containing(q text),
  private.error_text_condition(q text) to authenticated, service_role;

-- The details of a group of errors: affected customers, webhooks that failed with it, similar groups.
create or replace function public.list_error_group_customers(group_id uuid, most integer default 10)
returns table (user_id uuid, business_name text, tier text, grade text, events bigint, unresolved bigint, last_seen timestamptz, open_churn boolean)
language sql stable rows 10 set search_path = ''
as $$
  select c.user_id, p.business_name, p.tier, h.grade, c.events, c.unresolved, c.last_seen,
    exists (select from private.churn_alerts a where a.user_id = c.user_id and a.resolved_at is null)
  from (
    select u.user_id, sum(u.events)::bigint as events, sum(u.unresolved)::bigint as unresolved, max(u.last_seen) as last_seen
    from (
      select k.user_id, k.events, k.unresolved, k.last_seen from public.error_group_customers k
      where k.group_id = list_error_group_customers.group_id
      union all
      select n.user_id, n.events, n.unresolved, n.last_seen from public.error_group_deltas n
      where n.group_id = list_error_group_customers.group_id and n.user_id is not null
    ) u
    group by 1 having sum(u.events) > 0
  ) c
  left join private.profiles p on p.user_id = c.user_id
  left join private.customer_health_scores h on h.user_id = c.user_id
  order by c.unresolved desc, c.events desc, c.user_id
  limit least(most, 100)
$$;

comment on function public.list_error_group_customers(uuid, integer) is 'The customers who met a group of errors, those with most unresolved ones first; 100 at most.';

-- The same webhooks as before, found by their time: with the error's time in a variable, the planner knows that half an
-- hour is little. Joined to the error it could not, and read the queue from end to end.
create or replace function public.webhooks_failed_with(error_id uuid)
returns table (id uuid, event_type text, state text, attempts integer, received_at timestamptz, idempotency_key text, shared text)
language plpgsql stable rows 10 set search_path = ''
as $$
#variable_conflict use_column
declare
  error private.error_logs;
  named text;
begin
  select * into error from private.error_logs e where e.id = error_id;
  if error.id is null then
    return;
  end if;
  named := coalesce(error.request_body ->> 'call_id', error.request_body #>> '{call,call_id}', error.request_body ->> 'message_sid',
    error.request_body ->> 'MessageSid', error.request_body ->> 'uid', substring(error.message from '(?:call|evt|SM)_?[A-Za-z0-9]{12,}'));
  return query
    select w.id, w.event_type, case when w.processed_at is null then 'pending' else 'failed' end, w.attempts, w.received_at,
      w.idempotency_key, case when w.idempotency_key like '%' || named || '%' then named else 'customer' end
    from private.webhook_queue w
    where w.received_at between error.created_at - interval '15 minutes' and error.created_at + interval '15 minutes'
      and (w.processed_at is null or w.result = 'failed')
      and (w.user_id = error.user_id or w.idempotency_key like '%' || named || '%')
    order by (w.idempotency_key like '%' || named || '%') is true desc, abs(extract(epoch from w.received_at - error.created_at)), w.id
    limit 10;
end
$$;

comment on function public.webhooks_failed_with(uuid) is
  'Webhooks that failed or wait and arrived within 15 minutes of an error, of the same customer or with the call, message or event that the error names. shared: that id, or customer. Ten at most, those with the id first.';

create or replace function public.similar_error_groups(group_id uuid)
returns table (id uuid, error_type text, pattern text, events bigint, unresolved bigint, last_seen timestamptz)
language sql stable rows 5 set search_path = ''
as $$
  with own as materialized (
    select t.error_type, regexp_split_to_array(lower(t.pattern), '[^[:alpha:]]+') as words
    from public.error_group_totals t where t.group_id = similar_error_groups.group_id
  )
  select t.group_id, t.error_type, t.pattern, t.events, t.unresolved, t.last_seen
  from own
  join public.error_group_totals t on t.group_id <> similar_error_groups.group_id and t.events > 0
  cross join lateral (
    select count(*) filter (where w.word = any (own.words))::real / greatest(count(*), cardinality(own.words)) as share
    from unnest(regexp_split_to_array(lower(t.pattern), '[^[:alpha:]]+')) w (word)
  ) s
  where t.error_type = own.error_type or s.share >= 0.6
  order by s.share + (t.error_type = own.error_type)::integer * 0.3 desc, t.last_seen desc, t.group_id
  limit 5
$$;

comment on function public.similar_error_groups(uuid) is
  'Five groups at most that are of the same type as a group, or share at least 60 % of the words of its pattern; the most alike first. Without changes not yet applied.';

revoke execute on function public.list_error_group_customers(group_id uuid, most integer),
  public.similar_error_groups(group_id uuid), public.webhooks_failed_with(error_id uuid)
  from public, anon, authenticated, service_role;

grant execute on function public.list_error_group_customers(group_id uuid, most integer),
  public.similar_error_groups(group_id uuid), public.webhooks_failed_with(error_id uuid)
  to authenticated, service_role;

-- The rows of each list: the columns that a table shows, with the customer and the admin who acted.
create or replace view public.error_list with (security_invoker = true) as
select e.id, e.error_type, e.endpoint, e.user_id, left(e.message, 400) as message, e.created_at,
  e.resolved_at, e.resolved_by, e.resolution_notes, r.email as resolved_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from private.error_logs e
left join private.profiles p on p.user_id = e.user_id
left join private.customer_health_scores h on h.user_id = e.user_id
left join private.profiles r on r.user_id = e.resolved_by;

comment on view public.error_list is 'Errors without stack trace and request body.';

create or replace function private.errors_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"unresolved": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.error_type', filter, 'type'),
    private.one_of('t.endpoint', filter, 'endpoint'),
    case when private.filter_text(filter, 'q') is not null then private.error_text_condition(private.filter_text(filter, 'q')) end,
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.errors_condition(jsonb) is 'The condition on error_logs t that an errors filter stands for.';

create or replace function public.list_errors(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.error_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('errors', 'error_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of errors. filter: state (unresolved, resolved, all), type, endpoint, customer, since, until, q, ids. sort: created_at, error_type. cursor_values: the sort column and the id of the row to go on from, or to go back from.';

create or replace function private.resolve_errors(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.set_resolved('error_logs', ids, notes);
$$;

comment on function private.resolve_errors(uuid[], text) is 'What public.resolve_errors does.';

create or replace function private.reopen_errors(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.clear_resolved('error_logs', ids, 'error.reopened');
$$;

comment on function private.reopen_errors(uuid[]) is 'What public.reopen_errors does.';

create or replace function public.resolve_errors(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.resolve_errors(ids, notes) $$;

comment on function public.resolve_errors(uuid[], text) is 'Resolves errors with notes, in the caller''s name. One row per id with its outcome.';

create or replace function public.reopen_errors(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.reopen_errors(ids) $$;

comment on function public.reopen_errors(uuid[]) is 'Reopens errors. One row per id with its outcome.';

revoke all on public.error_list from anon, authenticated;

grant select on public.error_list to authenticated, service_role;

revoke execute on function private.errors_condition(filter jsonb),
  public.list_errors(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.reopen_errors(ids uuid[]), private.resolve_errors(ids uuid[], notes text), public.reopen_errors(ids uuid[]),
  public.resolve_errors(ids uuid[], notes text)
  from public, anon, authenticated, service_role;

grant execute on function private.errors_condition(filter jsonb),
  public.list_errors(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.reopen_errors(ids uuid[]), private.resolve_errors(ids uuid[], notes text), public.reopen_errors(ids uuid[]),
  public.resolve_errors(ids uuid[], notes text) to authenticated, service_role;

-- 25_error_group_acts.sql

-- Acts of admins on groups of errors. As with rows, each id gets its own outcome: done, already or missing.
create or replace function private.lock_error_groups(ids uuid[]) returns setof public.error_group_list
language plpgsql set search_path = ''
as $$
begin
  -- Not while changes are being applied: errors that arrive during a resolve are applied after it, and resolved with it.
  perform pg_advisory_xact_lock(hashtext('private.apply_error_group_deltas'));
  perform private.apply_error_group_deltas(1000000);
  insert into public.error_group_states (group_id)
  select w.id from private.check_ids(ids) w where exists (select from private.error_logs e where e.group_id = w.id)
  on conflict do nothing;
  perform from public.error_group_states s where s.group_id = any (ids) order by s.group_id for update;
  return query select l.* from public.error_group_list l where l.id = any (ids);
end
$$;

comment on function private.lock_error_groups(uuid[]) is 'Gives groups their row, locks it until the transaction ends, and returns how they are now, counted exactly.';

create or replace function private.move_error_rows(wanted uuid, moment timestamptz, resolving boolean, most bigint, quietly boolean)
returns bigint
language plpgsql set search_path = ''
as $$
declare
  moved bigint;
begin
  perform set_config('kryonex.group_act', case when quietly then 'on' else '' end, true);
  if resolving then
    update public.error_logs e
    set resolved_at = moment, resolved_by = s.resolved_by, resolution_notes = s.resolution_notes
    from public.error_group_states s
    where s.group_id = wanted and e.id in (
      select o.id from private.error_logs l join public.error_logs o on o.id = l.id
      where l.group_id = wanted and l.resolved_at is null and l.created_at <= moment limit most for update of o skip locked
    );
  else
    update public.error_logs e set resolved_at = null, resolved_by = null, resolution_notes = null
    where e.id in (
      select o.id from private.error_logs l join public.error_logs o on o.id = l.id
      where l.resolved_at = moment and l.group_id = wanted limit most for update of o skip locked
    );
  end if;
  get diagnostics moved = row_count;
  perform set_config('kryonex.group_act', '', true);
  return moved;
end
$$;

comment on function private.move_error_rows(uuid, timestamptz, boolean, bigint, boolean) is
  'Resolves at most so many errors of a group that were there at a moment, or reopens those that were resolved at it; returns how many. Rows that somebody else is acting on are left to the next call. Quietly: their group''s audit row stands for them.';

create or replace function private.remaining_error_rows(wanted uuid, moment timestamptz, resolving boolean) returns bigint
language sql stable set search_path = ''
as $$
  select case when resolving
    then (select count(*) from private.error_logs e where e.group_id = wanted and e.resolved_at is null and e.created_at <= moment)
    else (select count(*) from private.error_logs e where e.resolved_at = moment and e.group_id = wanted) end
$$;

comment on function private.remaining_error_rows(uuid, timestamptz, boolean) is 'How many errors of a group a resolve or reopen has not reached yet.';

create or replace function private.who_acted_on_group(wanted uuid, done text)
returns table (happened_at timestamptz, actor_id uuid, actor_email text)
language sql stable rows 1 set search_path = ''
as $$
  select l.created_at, l.actor_id, p.email
  from public.audit_trail l left join private.profiles p on p.user_id = l.actor_id
  where l.entity = 'error_groups' and l.entity_id = wanted::text and l.action = done
  order by l.created_at desc limit 1
$$;

comment on function private.who_acted_on_group(uuid, text) is 'Who last did something to a group, and when.';

create or replace function private.set_group_state(ids uuid[], resolving boolean, notes text, most bigint)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, rows_left bigint)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
  s public.error_group_states;
  moment timestamptz;
  budget bigint := most;
  stamped boolean;
begin
  perform private.begin_act();
  for g in
    select w.id, l.state from private.check_ids(ids) w left join private.lock_error_groups(ids) l on l.id = w.id order by w.place
  loop
    select * into s from public.error_group_states t where t.group_id = g.id;
    stamped := s.resolved_at is not null;
    moment := s.resolved_at;
    id := g.id;
    rows_left := 0;
    happened_at := null;
    actor_id := auth.uid();
    outcome := 'done';
    if g.state is null then
      outcome := 'missing';
      actor_id := null;
    elsif resolving and g.state <> 'resolved' then
      moment := clock_timestamp();
      update public.error_group_states t set resolved_at = moment, resolved_by = auth.uid(), resolution_notes = notes, reopening = null,
        snoozed_at = null, snoozed_by = null, snoozed_until = null, snoozed_events = null, snoozed_customers = null
      where t.group_id = g.id;
      happened_at := moment;
      stamped := true;
    elsif resolving then
      outcome := 'already';
      select coalesce(s.resolved_at, e.resolved_at), coalesce(s.resolved_by, e.resolved_by) into happened_at, actor_id
      from private.error_logs e where e.group_id = g.id and e.resolved_at is not null order by e.created_at desc limit 1;
    elsif stamped then
      update public.error_group_states t set resolved_at = null, resolved_by = null, resolution_notes = null, reopening = moment
      where t.group_id = g.id;
      happened_at := clock_timestamp();
    elsif g.state = 'resolved' then
      -- Its errors were resolved one by one: undo the last of these resolves, with an audit row each.
      moment := (select max(e.resolved_at) from private.error_logs e where e.group_id = g.id);
      update public.error_group_states t set reopening = moment where t.group_id = g.id;
      happened_at := clock_timestamp();
    else
      outcome := 'already';
      select w.happened_at, w.actor_id into happened_at, actor_id from private.who_acted_on_group(g.id, 'error_group.reopened') w;
    end if;
    if outcome = 'done' then
      budget := budget - private.move_error_rows(g.id, moment, resolving, budget, stamped);
      rows_left := private.remaining_error_rows(g.id, moment, resolving);
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.set_group_state(uuid[], boolean, text, bigint) is
  'Resolves groups, or undoes their resolve, with at most the given number of their errors; continue_error_groups reaches the rest.';

create or replace function private.continue_groups(ids uuid[], most bigint) returns table (id uuid, rows_left bigint)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  s public.error_group_states;
  budget bigint := most;
begin
  perform private.begin_act();
  perform private.lock_error_groups(ids);
  for s in select * from public.error_group_states t where t.group_id = any (ids) and coalesce(t.resolved_at, t.reopening) is not null order by t.group_id loop
    id := s.group_id;
    budget := budget - private.move_error_rows(s.group_id, coalesce(s.resolved_at, s.reopening), s.resolved_at is not null, budget, true);
    rows_left := private.remaining_error_rows(s.group_id, coalesce(s.resolved_at, s.reopening), s.resolved_at is not null);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.continue_groups(uuid[], bigint) is 'Brings at most so many more errors to where their groups are.';

create or replace function public.resolve_error_groups(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, rows_left bigint)
language sql set search_path = ''
as $$ select * from private.set_group_state(ids, true, private.required_text('notes', notes), 4000) $$;

comment on function public.resolve_error_groups(uuid[], text) is
  'Resolves groups of errors with notes, in the caller''s name: the groups at once, and at most 4,000 of their errors; rows_left says how many are left for continue_error_groups. One row per id with its outcome.';

create or replace function public.reopen_error_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, rows_left bigint)
language sql set search_path = ''
as $$ select * from private.set_group_state(ids, false, null, 4000) $$;

comment on function public.reopen_error_groups(uuid[]) is
  'Undoes the last resolve of groups and of the errors that it resolved, at most 4,000 in one call; see resolve_error_groups.';

create or replace function public.continue_error_groups(ids uuid[]) returns table (id uuid, rows_left bigint)
language sql set search_path = ''
as $$ select * from private.continue_groups(ids, 4000) $$;

comment on function public.continue_error_groups(uuid[]) is
  'Goes on with the errors of groups that were resolved or reopened, at most 4,000 in one call; how many are left after it.';

revoke execute on function private.continue_groups(ids uuid[], most bigint),
  private.remaining_error_rows(wanted uuid, moment timestamp with time zone, resolving boolean),
  private.lock_error_groups(ids uuid[]),
  private.move_error_rows(wanted uuid, moment timestamp with time zone, resolving boolean, most bigint, quietly boolean),
  private.set_group_state(ids uuid[], resolving boolean, notes text, most bigint),
  private.who_acted_on_group(wanted uuid, done text), public.continue_error_groups(ids uuid[]),
  public.reopen_error_groups(ids uuid[]), public.resolve_error_groups(ids uuid[], notes text)
  from public, anon, authenticated, service_role;

grant execute on function private.continue_groups(ids uuid[], most bigint),
  private.set_group_state(ids uuid[], resolving boolean, notes text, most bigint),
  public.continue_error_groups(ids uuid[]), public.reopen_error_groups(ids uuid[]),
  public.resolve_error_groups(ids uuid[], notes text) to authenticated, service_role;

-- 26_error_group_snoozes.sql

-- Snoozing and assigning groups of errors.
create or replace function private.snooze_groups(ids uuid[], until timestamptz, more_events integer, more_customers integer)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
  setting boolean := until is not null or more_events is not null or more_customers is not null;
begin
  perform private.begin_act();
  for g in
    select w.id, l.state, l.events, l.customers, l.resolved_at, l.resolved_by, l.snoozed_at, l.snoozed_by
    from private.check_ids(ids) w left join private.lock_error_groups(ids) l on l.id = w.id order by w.place
  loop
    id := g.id;
    outcome := case when g.state is null then 'missing' when g.state = 'resolved' or (g.state = 'snoozed') = setting then 'already' else 'done' end;
    happened_at := case outcome when 'done' then clock_timestamp() when 'already' then coalesce(g.resolved_at, g.snoozed_at) end;
    actor_id := case outcome when 'done' then auth.uid() when 'already' then coalesce(g.resolved_by, g.snoozed_by) end;
    if outcome = 'done' then
      update public.error_group_states t set snoozed_at = case when setting then clock_timestamp() end,
        snoozed_by = case when setting then auth.uid() end, snoozed_until = until, snoozed_events = g.events + more_events,
        snoozed_customers = g.customers + more_customers
      where t.group_id = g.id;
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.snooze_groups(uuid[], timestamptz, integer, integer) is
  'Snoozes groups until a time, until so many more events, or until so many more customers than now; with none of these, wakes them. Groups that are snoozed already, or resolved, stay as they are.';

create or replace function public.snooze_error_groups(ids uuid[], until timestamptz default null, more_events integer default null,
  more_customers integer default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  if until is null and more_events is null and more_customers is null then
    raise exception 'a snooze needs an end: a time, more events, or more customers' using errcode = '22023';
  end if;
  if until <= now() or more_events < 1 or more_customers < 1 then
    raise exception 'the end of a snooze must be ahead' using errcode = '22023';
  end if;
  return query select * from private.snooze_groups(ids, until, more_events, more_customers);
end
$$;

comment on function public.snooze_error_groups(uuid[], timestamptz, integer, integer) is
  'Snoozes groups of errors until a time, until so many more events, or until so many more customers; what comes first ends it. One row per id with its outcome.';

create or replace function public.unsnooze_error_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.snooze_groups(ids, null, null, null) $$;

comment on function public.unsnooze_error_groups(uuid[]) is 'Ends the snooze of groups of errors. One row per id with its outcome.';

create or replace function private.assign_groups(ids uuid[], assignee uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
begin
  perform private.begin_act();
  if assignee is not null and not private.may_be_assigned(assignee) then
    raise exception 'assignee must be an admin' using errcode = '22023';
  end if;
  for g in
    select w.id, l.state, l.assigned_to
    from private.check_ids(ids) w left join private.lock_error_groups(ids) l on l.id = w.id order by w.place
  loop
    id := g.id;
    outcome := case when g.state is null then 'missing' when g.assigned_to is not distinct from assignee then 'already' else 'done' end;
    happened_at := clock_timestamp();
    actor_id := auth.uid();
    if outcome = 'done' then
      update public.error_group_states t set assigned_to = assignee where t.group_id = g.id;
    else
      happened_at := null;
      actor_id := null;
      select w.happened_at, w.actor_id into happened_at, actor_id
      from private.who_acted_on_group(g.id, case when assignee is null then 'error_group.unassigned' else 'error_group.assigned' end) w;
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.assign_groups(uuid[], uuid) is 'Hands groups to an admin, or to nobody.';

create or replace function public.assign_error_groups(ids uuid[], assignee uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_groups(ids, assignee) $$;

comment on function public.assign_error_groups(uuid[], uuid) is
  'Hands groups of errors to an admin, or with null to nobody. One row per id with its outcome; already where they have it.';

revoke execute on function private.assign_groups(ids uuid[], assignee uuid),
  private.snooze_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.assign_error_groups(ids uuid[], assignee uuid),
  public.snooze_error_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.unsnooze_error_groups(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.assign_groups(ids uuid[], assignee uuid),
  private.snooze_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.assign_error_groups(ids uuid[], assignee uuid),
  public.snooze_error_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.unsnooze_error_groups(ids uuid[]) to authenticated, service_role;

-- 27_error_group_bulk.sql

-- Bulk acts on groups of errors.

create or replace function private.groups_of_bulk(given uuid, put_back boolean) returns uuid[]
language sql stable set search_path = ''
as $$
  select coalesce(array_agg(distinct i.id), '{}')
  from public.bulk_actions b
  join private.bulk_action_parts p on p.bulk = b.id and p.undone = put_back
  cross join unnest(p.ids) i (id)
  join public.error_group_states s on s.group_id = i.id
    and case when put_back then s.reopening else s.resolved_at end >= b.started_at
  where b.id = given and b.actor_id = auth.uid() and b.list = 'error_groups'
    and exists (
      select from private.error_logs e
      where put_back and e.resolved_at = s.reopening and e.group_id = i.id
      union all
      select from private.error_logs e
      where not put_back and e.group_id = i.id and e.resolved_at is null and e.created_at <= s.resolved_at
    )
$$;

comment on function private.groups_of_bulk(uuid, boolean) is
  'The groups of a bulk action of the caller''s own that have errors which have not followed them yet: into its resolve, or into its undo.';

create or replace function private.move_bulk_errors(given uuid, put_back boolean, most bigint) returns boolean
language plpgsql set search_path = ''
as $$
declare
  waiting uuid[] := private.groups_of_bulk(given, put_back);
  before bigint;
  after bigint;
begin
  if cardinality(waiting) = 0 then
    return false;
  end if;
  select sum(c.rows_left) into before from private.continue_groups(waiting, 0) c;
  select sum(c.rows_left) into after from private.continue_groups(waiting, most) c;
  -- What somebody else holds right now is not waited for.
  return after < before;
end
$$;

comment on function private.move_bulk_errors(uuid, boolean, bigint) is
  'Brings at most so many errors to where a bulk action, or its undo, has brought their groups; whether there were any.';

create or replace function private.resolve_matching_groups(filter jsonb, note text, frozen_at timestamptz, bulk uuid, most integer)
returns table (bulk_id uuid, done bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  given text;
  meant uuid[];
  changed uuid[];
begin
  perform private.require_admin();
  given := private.required_text('notes', note);
  if most is null or most not between 1 and 1000 then
    raise exception 'most must be between 1 and 1000' using errcode = '22023';
  end if;
  bulk_id := bulk;
  done := 0;
  remaining := bulk is not null and private.move_bulk_errors(bulk, false, 4000);
  if not remaining then
    meant := private.matching_rows('error_groups', filter, 'resolve', frozen_at, most);
    select coalesce(array_agg(t.id) filter (where t.outcome = 'done'), '{}') into changed
    from private.set_group_state(meant, true, given, 4000) t;
    bulk_id := private.record_bulk_act(bulk, 'error_groups', 'resolve', filter, given, frozen_at, changed);
    done := cardinality(changed);
    remaining := cardinality(meant) = most or cardinality(private.groups_of_bulk(bulk_id, false)) > 0;
  end if;
  return next;
end
$$;

comment on function private.resolve_matching_groups(jsonb, text, timestamptz, uuid, integer) is 'What public.act_on_matching_groups does.';

create or replace function public.act_on_matching_groups(filter jsonb, note text, frozen_at timestamptz, bulk uuid default null,
  most integer default 100)
returns table (bulk_id uuid, done bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.resolve_matching_groups(filter, note, frozen_at, bulk, most) $$;

comment on function public.act_on_matching_groups(jsonb, text, timestamptz, uuid, integer) is
  'Resolves up to `most` groups that match a filter and were there at frozen_at, with at most 4,000 of their errors, or goes on with the errors of those that it resolved. Call it again with the returned bulk_id while anything remains. freeze_matching counts them.';

create or replace function private.undo_matching_groups(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  part record;
  theirs uuid[];
begin
  perform private.require_admin();
  undone := 0;
  kept := 0;
  remaining := private.move_bulk_errors(bulk, true, 4000);
  if not remaining then
    part := private.claim_bulk_part(bulk);
    if part.list <> 'error_groups' then
      raise exception 'undo_bulk takes back what was done to other lists' using errcode = '22023';
    end if;
    -- What somebody has opened and resolved again since then is theirs.
    theirs := array(select s.group_id from public.error_group_states s where s.group_id = any (part.ids)
      and s.resolved_at >= part.started_at and s.resolved_by = private.caller_id());
    select count(*) filter (where t.outcome = 'done') into undone from private.set_group_state(theirs, false, null, 4000) t;
    perform private.record_bulk_undo(bulk, undone);
    kept := cardinality(part.ids) - undone;
    remaining := part.remaining or cardinality(private.groups_of_bulk(bulk, true)) > 0;
  end if;
  return next;
end
$$;

comment on function private.undo_matching_groups(uuid) is 'What public.undo_matching_groups does.';

create or replace function public.undo_matching_groups(bulk uuid) returns table (undone bigint, kept bigint, remaining boolean)
language sql rows 1 set search_path = ''
as $$ select * from private.undo_matching_groups(bulk) $$;

comment on function public.undo_matching_groups(uuid) is
  'Puts back one part of what act_on_matching_groups did in the caller''s name, within ten minutes, or goes on with the errors of groups that it put back; groups that somebody has handled again since are kept. Call it again while anything remains.';

-- Resolving every group that matches a filter, in parts and with a way back. What it does to groups is not one update of
-- one relation: a group's errors follow it, and there can be hundreds of thousands.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('error_groups', 'resolve', 'error_group_states', 'first_seen', 't.state <> ''resolved''', 'see act_on_matching_groups', 'notes',
    't.resolved_at >= $2 and t.resolved_by = $3', 'see undo_matching_groups')
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.groups_of_bulk(given uuid, put_back boolean),
  private.move_bulk_errors(given uuid, put_back boolean, most bigint),
  private.resolve_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_matching_groups(bulk uuid),
  public.act_on_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.undo_matching_groups(bulk uuid) from public, anon, authenticated, service_role;

grant execute on function
  private.resolve_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  private.undo_matching_groups(bulk uuid),
  public.act_on_matching_groups(filter jsonb, note text, frozen_at timestamp with time zone, bulk uuid, most integer),
  public.undo_matching_groups(bulk uuid) to authenticated, service_role;

-- 28_error_regrouping.sql

-- New rules of grouping: groups of older ones are divided, and what admins decided about them goes with their events.

insert into private.grouping_rules (rules) values (private.error_rules()) on conflict (rules) do nothing;

create or replace function private.regrouping_objection() returns text
language sql stable security definer set search_path = ''
as $$ select private.backfill_objection('error_logs') $$;

comment on function private.regrouping_objection() is
  'Why errors of before stay in the groups of older rules, null when they do not: an update of each would reach Realtime or run what others attached.';

create or replace function private.next_group_of_older_rules() returns uuid
language sql stable set search_path = ''
as $$
  select t.group_id from public.error_group_totals t
  where private.rules_of(t.group_id) <> private.error_rules() % 4 and t.events > 0
    and not exists (select from private.error_group_moves m where m.from_id = t.group_id and m.settled_at is not null)
  order by t.last_seen desc nulls last, t.group_id limit 1
$$;

comment on function private.next_group_of_older_rules() is 'The latest group that the present rules have not divided yet.';

create or replace function private.carry_group_state(old_id uuid, new_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  moved constant bigint := (select m.events from private.error_group_moves m where m.from_id = old_id and m.to_id = new_id);
begin
  -- Of several groups that became one, that with most events decides; what an admin decided since then stands.
  if exists (select from public.error_group_states s where s.group_id = new_id) and (
    exists (select from public.audit_trail l where l.entity = 'error_groups' and l.entity_id = new_id::text and l.action like 'error_group.%')
    or exists (select from private.error_group_moves m join private.error_group_moves o on o.from_id = m.from_id
      where m.to_id = new_id and m.from_id <> old_id and m.settled_at is not null
      group by m.from_id, m.events having m.events >= moved and m.events = max(o.events))) then
    return;
  end if;
  insert into public.error_group_states as t
  select r.* from public.error_group_states s
  cross join lateral jsonb_populate_record(s, jsonb_build_object('group_id', new_id,
    -- So many more events as were left of the snooze.
    'snoozed_events', s.snoozed_events - (select sum(m.events) from private.error_group_moves m where m.from_id = old_id)
      + (select c.events from public.error_group_totals c where c.group_id = new_id),
    'snoozed_customers', greatest(s.snoozed_customers, (select c.customers + 1 from public.error_group_totals c where c.group_id = new_id and s.snoozed_customers is not null)))) r
  where s.group_id = old_id
  on conflict (group_id) do update set resolved_at = excluded.resolved_at, resolved_by = excluded.resolved_by, resolution_notes = excluded.resolution_notes,
    reopening = excluded.reopening, snoozed_at = excluded.snoozed_at, snoozed_by = excluded.snoozed_by, snoozed_until = excluded.snoozed_until,
    snoozed_events = excluded.snoozed_events, snoozed_customers = excluded.snoozed_customers, assigned_to = excluded.assigned_to;
end
$$;

comment on function private.carry_group_state(uuid, uuid) is
  'Gives a group the state, assignee and snooze of the one that it was a part of.';

create or replace function private.settle_regrouped(old_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  perform private.carry_group_state(old_id, (select m.to_id from private.error_group_moves m where m.from_id = old_id order by m.events desc, m.to_id limit 1));
  delete from public.error_group_states s where s.group_id = old_id;
  update private.error_group_moves m set settled_at = now() where m.from_id = old_id;
end
$$;

comment on function private.settle_regrouped(uuid) is
  'When a group of older rules has no event left: what admins decided about it goes where most of its events went.';

create or replace function private.keep_regrouped_open(groups uuid[]) returns void
language sql set search_path = ''
as $$
  delete from private.late_errors l where l.group_id = any (groups);
  update public.error_group_states s set resolved_at = null, resolved_by = null, resolution_notes = null, reopening = null
  where s.group_id = any (groups)
    and exists (select from private.error_logs e where e.group_id = s.group_id and e.resolved_at is null and e.created_at <= s.resolved_at)
$$;

comment on function private.keep_regrouped_open(uuid[]) is
  'Events that nobody resolved stay open when they come into a group that was: they arrived by a rule, not late.';

create or replace function private.regroup_some_errors(most integer) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  old_id uuid := private.next_group_of_older_rules();
  moved bigint := 0;
begin
  -- One at a time, as changes are applied; and no row is waited for.
  if old_id is null or current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or private.regrouping_objection() is not null
    or not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    return 0;
  end if;
  perform set_config('kryonex.regrouping', 'on', true), set_config('kryonex.group_act', 'on', true);
  -- The trigger sets the group.
  with taken as (
    update public.error_logs e set group_id = null
    where e.id = any (array(select o.id from public.error_logs o where o.group_id = old_id order by o.id limit most for no key update skip locked))
    returning e.group_id
  )
  insert into private.error_group_moves as m (from_id, to_id, events)
  select old_id, t.group_id, count(*) from taken t where t.group_id is not null and t.group_id <> old_id group by t.group_id
  on conflict (from_id, to_id) do update set events = m.events + excluded.events;
  get diagnostics moved = row_count;
  select coalesce(sum(m.events), 0) into moved from private.error_group_moves m where m.from_id = old_id;
  perform private.apply_error_group_deltas(1000000);
  if not exists (select from public.error_logs e where e.group_id = old_id) then
    perform private.settle_regrouped(old_id);
  end if;
  perform private.keep_regrouped_open(array(select m.to_id from private.error_group_moves m where m.from_id = old_id));
  perform set_config('kryonex.regrouping', '', true), set_config('kryonex.group_act', '', true);
  return moved;
end
$$;

comment on function private.regroup_some_errors(integer) is
  'Puts at most so many events of a group of older rules where the present ones put them, and returns how many of it have moved; 0 when nothing is to do, or somebody else is at it. Rows that somebody holds are left to the next time.';

create or replace procedure private.regroup_errors(batch_size integer default 2000)
language plpgsql
as $$
declare
  moved bigint;
  idle integer := 0;
  before bigint := -1;
begin
  while idle < 20 and private.next_group_of_older_rules() is not null and private.regrouping_objection() is null loop
    moved := private.regroup_some_errors(batch_size);
    commit;
    select coalesce(pg_catalog.sum(m.events), 0) into moved from private.error_group_moves m;
    idle := case when moved = before then idle + 1 else 0 end;
    if moved = before then
      perform pg_catalog.pg_sleep(0.1);
    end if;
    before := moved;
  end loop;
end
$$;

comment on procedure private.regroup_errors(integer) is
  'Divides all groups of older rules, committing after each batch. Call it outside a transaction; called again it goes on, and does nothing when nothing is left. Lists do the same, a part with each look.';

create or replace function private.error_group_now(wanted uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  reached uuid := wanted;
  next_id uuid;
begin
  for step in 1..10 loop
    select m.to_id into next_id from private.error_group_moves m
    where m.from_id = reached and not exists (select from public.error_logs e where e.group_id = reached) order by m.events desc, m.to_id limit 1;
    exit when next_id is null;
    reached := next_id;
  end loop;
  return reached;
end
$$;

comment on function private.error_group_now(uuid) is 'The group in which most events of a group are now that newer rules divided.';

create or replace function private.error_group_origins(wanted uuid) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  with recursive origins (id) as (
    select wanted
    union
    select m.from_id from origins o join private.error_group_moves m on m.to_id = o.id
  )
  select array_agg(o.id) from origins o
$$;

comment on function private.error_group_origins(uuid) is 'A group, and the groups of older rules of which it holds events: their comments and audit rows are its own.';

create or replace function private.read_error_group_ids(wanted uuid) returns table (current_id uuid, ids uuid[])
language plpgsql stable security definer rows 1 set search_path = ''
as $$
begin
  perform private.require_admin();
  current_id := private.error_group_now(wanted);
  ids := private.error_group_origins(current_id);
  return next;
end
$$;

comment on function private.read_error_group_ids(uuid) is 'What public.error_group_ids does.';

create or replace function public.error_group_ids(wanted uuid) returns table (current_id uuid, ids uuid[])
language sql stable rows 1 set search_path = ''
as $$ select * from private.read_error_group_ids(wanted) $$;

comment on function public.error_group_ids(uuid) is
  'The group that an id leads to since rules of grouping changed, and the ids under which it has been commented and acted on.';

create or replace function private.read_error_grouping() returns table (since timestamptz, events bigint, older bigint, kept_for text)
language plpgsql stable security definer rows 1 set search_path = ''
as $$
begin
  perform private.require_admin();
  return query
  select r.since, sum(t.events)::bigint, coalesce(sum(t.events) filter (where private.rules_of(t.group_id) <> private.error_rules() % 4), 0)::bigint, private.regrouping_objection()
  from private.grouping_rules r left join public.error_group_totals t on true
  where r.rules = private.error_rules() group by r.since;
end
$$;

comment on function private.read_error_grouping() is 'What public.error_grouping does.';

create or replace function public.error_grouping() returns table (since timestamptz, events bigint, older bigint, kept_for text)
language sql stable rows 1 set search_path = ''
as $$ select * from private.read_error_grouping() $$;

comment on function public.error_grouping() is
  'Since when errors are grouped by the present rules; how many events there are and how many of them are in groups of older rules still; and why these stay there, null where they are being divided.';

revoke execute on function private.regrouping_objection(), private.next_group_of_older_rules(), private.carry_group_state(uuid, uuid),
  private.settle_regrouped(uuid), private.keep_regrouped_open(uuid[]), private.regroup_some_errors(integer), private.error_group_now(uuid), private.error_group_origins(uuid),
  private.read_error_group_ids(uuid), public.error_group_ids(uuid), private.read_error_grouping(), public.error_grouping()
  from public, anon, authenticated, service_role;

revoke execute on procedure private.regroup_errors(integer) from public, anon, authenticated, service_role;

grant execute on function private.read_error_group_ids(uuid), public.error_group_ids(uuid), private.read_error_grouping(), public.error_grouping()
  to authenticated, service_role;

-- 30_alerts.sql

-- The states of alerts: acknowledged, assigned, closed, snoozed, returned; stamps and audit rows.

create or replace function private.stamp_acknowledgement() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user not in ('anon', 'authenticated') then
    return new;
  end if;
  if new.acknowledged_at is null then
    if old.acknowledged_at is not null and new.closed_at is not null then
      raise exception 'a closed alert must be reopened first' using errcode = '22023';
    end if;
    new.acknowledged_by := null;
  elsif old.acknowledged_at is null then
    new.acknowledged_at := now();
    new.acknowledged_by := private.caller_id();
  elsif (new.acknowledged_at, new.acknowledged_by) is distinct from (old.acknowledged_at, old.acknowledged_by) then
    raise exception 'already acknowledged' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_acknowledgement() is
  'Trigger: acknowledging is stamped with the caller and the time, and cannot be rewritten, only undone while the alert is not closed.';

create or replace function private.acknowledgement_lasts(severity text) returns interval
language sql immutable set search_path = ''
as $$
  select case severity when 'critical' then interval '4 hours' when 'warning' then interval '24 hours' else interval '72 hours' end
$$;

comment on function private.acknowledgement_lasts(text) is
  'How long an acknowledged alert may stay unclosed before it is back in the open list: critical 4 hours, warning 24, info 72.';

create or replace function private.stamp_assignment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.assigned_to is not distinct from old.assigned_to then
    new.assigned_at := old.assigned_at;
    return new;
  end if;
  if private.is_api_user() and new.assigned_to is not null and not private.may_be_assigned(new.assigned_to) then
    raise exception 'assigned_to must be an admin' using errcode = '22023';
  end if;
  new.assigned_at := case when new.assigned_to is not null then now() end;
  return new;
end
$$;

comment on function private.stamp_assignment() is 'Trigger: people assign to admins only; the time is the database''s.';

create or replace function private.stamp_closing() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.closed_at is null then
    new.closed_by := null;
    -- Reopening also undoes the acknowledgement that closing implied.
    if old.closed_at = old.acknowledged_at then
      new.acknowledged_at := null;
      new.acknowledged_by := null;
    end if;
    return new;
  end if;
  if old.closed_at is not null then
    if private.is_api_user() then
      raise exception 'already closed' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
    end if;
    return new;
  end if;
  if private.is_api_user() then
    new.closed_at := now();
    new.closed_by := private.caller_id();
  end if;
  if new.acknowledged_at is null then
    new.acknowledged_at := new.closed_at;
    new.acknowledged_by := new.closed_by;
  end if;
  return new;
end
$$;

comment on function private.stamp_closing() is
  'Trigger: closing is stamped with the caller and the time, acknowledges what nobody had acknowledged, and cannot be rewritten, only undone.';

create or replace function private.stamp_snooze() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() then
    return new;
  end if;
  if new.snoozed_until is null then
    new.snoozed_by := null;
    return new;
  end if;
  if old.snoozed_until > now() then
    raise exception 'already snoozed' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  if new.closed_at is not null or new.snoozed_until not between now() and now() + interval '90 days' then
    raise exception 'snoozed_until must be within the next 90 days, of an alert that is not closed' using errcode = '22023';
  end if;
  new.snoozed_by := private.caller_id();
  return new;
end
$$;

comment on function private.stamp_snooze() is
  'Trigger: snoozing is stamped with the caller; a snooze under way cannot be rewritten, only ended.';

create or replace function private.track_return() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  begin
    if new.snoozed_until is not distinct from old.snoozed_until and ((new.acknowledged_at is null) <> (old.acknowledged_at is null)
        or (new.closed_at is null) <> (old.closed_at is null)) then
      new.snoozed_until := null;
      new.snoozed_by := null;
    end if;
    new.returns_at := case
      when new.closed_at is not null then null
      when new.snoozed_until is not null then new.snoozed_until
      -- The last of all times has none after it.
      when new.acknowledged_at > '200000-01-01 00:00+00' then 'infinity'
      else new.acknowledged_at + private.acknowledgement_lasts(new.severity)
    end;
  exception
    when others then
      new.returns_at := null;
      perform private.note_failure('alerts', 'ops_alerts', to_jsonb(new) ->> 'id', 'return', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.track_return() is
  'Trigger: keeps returns_at, and ends a snooze when the alert is acknowledged or closed. Alerts that were acknowledged before this column came, or arrive acknowledged, stay away.';

create or replace function private.set_new_alert_state() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.acknowledged_at := coalesce(new.acknowledged_at, new.closed_at);
  new.acknowledged_by := coalesce(new.acknowledged_by, new.closed_by);
  return new;
end
$$;

comment on function private.set_new_alert_state() is 'Trigger: what is closed is acknowledged, from the start.';

-- Audit rows of alerts and churn alerts for closing, snoozing and assigning. What lists show counts: on a table of the
-- platform a boolean alone may close an alert, and the back-fill copies what was closed long ago.
do $do$
begin
  execute private.with_readings('ops_alerts', $definition$
create or replace function private.audit_handling(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old) - 'details';
  after jsonb := to_jsonb(new) - 'details';
begin
  if relation = 'ops_alerts' then
    before := before || jsonb_build_object('acknowledged_at', <old.acknowledged_at>, 'closed_at', <old.closed_at>);
    after := after || jsonb_build_object('acknowledged_at', <new.acknowledged_at>, 'closed_at', <new.closed_at>);
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), case relation when 'ops_alerts' then 'alert.' else 'churn.' end || c.action, c.action_type,
    relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object(
      'until', case c.action when 'snoozed' then after -> 'snoozed_until' end,
      'assignee', case c.action when 'assigned' then (select p.email from private.profiles p where p.user_id::text = after ->> 'assigned_to') end))
      || jsonb_build_object('previous', (select coalesce(jsonb_object_agg(p, before -> p), '{}') from unnest(c.previous) p))
  from (values
    ('closed_at', true, 'closed', 'close', '{}'::text[]),
    ('closed_at', false, 'reopened', 'reopen', '{closed_at,closed_by}'),
    ('snoozed_until', true, 'snoozed', 'snooze', '{}'),
    ('snoozed_until', false, 'unsnoozed', 'unsnooze', '{snoozed_until,snoozed_by}'),
    ('assigned_to', true, 'assigned', 'assign', '{assigned_to}'),
    ('assigned_to', false, 'unassigned', 'unassign', '{assigned_to}')
  ) c (stamp, is_set, action, action_type, previous)
  where after ->> c.stamp is distinct from before ->> c.stamp
    and (after ->> c.stamp is not null) = c.is_set
    -- A snooze that ends because the alert was acknowledged or closed was not ended by anybody.
    and (c.action <> 'unsnoozed' or (before ->> 'acknowledged_at' is null) = (after ->> 'acknowledged_at' is null)
      and (before ->> 'closed_at' is null) = (after ->> 'closed_at' is null));
end
$$
$definition$);
end
$do$;

comment on function private.audit_handling(text, record, record) is
  'Writes the audit rows of closing, reopening, snoozing and assigning, and of their undoing.';

-- What people write through the contract's policies is stamped where those policies are.
do $$
begin
  if private.is_ours('ops_alerts') then
    create or replace trigger stamp_acknowledgement before update on public.ops_alerts for each row
      execute function private.stamp_acknowledgement();
    create or replace trigger set_new_alert_state before insert on public.ops_alerts for each row
      when (new.closed_at is not null) execute function private.set_new_alert_state();
    create or replace trigger stamp_assignment before update on public.ops_alerts for each row
      when ((new.assigned_to, new.assigned_at) is distinct from (old.assigned_to, old.assigned_at))
      execute function private.stamp_assignment();
    create or replace trigger stamp_closing before update on public.ops_alerts for each row
      when ((new.closed_at, new.closed_by) is distinct from (old.closed_at, old.closed_by))
      execute function private.stamp_closing();
    create or replace trigger stamp_snooze before update on public.ops_alerts for each row
      when ((new.snoozed_until, new.snoozed_by) is distinct from (old.snoozed_until, old.snoozed_by))
      execute function private.stamp_snooze();
  end if;
end
$$;

do $$
begin
  if private.is_ours('churn_alerts') then
    create or replace trigger stamp_assignment before update on public.churn_alerts for each row
      when ((new.assigned_to, new.assigned_at) is distinct from (old.assigned_to, old.assigned_at))
      execute function private.stamp_assignment();
  end if;
end
$$;

-- Its name sorts after that of the naming trigger.
create or replace trigger track_return before update on public.ops_alerts for each row
  when ((new.acknowledged_at, new.snoozed_until, new.closed_at)
    is distinct from (old.acknowledged_at, old.snoozed_until, old.closed_at))
  execute function private.track_return();

do $$
begin
  execute format('create or replace trigger audit_handling after update on public.ops_alerts for each row
    when ((old.snoozed_until, old.assigned_to, old.closed_at) is distinct from (new.snoozed_until, new.assigned_to, new.closed_at) or %s)
    execute function private.audit(''handling'')', private.stamp_changes('ops_alerts', 'closed_at'));
end
$$;

create or replace trigger audit_handling after update on public.churn_alerts for each row
  when (old.assigned_to is distinct from new.assigned_to) execute function private.audit('handling');

revoke execute on function private.acknowledgement_lasts(severity text), private.audit_handling(relation text, old record, new record),
  private.set_new_alert_state(), private.stamp_acknowledgement(), private.stamp_assignment(), private.stamp_closing(),
  private.stamp_snooze(), private.track_return() from public, anon, authenticated, service_role;

grant execute on function private.acknowledgement_lasts(severity text) to authenticated, service_role;

-- 31_alert_acts.sql

-- Acts of admins on alerts: acknowledging, closing, snoozing, assigning.

create or replace function private.acknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
    'acknowledged_at = coalesce(t.acknowledged_at, now()),
      acknowledged_by = case when t.acknowledged_at is null then private.caller_id() else t.acknowledged_by end,
      snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end,
      snoozed_by = case when t.acknowledged_at is not null then private.caller_id() end',
    'case when t.snoozed_by is null then t.acknowledged_at end', 'coalesce(t.snoozed_by, t.acknowledged_by)');
$$;

comment on function private.acknowledge_ops_alerts(uuid[]) is 'What public.acknowledge_ops_alerts does.';

create or replace function public.acknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.acknowledge_ops_alerts(ids) $$;

comment on function public.acknowledge_ops_alerts(uuid[]) is
  'Acknowledges alerts in the caller''s name. One that was acknowledged and came back is snoozed for as long as an acknowledgement lasts: unsnooze_ops_alerts takes that back. One row per id with its outcome.';

create or replace function private.unacknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.acknowledged_at is not null and t.closed_at is null',
    'acknowledged_at = null, acknowledged_by = null', 't.closed_at', 't.closed_by');
$$;

comment on function private.unacknowledge_ops_alerts(uuid[]) is 'What public.unacknowledge_ops_alerts does.';

create or replace function public.unacknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unacknowledge_ops_alerts(ids) $$;

comment on function public.unacknowledge_ops_alerts(uuid[]) is 'Undoes the acknowledgement of alerts that are not closed. One row per id with its outcome.';

create or replace function private.close_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is null',
    'closed_at = now(), closed_by = private.caller_id(), acknowledged_at = coalesce(t.acknowledged_at, now()),
      acknowledged_by = case when t.acknowledged_at is null then private.caller_id() else t.acknowledged_by end',
    't.closed_at', 't.closed_by');
$$;

comment on function private.close_ops_alerts(uuid[]) is 'What public.close_ops_alerts does.';

create or replace function public.close_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.close_ops_alerts(ids) $$;

comment on function public.close_ops_alerts(uuid[]) is
  'Closes alerts in the caller''s name, and acknowledges those that nobody had acknowledged. One row per id with its outcome.';

create or replace function private.reopen_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  -- Undoes the acknowledgement that closing implied.
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is not null', 'closed_at = null, closed_by = null,
    acknowledged_at = case when t.acknowledged_at is distinct from t.closed_at then t.acknowledged_at end,
    acknowledged_by = case when t.acknowledged_at is distinct from t.closed_at then t.acknowledged_by end');
$$;

comment on function private.reopen_ops_alerts(uuid[]) is 'What public.reopen_ops_alerts does.';

create or replace function public.reopen_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.reopen_ops_alerts(ids) $$;

comment on function public.reopen_ops_alerts(uuid[]) is
  'Reopens closed alerts, and undoes the acknowledgement that closing implied. One row per id with its outcome.';

create or replace function private.snooze_ops_alerts(ids uuid[], until timestamptz)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if until is null or until not between now() and now() + interval '90 days' then
    raise exception 'until must be within the next 90 days' using errcode = '22023';
  end if;
  return query select * from private.change_rows('ops_alerts', ids,
    't.closed_at is null and (t.snoozed_until is null or t.snoozed_until <= now())', format('snoozed_until = %L, snoozed_by = private.caller_id()', until),
    't.closed_at', 'coalesce(t.closed_by, t.snoozed_by)');
end
$$;

comment on function private.snooze_ops_alerts(uuid[], timestamptz) is 'What public.snooze_ops_alerts does.';

create or replace function public.snooze_ops_alerts(ids uuid[], until timestamptz)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.snooze_ops_alerts(ids, until) $$;

comment on function public.snooze_ops_alerts(uuid[], timestamptz) is
  'Keeps alerts out of the open list until a time. One row per id with its outcome.';

create or replace function private.unsnooze_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.snoozed_until is not null', 'snoozed_until = null, snoozed_by = null');
$$;

comment on function private.unsnooze_ops_alerts(uuid[]) is 'What public.unsnooze_ops_alerts does.';

create or replace function public.unsnooze_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unsnooze_ops_alerts(ids) $$;

comment on function public.unsnooze_ops_alerts(uuid[]) is 'Ends snoozes. One row per id with its outcome.';

create or replace function private.require_assignee(assignee uuid) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if assignee is not null and not private.may_be_assigned(assignee) then
    raise exception 'assignee must be an admin' using errcode = '22023';
  end if;
end
$$;

comment on function private.require_assignee(uuid) is 'Refuses to hand anything to an account that is not an admin''s; nobody is allowed.';

create or replace function private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  perform private.require_assignee(assignee);
  return query select * from private.change_rows(relation, ids,
    format('t.assigned_to is not distinct from %L and t.assigned_to is distinct from %L', instead_of, assignee),
    format('assigned_to = %L, assigned_at = %s', assignee, case when assignee is null then 'null' else 'now()' end),
    't.assigned_at', 't.assigned_to');
end
$$;

comment on function private.assign_rows(text, uuid[], uuid, uuid) is 'What public.assign_ops_alerts and public.assign_churn_alerts do.';

create or replace function private.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.assign_rows('ops_alerts', ids, assignee, instead_of);
$$;

comment on function private.assign_ops_alerts(uuid[], uuid, uuid) is 'What public.assign_ops_alerts does.';

create or replace function public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_ops_alerts(ids, assignee, instead_of) $$;

comment on function public.assign_ops_alerts(uuid[], uuid, uuid) is
  'Hands alerts to an admin, or to nobody. Changes only alerts whose current assignee is the one that the caller names (by default nobody): an assignment that came first is kept and named in the outcome.';

revoke execute on function private.require_assignee(assignee uuid),
  private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid),
  private.acknowledge_ops_alerts(ids uuid[]),
  private.unacknowledge_ops_alerts(ids uuid[]),
  private.close_ops_alerts(ids uuid[]),
  private.reopen_ops_alerts(ids uuid[]),
  private.snooze_ops_alerts(ids uuid[], until timestamptz),
  private.unsnooze_ops_alerts(ids uuid[]),
  private.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.acknowledge_ops_alerts(ids uuid[]),
  public.unacknowledge_ops_alerts(ids uuid[]),
  public.close_ops_alerts(ids uuid[]),
  public.reopen_ops_alerts(ids uuid[]),
  public.snooze_ops_alerts(ids uuid[], until timestamptz),
  public.unsnooze_ops_alerts(ids uuid[]),
  public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid)
  from public, anon, authenticated, service_role;

grant execute on function
  private.acknowledge_ops_alerts(ids uuid[]),
  private.unacknowledge_ops_alerts(ids uuid[]),
  private.close_ops_alerts(ids uuid[]),
  private.reopen_ops_alerts(ids uuid[]),
  private.snooze_ops_alerts(ids uuid[], until timestamptz),
  private.unsnooze_ops_alerts(ids uuid[]),
  private.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.acknowledge_ops_alerts(ids uuid[]),
  public.unacknowledge_ops_alerts(ids uuid[]),
  public.close_ops_alerts(ids uuid[]),
  public.reopen_ops_alerts(ids uuid[]),
  public.snooze_ops_alerts(ids uuid[], until timestamptz),
  public.unsnooze_ops_alerts(ids uuid[]),
  public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid)
  to authenticated, service_role;

-- 32_alert_list.sql

-- The list of operational alerts.

create or replace view public.alert_list with (security_invoker = true) as
select a.id, a.alert_type, a.severity, a.user_id, left(a.message, 400) as message, a.created_at,
  a.acknowledged_at, a.acknowledged_by, r.email as acknowledged_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score,
  case
    when a.closed_at is not null then 'closed'
    when a.returns_at is null and a.acknowledged_at is null or a.returns_at <= now() then 'open'
    when a.acknowledged_at is not null then 'acknowledged'
    else 'snoozed'
  end as state,
  a.snoozed_until, s.email as snoozed_by_email, a.assigned_to, o.email as assigned_to_email, a.assigned_at,
  a.closed_at, c.email as closed_by_email, a.returns_at
from private.ops_alerts a
left join private.profiles p on p.user_id = a.user_id
left join private.customer_health_scores h on h.user_id = a.user_id
left join private.profiles r on r.user_id = a.acknowledged_by
left join private.profiles s on s.user_id = a.snoozed_by
left join private.profiles o on o.user_id = a.assigned_to
left join private.profiles c on c.user_id = a.closed_by;

comment on view public.alert_list is
  'Operational alerts without their details. state is open, snoozed, acknowledged or closed; an acknowledged alert that came back is open.';

create or replace function private.alerts_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "open": "(t.acknowledged_at is null or t.returns_at is not null) and (t.returns_at is null or t.returns_at <= now())",
      "snoozed": "t.acknowledged_at is null and t.returns_at > now()",
      "acknowledged": "t.acknowledged_at is not null and t.closed_at is null and (t.returns_at is null or t.returns_at > now())",
      "closed": "t.closed_at is not null"
    }'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('t.alert_type', filter, 'type'),
    private.assigned_condition(filter),
    private.outside_storms(filter),
    private.contains('coalesce(t.message, '''')', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.alerts_condition(jsonb) is
  'The condition on ops_alerts t that an alerts filter stands for. Open is what waits, and what was acknowledged or snoozed and has come back.';

create or replace function public.list_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.alert_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('alerts', 'alert_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of operational alerts. filter: state (open, snoozed, acknowledged, closed, all), severity, type, assignee (accounts or nobody), customer, since, until, q, ids, outside (storms to leave out). sort: created_at, severity (descending: critical first, the oldest of them first).';

-- Alerts in their states: in the list, its filter, the counts of the whole console and of each customer.
create or replace function private.assigned_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'assignee');
  accounts uuid[];
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  accounts := array_remove(chosen, 'nobody')::uuid[];
  return concat_ws(' or ', case when 'nobody' = any (chosen) then '(t.assigned_to is null' else '(false' end,
    case cardinality(accounts) when 0 then null when 1 then format('t.assigned_to = %L::uuid', accounts[1])
      else format('t.assigned_to = any (%L::uuid[])', accounts) end) || ')';
exception when invalid_text_representation then
  perform private.refuse_filter('assignee', 'a list of accounts or nobody');
  return null;
end
$$;

comment on function private.assigned_condition(jsonb) is 'The condition of filter.assignee: accounts, or nobody.';

create or replace function private.outside_storms(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(filter -> 'outside'), 'null') = 'null' then
    return null;
  end if;
  if jsonb_typeof(filter -> 'outside') <> 'array' then
    perform private.refuse_filter('outside', 'a list of storms');
  end if;
  return (
    select string_agg(format('not (t.alert_type = %L and t.acknowledged_at is null and t.created_at between %L and %L)',
      private.filter_text(s, 'alert_type'), private.filter_time(s, 'first_at'), private.filter_time(s, 'last_at')), ' and ')
    from jsonb_array_elements(filter -> 'outside') s
  );
end
$$;

comment on function private.outside_storms(jsonb) is
  'The condition of filter.outside: alerts that are in none of these storms, each an object of alert_type, first_at and last_at.';

revoke all on public.alert_list from anon, authenticated;

grant select on public.alert_list to authenticated, service_role;

revoke execute on function private.alerts_condition(filter jsonb), private.assigned_condition(filter jsonb),
  private.outside_storms(filter jsonb),
  public.list_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.alerts_condition(filter jsonb), private.assigned_condition(filter jsonb),
  private.outside_storms(filter jsonb),
  public.list_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- 33_alert_storms.sql

-- Storms: many alerts of one type in a short time, acknowledged as one; and times to acknowledge.
create or replace function public.list_alert_storms(filter jsonb default '{}', most integer default 20)
returns table (alert_type text, severity text, alerts bigint, customers bigint, first_at timestamptz, last_at timestamptz,
  message text, heights integer[])
language plpgsql stable rows 5 set search_path = ''
as $$
begin
  if most is null or most not between 1 and 50 then
    raise exception 'most must be between 1 and 50' using errcode = '22023';
  end if;
  return query execute format('
    with waiting as (
      select t.alert_type, t.user_id, t.created_at, t.id,
        case t.severity when ''critical'' then 1 when ''warning'' then 2 else 3 end as rank,
        case when t.created_at - lag(t.created_at) over (partition by t.alert_type order by t.created_at, t.id) > interval ''15 minutes''
          then 1 else 0 end as starts
      from private.ops_alerts t where %s and t.acknowledged_at is null
    ),
    bursts as (
      select w.*, sum(w.starts) over (partition by w.alert_type order by w.created_at, w.id) as burst from waiting w
    ),
    storms as (
      select b.alert_type, min(b.rank) as rank, count(*) as alerts, count(distinct b.user_id) as customers,
        min(b.created_at) as first_at, max(b.created_at) as last_at,
        array_agg(extract(epoch from b.created_at)) as moments
      from bursts b group by b.alert_type, b.burst having count(*) >= 5
      order by 2, 5, 1 limit %s
    )
    select s.alert_type, (array[''critical'', ''warning'', ''info''])[s.rank], s.alerts, s.customers, s.first_at, s.last_at,
      (select left(t.message, 400) from private.ops_alerts t
        where t.alert_type = s.alert_type and t.created_at = s.last_at and t.acknowledged_at is null limit 1),
      array(select count(m.moment)::integer
        from generate_series(0, 15) g
        left join unnest(s.moments) m (moment) on least(15, floor(16 * (m.moment - extract(epoch from s.first_at))
          / greatest(1, extract(epoch from s.last_at - s.first_at)))) = g
        group by g order by g)
    from storms s order by s.rank, s.first_at, s.alert_type',
    private.alerts_condition(filter || '{"state": "open"}'), most);
end
$$;

comment on function public.list_alert_storms(jsonb, integer) is
  'Storms among the open alerts that nobody has acknowledged: five or more of one type, each at most 15 minutes after the one before. The worst first, then the oldest. customers does not count the platform''s own; heights is the storm''s course in 16 equal parts. filter: as of list_alerts, its state aside.';

create or replace function private.storm_condition(alert_type text, first_at timestamptz, last_at timestamptz, filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select format('%s and t.acknowledged_at is null and t.created_at between %L and %L',
    private.alerts_condition(filter || jsonb_build_object('state', 'open', 'type', jsonb_build_array(private.required_text('alert_type', alert_type)))),
    first_at, last_at)
$$;

comment on function private.storm_condition(text, timestamptz, timestamptz, jsonb) is 'The condition on ops_alerts t of the alerts of a storm that are still open.';

create or replace function private.acknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, filter jsonb)
returns table (outcome text, alerts bigint, happened_at timestamptz, actor_email text)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  condition text;
  n bigint;
begin
  perform private.begin_act();
  if first_at is null or last_at is null or last_at < first_at then
    raise exception 'last_at must not be before first_at' using errcode = '22023';
  end if;
  condition := private.storm_condition(alert_type, first_at, last_at, filter);
  -- Locked in the order of their ids, and looked at again once they are.
  execute format('select from public.ops_alerts o where o.id in (select t.id from private.ops_alerts t where %s) order by o.id for update', condition);
  execute format('update public.ops_alerts u set acknowledged_at = now(), acknowledged_by = private.caller_id()
    from private.ops_alerts t where t.id = u.id and %s', condition);
  get diagnostics n = row_count;
  perform private.end_act();
  return query
    select case when n > 0 then 'done' else 'already' end, n, a.acknowledged_at, p.email
    from (values (1)) one
    left join lateral (
      select t.acknowledged_at, t.acknowledged_by from private.ops_alerts t
      where t.alert_type = acknowledge_alert_storm.alert_type and t.created_at between first_at and last_at
        and t.acknowledged_at is not null
      order by t.acknowledged_at desc limit 1
    ) a on true
    left join private.profiles p on p.user_id = a.acknowledged_by;
end
$$;

comment on function private.acknowledge_alert_storm(text, timestamptz, timestamptz, jsonb) is 'What public.acknowledge_alert_storm does.';

create or replace function public.acknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, filter jsonb default '{}')
returns table (outcome text, alerts bigint, happened_at timestamptz, actor_email text)
language sql rows 1 set search_path = ''
as $$ select * from private.acknowledge_alert_storm(alert_type, first_at, last_at, filter) $$;

comment on function public.acknowledge_alert_storm(text, timestamptz, timestamptz, jsonb) is
  'Acknowledges all of a storm that is open, in the caller''s name: the alerts of its type raised from its first to its last moment as the caller saw it, and none that came later. Returns the exact number, or who was first.';

create or replace function private.unacknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, acknowledged timestamptz)
returns table (outcome text, alerts bigint)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  ids uuid[];
  n bigint;
begin
  perform private.begin_act();
  ids := array(
    select t.id from private.ops_alerts t
    where t.alert_type = unacknowledge_alert_storm.alert_type and t.created_at between first_at and last_at
      and t.acknowledged_at = unacknowledge_alert_storm.acknowledged and t.acknowledged_by = (select private.caller_id()) and t.closed_at is null
  );
  perform from public.ops_alerts o where o.id = any (ids) order by o.id for update;
  update public.ops_alerts u set acknowledged_at = null, acknowledged_by = null from private.ops_alerts t
  where t.id = u.id and u.id = any (ids) and t.acknowledged_at = unacknowledge_alert_storm.acknowledged and t.closed_at is null;
  get diagnostics n = row_count;
  perform private.end_act();
  return query select case when n > 0 then 'done' else 'already' end, n;
end
$$;

comment on function private.unacknowledge_alert_storm(text, timestamptz, timestamptz, timestamptz) is 'What public.unacknowledge_alert_storm does.';

create or replace function public.unacknowledge_alert_storm(alert_type text, first_at timestamptz, last_at timestamptz, acknowledged timestamptz)
returns table (outcome text, alerts bigint)
language sql rows 1 set search_path = ''
as $$ select * from private.unacknowledge_alert_storm(alert_type, first_at, last_at, acknowledged) $$;

comment on function public.unacknowledge_alert_storm(text, timestamptz, timestamptz, timestamptz) is
  'Undoes one call of acknowledge_alert_storm: the alerts that the caller acknowledged at that moment and that are not closed. Returns the exact number.';

-- How long alerts wait, from one pass over what was acknowledged.
create or replace function public.acknowledgement_times(since timestamptz, until timestamptz)
returns table (dimension text, value text, acknowledged bigint, median_seconds double precision, p90_seconds double precision)
language plpgsql stable rows 40 set search_path = ''
as $$
begin
  if since is null or until is null or until <= since or until - since > interval '31 days' then
    raise exception 'until must be later than since, by 31 days at most' using errcode = '22023';
  end if;
  return query
    with waits as (
      -- One scan of the rows; the three groupings read its result.
      select a.severity, date_trunc('day', a.acknowledged_at, 'UTC') as day, a.acknowledged_by as person,
        (50 * ln(greatest(1, date_part('epoch', a.acknowledged_at - a.created_at))))::integer as length, count(*) as n
      from private.ops_alerts a
      where a.acknowledged_at >= since and a.acknowledged_at < until
      group by 1, 2, 3, 4
    ),
    counted as (
      select case when w.severity is not null then 'severity' when w.day is not null then 'day' else 'person' end as dimension,
        coalesce(w.severity, (w.day at time zone 'UTC')::date::text, w.person::text, '') as value, w.length, sum(w.n) as n
      from waits w group by grouping sets ((w.severity, w.length), (w.day, w.length), (w.person, w.length))
    ),
    ranked as (
      select c.dimension, c.value, c.length, sum(c.n) over (partition by c.dimension, c.value order by c.length) as up_to,
        sum(c.n) over (partition by c.dimension, c.value)::bigint as total
      from counted c
    )
    select r.dimension, case r.dimension when 'person' then coalesce(p.email, 'platform') else r.value end, r.total,
      exp(min(r.length) filter (where r.up_to >= 0.5 * r.total) / 50.0::double precision),
      exp(min(r.length) filter (where r.up_to >= 0.9 * r.total) / 50.0::double precision)
    from ranked r
    left join private.profiles p on r.dimension = 'person' and p.user_id::text = r.value
    group by r.dimension, r.value, r.total, p.email
    order by 1, 3 desc, 2;
end
$$;

comment on function public.acknowledgement_times(timestamptz, timestamptz) is
  'How long alerts waited that were acknowledged in a span of at most 31 days: how many, median and ninth decile in seconds (to within 1 %), by severity, by day (UTC) and by who acknowledged them.';

revoke execute on function
  private.storm_condition(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  private.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledgement_times(since timestamp with time zone, until timestamp with time zone),
  public.list_alert_storms(filter jsonb, most integer),
  private.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone),
  public.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function
  private.storm_condition(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  private.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, filter jsonb),
  public.acknowledgement_times(since timestamp with time zone, until timestamp with time zone),
  public.list_alert_storms(filter jsonb, most integer),
  private.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone),
  public.unacknowledge_alert_storm(alert_type text, first_at timestamp with time zone, last_at timestamp with time zone, acknowledged timestamp with time zone)
  to authenticated, service_role;

-- 34_churn.sql

-- Churn alerts, their outcomes, and the history of health scores.

create or replace view public.churn_list with (security_invoker = true) as
select c.id, c.user_id, c.severity, c.reason, btrim(split_part(c.reason, ':', 1)) as reason_kind,
  nullif(btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)), '') as reason_evidence, c.created_at,
  c.resolved_at, c.resolved_by, c.resolution_notes, r.email as resolved_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score,
  c.resolution_outcome, c.assigned_to, o.email as assigned_to_email,
  (select array_agg(r.score order by d.day) from (
    select y.score, y.day, coalesce(lead(y.day) over (order by y.created_at, y.id), 31) as next_day from (
      (select b.score, b.created_at, b.id, 0 as day from private.customer_health_history b
      where b.user_id = c.user_id and b.created_at <= least(c.resolved_at, now()) - interval '30 days' order by b.created_at desc, b.id desc limit 1)
      union all
      select b.score, b.created_at, b.id, 30 - floor(extract(epoch from least(c.resolved_at, now()) - b.created_at) / 86400)::integer
      from private.customer_health_history b
      where b.user_id = c.user_id and b.created_at > least(c.resolved_at, now()) - interval '30 days' and b.created_at <= least(c.resolved_at, now())
    ) y
  ) r, generate_series(r.day, r.next_day - 1) d (day)) as daily_scores,
  (select y.score from private.customer_health_history y
  where y.user_id = c.user_id and y.created_at <= c.resolved_at order by y.created_at desc, y.id desc limit 1) as score_when_resolved,
  (select y.score from private.customer_health_history y
  where y.user_id = c.user_id and c.resolved_at is not null and y.created_at <= c.resolved_at + interval '30 days'
  order by y.created_at desc, y.id desc limit 1) as score_since
from private.churn_alerts c
left join private.profiles p on p.user_id = c.user_id
left join private.customer_health_scores h on h.user_id = c.user_id
left join private.profiles r on r.user_id = c.resolved_by
left join private.profiles o on o.user_id = c.assigned_to;

comment on view public.churn_list is
  'Churn alerts, their reason split into kind and evidence. daily_scores covers the 30 days up to now or to the resolution; score_since is the score 30 days after that, or the present one until then.';

-- A score that is put back is as old as it was, but it counts from now on.
create or replace function private.record_score() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('scores');
    return null;
  end if;
  begin
    insert into public.customer_health_history (user_id, score, grade, churn_risk, factors, created_at)
    values (new.user_id, new.score, new.grade, new.risk_level, new.factors,
      case when tg_op = 'UPDATE' and new.last_calculated < old.last_calculated then now() else coalesce(new.last_calculated, now()) end);
  exception
    when others then
      perform private.note_failure('scores', tg_table_name, to_jsonb(new) ->> 'user_id', 'history', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.record_score() is
  'Trigger: every calculation that changes a health score leaves a row in customer_health_history.';

do $$
begin
  if private.is_ours('customer_health_history') then
    create or replace trigger record_first_score after insert on public.customer_health_scores for each row
      execute function private.record_score();
    create or replace trigger record_score after update on public.customer_health_scores for each row
      when (old.score is distinct from new.score) execute function private.record_score();
  end if;
end
$$;

create or replace function private.stamp_outcome() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.resolved_at is null then
    new.resolution_outcome := null;
  elsif old.resolved_at is not null and private.is_api_user() then
    raise exception 'already resolved' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  elsif new.resolution_outcome is not null and new.resolution_outcome not in ('saved', 'lost', 'false_alarm') then
    raise exception 'resolution_outcome must be saved, lost or false_alarm' using errcode = '22023';
  end if;
  return new;
end
$$;

comment on function private.stamp_outcome() is
  'Trigger: the outcome belongs to its resolution: it comes and goes with it, and cannot be rewritten.';

create or replace function private.forget_outcome() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.resolution_outcome := null;
  return new;
end
$$;

comment on function private.forget_outcome() is 'Trigger: an alert that is open again, by the platform''s hand too, has no outcome.';

-- On a table of the platform an alert may be resolved by a boolean alone: its state is what lists show.
do $do$
begin
  execute private.with_readings('churn_alerts', $definition$
create or replace function private.audit_churn(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was timestamptz := <old.resolved_at>;
  is_open boolean := <new.resolved_at> is null;
begin
  if (was is null) = is_open then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when is_open then 'churn.reopened' else 'churn.resolved' end,
    case when is_open then 'reopen' else 'resolve' end, relation, new.id::text,
    case when is_open then jsonb_build_object('previous', jsonb_build_object('resolved_at', was,
        'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes) || jsonb_strip_nulls(jsonb_build_object(
        'resolution_outcome', old.resolution_outcome)))
      else jsonb_strip_nulls(jsonb_build_object('notes', new.resolution_notes, 'outcome', new.resolution_outcome))
        || '{"previous": {}}' end);
end
$$
$definition$);
end
$do$;

comment on function private.audit_churn(text, record, record) is 'Writes the audit row of resolving a churn alert, its outcome included, and of reopening one.';

do $$
begin
  if private.is_ours('churn_alerts') then
    create or replace trigger stamp_outcome before update on public.churn_alerts for each row
      when (new.resolution_outcome is distinct from old.resolution_outcome or new.resolved_at is null)
      execute function private.stamp_outcome();
  end if;
end
$$;

create or replace trigger forget_outcome before update on public.churn_alerts for each row
  when (new.resolved_at is null and new.resolution_outcome is not null) execute function private.forget_outcome();

do $$
begin
  execute format('create or replace trigger audit_change_of_state after update on public.churn_alerts for each row
    when (%s) execute function private.audit(''churn'')', private.stamp_changes('churn_alerts', 'resolved_at'));
end
$$;

do $$
begin
  if private.is_ours('customer_health_history') then
    drop policy if exists customer_health_history_select on public.customer_health_history;
    create policy customer_health_history_select on public.customer_health_history for select to authenticated
      using ((select private.is_admin()));

    revoke all on public.customer_health_history from anon, authenticated;

    grant select on public.customer_health_history to authenticated;

    grant all on public.customer_health_history to service_role;
  end if;
end
$$;

revoke all on public.churn_list from anon, authenticated;

grant select on public.churn_list to authenticated, service_role;

revoke execute on function private.audit_churn(relation text, old record, new record), private.forget_outcome(), private.record_score(), private.stamp_outcome()
  from public, anon, authenticated, service_role;

create or replace function private.churn_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"open": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('btrim(split_part(t.reason, '':'', 1))', filter, 'reason'),
    private.one_of('t.resolution_outcome', filter, 'outcome'),
    private.assigned_condition(filter),
    private.contains('t.reason', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.churn_condition(jsonb) is 'The condition on churn_alerts t that a churn filter stands for.';

create or replace function public.list_churn_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.churn_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('churn', 'churn_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of churn alerts. filter: state (open, resolved, all), severity, reason (the kind), outcome (saved, lost, false_alarm), assignee (accounts or nobody), customer, since, until, q, ids. sort: created_at, severity (descending: critical first, the oldest of them first).';

create or replace function private.resolve_churn_alerts(ids uuid[], notes text, resolution text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if resolution not in ('saved', 'lost', 'false_alarm') then
    raise exception 'resolution must be saved, lost or false_alarm' using errcode = '22023';
  end if;
  return query select * from private.set_resolved('churn_alerts', ids, notes,
    format(', resolution_outcome = %L', resolution) || private.platform_changes('churn_alerts', 'resolve'));
end
$$;

comment on function private.resolve_churn_alerts(uuid[], text, text) is 'What public.resolve_churn_alerts does.';

create or replace function public.resolve_churn_alerts(ids uuid[], notes text, resolution text default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.resolve_churn_alerts(ids, notes, resolution) $$;

comment on function public.resolve_churn_alerts(uuid[], text, text) is
  'Resolves churn alerts with notes and what came of them (saved, lost, false_alarm, or nothing), in the caller''s name. One row per id with its outcome.';

create or replace function private.reopen_churn_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.clear_resolved('churn_alerts', ids, 'churn.reopened', ', resolution_outcome = null');
$$;

comment on function private.reopen_churn_alerts(uuid[]) is 'What public.reopen_churn_alerts does.';

create or replace function public.reopen_churn_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.reopen_churn_alerts(ids) $$;

comment on function public.reopen_churn_alerts(uuid[]) is 'Reopens churn alerts. One row per id with its outcome.';

create or replace function private.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.assign_rows('churn_alerts', ids, assignee, instead_of);
$$;

comment on function private.assign_churn_alerts(uuid[], uuid, uuid) is 'What public.assign_churn_alerts does.';

create or replace function public.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_churn_alerts(ids, assignee, instead_of) $$;

comment on function public.assign_churn_alerts(uuid[], uuid, uuid) is 'Hands churn alerts to an admin, or to nobody: as assign_ops_alerts does.';

revoke execute on function
  private.churn_condition(filter jsonb),
  public.list_churn_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  private.reopen_churn_alerts(ids uuid[]),
  private.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  public.reopen_churn_alerts(ids uuid[]),
  public.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid)
  from public, anon, authenticated, service_role;

grant execute on function
  private.churn_condition(filter jsonb),
  public.list_churn_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  private.reopen_churn_alerts(ids uuid[]),
  private.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  public.reopen_churn_alerts(ids uuid[]),
  public.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid)
  to authenticated, service_role;

-- 40_webhook_attempts.sql

-- Attempts at webhooks, and the causes of failures.

create or replace function private.record_attempt() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
declare
  before timestamptz;
  waiting_since timestamptz;
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('webhooks');
    return null;
  end if;
  begin
    if old.id is null then
      return null;
    end if;
    before := (select max(a.finished_at) from public.webhook_attempts a where a.webhook_id = old.id);
    waiting_since := greatest(old.received_at, old.queued_at, before);
    if old.processed_at is not null then
      -- It goes back: how it ended is kept, unless it was kept when it ended. What a person skipped was not attempted.
      if old.attempts > 0 and coalesce(old.processed_by, '') not like 'skip:%'
        and not exists (select from public.webhook_attempts a where a.webhook_id = old.id and a.finished_at = old.processed_at) then
        insert into public.webhook_attempts (webhook_id, attempt, queued_at, finished_at, processor, result, error_message)
        values (old.id, old.attempts, least(waiting_since, old.processed_at), old.processed_at, old.processed_by,
          coalesce(old.result, 'success'), old.error_message);
      end if;
    else
      insert into public.webhook_attempts (webhook_id, attempt, queued_at, finished_at, processor, result, error_message)
      values (old.id, greatest(new.attempts, 1), least(waiting_since, coalesce(new.processed_at, now())), coalesce(new.processed_at, now()),
        new.processed_by, case when new.processed_at is null then 'retry' else coalesce(new.result, 'success') end, new.error_message);
    end if;
  exception
    when others then
      perform private.note_failure('webhooks', 'webhook_queue', to_jsonb(old) ->> 'id', 'attempt', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.record_attempt() is 'Trigger: records the attempt that a change to a webhook implies.';

-- Nothing fires when a webhook arrives: its insert costs what it cost.
create or replace trigger record_attempt after update on public.webhook_queue for each row
  when (old.processed_at is null and new.attempts > old.attempts
    or old.processed_at is null and new.processed_at is not null and coalesce(new.processed_by, '') not like 'skip:%'
    or old.processed_at is not null and new.processed_at is null)
  execute function private.record_attempt();

drop policy if exists webhook_attempts_select on public.webhook_attempts;
create policy webhook_attempts_select on public.webhook_attempts for select to authenticated using ((select private.is_admin()));

grant all on public.webhook_attempts to service_role;

revoke all on public.webhook_attempts from anon, authenticated;

grant select on public.webhook_attempts to authenticated;

revoke execute on function private.record_attempt() from public, anon, authenticated, service_role;

create or replace function private.failure_pattern(event_type text, error_message text) returns text
language sql immutable set search_path = ''
as $$ select private.error_pattern(error_message, null) $$;

comment on function private.failure_pattern(text, text) is
  'An error without its values, by the rules that group errors: a 401 is another cause than a 503.';

create or replace function private.webhook_cause(event_type text, error_message text) returns uuid
language sql immutable set search_path = ''
as $$
  select private.id_of_rules(concat(private.error_rules(), ' ', event_type, E'\n', private.failure_pattern(event_type, error_message)), private.error_rules())
$$;

comment on function private.webhook_cause(text, text) is 'The id of the cause of a failure: of its event type and its pattern, as a UUID made from a name.';

create or replace function private.write_cause() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  begin
    new.cause := private.webhook_cause(new.event_type, new.error_message);
  exception
    when others then
      perform private.note_failure('webhooks', tg_table_name, to_jsonb(new) ->> 'id', 'cause', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.write_cause() is 'Trigger: a webhook that failed carries the id of its cause, whatever the request says.';

create or replace function public.list_webhook_causes(filter jsonb default '{}')
returns table (cause uuid, event_type text, pattern text, failed bigint, customers bigint, oldest timestamptz, newest timestamptz, newest_id uuid,
  processed_since bigint, waiting bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
begin
  -- From one cause to the next through the index; what each holds is counted to 10,001 and no further. A cause is one of a
  -- single event type: asked of each webhook, the type would be answered by an index that knows no causes.
  return query execute format($query$
    with recursive failing (cause) as (
      (select w.cause from private.webhook_queue w where w.processed_at is not null and w.result = 'failed' and w.cause is not null
        order by w.cause limit 1)
      union all
      select (select w.cause from private.webhook_queue w where w.processed_at is not null and w.result = 'failed' and w.cause > f.cause
        order by w.cause limit 1)
      from failing f where f.cause is not null
    ),
    found as (
      (select f.cause from failing f where f.cause is not null limit 500)
      union
      select r.cause from (select w.cause from private.webhook_queue w where w.queued_at > now() - interval '1 hour'
        order by w.queued_at desc limit 10000) r where r.cause is not null
    )
    select f.cause, n.event_type,
      private.failure_pattern(n.event_type, coalesce(n.error_message, (
        select a.error_message from public.webhook_attempts a where a.webhook_id = n.id and a.result = 'failed' order by a.finished_at desc limit 1))),
      s.failed, s.customers, s.oldest, n.received_at, n.id, g.processed, g.waiting
    from found f
    cross join lateral (
      select count(*) as failed, count(distinct t.user_id) as customers, min(t.received_at) as oldest
      from (select t.user_id, t.received_at from private.webhook_queue t where %1$s and t.cause = f.cause
        order by t.received_at desc, t.id desc limit 10001) t
    ) s
    cross join lateral (
      (select t.id, t.event_type, t.error_message, t.received_at from private.webhook_queue t where %1$s and t.cause = f.cause
        order by t.received_at desc, t.id desc limit 1)
      union all
      (select t.id, t.event_type, t.error_message, t.received_at from private.webhook_queue t where %2$s and t.cause = f.cause
        and t.queued_at > now() - interval '1 hour' order by t.received_at desc, t.id desc limit 1)
      limit 1
    ) n
    cross join lateral (
      select count(*) filter (where t.processed_at is not null and t.result = 'success') as processed,
        count(*) filter (where t.processed_at is null) as waiting
      from (select t.processed_at, t.result from private.webhook_queue t
        where t.cause = f.cause and t.queued_at > now() - interval '1 day' order by t.received_at desc, t.id desc limit 10001) t
    ) g
    where %3$s
    order by s.failed desc, n.received_at desc, f.cause limit 200
  $query$, private.webhooks_condition((filter - 'event_type') || '{"state": "failed"}'),
    private.webhooks_condition((filter - 'event_type') || '{"state": "all"}'), coalesce(private.one_of('n.event_type', filter, 'event_type'), 'true'));
end
$$;

comment on function public.list_webhook_causes(jsonb) is
  'The failed webhooks that match a filter of the list webhooks, by cause: how many failed (10,001 stands for more than 10,000) and of how many customers, the oldest and the newest, and how many of the cause were requeued within a day and have been processed since or wait. A cause of which all were requeued stays for an hour. The largest 200.';

create or replace trigger write_cause before insert on public.webhook_queue for each row
  when (new.result = 'failed') execute function private.write_cause();

create or replace trigger write_cause_again before update on public.webhook_queue for each row
  when (new.result = 'failed' and (new.cause is null or new.cause is distinct from old.cause or old.result is distinct from new.result
    or left(new.error_message, 4000) is distinct from left(old.error_message, 4000) or new.event_type is distinct from old.event_type))
  execute function private.write_cause();

-- Where webhooks are the platform's no foreign key deletes their attempts.
create or replace function private.forget_attempts() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    delete from public.webhook_attempts a where a.webhook_id in (select g.id from gone g);
  exception
    when others then
      perform private.note_failure('webhooks', tg_table_name, null, 'forgetting attempts', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.forget_attempts() is 'Trigger: attempts are deleted with their webhooks.';

do $$
begin
  if not private.is_ours('webhook_queue') then
    create or replace trigger forget_attempts after delete on public.webhook_queue
      referencing old table as gone for each statement execute function private.forget_attempts();
  end if;
end
$$;

revoke execute on function private.failure_pattern(event_type text, error_message text),
  private.webhook_cause(event_type text, error_message text), private.write_cause(), private.forget_attempts(),
  public.list_webhook_causes(filter jsonb) from public, anon, authenticated, service_role;

grant execute on function private.failure_pattern(event_type text, error_message text),
  private.webhook_cause(event_type text, error_message text), public.list_webhook_causes(filter jsonb)
  to authenticated, service_role;

-- 41_webhook_list.sql

-- The list of webhooks, and searching payloads.

create or replace view public.webhook_list with (security_invoker = true) as
select w.id, w.event_type, w.phone_number, w.user_id, w.idempotency_key, w.received_at, w.processed_at,
  w.processed_by, w.result, left(w.error_message, 400) as error_message, w.attempts,
  case
    when w.processed_at is null then 'pending'
    when w.result in ('failed', 'skipped') then w.result
    else 'processed'
  end as state,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from private.webhook_queue w
left join private.profiles p on p.user_id = w.user_id
left join private.customer_health_scores h on h.user_id = w.user_id;

comment on view public.webhook_list is 'The webhook queue without the payloads. state is pending, failed, skipped or processed.';

create or replace function private.webhooks_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "pending": "t.processed_at is null",
      "failed": "t.processed_at is not null and t.result = ''failed''",
      "skipped": "t.processed_at is not null and t.result = ''skipped''",
      "processed": "t.processed_at is not null and t.result is distinct from ''failed'' and t.result is distinct from ''skipped''"
    }'),
    private.one_of('t.event_type', filter, 'event_type'),
    't.cause = ' || quote_literal(private.filter_uuid(filter, 'cause')) || '::uuid',
    private.payload_condition(filter),
    private.contains('(coalesce(t.idempotency_key, '''') || '' '' || coalesce(t.phone_number, '''') || '' '' || coalesce(t.error_message, ''''))', filter),
    private.common_condition(filter, 'received_at'))
$$;

comment on function private.webhooks_condition(jsonb) is
  'The condition on webhook_queue t that a webhooks filter stands for: state, event_type, cause, payload (path=value), customer, since, until, q, ids.';

create or replace function public.list_webhooks(filter jsonb default '{}', sort text default 'received_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.webhook_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('webhooks', 'webhook_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of the webhook queue. filter: state (pending, failed, processed, skipped, all), event_type, customer, since, until, q, ids. sort: received_at, attempts.';

-- Further columns and filters of the list of webhooks: last attempt, cause, and values in the payload.
create or replace function public.webhook_marks(ids uuid[])
returns table (id uuid, cause uuid, queued_at timestamptz, last_attempt_at timestamptz)
language sql stable rows 50 set search_path = ''
as $$
  select w.id, w.cause, w.queued_at,
    case when w.attempts > 0 then greatest(case when coalesce(w.processed_by, '') not like 'skip:%' then w.processed_at end,
      (select max(a.finished_at) from public.webhook_attempts a where a.webhook_id = w.id)) end
  from private.check_ids(ids) i join private.webhook_queue w on w.id = i.id
$$;

comment on function public.webhook_marks(uuid[]) is
  'Columns of webhooks that webhook_list leaves out: why they failed last, when they were last requeued, and the end of the last attempt that is known (null before the first).';

create or replace function private.payload_pattern(path text, value jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  part text;
  pattern jsonb := value;
begin
  if path !~ '^[^.\s]+(\.[^.\s]+)*$' or length(path) > 500 then
    perform private.refuse_filter('payload', 'a list of path=value, such as call.call_id="call_1"');
  end if;
  for part in select u.part from regexp_split_to_table(path, '\.') with ordinality u (part, place) order by u.place desc loop
    -- Where in a list something stands does not matter to what contains it.
    pattern := case when part ~ '^([0-9]+|\*)$' then jsonb_build_array(pattern) else jsonb_build_object(part, pattern) end;
  end loop;
  return pattern;
end
$$;

comment on function private.payload_pattern(text, jsonb) is 'What a payload contains that holds a value at a path; a number or * stands for a place in a list.';

create or replace function private.payload_patterns(given text) returns jsonb[]
language plpgsql immutable set search_path = ''
as $$
declare
  path text := btrim(split_part(given, '=', 1));
  text_value text := btrim(substr(given, strpos(given, '=') + 1));
  as_text jsonb;
begin
  if strpos(given, '=') = 0 or text_value = '' then
    perform private.refuse_filter('payload', 'a list of path=value, such as call.call_id="call_1"');
  end if;
  if text_value ~ '^".*"$' then
    return array[private.payload_pattern(path, to_jsonb(substr(text_value, 2, length(text_value) - 2)))];
  end if;
  as_text := private.payload_pattern(path, to_jsonb(text_value));
  -- Without quotation marks 12, true and null may be meant as such or as a text.
  return case when text_value ~ '^(true|false|null|-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?)$'
    then array[as_text, private.payload_pattern(path, text_value::jsonb)] else array[as_text] end;
end
$$;

comment on function private.payload_patterns(text) is 'What a payload contains of which path=value is true: one pattern, or two where the value may be a text or something else.';

create or replace function private.payload_ids(patterns jsonb[], most integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
-- A guess at how often a value occurs must not lead through all rows.
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
declare
  holds text := (select string_agg(format('t.raw_payload @> %L::jsonb', p), ' or ') from unnest(patterns) p);
  ids uuid[];
begin
  if not private.is_admin() then
    return '{}'::uuid[];
  end if;
  execute format('select array_agg(u.id) from (
      (select t.id from private.webhook_queue t where t.processed_at is not null and (%1$s) limit %2$s)
      union all
      (select t.id from private.webhook_queue t where t.processed_at is null and (%1$s) limit %2$s)
    ) u', holds, most) into ids;
  return coalesce(ids, '{}');
end
$$;

comment on function private.payload_ids(jsonb[], integer) is
  'Webhooks whose payload contains one of the patterns, for admins. Under row level security containment cannot use its index, because it is not leakproof; the rows themselves are still read with the caller''s rights.';

create or replace function private.payload_is_common(patterns jsonb[]) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.is_admin() and (
    select count(*) filter (where t.raw_payload @> any (patterns)) >= 40
    from (select w.raw_payload from private.webhook_queue w order by w.received_at desc, w.id desc limit 200) t
  );
end
$$;

comment on function private.payload_is_common(jsonb[]) is
  'Whether a fifth of the newest webhooks contain one of the patterns, so that looking for all that do would only cost time. For admins.';

create or replace function private.payload_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  given text;
  patterns jsonb[];
  ids uuid[];
  conditions text[] := '{}'::text[];
begin
  foreach given in array coalesce(private.filter_texts(filter, 'payload'), '{}') loop
    patterns := private.payload_patterns(given);
    -- What few rows hold is found through the index; what many hold, in the order of the list.
    ids := case when private.payload_is_common(patterns) then null else private.payload_ids(patterns, 5001) end;
    conditions := conditions || case when cardinality(ids) <= 5000 then format('t.id = any (%L::uuid[])', ids)
      else (select format('(%s)', string_agg(format('t.raw_payload @> %L::jsonb', p), ' or ')) from unnest(patterns) p) end;
  end loop;
  return nullif(array_to_string(conditions, ' and '), '');
end
$$;

comment on function private.payload_condition(jsonb) is 'The condition of filter.payload: path=value, each of which the payload holds.';

revoke all on public.webhook_list from anon, authenticated;

grant select on public.webhook_list to authenticated, service_role;

revoke execute on function private.payload_condition(filter jsonb),
  private.payload_ids(patterns jsonb[], most integer), private.payload_is_common(patterns jsonb[]),
  private.payload_pattern(path text, value jsonb), private.payload_patterns(given text),
  private.webhooks_condition(filter jsonb),
  public.list_webhooks(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.webhook_marks(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.payload_condition(filter jsonb),
  private.payload_ids(patterns jsonb[], most integer), private.payload_is_common(patterns jsonb[]),
  private.payload_pattern(path text, value jsonb), private.payload_patterns(given text),
  private.webhooks_condition(filter jsonb),
  public.list_webhooks(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.webhook_marks(ids uuid[]) to authenticated, service_role;

-- 42_webhook_skips.sql

-- Skipping webhooks that must not run, with a reason, and undoing it.
create or replace function private.stamp_requeue() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() or new is not distinct from old then
    return new;
  end if;
  if old.processed_at is not null and new.processed_at is null then
    new.processed_by := null;
    new.result := null;
    new.error_message := null;
    new.queued_at := now();
  elsif new.processed_at is not null and new.result = 'skipped' and (old.processed_at is null or old.result = 'failed') then
    new.processed_at := now();
    new.processed_by := 'skip:' || private.caller_id() || case when old.result = 'failed' then ':failed' else '' end;
    new.error_message := old.error_message;
  elsif old.result = 'skipped' and old.processed_by like 'skip:%:failed' and new.result = 'failed' then
    new.processed_at := old.processed_at;
    new.processed_by := 'system';
    new.error_message := old.error_message;
  else
    raise exception 'webhook_queue can only be requeued or skipped' using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.stamp_requeue() is
  'Trigger: a person can put a webhook back into the queue, skip one that waits or failed, make one that a person skipped failed again, and do nothing else to it.';

create or replace function private.stamp_queued() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.queued_at := now();
  return new;
end
$$;

comment on function private.stamp_queued() is 'Trigger: keeps the time when a webhook goes back into the queue, by the platform''s hand too.';

create or replace function private.audit_skip(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  skipped boolean := new.result = 'skipped';
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when skipped then 'webhook.skipped' else 'webhook.unskipped' end,
    case when skipped then 'skip' else 'unskip' end, relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), '')))
      || jsonb_build_object('previous', jsonb_build_object('processed_at', old.processed_at, 'processed_by', old.processed_by,
        'result', old.result, 'attempts', old.attempts)));
end
$$;

comment on function private.audit_skip(text, record, record) is 'Writes the audit row when a person skips a webhook, or makes one failed again that a person skipped.';

create or replace function private.skip_webhooks(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  perform set_config('kryonex.reason', private.required_text('reason', reason), true);
  return query select * from private.change_rows('webhook_queue', ids, '(t.processed_at is null or t.result = ''failed'')',
    'processed_at = now(), result = ''skipped'',
      processed_by = ''skip:'' || private.caller_id() || case when t.result = ''failed'' then '':failed'' else '''' end',
    't.processed_at', 'substring(t.processed_by from ''^skip:(.{36})'')');
  perform set_config('kryonex.reason', '', true);
end
$$;

comment on function private.skip_webhooks(uuid[], text) is 'What public.skip_webhooks does.';

create or replace function public.skip_webhooks(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.skip_webhooks(ids, reason) $$;

comment on function public.skip_webhooks(uuid[], text) is
  'Leaves out webhooks that wait or failed, for a reason that the audit trail keeps: they never run unless somebody puts them back. One row per id with its outcome.';

create or replace function private.unskip_webhooks(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  return query select * from private.change_rows('webhook_queue', ids, 't.result = ''skipped'' and t.processed_by like ''skip:%''',
    private.unskipped(), 't.processed_at', 'substring(t.processed_by from ''^skip:(.{36})'')', '{webhook.unskipped,webhook.requeued}');
end
$$;

comment on function private.unskip_webhooks(uuid[]) is 'What public.unskip_webhooks does.';

create or replace function private.unskipped() returns text
language sql immutable set search_path = ''
as $$
  select 'processed_at = case when t.processed_by like ''%:failed'' then t.processed_at end,
    processed_by = case when t.processed_by like ''%:failed'' then ''system'' end,
    result = case when t.processed_by like ''%:failed'' then ''failed'' end,
    error_message = case when t.processed_by like ''%:failed'' then t.error_message end'
$$;

comment on function private.unskipped() is 'The change to a webhook t that puts it back to what it was before a person skipped it: failed, or waiting.';

create or replace function public.unskip_webhooks(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unskip_webhooks(ids) $$;

comment on function public.unskip_webhooks(uuid[]) is
  'Puts back what a person skipped: what had failed is failed again, what had been waiting waits again. One row per id with its outcome.';

do $$
begin
  if private.is_ours('webhook_queue') then
    create or replace trigger stamp_requeue before update on public.webhook_queue for each row
      when ((new.processed_at, new.processed_by, new.result, new.error_message)
        is distinct from (old.processed_at, old.processed_by, old.result, old.error_message))
      execute function private.stamp_requeue();
  end if;
end
$$;

create or replace trigger stamp_queued before update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.stamp_queued();

create or replace trigger audit_skip after update on public.webhook_queue for each row
  when (new.result = 'skipped' and new.processed_by like 'skip:%' and old.processed_by is distinct from new.processed_by
    or old.result = 'skipped' and old.processed_by like 'skip:%:failed' and new.result = 'failed')
  execute function private.audit('skip');

-- A requeue covers the webhooks that had ended when they were counted: one that fails again meanwhile is not requeued twice.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('webhooks', 'requeue', 'webhook_queue', 'processed_at', 't.processed_at is not null',
    'processed_at = null, processed_by = null, result = null, error_message = null, queued_at = now()', 'reason', null, null),
  ('webhooks', 'skip', 'webhook_queue', 'received_at', '(t.processed_at is null or t.result = ''failed'')',
    'processed_at = now(), result = ''skipped'',
      processed_by = ''skip:'' || private.caller_id() || case when t.result = ''failed'' then '':failed'' else '''' end', 'reason',
    't.result = ''skipped'' and t.processed_at >= $2 and t.processed_by in (''skip:'' || $3, ''skip:'' || $3 || '':failed'')',
    private.unskipped())
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.audit_skip(relation text, old record, new record), private.stamp_queued(), private.stamp_requeue(),
  private.unskipped(), private.skip_webhooks(ids uuid[], reason text), private.unskip_webhooks(ids uuid[]),
  public.skip_webhooks(ids uuid[], reason text), public.unskip_webhooks(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.skip_webhooks(ids uuid[], reason text), private.unskip_webhooks(ids uuid[]),
  public.skip_webhooks(ids uuid[], reason text), public.unskip_webhooks(ids uuid[]) to authenticated, service_role;

-- 43_webhook_requeue.sql

-- Requeueing webhooks.

create or replace function private.requeue_webhooks(ids uuid[], reason text, token uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given text := nullif(btrim(reason), '');
  earlier uuid[];
begin
  perform private.require_admin();
  if token is not null then
    earlier := private.begin_requeue(token, ids);
  end if;
  if earlier is null then
    if given is null and exists (select from public.preview_requeue(ids) p where p.risky) then
      perform private.required_text('reason', given);
    end if;
    perform set_config('kryonex.reason', coalesce(given, ''), true);
    return query
      with done as materialized (
        select * from private.change_rows('webhook_queue', ids, 't.processed_at is not null',
          'processed_at = null, processed_by = null, result = null, error_message = null, queued_at = now()', undone => '{webhook.requeued}')
      ),
      kept as materialized (
        select private.end_requeue(token, (select array_agg(d.id) from done d where d.outcome = 'done')) where token is not null
      )
      select d.* from done d left join kept on true;
    perform set_config('kryonex.reason', '', true);
  else
    return query
      select w.id, case when q.id is null then 'missing' when w.id = any (earlier) then 'done' else 'already' end,
        l.created_at, l.actor_id, p.email
      from private.check_ids(ids) w
      left join private.webhook_queue q on q.id = w.id
      left join lateral (
        select l.created_at, l.actor_id from public.audit_trail l
        where l.entity = 'webhook_queue' and l.entity_id = w.id::text and l.action = 'webhook.requeued' order by l.created_at desc limit 1
      ) l on true
      left join private.profiles p on p.user_id = l.actor_id
      order by w.place;
  end if;
end
$$;

comment on function private.requeue_webhooks(uuid[], text, uuid) is 'What public.requeue_webhooks does.';

create or replace function public.requeue_webhooks(ids uuid[], reason text default null, token uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.requeue_webhooks(ids, reason, token) $$;

comment on function public.requeue_webhooks(uuid[], text, uuid) is
  'Puts webhooks that were processed, failed or were skipped back into the queue; attempts goes on counting. reason: kept in the audit trail, and required where preview_requeue calls one of them risky. token: made up by the sender for one act; the same sent again, by a second click or after a time-out, does nothing and returns what the first did. One row per id with its outcome.';

-- The rows that a webhook has already written, so that nobody repeats them unknowingly; and idempotent requeues.
create or replace function private.webhook_writes(event_type text) returns text[]
language sql immutable set search_path = ''
as $$
  select case
    when event_type like 'call_started%' then '{call_events}'::text[]
    when event_type like 'call_ended%' then '{call_events,usage_calls}'
    when event_type like 'call_analyzed%' then '{leads,appointments,messages}'
    when event_type like 'call%' then '{call_events,usage_calls,leads,appointments,messages}'
    when event_type like 'sms_inbound%' then '{sms_events,usage_sms,messages}'
    when event_type like 'sms%' then '{sms_events,usage_sms}'
    when event_type like 'booking%' then '{appointments}'
    when event_type like 'invoice%' then '{}'
    else '{call_events,sms_events,usage_calls,usage_sms,messages,appointments,leads}'
  end
$$;

comment on function private.webhook_writes(text) is 'The tables that processing an event of a type writes to; all of them where the type is not known.';

create or replace function private.payload_id(payload jsonb, variadic paths text[]) returns text
language sql immutable set search_path = ''
as $$
  select v.value from (select payload #>> string_to_array(p.path, '.') as value, p.place from unnest(paths) with ordinality p (path, place)) v
  where length(v.value) between 6 and 200 order by v.place limit 1
$$;

comment on function private.payload_id(jsonb, text[]) is 'The first of several places in a payload that holds something like an id.';

create or replace function private.outcomes_of(webhook record)
returns table (relation text, row_id uuid, happened_at timestamptz, matched_by text, twice boolean)
language plpgsql stable rows 5 set search_path = ''
as $$
declare
  p jsonb := webhook.raw_payload;
  key text := webhook.idempotency_key;
  event text := private.payload_id(p, 'event_id', 'id');
  call text := private.payload_id(p, 'call.call_id', 'call_id', 'data.call_id', 'call.id');
  sid text := private.payload_id(p, 'MessageSid', 'message_sid', 'SmsSid', 'data.message_sid');
  booking text := private.payload_id(p, 'payload.uid', 'booking.uid', 'uid');
  other text := private.payload_id(p, 'call.from_number', 'From', 'from_number', 'payload.attendees.0.phoneNumber');
  writes text[] := private.webhook_writes(webhook.event_type);
  since timestamptz := webhook.received_at - interval '1 minute';
  until timestamptz := webhook.received_at + interval '15 minutes';
begin
  return query
  select f.relation, f.id, f.happened_at, f.matched_by, f.relation = any (writes) and (f.matched_by <> 'call' or f.relation <> 'call_events')
  from (
    (select 'call_events' as relation, t.id, t.received_at as happened_at, 'key' as matched_by from private.call_events t where t.idempotency_key = key limit 5)
    union all
    (select 'call_events', t.id, t.received_at, 'event' from private.call_events t where t.event_id = event and (t.idempotency_key = key) is not true limit 5)
    union all
    (select 'call_events', t.id, t.received_at, 'call' from private.call_events t
      where t.call_sid = call and (t.idempotency_key = key) is not true and (t.event_id = event) is not true limit 5)
    union all
    (select 'sms_events', t.id, t.received_at, 'key' from private.sms_events t where t.idempotency_key = key limit 5)
    union all
    (select 'sms_events', t.id, t.received_at, 'message' from private.sms_events t where t.message_sid = sid and (t.idempotency_key = key) is not true limit 5)
    union all
    (select 'usage_calls', t.id, t.created_at, 'call' from private.usage_calls t where t.provider_call_id = call limit 5)
    union all
    (select 'usage_calls', t.id, t.created_at, 'call' from private.usage_calls t where t.call_id = call and (t.provider_call_id = call) is not true limit 5)
    union all
    (select 'usage_sms', t.id, t.created_at, 'message' from private.usage_sms t where t.provider_message_id = sid limit 5)
    union all
    (select 'usage_sms', t.id, t.created_at, 'message' from private.usage_sms t where t.message_id = sid and (t.provider_message_id = sid) is not true limit 5)
    union all
    (select 'appointments', t.id, t.created_at, 'booking' from private.appointments t where t.cal_booking_uid = booking limit 5)
    union all
    (select 'appointments', t.id, t.created_at, 'number' from private.appointments t
      where webhook.event_type like 'call%' and t.user_id = webhook.user_id and t.customer_phone = other and t.created_at between since and until
      limit 5)
    union all
    (select 'messages', t.id, t.created_at, 'number' from private.messages t
      where t.user_id = webhook.user_id and t.created_at between since and until and other in (t.from_number, t.to_number) limit 5)
    union all
    (select 'leads', t.id, t.created_at, 'number' from private.leads t
      where t.user_id = webhook.user_id and t.created_at between since and until and t.phone = other limit 5)
  ) f;
end
$$;

comment on function private.outcomes_of(record) is
  'The rows that came of a webhook: by its key, its event, the call, message or booking in its payload; or, where rows carry no such id, of the same customer with the same number within 15 minutes. twice: processing it again writes such a row again.';

create or replace function public.list_webhook_outcomes(id uuid)
returns table (relation text, row_id uuid, happened_at timestamptz, matched_by text, twice boolean)
language sql stable rows 5 set search_path = ''
as $$
  select o.* from private.webhook_queue w cross join lateral private.outcomes_of(w) o where w.id = list_webhook_outcomes.id
  order by o.twice desc, o.happened_at, o.relation, o.row_id
$$;

comment on function public.list_webhook_outcomes(uuid) is 'The rows that came of a webhook; see private.outcomes_of.';

create or replace function private.preview_rows(ids uuid[])
returns table (id uuid, event_type text, state text, received_at timestamptz, processed_before boolean, repeats_processed integer, twice jsonb, risky boolean)
language sql stable rows 100 set search_path = ''
as $$
  select w.id, w.event_type, s.state, w.received_at, s.state = 'processed', r.repeats, o.twice,
    s.state <> 'pending' and (s.state = 'processed' or r.repeats > 0 or o.twice <> '{}')
  from private.webhook_queue w
  cross join lateral (select case when w.processed_at is null then 'pending' when w.result in ('failed', 'skipped') then w.result else 'processed' end) s (state)
  cross join lateral (
    select count(*)::integer as repeats from (
      select from private.webhook_queue d where d.idempotency_key = w.idempotency_key and d.id <> w.id and d.processed_at is not null
        and d.result is distinct from 'failed' and d.result is distinct from 'skipped' limit 100
    ) d
  ) r
  cross join lateral (
    select coalesce(jsonb_object_agg(c.relation, c.n), '{}') as twice
    from (select f.relation, count(*) as n from private.outcomes_of(w) f where f.twice group by 1) c
  ) o
  where w.id = any (ids)
$$;

comment on function private.preview_rows(uuid[]) is 'What requeueing webhooks would do twice: itself, another delivery with its key, or rows that came of it, counted by table.';

create or replace function public.preview_requeue(ids uuid[])
returns table (id uuid, event_type text, state text, received_at timestamptz, processed_before boolean, repeats_processed integer, twice jsonb, risky boolean)
language plpgsql stable rows 100 set search_path = ''
as $$
begin
  return query select p.* from private.check_ids(ids) w join private.preview_rows(ids) p on p.id = w.id order by w.place;
end
$$;

comment on function public.preview_requeue(uuid[]) is
  'What would happen if webhooks were requeued, writing nothing: whether each was processed before, how many other deliveries with its key were, and which rows it would write twice. risky: requeue_webhooks asks for a reason.';

create or replace function public.preview_requeue_matching(filter jsonb, most integer default 1000)
returns table (examined bigint, pending bigint, processed_before bigint, repeated bigint, writing_twice bigint, risky bigint, twice jsonb, oldest timestamptz)
language plpgsql stable rows 1 set search_path = ''
as $$
declare
  ids uuid[];
begin
  if most is null or most not between 1 and 2000 then
    raise exception 'most must be between 1 and 2000' using errcode = '22023';
  end if;
  execute format('select array_agg(m.id) from (select t.id from private.webhook_queue t where %s order by t.received_at, t.id limit %s) m',
    private.webhooks_condition(filter), most) into ids;
  return query
    with p as materialized (select * from private.preview_rows(coalesce(ids, '{}')))
    select count(*), count(*) filter (where p.state = 'pending'), count(*) filter (where p.processed_before),
      count(*) filter (where p.repeats_processed > 0), count(*) filter (where p.twice <> '{}'), count(*) filter (where p.risky),
      (select coalesce(jsonb_object_agg(k.relation, k.n), '{}') from (
        select e.key as relation, sum(e.value::integer) as n from p cross join jsonb_each_text(p.twice) e group by 1) k), min(p.received_at)
    from p;
end
$$;

comment on function public.preview_requeue_matching(jsonb, integer) is
  'The same for the webhooks that match a filter, added up over the oldest `most` of them.';

create or replace function private.begin_requeue(token uuid, ids uuid[]) returns uuid[]
language plpgsql set search_path = ''
as $$
declare
  earlier private.requeues;
begin
  delete from private.requeues r where r.happened_at < now() - interval '7 days';
  -- A second call with the same token waits here until the first ends.
  insert into private.requeues (token, actor_id, ids) values (begin_requeue.token, auth.uid(), begin_requeue.ids) on conflict do nothing;
  if found then
    return null;
  end if;
  select * into earlier from private.requeues r where r.token = begin_requeue.token;
  if (earlier.actor_id, earlier.ids) is distinct from (auth.uid(), begin_requeue.ids) then
    raise exception 'token belongs to another requeue' using errcode = '22023';
  end if;
  return coalesce(earlier.done, '{}');
end
$$;

comment on function private.begin_requeue(uuid, uuid[]) is 'Null for a token that is new; otherwise what the requeue with the token did.';

create or replace function private.end_requeue(token uuid, done uuid[]) returns void
language sql set search_path = ''
as $$ update private.requeues r set done = end_requeue.done where r.token = end_requeue.token and r.actor_id = auth.uid() $$;

comment on function private.end_requeue(uuid, uuid[]) is 'Keeps what the requeue with a token did.';

create or replace function public.requeued_by_part(bulk uuid) returns table (id uuid, attempts integer)
language sql stable rows 200 set search_path = ''
as $$
  select w.id, w.attempts from private.webhook_queue w
  where w.id = any (private.last_bulk_part(bulk)) and w.processed_at is null order by w.received_at, w.id
$$;

comment on function public.requeued_by_part(uuid) is
  'The webhooks that the latest part of a bulk requeue of the caller''s own put back and that still wait, with how often they were tried.';

revoke execute on function private.begin_requeue(token uuid, ids uuid[]),
  private.end_requeue(token uuid, done uuid[]), private.outcomes_of(webhook record),
  private.payload_id(payload jsonb, VARIADIC paths text[]), private.preview_rows(ids uuid[]),
  private.webhook_writes(event_type text), public.list_webhook_outcomes(id uuid), public.preview_requeue(ids uuid[]),
  public.preview_requeue_matching(filter jsonb, most integer),
  private.requeue_webhooks(ids uuid[], reason text, token uuid),
  public.requeue_webhooks(ids uuid[], reason text, token uuid), public.requeued_by_part(bulk uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.outcomes_of(webhook record), private.payload_id(payload jsonb, VARIADIC paths text[]),
  private.preview_rows(ids uuid[]), private.webhook_writes(event_type text), public.list_webhook_outcomes(id uuid),
  public.preview_requeue(ids uuid[]), public.preview_requeue_matching(filter jsonb, most integer),
  private.requeue_webhooks(ids uuid[], reason text, token uuid),
  public.requeue_webhooks(ids uuid[], reason text, token uuid), public.requeued_by_part(bulk uuid)
  to authenticated, service_role;

-- 44_webhook_figures.sql

-- The depth and throughput of the webhook queue.

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

create or replace function public.webhook_depth(since timestamptz, until timestamptz, buckets integer default 60)
returns table (at timestamptz, depth bigint, oldest_seconds double precision)
language plpgsql stable rows 60 set search_path = '' set jit = off
as $$
declare
  step interval;
  seconds double precision;
begin
  perform private.check_span(since, until);
  if buckets is null or buckets not between 1 and 200 then
    raise exception 'buckets must be between 1 and 200' using errcode = '22023';
  end if;
  -- In floating point throughout: a week's webhooks are divided by it.
  seconds := date_part('epoch', until - since) / buckets;
  step := make_interval(secs => seconds);
  return query
    with moments as (select m.place, since + step * m.place as moment from generate_series(0, buckets) m (place)),
    waits as (
      select greatest(w.received_at, w.queued_at) as began, w.processed_at as ended from private.webhook_queue w
      where w.processed_at > since and w.processed_at is not null and case when isfinite(w.processed_at) and isfinite(greatest(w.received_at, w.queued_at))
        then w.processed_at - greatest(w.received_at, w.queued_at) > interval '1 minute' else true end
      union all
      select greatest(w.received_at, w.queued_at), null from private.webhook_queue w where w.processed_at is null
    ),
    -- The first and the last of the moments at which each waited.
    cells as (
      select ceil(date_part('epoch', greatest(w.began, since) - since) / seconds)::integer as first_at,
        least(ceil(date_part('epoch', least(w.ended, until + step) - since) / seconds) - 1, buckets)::integer as last_at,
        count(*) as waiting, min(w.began) as oldest
      from waits w where w.began <= until
      group by 1, 2
    ),
    waiting as (
      select m.place, c.waiting, c.oldest from moments m join cells c on m.place between c.first_at and c.last_at
      union all
      -- A webhook that waited a minute at most, and was waiting at a moment, was processed within a minute of it.
      select m.place, s.waiting, s.oldest
      from moments m cross join lateral (
        select count(*) as waiting, min(greatest(w.received_at, w.queued_at)) as oldest from private.webhook_queue w
        where w.processed_at > m.moment and w.processed_at <= m.moment + interval '1 minute' and greatest(w.received_at, w.queued_at) <= m.moment
          and greatest(w.received_at, w.queued_at) >= w.processed_at - interval '1 minute'
      ) s where s.waiting > 0
    )
    select m.moment, coalesce(sum(w.waiting), 0)::bigint, coalesce(extract(epoch from m.moment - min(w.oldest)), 0)::double precision
    from moments m left join waiting w using (place)
    group by m.place, m.moment order by m.place;
end
$$;

comment on function public.webhook_depth(timestamptz, timestamptz, integer) is
  'How many webhooks waited at evenly spaced moments, and how long the oldest of them had by then. One that was requeued counts from its requeue. 31 days at most.';

create or replace function public.webhook_throughput(since timestamptz, until timestamptz)
returns table (event_type text, settled bigint, failed bigint, skipped bigint, mean_seconds double precision)
language plpgsql rows 20 set search_path = ''
as $$
begin
  perform private.check_span(since, until);
  if private.is_admin() then
    perform private.refresh_hourly_throughput();
    return query
      select t.event_type, t.settled, t.failed, t.skipped, t.seconds / t.settled from private.throughput_between(since, until) t
      order by 2 desc, 1 limit 50;
  else
    return query
      select w.event_type, count(*), count(*) filter (where w.result = 'failed'), count(*) filter (where w.result = 'skipped'),
        avg(date_part('epoch', w.processed_at - greatest(w.received_at, w.queued_at)))
      from private.webhook_queue w where w.processed_at >= since and w.processed_at < until
      group by 1 order by 2 desc, 1 limit 50;
  end if;
end
$$;

comment on function public.webhook_throughput(timestamptz, timestamptz) is
  'Webhooks that ended in a time, by event type: how many, how many failed or were skipped, and how long they had waited and taken on average. 31 days at most; the 50 busiest types.';

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
  public.webhook_depth(since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.webhook_payload(id uuid),
  public.webhook_throughput(since timestamp with time zone, until timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function private.check_span(since timestamp with time zone, until timestamp with time zone),
  public.last_processed_like(id uuid),
  public.webhook_depth(since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.webhook_payload(id uuid),
  public.webhook_throughput(since timestamp with time zone, until timestamp with time zone)
  to authenticated, service_role;

-- 45_reconciliation.sql

-- Reconciliation runs: starting, continuing and ending them.

-- Takes columns, not a whole row, which would carry along everything that a run found.
create or replace function private.run_is_stale(status text, started_at timestamptz, heartbeat_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select status = 'running' and case when heartbeat_at is null then started_at < now() - interval '1 hour'
    else heartbeat_at < now() - interval '5 minutes' end
$$;

comment on function private.run_is_stale(text, timestamptz, timestamptz) is
  'Whether a run says that it is running and is not: five minutes without a part, or an hour for runs that do not say how far they are.';

create or replace function private.fail_stale_runs() returns void
language sql set search_path = ''
as $$
  update public.reconciliation_runs r
  set status = 'failed', completed_at = now(), notes = format('It stopped after %s customers: nothing was heard of it since %s UTC.',
    r.records_checked, to_char(coalesce(r.heartbeat_at, r.started_at) at time zone 'utc', 'YYYY-MM-DD HH24:MI'))
  where r.status = 'running' and private.run_is_stale(r.status, r.started_at, r.heartbeat_at)
    -- The platform's runs are its own to end, where it has made the table.
    and (r.heartbeat_at is not null or private.is_ours('reconciliation_runs'))
$$;

comment on function private.fail_stale_runs() is 'Ends the runs that say they are running and are not.';

create or replace function private.fail_stale_run() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.fail_stale_runs();
  return new;
end
$$;

comment on function private.fail_stale_run() is 'Trigger: a run that starts ends the one that is left over, so that a closed browser never holds up the nightly job.';

create or replace function private.audit_reconciliation(relation text, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'reconciliation.' || case new.status when 'running' then 'started' else new.status end, 'reconcile', relation,
    new.id::text, jsonb_strip_nulls(jsonb_build_object('notes', new.notes, 'checked', new.records_checked, 'found', new.discrepancies_found)));
end
$$;

comment on function private.audit_reconciliation(text, record) is 'Writes the audit row of the start or the end of a run that an admin started.';

create or replace function private.begin_run() returns table (run uuid, outcome text, started_at timestamptz, actor_email text, total integer)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  new_run uuid := gen_random_uuid();
begin
  perform private.begin_act();
  -- Two admins who begin at once are one after the other; the platform's nightly run may still come between them.
  perform pg_advisory_xact_lock(hashtext('private.begin_run'));
  perform private.fail_stale_runs();
  begin
    if not exists (select from private.reconciliation_runs r where r.status = 'running') then
      insert into public.reconciliation_runs (id, run_type, started_at, status, triggered_by, records_checked, discrepancies_found, customers_total,
        discrepancy_details, heartbeat_at)
      values (new_run, 'manual', now(), 'running', 'admin:' || auth.uid(), 0, 0, (select count(*) from private.usage_limits), '[]', now());
    end if;
  exception when unique_violation then
    null;
  end;
  perform private.end_act();
  return query
    select r.id, case when r.id = new_run then 'done' else 'already' end, r.started_at, case when r.id <> new_run then p.email end, r.customers_total
    from private.reconciliation_runs r
    left join private.confirmed_admins p on r.triggered_by = 'admin:' || p.user_id
    where r.status = 'running' order by r.id = new_run desc, r.started_at desc limit 1;
end
$$;

comment on function private.begin_run() is 'What public.begin_reconciliation does.';

create or replace function private.run_differences(after uuid, most integer)
returns table (customers integer, last_customer uuid, found jsonb)
language sql stable security definer rows 1 set search_path = ''
as $$
  with part as materialized (
    select l.user_id, l.call_used_seconds, l.sms_used, coalesce(l.period_start, date_trunc('month', now(), 'UTC')) as since,
      coalesce(l.period_end, date_trunc('month', now(), 'UTC') + interval '1 month') as until
    from private.usage_limits l where after is null or l.user_id > after order by l.user_id limit most
  ),
  compared as (
    select p.user_id, p.since, p.until, m.field, m.in_limits, m.counted
    from part p
    cross join lateral (
      select 'call_used_seconds' as field, p.call_used_seconds::bigint as in_limits, (
        select coalesce(sum(c.seconds), 0)::bigint from private.usage_calls c
        where c.user_id = p.user_id and c.created_at >= p.since and c.created_at < p.until) as counted
      union all
      select 'sms_used', p.sms_used, (select count(*) from private.usage_sms s
        where s.user_id = p.user_id and s.created_at >= p.since and s.created_at < p.until)
    ) m
  )
  select (select count(*)::integer from part), (select p.user_id from part p order by p.user_id desc limit 1), coalesce((
    select jsonb_agg(jsonb_build_object('user_id', c.user_id, 'field', c.field, 'counted', c.counted, 'in_limits', c.in_limits,
      'difference_percent', round((c.in_limits - c.counted) * 100.0 / nullif(c.counted, 0), 1),
      'period_start', c.since, 'period_end', c.until) order by c.user_id, c.field)
    from compared c where abs(c.in_limits - c.counted) * 20 > c.counted), '[]')
$$;

comment on function private.run_differences(uuid, integer) is
  'Compares the limits of the next customers with the sums of their periods, all in one snapshot; more than 5 % of what was counted is a difference.';

create or replace function private.continue_run(run uuid, most integer)
returns table (checked integer, total integer, found integer, status text, reason text)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  r record;
  part record;
begin
  perform private.begin_act();
  if most is null or most not between 1 and 5000 then
    raise exception 'most must be between 1 and 5000' using errcode = '22023';
  end if;
  perform from public.reconciliation_runs t where t.id = run for update;
  select * into r from private.reconciliation_runs t where t.id = run;
  if r.id is null or r.heartbeat_at is null then
    raise exception 'run must be one that was begun by hand' using errcode = '22023';
  end if;
  if r.status = 'running' then
    begin
      select * into part from private.run_differences(r.reached, most);
      update public.reconciliation_runs t set records_checked = coalesce(t.records_checked, 0) + part.customers, reached = coalesce(part.last_customer, t.reached),
        discrepancies_found = coalesce(t.discrepancies_found, 0) + jsonb_array_length(part.found),
        discrepancy_details = coalesce(t.discrepancy_details, '[]') || part.found, heartbeat_at = clock_timestamp(),
        status = case when part.customers < most then 'completed' else 'running' end,
        completed_at = case when part.customers < most then clock_timestamp() end
      where t.id = run;
    exception when query_canceled or others then
      update public.reconciliation_runs t set status = 'failed', completed_at = clock_timestamp(), notes = sqlerrm
      where t.id = run;
    end;
    select * into r from private.reconciliation_runs t where t.id = run;
  end if;
  perform private.end_act();
  return query select r.records_checked, r.customers_total, r.discrepancies_found, r.status, case r.status when 'failed' then r.notes end;
end
$$;

comment on function private.continue_run(uuid, integer) is 'What public.continue_reconciliation does.';

create or replace function public.begin_reconciliation()
returns table (run uuid, outcome text, started_at timestamptz, actor_email text, total integer)
language sql rows 1 set search_path = ''
as $$ select * from private.begin_run() $$;

comment on function public.begin_reconciliation() is
  'Begins a run of the current period in the caller''s name, which continue_reconciliation carries on. outcome: done, or already with the run in progress, by any admin.';

create or replace function public.continue_reconciliation(run uuid, most integer default 500)
returns table (checked integer, total integer, found integer, status text, reason text)
language sql rows 1 set search_path = ''
as $$ select * from private.continue_run(run, most) $$;

comment on function public.continue_reconciliation(uuid, integer) is
  'Checks up to `most` further customers of a run that begin_reconciliation began; call it while status is running. Harmless on a run that is over. A part that fails ends the run with its reason.';

do $$
begin
  if private.is_ours('reconciliation_runs') then
    create or replace trigger fail_stale_run before insert on public.reconciliation_runs for each row
      when (new.status = 'running') execute function private.fail_stale_run();
  end if;
end
$$;

create or replace trigger audit_start after insert on public.reconciliation_runs for each row
  when (new.status = 'running' and new.triggered_by like 'admin:%') execute function private.audit('reconciliation');

create or replace trigger audit_end after update on public.reconciliation_runs for each row
  when (old.status = 'running' and new.status <> 'running' and new.triggered_by like 'admin:%') execute function private.audit('reconciliation');

revoke execute on function private.audit_reconciliation(relation text, new record), private.begin_run(),
  private.continue_run(run uuid, most integer), private.run_differences(after uuid, most integer),
  private.run_is_stale(status text, started_at timestamp with time zone, heartbeat_at timestamp with time zone),
  private.fail_stale_run(), private.fail_stale_runs(), public.begin_reconciliation(), public.continue_reconciliation(run uuid, most integer)
  from public, anon, authenticated, service_role;

grant execute on function private.begin_run(), private.continue_run(run uuid, most integer),
  private.run_is_stale(status text, started_at timestamp with time zone, heartbeat_at timestamp with time zone),
  public.begin_reconciliation(), public.continue_reconciliation(run uuid, most integer)
  to authenticated, service_role;

-- 46_reconciliation_lists.sql

-- Reconciliation runs and their discrepancies as lists.

create or replace function private.account_of(starter text) returns uuid
language sql immutable set search_path = ''
as $$ select case when starter ~ '^admin:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(starter, 7)::uuid end $$;

comment on function private.account_of(text) is 'The account that triggered_by names; null for the scheduler.';

-- Reconciliation as lists: the runs, and what each found, whatever shape its details have.
create or replace function private.whole_number(given text) returns bigint
language sql immutable set search_path = ''
as $$ select case when given ~ '^-?\d{1,15}(\.\d+)?$' then round(given::numeric)::bigint end $$;

comment on function private.whole_number(text) is 'A text as a whole number; null for what is none.';

create or replace function private.moment_of(given text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return given::timestamptz;
exception when others then
  return null;
end
$$;

comment on function private.moment_of(text) is 'A text as a time; null for what is none.';

create or replace function private.run_discrepancies(details jsonb)
returns table (place bigint, user_id uuid, metric text, recorded bigint, counted bigint, period_start timestamptz, period_end timestamptz)
language sql stable rows 10 set search_path = ''
as $$
  select f.place,
    case when v.account ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then v.account::uuid end,
    case when v.field ~* 'sms|text|message' then 'sms' when v.field ~* 'call|second' or v.field is null then 'call_seconds' else v.field end,
    private.whole_number(coalesce(f.d ->> 'in_limits', f.d ->> 'recorded', f.d ->> 'stored', f.d ->> 'expected', f.d ->> 'limit_value')),
    private.whole_number(coalesce(f.d ->> 'counted', f.d ->> 'actual', f.d ->> 'calculated', f.d ->> 'computed')),
    private.moment_of(f.d ->> 'period_start'), private.moment_of(f.d ->> 'period_end')
  from jsonb_array_elements(case
      when jsonb_typeof(details) = 'array' then details
      when jsonb_typeof(details -> 'discrepancies') = 'array' then details -> 'discrepancies'
      when jsonb_typeof(details -> 'details') = 'array' then details -> 'details'
      else '[]' end) with ordinality f (d, place)
  cross join lateral (select coalesce(f.d ->> 'user_id', f.d ->> 'userId', f.d ->> 'user') as account,
    coalesce(f.d ->> 'field', f.d ->> 'metric', f.d ->> 'type') as field) v
  where jsonb_typeof(f.d) = 'object'
$$;

comment on function private.run_discrepancies(jsonb) is
  'What a run found, one row per difference, out of the details of our runs and of older ones under other names. What cannot be read is null, not left out.';

create or replace view public.reconciliation_list with (security_invoker = true) as
select r.id, r.run_type, r.status, r.started_at, r.completed_at,
  extract(epoch from r.completed_at - r.started_at)::double precision as seconds,
  r.records_checked, r.customers_total, r.discrepancies_found, r.triggered_by, p.email as triggered_by_email,
  case r.status when 'failed' then left(coalesce(nullif(btrim(r.notes), ''), r.discrepancy_details ->> 'error', r.discrepancy_details ->> 'message'), 400)
    end as failure,
  case when r.status <> 'failed' then left(r.notes, 400) end as notes,
  r.heartbeat_at, r.heartbeat_at is not null as goes_in_parts, private.run_is_stale(r.status, r.started_at, r.heartbeat_at) as is_stale
from private.reconciliation_runs r
left join private.list_admins() p on p.user_id = private.account_of(r.triggered_by);

comment on view public.reconciliation_list is 'Reconciliation runs without what they found. failure says why a failed one failed, as far as it was written down.';

create or replace view public.discrepancy_list with (security_invoker = true) as
select md5(r.id::text || ':' || d.place)::uuid as id, r.id as run_id, r.started_at, d.user_id, d.metric, d.recorded, d.counted,
  d.recorded - d.counted as difference,
  abs(d.recorded - d.counted) as size,
  round((d.recorded - d.counted) * 100.0 / nullif(d.counted, 0), 1) as difference_percent,
  coalesce(d.period_start, l.period_start) as period_start, coalesce(d.period_end, l.period_end) as period_end,
  p.business_name, p.email, p.tier, h.grade
from private.reconciliation_runs r
cross join lateral private.run_discrepancies(r.discrepancy_details) d
left join private.usage_limits l on l.user_id = d.user_id and r.started_at >= l.period_start
left join private.profiles p on p.user_id = d.user_id
left join private.customer_health_scores h on h.user_id = d.user_id;

comment on view public.discrepancy_list is
  'What reconciliation runs found: recorded is what usage_limits said, counted what the rows of the period add up to. difference_percent is null where nothing was counted. Ask for one run_id at a time.';

create or replace function private.reconciliation_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"running": "t.status = ''running''", "completed": "t.status = ''completed''", "failed": "t.status = ''failed''",
      "found": "t.discrepancies_found > 0"}'),
    private.one_of('t.run_type', filter, 'type'),
    private.common_condition(filter - 'customer', 'started_at'))
$$;

comment on function private.reconciliation_condition(jsonb) is 'The condition on reconciliation_runs t that a filter stands for.';

create or replace function private.discrepancies_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  run uuid := private.filter_uuid(filter, 'run');
begin
  if run is null then
    perform private.refuse_filter('run', 'the id of a run');
  end if;
  return concat_ws(' and ', format('t.run_id = %L::uuid', run), private.one_of('t.metric', filter, 'metric'),
    private.common_condition(filter, 'started_at'));
end
$$;

comment on function private.discrepancies_condition(jsonb) is 'The condition on discrepancy_list t that a filter stands for; it is always about one run.';

create or replace function public.list_reconciliation_runs(filter jsonb default '{}', sort text default 'started_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.reconciliation_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('reconciliation', 'reconciliation_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_reconciliation_runs(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of reconciliation runs. filter: state (running, completed, failed, found, all), type, since, until, ids. sort: started_at.';

create or replace function public.list_discrepancies(filter jsonb, sort text default 'size',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.discrepancy_list
language plpgsql stable set search_path = ''
as $$
declare
  start text[] := private.cursor_start(cursor_values, '{%L::bigint,%L::uuid}');
  ascending boolean := private.sort_is_ascending(sort, descending);
  page text;
begin
  perform private.check_page(cursor_values, page_size);
  -- The rows are not joined to their ids again: they come out of one run's details, which is read once.
  page := private.page_ids('public.discrepancy_list t', 't.*', private.discrepancies_condition(filter),
    private.sort_keys('discrepancies', sort), start, ascending is distinct from coalesce(backward, false), page_size);
  return query execute format('select p.* from (%1$s) p order by coalesce(p.size, 0) %2$s, p.id %2$s',
    replace(page, 't.* as id', 't.*'), case when ascending then 'asc' else 'desc' end);
end
$$;

comment on function public.list_discrepancies(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of what a run found. filter: run (required), metric (call_seconds, sms, or what an old run called it), customer. sort: size, the difference without its sign.';

-- The account of a run is found by its key.

revoke all on public.reconciliation_list, public.discrepancy_list from anon, authenticated;

grant select on public.reconciliation_list, public.discrepancy_list to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('reconciliation', 'private.reconciliation_runs t', 'reconciliation_condition', 't.started_at', 'status'),
  ('discrepancies', 'public.discrepancy_list t', 'discrepancies_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('reconciliation', 'started_at', array['t.started_at', 't.id'], array['%L::timestamptz', '%L::uuid']),
  ('discrepancies', 'size', array['coalesce(t.size, 0)', 't.id'], array['%L::bigint', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('reconciliation', 'type', 't.run_type', null),
  ('reconciliation', 'status', 't.status', null),
  ('discrepancies', 'metric', 't.metric', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.account_of(starter text), private.discrepancies_condition(filter jsonb),
  private.moment_of(given text), private.reconciliation_condition(filter jsonb),
  private.run_discrepancies(details jsonb), private.whole_number(given text),
  public.list_discrepancies(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_reconciliation_runs(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.account_of(starter text), private.discrepancies_condition(filter jsonb),
  private.moment_of(given text), private.reconciliation_condition(filter jsonb),
  private.run_discrepancies(details jsonb), private.whole_number(given text),
  public.list_discrepancies(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_reconciliation_runs(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- 47_unknown_numbers.sql

-- Events for unknown phone numbers: matching, dismissing, suggestions, the list.

create or replace function private.audit_unknown_number(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values ((select a.user_id from private.agents a where a.id = coalesce(new.matched_agent, old.matched_agent)), auth.uid(),
    case when new.resolved_at is null then 'unknown_number.reopened' else 'unknown_number.resolved' end,
    case when new.resolved_at is null then 'reopen' else 'resolve' end, relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('outcome', new.resolution, 'notes', new.notes, 'agent', new.matched_agent)) ||
    case when new.resolved_at is null then jsonb_build_object('previous', jsonb_build_object('resolved_at', old.resolved_at,
      'resolved_by', old.resolved_by, 'resolution', old.resolution, 'notes', old.notes, 'matched_agent', old.matched_agent)) else '{}' end);
end
$$;

comment on function private.audit_unknown_number(text, record, record) is 'Writes the audit row of resolving an unknown number, or of reopening it.';

create or replace function private.close_unknown_numbers(ids uuid[], agent uuid, notes text, resolving boolean)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
  said text := nullif(btrim(notes), '');
begin
  perform private.begin_act();
  if resolving and agent is null then
    said := private.required_text('notes', notes);
  elsif resolving and not exists (select from private.agents a where a.id = agent) then
    raise exception 'agent must be the id of an agent' using errcode = '22023';
  end if;
  perform from public.unknown_phone t where t.id in (select w.id from private.check_ids(ids) w) order by t.id for update;
  with changed_rows as (
    update public.unknown_phone u set resolved_at = case when resolving then now() end, resolved_by = case when resolving then auth.uid() end,
      resolution = case when resolving then case when agent is null then 'dismissed' else 'matched' end end,
      notes = case when resolving then said end, matched_agent = case when resolving then agent end
    from private.unknown_phone t
    where t.id = u.id and u.id = any (ids) and (t.resolved_at is null) = resolving returning u.id
  ) select coalesce(array_agg(c.id), '{}') into changed from changed_rows c;
  perform private.end_act();
  return query
    select w.id, case when t.id is null then 'missing' when w.id = any (changed) then 'done' else 'already' end,
      coalesce(t.resolved_at, l.created_at), coalesce(t.resolved_by, l.actor_id), p.email
    from private.check_ids(ids) w
    left join private.unknown_phone t on t.id = w.id
    left join lateral (
      select l.created_at, l.actor_id from public.audit_trail l
      where t.id is not null and not resolving and l.entity = 'unknown_phone' and l.entity_id = w.id::text and l.action = 'unknown_number.reopened'
      order by l.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = coalesce(t.resolved_by, l.actor_id)
    order by w.place;
end
$$;

comment on function private.close_unknown_numbers(uuid[], uuid, text, boolean) is
  'Resolves unknown numbers that are open, or reopens those that are resolved, and returns one outcome per id.';

create or replace function public.resolve_unknown_numbers(ids uuid[], agent uuid default null, notes text default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.close_unknown_numbers(ids, agent, notes, true) $$;

comment on function public.resolve_unknown_numbers(uuid[], uuid, text) is
  'Resolves unknown numbers in the caller''s name: matched to an agent, or dismissed with notes where no agent is given. One row per id with its outcome.';

create or replace function public.reopen_unknown_numbers(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.close_unknown_numbers(ids, null, null, false) $$;

comment on function public.reopen_unknown_numbers(uuid[]) is 'Opens resolved unknown numbers again. One row per id with its outcome.';

create or replace function public.suggest_agents(unknown uuid, q text default null, most integer default 6)
returns table (id uuid, user_id uuid, phone_number text, status text, business_name text, tier text, grade text, reason text)
language sql stable rows 6 set search_path = ''
as $$
  with wanted as materialized (
    select right(regexp_replace(u.phone_number, '\D', '', 'g'), 10) as digits,
      coalesce(u.raw_payload #>> '{call,agent_id}', u.raw_payload ->> 'agent_id') as agent_id
    from private.unknown_phone u where u.id = unknown
  ),
  called as materialized (
    select '%' || regexp_replace(btrim(suggest_agents.q), '([\\%_])', '\\\1', 'g') || '%' as pattern where btrim(suggest_agents.q) <> ''
  ),
  among as (
    select a.id, a.user_id, a.phone_number, a.status, a.agent_id, w.digits, w.agent_id as wanted_agent, d.digits as own
    from wanted w cross join private.agents a
    cross join lateral (select right(regexp_replace(a.phone_number, '\D', '', 'g'), 10) as digits) d
    where not exists (select from called) and (a.agent_id = w.agent_id
      or length(w.digits) = 10 and (left(d.digits, 3) = left(w.digits, 3) or substr(d.digits, 4, 3) = substr(w.digits, 4, 3) or right(d.digits, 4) = right(w.digits, 4)))
    union all
    select a.id, a.user_id, a.phone_number, a.status, a.agent_id, null, null, null
    from called c join private.profiles p on p.business_name ilike c.pattern or p.email ilike c.pattern
    join private.agents a on a.user_id = p.user_id
  ),
  ranked as (
    select m.*, case when m.own is null then 0 when m.own = m.digits then 0 when m.agent_id = m.wanted_agent then 1 else 1 + (
      select count(*)::integer from generate_series(1, 10) i where substr(m.own, i, 1) is distinct from substr(m.digits, i, 1)) end as distance
    from among m
  )
  select r.id, r.user_id, r.phone_number, r.status, p.business_name, p.tier, h.grade,
    case when r.own is null then 'found by name' when r.distance = 0 then 'the same number' when r.agent_id = r.wanted_agent then 'named in the payload'
      when r.distance <= 3 then format('differs in %s digit%s', r.distance - 1, case r.distance when 2 then '' else 's' end)
      when left(r.own, 6) = left(r.digits, 6) then 'the same area and exchange' else 'the same area' end
  from ranked r
  left join private.profiles p on p.user_id = r.user_id
  left join private.customer_health_scores h on h.user_id = r.user_id
  where r.own is null or r.distance <= 3 or r.agent_id = r.wanted_agent or left(r.own, 3) = left(r.digits, 3)
  order by r.distance, left(r.own, 6) is distinct from left(r.digits, 6), p.business_name, r.id limit least(greatest(most, 1), 50)
$$;

comment on function public.suggest_agents(uuid, text, integer) is
  'Agents that an unknown number may belong to: the same number written otherwise, the agent that the payload names, a few digits off, the same exchange or area; or, with q, those whose customer is called so.';

create or replace view public.unknown_number_list with (security_invoker = true) as
select u.id, u.event_type, u.phone_number, u.received_at, u.resolved_at, u.resolved_by, r.email as resolved_by_email, u.resolution,
  left(u.notes, 400) as notes, case when u.resolved_at is null then 'open' else 'resolved' end as state,
  u.matched_agent, a.phone_number as agent_number, a.user_id, p.business_name, p.tier, h.grade
from private.unknown_phone u
left join private.agents a on a.id = u.matched_agent
left join private.profiles p on p.user_id = a.user_id
left join private.customer_health_scores h on h.user_id = a.user_id
left join private.profiles r on r.user_id = u.resolved_by;

comment on view public.unknown_number_list is 'Events for unknown numbers without their payloads; the customer is the one whose agent the number was matched to.';

create or replace function private.unknown_numbers_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"open": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.event_type', filter, 'event_type'), private.one_of('t.resolution', filter, 'resolution'),
    private.contains('coalesce(t.phone_number, '''')', filter),
    private.common_condition(filter - 'customer', 'received_at'))
$$;

comment on function private.unknown_numbers_condition(jsonb) is 'The condition on unknown_phone t that a filter stands for.';

create or replace function public.list_unknown_numbers(filter jsonb default '{}', sort text default 'received_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.unknown_number_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('unknown_numbers', 'unknown_number_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_unknown_numbers(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of events for unknown numbers. filter: state (open, resolved, all), event_type, resolution, since, until, q (part of the number), ids. sort: received_at.';

create or replace trigger audit_unknown_number after update on public.unknown_phone for each row
  when ((old.resolved_at is null) <> (new.resolved_at is null)) execute function private.audit('unknown_number');

revoke all on public.unknown_number_list from anon, authenticated;

grant select on public.unknown_number_list to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('unknown_numbers', 'private.unknown_phone t', 'unknown_numbers_condition', 't.received_at', 'state')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('unknown_numbers', 'received_at', array['t.received_at', 't.id'], array['%L::timestamptz', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('unknown_numbers', 'event_type', 't.event_type', 'private.distinct_values(''private.unknown_phone'', ''event_type'', 200)'),
  ('unknown_numbers', 'resolution', 't.resolution', null),
  ('unknown_numbers', 'state', 'case when t.resolved_at is null then ''open'' else ''resolved'' end', '''{open,resolved}''::text[]')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.audit_unknown_number(relation text, old record, new record),
  private.close_unknown_numbers(ids uuid[], agent uuid, notes text, resolving boolean),
  private.unknown_numbers_condition(filter jsonb),
  public.list_unknown_numbers(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.reopen_unknown_numbers(ids uuid[]), public.resolve_unknown_numbers(ids uuid[], agent uuid, notes text),
  public.suggest_agents(unknown uuid, q text, most integer) from public, anon, authenticated, service_role;

grant execute on function private.close_unknown_numbers(ids uuid[], agent uuid, notes text, resolving boolean),
  private.unknown_numbers_condition(filter jsonb),
  public.list_unknown_numbers(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.reopen_unknown_numbers(ids uuid[]), public.resolve_unknown_numbers(ids uuid[], agent uuid, notes text),
  public.suggest_agents(unknown uuid, q text, most integer) to authenticated, service_role;

-- 48_deliveries.sql

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

-- 49_event_pairing.sql

-- Pairing webhooks with billed and reported calls and messages.

create or replace function private.billed_kind(event_type text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case when event_type in ('call_ended', 'call.ended', 'call_completed') then 'call' when event_type in ('sms_inbound', 'sms.inbound', 'sms_received') then 'sms' end $$;

comment on function private.billed_kind(text) is 'What is billed once a webhook of a type is processed: call, sms or nothing.';

create or replace function private.record_unbilled(ids text[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.event_notes (entity, id, reference, happened_at)
  select 'webhook_queue', w.id, left(r.id, 500), coalesce(w.received_at, now())
  from unnest(record_unbilled.ids) r (id)
  join private.webhook_queue w on
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = r.id
  where w.processed_at is not null and private.billed_kind(w.event_type) is not null;
end
$$;

comment on function private.record_unbilled(text[]) is 'Notes the processed webhooks about calls or messages that are no longer billed.';

create or replace function private.compare_events(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  batch private.event_notes[];
  refs text[];
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.compare_events')) then
    return 0;
  end if;
  with taken as (
    delete from private.event_notes n where n.ctid = any (array(select o.ctid from private.event_notes o limit most))
    returning n
  )
  select array_agg(t.n) into batch from taken t;
  if batch is null then
    return 0;
  end if;
  refs := array(select distinct b.reference from unnest(batch) b);
  insert into private.unpaired_events (entity, id, reference, happened_at)
  select distinct on (b.entity, b.id) b.entity, b.id, b.reference, b.happened_at from unnest(batch) b where b.id is not null
  order by b.entity, b.id, b.happened_at
  on conflict (entity, id) do update set reference = excluded.reference, happened_at = excluded.happened_at;
  delete from private.unpaired_events u where u.reference = any (refs) and case u.entity
    when 'webhook_queue' then exists (select from private.usage_calls c where c.provider_call_id = u.reference)
      or exists (select from private.usage_sms s where s.provider_message_id = u.reference)
      or not exists (select from private.webhook_queue w where w.id = u.id and private.billed_kind(w.event_type) is not null)
    when 'call_events' then private.is_queued(u.reference) or exists (select from private.usage_calls c where c.provider_call_id = u.reference)
    when 'sms_events' then private.is_queued(u.reference) or exists (select from private.usage_sms s where s.provider_message_id = u.reference)
    when 'usage_calls' then private.is_queued(u.reference)
      or not exists (select from private.usage_calls c where c.id = u.id and c.provider_call_id = u.reference)
    else private.is_queued(u.reference)
      or not exists (select from private.usage_sms s where s.id = u.id and s.provider_message_id = u.reference)
  end;
  return cardinality(batch);
end
$$;

comment on function private.compare_events(integer) is
  'Compares at most the given number of noted calls and messages with the other side, keeps those without a counterpart, and returns how many were noted. Only one session does so at a time, and none waits.';

create or replace function private.is_queued(reference text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from private.webhook_queue w where w.processed_at is not null and
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = is_queued.reference);
end
$$;

comment on function private.is_queued(text) is 'Whether the queue has a processed webhook about a call or message; one that waits is noted itself once it is processed.';

create or replace function private.pair_some_events() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if random() < 0.002 then
    perform private.compare_events(2000);
  end if;
end
$$;

comment on function private.pair_some_events() is 'Compares in one of many statements, so that notes do not pile up while nobody reads.';

create or replace function private.pair_known_events() returns void
language sql security definer set search_path = ''
as $$
  insert into private.event_notes (entity, id, reference, happened_at)
  select e.entity, e.id, left(e.reference, 500), coalesce(e.happened_at, now()) from (
    select 'usage_calls' as entity, c.id, c.provider_call_id as reference, c.created_at as happened_at, c.direction is distinct from 'outbound' as received
    from private.usage_calls c
    union all select 'usage_sms', s.id, s.provider_message_id, s.created_at, s.direction is distinct from 'outbound' from private.usage_sms s
    union all select 'call_events', e.id, e.call_sid, e.received_at, e.direction is distinct from 'outbound' from private.call_events e
    union all select 'sms_events', e.id, e.message_sid, e.received_at, e.direction is distinct from 'outbound' from private.sms_events e
    union all select 'webhook_queue', w.id, coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid'), w.received_at,
      private.billed_kind(w.event_type) is not null from private.webhook_queue w where w.processed_at > now() - interval '31 days'
  ) e
  where e.received and e.reference is not null and e.happened_at > now() - interval '31 days';
$$;

comment on function private.pair_known_events() is 'Notes all calls and messages of the last 31 days, to be compared again after a trigger could not.';

revoke execute on function private.billed_kind(event_type text), private.is_queued(reference text),
  private.record_unbilled(ids text[]), private.compare_events(most integer), private.pair_some_events(), private.pair_known_events()
  from public, anon, authenticated, service_role;

grant execute on function private.billed_kind(event_type text) to authenticated, service_role;

-- 49_event_triggers.sql

-- Triggers that note calls and messages as they are billed, reported, processed and deleted.

-- A reference is what lists show: on a table of the platform it may stand under the platform's name alone, in rows from before
-- our triggers and in those of a published table.
do $do$
declare
  billed record;
begin
  for billed in
    select * from (values ('usage_calls'::name, 'pair_call', 'unpair_calls', 'provider_call_id'),
      ('usage_sms', 'pair_message', 'unpair_messages', 'provider_message_id')) b (relation, pair, unpair, reference)
  loop
    execute private.with_readings(billed.relation, format($definition$
create or replace function private.%I() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if tg_op = 'UPDATE' and <old.%2$s> is distinct from <new.%2$s> then
      perform private.record_unbilled(array[<old.%2$s>]);
    end if;
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(<new.%2$s>, 500), coalesce(new.created_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$, billed.pair, billed.reference));
    execute private.with_readings(billed.relation, format($definition$
create or replace function private.%I() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    perform private.record_unbilled(array(select <g.%2$s> from gone g where <g.%2$s> is not null));
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'unpairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$, billed.unpair, billed.reference));
  end loop;
end
$do$;

comment on function private.pair_call() is 'Trigger: a call is billed; notes it, and the former reference, which is no longer billed.';

comment on function private.pair_message() is 'Trigger: a message is billed; as private.pair_call.';

create or replace function private.pair_call_event() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(new.call_sid, 500), coalesce(new.received_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_call_event() is 'Trigger: a call is reported; notes it.';

create or replace function private.pair_message_event() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(new.message_sid, 500), coalesce(new.received_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_message_event() is 'Trigger: a message is reported; notes it.';

create or replace function private.pair_webhook() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(coalesce(new.raw_payload #>> '{call,call_id}', new.raw_payload ->> 'call_id', new.raw_payload ->> 'MessageSid', new.raw_payload ->> 'message_sid'), 500), coalesce(new.received_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_webhook() is 'Trigger: a webhook about a call or message was processed; notes it.';

comment on function private.unpair_calls() is 'Trigger: notes calls that are no longer billed, after their rows were deleted.';

comment on function private.unpair_messages() is 'Trigger: notes messages that are no longer billed, after their rows were deleted.';

-- The columns that a reference is read from, as they are: a condition over them fails for no value.
do $$
declare
  names text[] := private.columns_read('usage_calls', 'provider_call_id');
begin
  execute format('create or replace trigger pair after insert or update of %s, direction on public.usage_calls
    for each row when (num_nonnulls(%s) > 0) execute function private.pair_call()',
    array_to_string(names, ', '), 'new.' || array_to_string(names, ', new.'));
end
$$;

create or replace trigger unpair after delete on public.usage_calls
  referencing old table as gone for each statement execute function private.unpair_calls();

do $$
declare
  names text[] := private.columns_read('usage_sms', 'provider_message_id');
begin
  execute format('create or replace trigger pair after insert or update of %s, direction on public.usage_sms
    for each row when (num_nonnulls(%s) > 0) execute function private.pair_message()',
    array_to_string(names, ', '), 'new.' || array_to_string(names, ', new.'));
end
$$;

create or replace trigger unpair after delete on public.usage_sms
  referencing old table as gone for each statement execute function private.unpair_messages();

create or replace trigger pair after insert or update of call_sid, direction on public.call_events
  for each row when (new.call_sid is not null and new.direction is distinct from 'outbound') execute function private.pair_call_event();

create or replace trigger pair after insert or update of message_sid, direction on public.sms_events
  for each row when (new.message_sid is not null and new.direction is distinct from 'outbound') execute function private.pair_message_event();

create or replace trigger pair after insert or update of processed_at, result on public.webhook_queue
  for each row when (new.processed_at is not null
    and coalesce(new.raw_payload #>> '{call,call_id}', new.raw_payload ->> 'call_id', new.raw_payload ->> 'MessageSid', new.raw_payload ->> 'message_sid') is not null)
  execute function private.pair_webhook();

revoke execute on function private.pair_call(), private.pair_call_event(), private.pair_message(), private.pair_message_event(),
  private.pair_webhook(), private.unpair_calls(), private.unpair_messages() from public, anon, authenticated, service_role;

-- 49_missing_events.sql

-- Calls and messages that are missing in the queue, or in usage and events.
create or replace view private.missing_events with (security_barrier = false) as
select u.id, t.kind, t.missing_in, t.known_by, u.entity, t.user_id, u.reference, t.phone_number, u.happened_at, t.seconds
from (
  select u.entity, u.id, u.reference, u.happened_at from private.unpaired_events u
  union all
  select distinct on (n.entity, n.id, n.reference) n.entity, n.id, n.reference, n.happened_at from private.event_notes n
  where not exists (select from private.unpaired_events u where u.entity = n.entity and u.id = n.id and u.reference = n.reference)
) u
cross join lateral (
  select 'call' as kind, 'queue' as missing_in,
    case when exists (select from private.call_events e where e.call_sid = u.reference) then 'usage and events' else 'usage' end as known_by,
    c.user_id, c.phone_number, c.seconds
  from private.usage_calls c
  where u.entity = 'usage_calls' and c.id = u.id and c.provider_call_id = u.reference and c.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
  union all
  select 'call', 'queue', 'events', e.user_id, e.phone_number, e.duration_seconds
  from private.call_events e
  where u.entity = 'call_events' and e.id = u.id and e.call_sid = u.reference and e.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
    and not exists (select from private.webhook_queue w where w.idempotency_key = e.idempotency_key)
    and not exists (select from private.usage_calls c where c.provider_call_id = u.reference)
  union all
  select 'sms', 'queue',
    case when exists (select from private.sms_events e where e.message_sid = u.reference) then 'usage and events' else 'usage' end,
    s.user_id, s.phone_number, null
  from private.usage_sms s
  where u.entity = 'usage_sms' and s.id = u.id and s.provider_message_id = u.reference and s.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
  union all
  select 'sms', 'queue', 'events', e.user_id, e.phone_number, null
  from private.sms_events e
  where u.entity = 'sms_events' and e.id = u.id and e.message_sid = u.reference and e.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
    and not exists (select from private.webhook_queue w where w.idempotency_key = e.idempotency_key)
    and not exists (select from private.usage_sms s where s.provider_message_id = u.reference)
  union all
  select private.billed_kind(w.event_type), 'usage',
    case when exists (select from private.call_events e where e.call_sid = u.reference) or exists (select from private.sms_events e where e.message_sid = u.reference)
      then 'queue and events' else 'queue' end,
    w.user_id, w.phone_number, null
  from private.webhook_queue w
  where u.entity = 'webhook_queue' and w.id = u.id and private.billed_kind(w.event_type) is not null
    and w.processed_at < now() - interval '15 minutes' and (w.result is null or w.result = 'success')
    and not exists (select from private.usage_calls c where c.provider_call_id = u.reference)
    and not exists (select from private.usage_sms s where s.provider_message_id = u.reference)
) t
where (select private.is_admin());

comment on view private.missing_events is
  'Received calls and messages that are billed or were reported and that the queue never saw (missing in queue), and those that the queue processed and nobody bills (missing in usage). For admins; it reads past row level security, under which the index on references could not be used. Checks every row of private.unpaired_events again, and the notes that were not compared yet.';

create or replace function private.missing_events_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  since timestamptz := private.filter_time(filter, 'since');
  until timestamptz := private.filter_time(filter, 'until');
begin
  if coalesce(until, now()) - since > interval '31 days' then
    perform private.refuse_filter('since', 'no more than 31 days before until');
  end if;
  return concat_ws(' and ',
    private.in_state(filter, '{"queue": "t.missing_in = ''queue''", "usage": "t.missing_in = ''usage''"}'),
    private.one_of('t.kind', filter, 'kind'), private.one_of('t.known_by', filter, 'known_by'),
    private.common_condition(filter, 'happened_at'));
end
$$;

comment on function private.missing_events_condition(jsonb) is
  'The condition on missing_events t that a filter stands for; 31 days at most, because every event of the period is looked up.';

create or replace function public.list_missing_events(filter jsonb, sort text default 'happened_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false, page_size integer default 50)
returns table (id uuid, kind text, missing_in text, known_by text, entity text, user_id uuid, reference text, phone_number text,
  happened_at timestamptz, seconds integer, business_name text, tier text, grade text)
language plpgsql stable set search_path = ''
as $$
declare
  ascending boolean := private.sort_is_ascending(sort, descending);
  page text;
begin
  perform private.check_page(cursor_values, page_size);
  if private.filter_time(filter, 'since') is null then
    perform private.refuse_filter('since', 'a time');
  end if;
  page := private.page_ids('private.missing_events t', 't.*', private.missing_events_condition(filter), private.sort_keys('missing_events', sort),
    private.cursor_start(cursor_values, '{%L::timestamptz,%L::uuid}'), ascending is distinct from coalesce(backward, false), page_size);
  return query execute format('select m.*, p.business_name, p.tier, h.grade from (%1$s) m
    left join private.profiles p on p.user_id = m.user_id left join private.customer_health_scores h on h.user_id = m.user_id
    order by m.happened_at %2$s, m.id %2$s', replace(page, 't.* as id', 't.*'), case when ascending then 'asc' else 'desc' end);
end
$$;

comment on function public.list_missing_events(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of calls and messages that one side does not know. filter: since (required, 31 days at most), until, state (queue: the queue never saw it; usage: nobody bills it; all), kind (call, sms), known_by, customer. sort: happened_at.';

create or replace function public.queue_reaches_back_to() returns timestamptz
language sql stable set search_path = ''
as $$ select min(w.received_at) from private.webhook_queue w $$;

comment on function public.queue_reaches_back_to() is 'When the oldest webhook that is still kept was received: what is older cannot be looked for.';

revoke all on private.missing_events from public, anon;

grant select on private.missing_events to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('missing_events', 'private.missing_events t', 'missing_events_condition', 't.happened_at', 'kind')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('missing_events', 'happened_at', array['t.happened_at', 't.id'], array['%L::timestamptz', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('missing_events', 'kind', 't.kind', null), ('missing_events', 'state', 't.missing_in', null), ('missing_events', 'known_by', 't.known_by', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.missing_events_condition(filter jsonb),
  public.list_missing_events(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.queue_reaches_back_to() from public, anon, authenticated, service_role;

grant execute on function private.missing_events_condition(filter jsonb),
  public.list_missing_events(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.queue_reaches_back_to() to authenticated, service_role;

-- 50_sessions.sql

-- Customers' sessions: marks, revocation, the list.

create or replace function private.device_kind(user_agent text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when coalesce(btrim(left(user_agent, 1000)), '') = '' then 'unknown'
    when left(user_agent, 1000) ~* 'ipad|tablet' or left(user_agent, 1000) ~* 'android' and left(user_agent, 1000) !~* 'mobile' then 'tablet'
    when left(user_agent, 1000) ~* 'iphone|ipod|android|mobile' then 'phone'
    when left(user_agent, 1000) ~* 'windows|macintosh|mac os x|linux|x11|cros' then 'computer'
    else 'program'
  end
$$;

comment on function private.device_kind(text) is 'What a session runs on, from its user agent: phone, tablet, computer, program or unknown.';

create or replace function private.recent_addresses(customer uuid, until timestamptz, address text) returns smallint
language sql stable set search_path = ''
as $$
  select least(count(distinct a.address), 32767)::smallint
  from (
    select s.ip_address as address from private.active_sessions s
    where s.user_id = customer and s.created_at > until - interval '24 hours' and s.created_at <= until
    union all select recent_addresses.address
  ) a
$$;

comment on function private.recent_addresses(uuid, timestamptz, text) is
  'How many addresses a customer signed in from in the 24 hours up to a moment, the given address among them.';

create or replace function private.count_addresses() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('sessions');
    return new;
  end if;
  begin
    new.addresses := private.recent_addresses(new.user_id, coalesce(new.created_at, now()), new.ip_address);
  exception
    when others then
      perform private.note_failure('sessions', tg_table_name, to_jsonb(new) ->> 'id', 'addresses', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.count_addresses() is 'Trigger: a new session knows from how many addresses its customer came that day.';

create or replace function private.set_device_kind() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  begin
    new.device_kind := private.device_kind(new.user_agent);
  exception
    when others then
      perform private.note_failure('sessions', tg_table_name, to_jsonb(new) ->> 'id', 'device', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.set_device_kind() is 'Trigger: a session knows what it runs on, so that a list of many does not read their user agents.';

create or replace function private.stamp_revocation() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() or new is not distinct from old then
    return new;
  end if;
  if not private.is_admin() then
    raise exception 'only admins revoke sessions' using errcode = '42501';
  end if;
  if old.revoked_at is not null then
    raise exception 'already revoked' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  if new.revoked_at is null then
    raise exception 'active_sessions.revoked_at must be set to revoke' using errcode = '22023';
  end if;
  new.revoked_reason := private.required_text('reason', coalesce(nullif(current_setting('kryonex.reason', true), ''), new.revoked_reason));
  new.revoked_at := now();
  new.revoked_by := private.caller_id();
  return new;
end
$$;

comment on function private.stamp_revocation() is
  'Trigger: an admin can end a session, for a reason, stamped with the caller and the time. An ended session stays ended. The reason is the transaction''s kryonex.reason setting, or else the row''s.';

create or replace function private.audit_revocation(relation text, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  -- Customers sign out all day, which is nobody's act upon them.
  if auth.uid() is not null then
    insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (new.user_id, auth.uid(), 'session.revoked', 'revoke', relation, new.id::text,
      jsonb_build_object('reason', new.revoked_reason, 'previous', '{}'::jsonb));
  end if;
end
$$;

comment on function private.audit_revocation(text, record) is 'Writes the audit row of a session that an admin ended.';

create or replace function private.revoke_sessions(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('active_sessions', ids, 't.revoked_at is null',
    format('revoked_at = now(), revoked_by = private.caller_id(), revoked_reason = %L', private.required_text('reason', reason)),
    't.revoked_at', 't.revoked_by');
$$;

comment on function private.revoke_sessions(uuid[], text) is 'What public.revoke_sessions does.';

create or replace function public.revoke_sessions(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.revoke_sessions(ids, reason) $$;

comment on function public.revoke_sessions(uuid[], text) is
  'Ends sessions for a reason, in the caller''s name: those who had one must sign in again. One row per id with its outcome; a second call changes nothing and says who was first.';

-- Its name sorts after that of the naming trigger, which fills the columns it reads.
create or replace trigger write_addresses before insert on public.active_sessions for each row execute function private.count_addresses();

create or replace trigger write_device_kind before insert or update of user_agent on public.active_sessions for each row
  execute function private.set_device_kind();

do $$
begin
  if private.is_ours('active_sessions') then
    create or replace trigger stamp_revocation before update on public.active_sessions for each row
      execute function private.stamp_revocation();
  end if;
end
$$;

create or replace trigger audit_revocation after update on public.active_sessions for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function private.audit('revocation');

insert into private.revealable (relation, field) values ('active_sessions', 'ip_address'), ('audit_logs', 'ip'), ('audit_trail', 'ip') on conflict do nothing;

revoke execute on function private.audit_revocation(relation text, new record), private.count_addresses(),
  private.device_kind(user_agent text), private.set_device_kind(),
  private.recent_addresses(customer uuid, until timestamp with time zone, address text), private.stamp_revocation(),
  private.revoke_sessions(ids uuid[], reason text), public.revoke_sessions(ids uuid[], reason text) from public, anon, authenticated, service_role;

grant execute on function private.revoke_sessions(ids uuid[], reason text), public.revoke_sessions(ids uuid[], reason text) to authenticated, service_role;

-- Sessions as a list: what it shows, how it is filtered, and what can be done to everything that matches.
create or replace function private.session_sign(addresses smallint, last_active timestamptz, created_at timestamptz, revoked_at timestamptz) returns text
language sql stable set search_path = ''
as $$
  select case
    when revoked_at is not null then null
    when addresses >= 4 then 'many_addresses'
    when last_active < now() - interval '30 days' then 'idle'
    when created_at < now() - interval '90 days' then 'old'
  end
$$;

comment on function private.session_sign(smallint, timestamptz, timestamptz, timestamptz) is
  'Why a session that still works looks odd, the strongest sign only: many_addresses (its customer signed in from 4 or more within 24 hours), idle (not seen for 30 days) or old (began more than 90 days ago). Null for others.';

create or replace view public.session_list with (security_invoker = true) as
select s.id, s.user_id, s.ip_address, s.user_agent, s.created_at, s.last_active, s.addresses, s.revoked_at, s.revoked_by,
  s.revoked_reason, r.email as revoked_by_email, private.session_sign(s.addresses, s.last_active, s.created_at, s.revoked_at) as sign,
  p.business_name, p.tier, h.grade
from private.active_sessions s
left join private.profiles p on p.user_id = s.user_id
left join private.customer_health_scores h on h.user_id = s.user_id
left join private.profiles r on r.user_id = s.revoked_by;

comment on view public.session_list is 'Sessions of customers without their tokens, with whom they belong to and what looks odd.';

create or replace function private.sign_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'sign');
  known jsonb := '{
    "many_addresses": "t.addresses >= 4",
    "idle": "(t.addresses < 4 or t.addresses is null) and t.last_active < now() - interval ''30 days''",
    "old": "(t.addresses < 4 or t.addresses is null) and t.last_active >= now() - interval ''30 days'' and t.created_at < now() - interval ''90 days''"
  }'::jsonb;
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  if not known ?& chosen then
    perform private.refuse_filter('sign', 'a list of many_addresses, idle and old');
  end if;
  return format('t.revoked_at is null and (%s)', (select string_agg('(' || (known ->> c) || ')', ' or ') from unnest(chosen) c));
end
$$;

comment on function private.sign_condition(jsonb) is 'The condition of filter.sign: what private.session_sign says, in the words of the indexes.';

create or replace function private.sessions_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "active": "t.revoked_at is null",
      "odd": "t.revoked_at is null and (t.addresses >= 4 or t.last_active < now() - interval ''30 days'' or t.created_at < now() - interval ''90 days'')",
      "revoked": "t.revoked_at is not null"
    }'),
    private.sign_condition(filter),
    private.one_of('t.device_kind', filter, 'device'),
    private.contains('(coalesce(t.ip_address, '''') || '' '' || coalesce(t.user_agent, ''''))', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.sessions_condition(jsonb) is
  'The condition on active_sessions t that a sessions filter stands for. odd is among active: see private.session_sign.';

create or replace function public.list_sessions(filter jsonb default '{}', sort text default 'last_active',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.session_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('sessions', 'session_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_sessions(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of customers'' sessions. filter: state (active, odd, revoked, all), sign (many_addresses, idle, old), device, customer, since and until (of its beginning), q (in address and user agent), ids. sort: last_active, created_at.';

revoke all on public.session_list from anon, authenticated;

grant select on public.session_list to authenticated, service_role;

insert into private.lists (list, source, condition, moment, series) values
  ('sessions', 'private.active_sessions t', 'sessions_condition', 't.created_at', 'device')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('sessions', 'last_active', array['t.last_active', 't.id'], '{%L::timestamptz,%L::uuid}'),
  ('sessions', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('sessions', 'state', 'case when t.revoked_at is null then ''active'' else ''revoked'' end', '''{active,revoked}''::text[]'),
  ('sessions', 'sign', 'case when t.revoked_at is not null then null when t.addresses >= 4 then ''many_addresses''
      when t.last_active < now() - interval ''30 days'' then ''idle'' when t.created_at < now() - interval ''90 days'' then ''old'' end', null),
  ('sessions', 'device', 't.device_kind', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('sessions', 'revoke', 'active_sessions', 'created_at', 't.revoked_at is null',
    'revoked_at = now(), revoked_by = private.caller_id(), revoked_reason = current_setting(''kryonex.reason'')', 'reason', null, null)
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function
  private.session_sign(addresses smallint, last_active timestamp with time zone, created_at timestamp with time zone, revoked_at timestamp with time zone),
  private.sessions_condition(filter jsonb), private.sign_condition(filter jsonb),
  public.list_sessions(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function
  private.session_sign(addresses smallint, last_active timestamp with time zone, created_at timestamp with time zone, revoked_at timestamp with time zone),
  private.sessions_condition(filter jsonb), private.sign_condition(filter jsonb),
  public.list_sessions(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- 51_audit_list.sql

-- Two tables, read as one in the order of their indexes: each branch is a single table without a condition, so that the
-- planner merges their indexes instead of reading both from end to end.
create or replace view private.audit_rows as
select t.id, t.user_id, t.actor_id, t.action, t.action_type, t.entity, t.entity_id, t.ip, t.user_agent, t.metadata, t.created_at, t.source
from (
  select o.id, o.user_id, o.actor_id, o.action, o.action_type, o.entity, o.entity_id, o.ip, o.user_agent, o.metadata, o.created_at,
    'ops'::text as source
  from public.audit_trail o
  union all
  select l.id, l.user_id, l.actor_id, l.action::text, l.action_type::text, l.entity::text, l.entity_id::text, l.ip::text, l.user_agent::text,
    l.metadata::jsonb, l.created_at, 'platform'::text
  from public.audit_logs l
) t
where (select private.may_read()) and (t.source = 'ops' or not exists (select from private.copied_audit_rows c where c.id = t.id));

comment on view private.audit_rows is
  'What the dashboard recorded (source ops, from audit_trail) and what the platform did (source platform, from audit_logs), each row once.';

create or replace view public.audit_list with (security_invoker = true) as
select l.id, l.created_at, l.action, l.action_type, l.entity, l.entity_id, l.user_id, l.actor_id,
  r.email as actor_email, l.ip, l.user_agent, l.metadata,
  p.business_name, p.tier, h.grade, h.risk_level, h.score, l.source
from private.audit_rows l
left join private.profiles p on p.user_id = l.user_id
left join private.customer_health_scores h on h.user_id = l.user_id
left join private.profiles r on r.user_id = l.actor_id;

comment on view public.audit_list is 'Who did what, with the customer concerned. source: ops for what the dashboard recorded, platform for the platform''s own log.';

create or replace function private.actor_condition(filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, 'actor');
  accounts uuid[] := array(select c.actor::uuid from unnest(chosen) c (actor) where c.actor ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  return coalesce('(' || nullif(concat_ws(' or ', case when 'platform' = any (chosen) then 't.actor_id is null' end,
    case cardinality(accounts) when 0 then null when 1 then format('t.actor_id = %L::uuid', accounts[1])
      else format('t.actor_id = any (%L::uuid[])', accounts) end), '') || ')', 'false');
end
$$;

comment on function private.actor_condition(jsonb) is 'The condition of filter.actor: accounts, and platform for what nobody signed in did.';

create or replace function private.audit_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.one_of('t.source', filter, 'source'),
    private.one_of('t.action', filter, 'action'),
    private.one_of('t.entity', filter, 'entity'),
    private.actor_condition(filter),
    't.entity_id = ' || quote_literal(private.filter_text(filter, 'id')),
    private.contains('(coalesce(t.metadata ->> ''notes'', '''') || '' '' || coalesce(t.metadata ->> ''reason'', ''''))', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.audit_condition(jsonb) is 'The condition on private.audit_rows t that an audit filter stands for.';

create or replace function public.list_audit(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.audit_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('audit', 'audit_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_audit(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of both audit logs. filter: source (ops, platform), actor (accounts, or platform), action, entity (the table), id (the row''s), customer, since, until, q (in notes and reasons), ids. sort: created_at.';

create or replace function private.distinct_audit_values(col name, most integer) returns text[]
language sql stable set search_path = ''
as $$
  select case when o.known is not null and p.known is not null then array(select unnest(o.known) union select unnest(p.known) order by 1) end
  from (select private.distinct_values('public.audit_trail', col, most)) o (known),
    (select private.distinct_values('private.audit_logs', col, most)) p (known)
$$;

comment on function private.distinct_audit_values(name, integer) is
  'The distinct values of a column of both audit logs; null when one has more than that many.';

create or replace function public.list_actors() returns table (user_id uuid, email text)
language sql stable rows 20 set search_path = ''
as $$
  select a.id::uuid, p.email
  from unnest(private.distinct_audit_values('actor_id', 200)) a (id)
  left join private.profiles p on p.user_id = a.id::uuid
$$;

comment on function public.list_actors() is
  'Every account that is the actor of a row in an audit log, former admins included; the address is null once the account is gone.';

insert into private.lists (list, source, condition, moment, series) values
  ('audit', 'private.audit_rows t', 'audit_condition', 't.created_at', 'actor')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('audit', 'created_at', array['t.created_at', 't.id'], '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('audit', 'action', 't.action', 'private.distinct_audit_values(''action'', 200)'),
  ('audit', 'entity', 't.entity', 'private.distinct_audit_values(''entity'', 200)'),
  ('audit', 'source', 't.source', '''{ops,platform}''::text[]'),
  ('audit', 'actor', 'coalesce(t.actor_id::text, ''platform'')',
    '(select v || ''{platform}''::text[] from private.distinct_audit_values(''actor_id'', 200) v where v is not null)')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke all on private.audit_rows, public.audit_list from public, anon, authenticated;

grant select on private.audit_rows, public.audit_list to authenticated, service_role;

revoke execute on function private.actor_condition(filter jsonb), private.audit_condition(filter jsonb),
  private.distinct_audit_values(col name, most integer), public.list_actors(),
  public.list_audit(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.actor_condition(filter jsonb), private.audit_condition(filter jsonb),
  private.distinct_audit_values(col name, most integer), public.list_actors(),
  public.list_audit(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- 52_latency_counts.sql

-- Durations of requests, counted so that percentiles over months cost as little as over an hour. Logging a request only
-- records its transaction, which costs next to nothing and waits for nobody; readers add to the totals what finished
-- transactions have logged. Both together are exact in every snapshot; only the place of a duration within a step of the
-- histogram is estimated, within 2 %. Rows without an endpoint or a duration are not counted.
create or replace function private.latency_step(duration_ms integer) returns smallint
language sql immutable parallel safe set search_path = ''
as $$ select case when duration_ms <= 1 then 0 else ceil(ln(duration_ms::double precision) / 0.0400053346136992) end::smallint $$;

comment on function private.latency_step(integer) is
  'The step of a logarithmic histogram that a duration falls into. Each step ends 1.02/0.98 times as high as the one before, so that private.step_duration is at most 2 % away from any duration in it.';

create or replace function private.step_duration(step integer) returns integer
language sql immutable parallel safe set search_path = ''
as $$ select round(0.98 * exp(step * 0.0400053346136992))::integer $$;

comment on function private.step_duration(integer) is 'The duration, in milliseconds, that stands for all in a step: see private.latency_step.';

create or replace function private.step_percentiles(steps integer[], requests numeric[]) returns integer[]
language sql immutable parallel safe set search_path = ''
as $$
  select array[private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.50 * r.total))),
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.95 * r.total))),
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.99 * r.total)))]
  from (
    select u.step, sum(u.requests) over (order by u.step) as so_far, sum(u.requests) over () as total
    from unnest(step_percentiles.steps, step_percentiles.requests) u (step, requests)
  ) r
$$;

comment on function private.step_percentiles(integer[], numeric[]) is 'p50, p95 and p99, in milliseconds, of so many requests in each of these steps.';

create or replace function private.latency_slot(moment timestamptz) returns timestamptz
language sql immutable parallel safe
as $$
  select case when moment >= '0001-01-01 00:00+00' and moment < '10000-01-01 00:00+00' then date_bin('5 minutes', moment, '2000-01-01 00:00+00') end
$$;

comment on function private.latency_slot(timestamptz) is 'The five minutes that a moment is in; null for a time out of range, such as infinity.';

-- Writers wait for nobody. A change to a counted request says so; one to a request that is not counted yet says which
-- it was, and either the count that comes to it sees the change as well, and drops it, or it is applied afterwards.
create or replace function private.count_changed_latency() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('latency');
    return null;
  end if;
  begin
    insert into private.latency_deltas (endpoint, method, slot, step, requests, slow, written_by, logged_at, epoch)
    select c.endpoint, c.method, c.slot, c.step, sum(c.sign), coalesce(sum(c.sign) filter (where c.is_slow), 0), c.written_by, c.logged_at, c.epoch
    from (
      select r.sign, left(r.endpoint, 500) as endpoint, coalesce(left(r.method, 50), '') as method, private.latency_slot(r.created_at) as slot,
        private.latency_step(r.duration_ms) as step, r.is_slow, f.epoch,
        case when p.counted then null else r.written_by end as written_by, case when p.counted then null else r.created_at end as logged_at
      from (
        select -1 as sign, b.written_by, b.endpoint, b.method, b.created_at, b.duration_ms, b.is_slow from before b
        union all
        select 1, a.written_by, a.endpoint, a.method, a.created_at, a.duration_ms, a.is_slow from after a
      ) r
      cross join private.latency_frontier f
      cross join lateral (select r.created_at >= f.counted_from and (r.written_by < f.counted_to or r.written_by is null) as counted) p
      -- What this transaction logged itself, and later ones, is counted once this one is over: as it is then.
      where (r.written_by is null or r.written_by < pg_current_xact_id())
        and private.latency_slot(r.created_at) is not null and r.endpoint is not null and r.duration_ms is not null
    ) c
    group by c.endpoint, c.method, c.slot, c.step, c.written_by, c.logged_at, c.epoch
    having sum(c.sign) <> 0 or coalesce(sum(c.sign) filter (where c.is_slow), 0) <> 0;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'counting', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.count_changed_latency() is 'Trigger: appends the effect of a statement that changed requests on their counts.';

create or replace function private.count_deleted_latency() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('latency');
    return null;
  end if;
  begin
    insert into private.latency_deltas (endpoint, method, slot, step, requests, slow, written_by, logged_at, epoch)
    select c.endpoint, c.method, c.slot, c.step, sum(c.sign), coalesce(sum(c.sign) filter (where c.is_slow), 0), c.written_by, c.logged_at, c.epoch
    from (
      select r.sign, left(r.endpoint, 500) as endpoint, coalesce(left(r.method, 50), '') as method, private.latency_slot(r.created_at) as slot,
        private.latency_step(r.duration_ms) as step, r.is_slow, f.epoch,
        case when p.counted then null else r.written_by end as written_by, case when p.counted then null else r.created_at end as logged_at
      from (select -1 as sign, g.written_by, g.endpoint, g.method, g.created_at, g.duration_ms, g.is_slow from gone g) r
      cross join private.latency_frontier f
      cross join lateral (select r.created_at >= f.counted_from and (r.written_by < f.counted_to or r.written_by is null) as counted) p
      -- What this transaction logged itself, and later ones, is counted once this one is over: as it is then.
      where (r.written_by is null or r.written_by < pg_current_xact_id())
        and private.latency_slot(r.created_at) is not null and r.endpoint is not null and r.duration_ms is not null
    ) c
    group by c.endpoint, c.method, c.slot, c.step, c.written_by, c.logged_at, c.epoch
    having sum(c.sign) <> 0 or coalesce(sum(c.sign) filter (where c.is_slow), 0) <> 0;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'counting', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.count_deleted_latency() is 'Trigger: appends what a statement''s deleted requests take away.';

create or replace function private.reset_latency() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    update private.latency_frontier f set counted_from = '-infinity', epoch = f.epoch + 1 where f.only_row;
    delete from private.latency_deltas d where d.slot is not null;
    delete from private.latency_rollup r where r.slot is not null;
    delete from private.latency_slots s where s.slot is not null;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'forgetting all requests', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.reset_latency() is 'Trigger: when latency_logs is truncated nothing is left to count.';

create or replace function private.apply_some_latency_deltas() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    perform private.apply_latency_deltas(8000);
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'applying changes', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.apply_some_latency_deltas() is 'Trigger: applies changes in one of many inserts, so that they do not pile up while nobody reads.';

revoke execute on function private.count_changed_latency(), private.count_deleted_latency(), private.apply_some_latency_deltas(),
  private.reset_latency(), private.latency_slot(moment timestamptz), private.latency_step(duration_ms integer), private.step_duration(step integer),
  private.step_percentiles(steps integer[], requests numeric[]) from public, anon, authenticated, service_role;

-- 53_latency_history.sql

-- Adds logged requests to the totals, and requests logged before the counting began: from the newest to the oldest, in
-- batches, each request counted once whatever is written meanwhile.
create or replace function private.recount_latency() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update private.latency_frontier f set counted_to = pg_snapshot_xmin(pg_current_snapshot()), epoch = f.epoch + 1,
    counted_from = coalesce((select date_bin('5 minutes', greatest(max(l.created_at), now()), '2000-01-01 00:00+00') + interval '5 minutes'
      from public.latency_logs l where private.latency_slot(l.created_at) is not null), '-infinity')
  where f.only_row;
  delete from private.latency_deltas d where d.slot is not null;
  delete from private.latency_rollup r where r.slot is not null;
  delete from private.latency_slots s where s.slot is not null;
end
$$;

comment on function private.recount_latency() is
  'Restarts the counting: all existing requests wait for private.count_latency_batch. Needed where transaction numbers restarted, as in a database restored from a dump.';

create or replace function private.end_of_batch(start xid8, most integer) returns xid8
language plpgsql stable set search_path = ''
as $$
declare
  reaches xid8;
begin
  -- All rows of a transaction at once, and of those only that are over, so that all their rows are seen.
  select l.written_by into reaches from public.latency_logs l where l.written_by >= start order by l.written_by offset most limit 1;
  if reaches = start then
    select l.written_by into reaches from public.latency_logs l where l.written_by > start order by l.written_by limit 1;
  end if;
  return greatest(start, least(pg_snapshot_xmin(pg_current_snapshot()), coalesce(reaches, pg_snapshot_xmin(pg_current_snapshot()))));
end
$$;

comment on function private.end_of_batch(xid8, integer) is 'The transaction, exclusive, up to which about the given number of requests since a transaction can be applied to the totals.';

create or replace function private.apply_latency_cells(start xid8, finish xid8, since timestamptz, changes tid[], out applied integer, out touched private.latency_slots[])
language sql volatile security definer set search_path = ''
as $$
  with dropped as (
    -- What is counted here is counted as these changes left it.
    delete from private.latency_deltas c where c.written_by >= start and c.written_by < finish and c.logged_at >= since
  ), news as (
    select left(l.endpoint, 500) as endpoint, coalesce(left(l.method, 50), '') as method, private.latency_slot(l.created_at) as slot,
      private.latency_step(l.duration_ms) as step, count(*) as requests, count(*) filter (where l.is_slow) as slow
    from public.latency_logs l
    where l.written_by >= start and l.written_by < finish and l.created_at >= since and private.latency_slot(l.created_at) is not null
      and l.endpoint is not null and l.duration_ms is not null
    group by 1, 2, 3, 4
    union all
    select c.endpoint, c.method, c.slot, c.step, c.requests, c.slow from private.latency_deltas c where c.ctid = any (changes)
  ), minutes as (
    select 300 as width, n.slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from news n where n.slot >= now() - interval '2 days' group by 2, 3, 4, 5
  ), hours as (
    select 3600 as width, date_bin('3600 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from news n group by 2, 3, 4, 5
  ), quarters as (
    select 21600 as width, date_bin('21600 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from hours n group by 2, 3, 4, 5
  ), days as (
    select 86400 as width, date_bin('86400 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from quarters n group by 2, 3, 4, 5
  ), decades as (
    select 864000 as width, date_bin('864000 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from days n group by 2, 3, 4, 5
  ), cells as (
    select * from minutes union all select * from hours union all select * from quarters union all select * from days union all select * from decades
  ), written as (
    insert into private.latency_rollup as r (width, slot, endpoint, method, step, requests, slow)
    select c.width, c.slot, c.endpoint, c.method, c.step, c.requests, c.slow from cells c where c.requests <> 0 or c.slow <> 0
    union all
    select c.width, c.slot, '*', '', c.step, sum(c.requests), sum(c.slow) from cells c group by 1, 2, 5 having sum(c.requests) <> 0 or sum(c.slow) <> 0
    on conflict (width, slot, endpoint, method, step) do update
      set requests = r.requests + excluded.requests, slow = r.slow + excluded.slow
    returning r.width, r.slot, r.endpoint, r.method
  )
  select coalesce((select sum(greatest(n.requests, 1)) from news n), 0)::integer,
    array(select distinct (w.width, w.slot, w.endpoint, w.method, 0, 0, '{}')::private.latency_slots from written w)
$$;

comment on function private.apply_latency_cells(xid8, xid8, timestamptz, tid[]) is
  'Adds to latency_rollup the requests of these transactions and these changes, and returns the slots that changed.';

create or replace function private.apply_latency_deltas(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  f private.latency_frontier;
  reaches xid8;
  taken tid[];
  done record;
begin
  -- At another isolation level a concurrent run would be a serialization failure, and in a read-only transaction the write an error.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on' then
    return 0;
  end if;
  select * into f from private.latency_frontier for update skip locked;
  if f.counted_to is null then
    return 0;
  elsif f.counted_to > pg_snapshot_xmax(pg_current_snapshot()) then
    perform private.recount_latency();
    return 0;
  end if;
  reaches := private.end_of_batch(f.counted_to, most);
  delete from private.latency_deltas c where c.epoch <> f.epoch;
  taken := array(select c.ctid from private.latency_deltas c
    where c.logged_at is null or c.logged_at >= f.counted_from and (c.written_by is null or c.written_by < f.counted_to) limit most);
  select * into done from private.apply_latency_cells(f.counted_to, reaches, f.counted_from, taken);
  update private.latency_frontier t set counted_to = reaches where t.counted_to <> reaches;
  if done.applied = 0 then
    return 0;
  end if;
  if cardinality(taken) > 0 then
    delete from private.latency_deltas c where c.ctid = any (taken);
    delete from private.latency_rollup r using unnest(done.touched) t
    where (r.width, r.slot, r.endpoint, r.method) = (t.width, t.slot, t.endpoint, t.method) and r.requests = 0 and r.slow = 0;
    delete from private.latency_slots s using unnest(done.touched) t
    where (s.width, s.slot, s.endpoint, s.method) = (t.width, t.slot, t.endpoint, t.method);
  end if;
  insert into private.latency_slots as s (width, slot, endpoint, method, requests, slow, percentiles)
  select r.width, r.slot, r.endpoint, r.method, sum(r.requests), sum(r.slow), private.step_percentiles(array_agg(r.step::integer), array_agg(r.requests::numeric))
  from unnest(done.touched) t join private.latency_rollup r on (r.width, r.slot, r.endpoint, r.method) = (t.width, t.slot, t.endpoint, t.method)
  where t.width <= 86400
  group by 1, 2, 3, 4
  on conflict (width, slot, endpoint, method) do update set requests = excluded.requests, slow = excluded.slow, percentiles = excluded.percentiles;
  delete from private.latency_rollup r where r.width = 300 and r.slot < now() - interval '2 days';
  delete from private.latency_slots s where s.width = 300 and s.slot < now() - interval '2 days';
  return done.applied;
end
$$;

comment on function private.apply_latency_deltas(integer) is
  'Adds about so many requests, and so many changes, to the totals and returns how many. Does nothing while another session applies changes: only one does so at a time, and no session waits.';

create or replace function private.count_latency_batch(most integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  f private.latency_frontier;
  reaches timestamptz;
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on' then
    return false;
  end if;
  select * into f from private.latency_frontier for update skip locked;
  if f.counted_from is null then
    return exists (select from private.latency_frontier o where o.counted_from > '-infinity');
  elsif f.counted_from = '-infinity' then
    return false;
  end if;
  select private.latency_slot(l.created_at) into reaches
  from public.latency_logs l where l.created_at < f.counted_from and private.latency_slot(l.created_at) is not null
  order by l.created_at desc offset most limit 1;
  with dropped as (
    delete from private.latency_deltas c where c.logged_at < f.counted_from and (reaches is null or c.logged_at >= reaches)
      and (c.written_by < f.counted_to or c.written_by is null)
  )
  insert into private.latency_deltas (endpoint, method, slot, step, requests, slow, epoch)
  select left(l.endpoint, 500), coalesce(left(l.method, 50), ''), private.latency_slot(l.created_at), private.latency_step(l.duration_ms),
    count(*), count(*) filter (where l.is_slow), f.epoch
  from public.latency_logs l
  where l.created_at < f.counted_from and (reaches is null or l.created_at >= reaches) and (l.written_by < f.counted_to or l.written_by is null)
    and private.latency_slot(l.created_at) is not null and l.endpoint is not null and l.duration_ms is not null
  group by 1, 2, 3, 4;
  update private.latency_frontier t set counted_from = coalesce(reaches, '-infinity') where t.only_row;
  return reaches is not null;
end
$$;

comment on function private.count_latency_batch(integer) is
  'Counts about the given number of requests that were logged before the counting began; returns whether there are more. Writers do not wait for it.';

create or replace function private.refresh_latency() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.mend('latency');
  if exists (select from private.latency_frontier f where f.counted_from > '-infinity') then
    perform private.count_latency_batch(5000);
  end if;
  perform private.apply_latency_deltas(10000);
end
$$;

comment on function private.refresh_latency() is 'Called before latency is read: counts some more of the older requests, and applies pending changes.';

create or replace function private.count_history(most integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  remaining boolean := private.count_latency_batch(most);
begin
  perform private.apply_latency_deltas(200000);
  return remaining;
end
$$;

comment on function private.count_history(integer) is 'What public.count_latency_history does.';

create or replace function public.count_latency_history(most integer default 50000) returns boolean
language sql volatile set search_path = ''
as $$ select private.count_history(most) $$;

comment on function public.count_latency_history(integer) is
  'For the backend, once on a database in use: counts about so many of the requests that were there before the dashboard. Call it until it returns false; looking at the page does the same in smaller parts.';

create or replace function private.counted_from() returns timestamptz
language sql stable security definer set search_path = ''
as $$ select nullif(f.counted_from, '-infinity') from private.latency_frontier f where private.is_admin() $$;

comment on function private.counted_from() is 'What public.latency_counted_from returns.';

create or replace function public.latency_counted_from() returns timestamptz
language sql stable set search_path = ''
as $$ select private.counted_from() $$;

comment on function public.latency_counted_from() is 'From when on requests are counted, while older ones wait to be; null once all are.';

create or replace trigger apply_some_latency_deltas after insert on public.latency_logs
  for each row when (random() < 0.001) execute function private.apply_some_latency_deltas();

create or replace trigger count_changed_latency after update on public.latency_logs
  referencing old table as before new table as after for each statement execute function private.count_changed_latency();

create or replace trigger count_deleted_latency after delete on public.latency_logs
  referencing old table as gone for each statement execute function private.count_deleted_latency();

create or replace trigger reset_latency after truncate on public.latency_logs
  for each statement execute function private.reset_latency();

revoke execute on function private.count_history(most integer), private.count_latency_batch(most integer),
  private.counted_from(),
  private.apply_latency_cells(start xid8, finish xid8, since timestamp with time zone, changes tid[], OUT applied integer, OUT touched private.latency_slots[]),
  private.apply_latency_deltas(most integer), private.end_of_batch(start xid8, most integer), private.recount_latency(),
  private.refresh_latency(), public.count_latency_history(most integer), public.latency_counted_from()
  from public, anon, authenticated, service_role;

grant execute on function private.counted_from(), public.latency_counted_from() to authenticated, service_role;

grant execute on function private.count_history(most integer), public.count_latency_history(most integer)
  to service_role;

-- 54_latency_figures.sql

-- The latency page's figures: percentiles of each endpoint, over time, and the slowest requests.
create or replace function private.check_latency_period(width integer, since timestamptz, until timestamptz) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only admins see latency' using errcode = '42501';
  end if;
  if width is null or width not in (300, 3600, 21600, 86400) then
    raise exception 'width must be 300, 3600, 21600 or 86400 seconds' using errcode = '22023';
  end if;
  if since is null or until is null or until <= since or extract(epoch from until - since) > width * 400.0 then
    raise exception 'until must be later than since, by 400 slots at most' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_latency_period(integer, timestamptz, timestamptz) is 'Refuses callers who are not admins, and periods that no page asks for.';

create or replace function private.latency_pending(wanted integer, since timestamptz, until timestamptz)
returns table (slot timestamptz, endpoint text, method text, step integer, requests numeric, slow numeric)
language plpgsql stable set search_path = ''
as $$
declare
  f private.latency_frontier;
begin
  select * into f from private.latency_frontier;
  return query
  with pending as (
    select c.slot, c.endpoint, c.method, c.step, c.requests, c.slow from private.latency_deltas c
    where c.epoch = f.epoch
      and (c.logged_at is null or c.logged_at >= f.counted_from and (c.written_by is null or c.written_by < f.counted_to))
    union all
    select private.latency_slot(l.created_at), left(l.endpoint, 500), coalesce(left(l.method, 50), ''), private.latency_step(l.duration_ms), 1, (l.is_slow is true)::integer
    from private.latency_logs l
    where l.written_by >= f.counted_to and l.created_at >= f.counted_from and private.latency_slot(l.created_at) is not null and l.endpoint is not null and l.duration_ms is not null
  )
  select date_bin(make_interval(secs => wanted), p.slot, '2000-01-01 00:00+00') as slot, e.endpoint, e.method, p.step::integer, sum(p.requests)::numeric, sum(p.slow)::numeric
  from pending p cross join lateral (values (p.endpoint, p.method), ('*', '')) e (endpoint, method)
  where p.slot >= since and p.slot < until
  group by 1, 2, 3, 4;
end
$$;

comment on function private.latency_pending(integer, timestamptz, timestamptz) is
  'Requests per slot, endpoint, method and step that the totals lack: those of transactions that were open when changes were last applied, and changes since.';

create or replace function private.latency_parts(width integer, since timestamptz, until timestamptz)
returns table (width integer, since timestamptz, until timestamptz)
language sql stable rows 5 set search_path = ''
as $$
  with spans as (
    select latency_parts.width as w, latency_parts.since as starts, latency_parts.until as ends
    union all
    select u.w, date_bin(make_interval(secs => u.w), latency_parts.since + make_interval(secs => u.w) - interval '1 microsecond', '2000-01-01 00:00+00'),
      date_bin(make_interval(secs => u.w), latency_parts.until, '2000-01-01 00:00+00')
    from unnest('{3600,21600,86400,864000}'::integer[]) u (w) where u.w > latency_parts.width
  ), nested as (
    select s.*, lead(s.starts) over (order by s.w) as inner_starts, lead(s.ends) over (order by s.w) as inner_ends from spans s where s.starts < s.ends
  )
  select n.w, p.starts, p.ends from nested n
  cross join lateral (values (n.starts, coalesce(n.inner_starts, n.ends)), (n.inner_ends, n.ends)) p (starts, ends)
  where p.starts < p.ends
$$;

comment on function private.latency_parts(integer, timestamptz, timestamptz) is
  'A period in the fewest slots that it is made of: ten days where they fit, at its ends days, hours, and what its own slots leave.';

create or replace function private.latency_slot_figures(wanted integer, since timestamptz, until timestamptz, of_endpoint text, of_method text)
returns table (slot timestamptz, endpoint text, method text, requests bigint, slow bigint, percentiles integer[])
language sql stable set search_path = ''
as $$
  with pending as materialized (
    select p.* from private.latency_pending(wanted, since, until) p
    where of_endpoint is null or (p.endpoint, p.method) = (of_endpoint, of_method)
  ), touched as materialized (
    select distinct p.slot, p.endpoint, p.method from pending p
  )
  select s.slot, s.endpoint, s.method, s.requests, s.slow, s.percentiles from private.latency_slots s
  where s.width = wanted and s.slot >= since and s.slot < until and (of_endpoint is null or (s.endpoint, s.method) = (of_endpoint, of_method))
    and not exists (select from touched t where (t.slot, t.endpoint, t.method) = (s.slot, s.endpoint, s.method))
  union all
  select c.slot, c.endpoint, c.method, sum(c.requests)::bigint, sum(c.slow)::bigint, private.step_percentiles(array_agg(c.step), array_agg(c.requests))
  from (
    select r.slot, r.endpoint, r.method, r.step::integer, r.requests::numeric, r.slow::numeric
    from touched t join private.latency_rollup r on (r.width, r.slot, r.endpoint, r.method) = (wanted, t.slot, t.endpoint, t.method)
    union all
    select * from pending
  ) c
  group by 1, 2, 3
  having sum(c.requests) > 0
$$;

comment on function private.latency_slot_figures(integer, timestamptz, timestamptz, text, text) is
  'Requests, slow ones and percentiles of every slot, of each endpoint or of one: as stored, or computed where changes are pending.';

create or replace function private.latency_endpoints(width integer, since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer,
  previous_requests bigint, previous_slow bigint, previous_p95 integer, trend integer[])
language plpgsql volatile security definer rows 100 set search_path = ''
as $$
#variable_conflict use_column
declare
  began constant timestamptz := latency_endpoints.since - (latency_endpoints.until - latency_endpoints.since);
begin
  perform private.check_latency_period(width, since, until);
  perform private.refresh_latency();
  return query
  with cells as (
    select r.endpoint, r.method, p.is_now, r.step::integer, r.requests::numeric, r.slow::numeric
    from (
      select n.*, true as is_now from private.latency_parts(latency_endpoints.width, latency_endpoints.since, latency_endpoints.until) n
      union all
      select b.*, false from private.latency_parts(latency_endpoints.width, began, latency_endpoints.since) b
    ) p
    join private.latency_rollup r on r.width = p.width and r.slot >= p.since and r.slot < p.until
    union all
    select p.endpoint, p.method, p.slot >= latency_endpoints.since, p.step, p.requests, p.slow
    from private.latency_pending(latency_endpoints.width, began, latency_endpoints.until) p
  ), steps as (
    select c.endpoint, c.method, c.is_now, c.step, sum(c.requests) as requests, sum(c.slow) as slow from cells c group by 1, 2, 3, 4
  ), figures as (
    select s.endpoint, s.method, s.is_now, sum(s.requests)::bigint as requests, sum(s.slow)::bigint as slow,
      private.step_percentiles(array_agg(s.step), array_agg(s.requests)) as percentiles
    from steps s group by 1, 2, 3 having sum(s.requests) > 0
  ), trends as (
    select t.endpoint, t.method, array_agg(t.percentiles[2] order by t.slot) as trend
    from private.latency_slot_figures(latency_endpoints.width, latency_endpoints.since, latency_endpoints.until, null, null) t group by 1, 2
  )
  select nullif(f.endpoint, '*'), nullif(f.method, ''), f.requests, f.slow, f.percentiles[1], f.percentiles[2], f.percentiles[3],
    coalesce(p.requests, 0), coalesce(p.slow, 0), p.percentiles[2], case when f.endpoint = '*' then '{}' else coalesce(t.trend, '{}') end
  from figures f
  left join figures p on not p.is_now and (p.endpoint, p.method) = (f.endpoint, f.method)
  left join trends t on (t.endpoint, t.method) = (f.endpoint, f.method)
  where f.is_now
  order by f.endpoint <> '*', f.endpoint, f.method;
end
$$;

comment on function private.latency_endpoints(integer, timestamptz, timestamptz) is 'What public.latency_endpoints returns.';

create or replace function public.latency_endpoints(width integer, since timestamptz, until timestamptz)
returns table (endpoint text, method text, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer,
  previous_requests bigint, previous_slow bigint, previous_p95 integer, trend integer[])
language sql volatile rows 100 set search_path = ''
as $$ select * from private.latency_endpoints(width, since, until) $$;

comment on function public.latency_endpoints(integer, timestamptz, timestamptz) is
  'Requests, slow ones, and p50, p95, p99 in milliseconds of every endpoint and method between two moments, all together in the row without an endpoint; the same of as long a period before; and the p95 of each slot that had requests. Counts are exact, percentiles within 2 %. width: the slots'' length in seconds.';

create or replace function private.latency_over_time(width integer, since timestamptz, until timestamptz, endpoint text, method text)
returns table (slot timestamptz, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language plpgsql volatile security definer rows 100 set search_path = ''
as $$
begin
  perform private.check_latency_period(width, since, until);
  perform private.refresh_latency();
  return query
  select f.slot, f.requests, f.slow, f.percentiles[1], f.percentiles[2], f.percentiles[3]
  from private.latency_slot_figures(latency_over_time.width, latency_over_time.since, latency_over_time.until,
    coalesce(latency_over_time.endpoint, '*'), coalesce(latency_over_time.method, '')) f
  order by 1;
end
$$;

comment on function private.latency_over_time(integer, timestamptz, timestamptz, text, text) is 'What public.latency_over_time returns.';

create or replace function public.latency_over_time(width integer, since timestamptz, until timestamptz, endpoint text default null, method text default null)
returns table (slot timestamptz, requests bigint, slow bigint, p50 integer, p95 integer, p99 integer)
language sql volatile rows 100 set search_path = ''
as $$ select * from private.latency_over_time(width, since, until, endpoint, method) $$;

comment on function public.latency_over_time(integer, timestamptz, timestamptz, text, text) is
  'The figures of public.latency_endpoints for each slot that had requests, of all endpoints, or of one and its method (none: of requests that name none).';

create or replace function public.latency_worst(since timestamptz, until timestamptz, of_endpoint text default null, of_method text default null,
  cursor_duration integer default null, cursor_id uuid default null, page_size integer default 20)
returns table (id uuid, endpoint text, method text, duration_ms integer, status_code integer, is_slow boolean, request_id text,
  created_at timestamptz, user_id uuid, business_name text)
language plpgsql stable rows 20 set search_path = ''
as $$
begin
  if page_size is null or page_size not between 1 and 200 then
    raise exception 'page_size must be between 1 and 200' using errcode = '22023';
  end if;
  -- distinct_values answers in the collation of names, in which no index could find them.
  return query execute format('
    select l.id, l.endpoint, l.method, l.duration_ms, l.status_code, l.is_slow, l.request_id, l.created_at, l.user_id, p.business_name
    from unnest(%s) e (endpoint)
    cross join lateral (
      select l.* from private.latency_logs l
      where l.endpoint = e.endpoint collate "default" and l.created_at >= $1 and l.created_at < $2 %s %s
      order by l.duration_ms desc, l.id desc limit %s
    ) l
    left join private.profiles p on p.user_id = l.user_id
    order by l.duration_ms desc, l.id desc limit %s',
    case when of_endpoint is null then 'private.distinct_values(''private.latency_logs'', ''endpoint'', 200)' else 'array[$3]' end,
    case when of_method is null then '' else 'and l.method = $4' end,
    case when cursor_id is null then '' else 'and (l.duration_ms, l.id) < ($5, $6)' end, page_size, page_size)
    using since, until, of_endpoint, of_method, cursor_duration, cursor_id;
end
$$;

comment on function public.latency_worst(timestamptz, timestamptz, text, text, integer, uuid, integer) is
  'The requests that took longest between two moments, of all endpoints or of one; the next page starts after the last one''s duration and id.';

revoke execute on function
  private.check_latency_period(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_over_time(width integer, since timestamp with time zone, until timestamp with time zone, endpoint text, method text),
  private.latency_parts(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_pending(wanted integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_slot_figures(wanted integer, since timestamp with time zone, until timestamp with time zone, of_endpoint text, of_method text),
  public.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  public.latency_over_time(width integer, since timestamp with time zone, until timestamp with time zone, endpoint text, method text),
  public.latency_worst(since timestamp with time zone, until timestamp with time zone, of_endpoint text, of_method text, cursor_duration integer, cursor_id uuid, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function
  private.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  private.latency_over_time(width integer, since timestamp with time zone, until timestamp with time zone, endpoint text, method text),
  public.latency_endpoints(width integer, since timestamp with time zone, until timestamp with time zone),
  public.latency_over_time(width integer, since timestamp with time zone, until timestamp with time zone, endpoint text, method text),
  public.latency_worst(since timestamp with time zone, until timestamp with time zone, of_endpoint text, of_method text, cursor_duration integer, cursor_id uuid, page_size integer)
  to authenticated, service_role;

-- 60_customer_value.sql

-- The value of customers: plan prices, value at risk, last contact.

create or replace function private.plan_price(tier text) returns numeric
language sql stable set search_path = ''
as $$
  select coalesce(
    (select s.monthly_price from private.tier_snapshots s
      where private.plan_word(s.tier_id) = tier and s.effective_from <= now() and (s.effective_until is null or s.effective_until > now())
      order by s.effective_from desc limit 1),
    private.monthly_value(tier))
$$;

comment on function private.plan_price(text) is
  'What a plan costs a month, in dollars: its snapshot in force, or where there is none a figure that keeps the plans in their order; null for a plan that nobody knows the price of.';

create or replace function public.last_contact(customer uuid) returns table (kind text, happened_at timestamptz, actor_email text, words text)
language sql stable rows 1 set search_path = ''
as $$
  select c.kind, c.happened_at, p.email, left(c.words, 400)
  from (
    (select 'comment' as kind, m.created_at as happened_at, m.author_id as actor_id, m.body as words
      from public.comments m
      where m.entity = 'profiles' and m.entity_id = customer
        or m.entity = 'churn_alerts' and m.entity_id in (select a.id from private.churn_alerts a where a.user_id = customer)
      order by m.created_at desc limit 1)
    union all
    (select 'resolution', a.resolved_at, a.resolved_by, a.resolution_notes
      from private.churn_alerts a where a.user_id = customer and a.resolved_at is not null and a.resolution_notes is not null
      order by a.resolved_at desc limit 1)
    union all
    (select 'message', s.created_at, null::uuid, s.body
      from private.messages s join private.profiles o on o.user_id = s.user_id
      where s.user_id = customer and s.direction = 'outbound' and s.to_number = o.transfer_number
      order by s.created_at desc limit 1)
  ) c
  left join private.profiles p on p.user_id = c.actor_id
  order by c.happened_at desc limit 1
$$;

comment on function public.last_contact(uuid) is
  'The time of the last known contact with a customer: a comment on them or their churn alerts, the notes of a churn alert that was resolved, or a text message to their own number. Messages that their business sends to its callers are no contact.';

-- A customer's monthly value, value at risk and last contact, stored so that indexes can order by them.
create or replace function private.monthly_value(tier text) returns integer
language sql immutable set search_path = ''
as $$ select case tier when 'core' then 149 when 'pro' then 249 when 'elite' then 497 when 'scale' then 997 end $$;

comment on function private.monthly_value(text) is 'What a plan costs a month, in dollars; null for a plan without a known price.';

create or replace function private.refresh_figures_of(customers uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- Only one session refreshes at a time and none waits; what it leaves, the next one does.
  if not pg_try_advisory_xact_lock(hashtext('private.customer_figures')) or cardinality(customers) > 100 then
    insert into private.stale_customers (user_id) select distinct c.id from unnest(customers) c (id) where c.id is not null;
    return;
  end if;
  insert into private.customer_figures as f (user_id, value_at_risk)
  select distinct on (p.user_id) p.user_id, coalesce(private.monthly_value(p.tier), 0) * case when h.score is null then 0 else 100 - least(greatest(h.score, 0), 100) end
  from private.profiles p left join private.customer_health_scores h on h.user_id = p.user_id
  where p.user_id = any (customers)
  order by p.user_id, h.score
  on conflict (user_id) do update set value_at_risk = excluded.value_at_risk where f.value_at_risk <> excluded.value_at_risk;
end
$$;

comment on function private.refresh_figures_of(uuid[]) is
  'Refreshes the value at risk of customers; notes them for later where there are more than a hundred, or while another session refreshes.';

create or replace function private.refresh_stale_customers(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  stale uuid[];
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.customer_figures')) then
    return 0;
  end if;
  with taken as (
    delete from private.stale_customers s where s.ctid = any (array(select o.ctid from private.stale_customers o limit least(most, 100)))
    returning s.user_id
  )
  select array_agg(distinct t.user_id) into stale from taken t;
  perform private.refresh_figures_of(stale);
  return coalesce(cardinality(stale), 0);
end
$$;

comment on function private.refresh_stale_customers(integer) is 'Refreshes at most a hundred of the customers that triggers left, and returns how many.';

create or replace function private.refresh_customer_figures() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('private.customer_figures'));
  delete from private.stale_customers s where s.user_id is not null;
  insert into private.customer_figures as f (user_id, value_at_risk, last_contact)
  select distinct on (p.user_id) p.user_id, coalesce(private.monthly_value(p.tier), 0) * case when h.score is null then 0 else 100 - least(greatest(h.score, 0), 100) end,
    coalesce(c.happened_at, 'epoch')
  from private.profiles p
  left join private.customer_health_scores h on h.user_id = p.user_id
  left join lateral public.last_contact(p.user_id) c on true
  where p.user_id is not null
  order by p.user_id, h.score
  on conflict (user_id) do update set value_at_risk = excluded.value_at_risk, last_contact = greatest(f.last_contact, excluded.last_contact)
  where f.value_at_risk <> excluded.value_at_risk or f.last_contact < excluded.last_contact;
end
$$;

comment on function private.refresh_customer_figures() is 'Refreshes the figures of all customers, after a trigger could not.';

create or replace function private.refresh_value_at_risk() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('customers');
    return null;
  end if;
  begin
    perform private.refresh_figures_of(array[case when tg_op = 'DELETE' then old.user_id else new.user_id end]);
  exception
    when others then
      perform private.note_failure('customers', tg_table_name, null, 'value at risk', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.refresh_value_at_risk() is 'Trigger: a customer''s value at risk follows their plan and their score.';

create or replace function private.refresh_values_at_risk() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('customers');
    return null;
  end if;
  begin
    perform private.refresh_figures_of(array(select distinct n.user_id from news n where n.user_id is not null));
  exception
    when others then
      perform private.note_failure('customers', tg_table_name, null, 'value at risk', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.refresh_values_at_risk() is 'Trigger: as private.refresh_value_at_risk, for all rows of a statement.';

create or replace function private.refresh_last_contact(customer uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform from private.customer_figures f where f.user_id = customer for update skip locked;
  if found then
    update private.customer_figures f set last_contact = moment where f.user_id = customer and f.last_contact < moment;
  elsif exists (select from private.customer_figures f where f.user_id = customer) then
    perform nextval('private.lost_customers');
  end if;
end
$$;

comment on function private.refresh_last_contact(uuid, timestamptz) is
  'Moves a customer''s last contact forward, never back; while somebody else changes the customer''s figures it is left to be looked up.';

create or replace function private.record_contact() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('customers');
    return null;
  end if;
  begin
    case tg_table_name
      when 'comments' then
        perform private.refresh_last_contact(case new.entity when 'profiles' then new.entity_id
          else (select c.user_id from private.churn_alerts c where c.id = new.entity_id) end, new.created_at);
      when 'churn_alerts' then
        perform private.refresh_last_contact(new.user_id, new.resolved_at);
      else
        perform private.refresh_last_contact(p.user_id, new.created_at)
        from private.profiles p where p.user_id = new.user_id and p.transfer_number = new.to_number;
    end case;
  exception
    when others then
      perform private.note_failure('customers', tg_table_name, to_jsonb(new) ->> 'id', 'last contact', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.record_contact() is 'Trigger: comments, notes of resolutions and text messages to the customer''s own number are contact; see last_contact().';

create or replace trigger refresh_new_value_at_risk after insert on public.profiles referencing new table as news
  for each statement execute function private.refresh_values_at_risk();

create or replace trigger refresh_value_at_risk after update on public.profiles for each row
  when (old.tier is distinct from new.tier) execute function private.refresh_value_at_risk();

create or replace trigger refresh_new_value_at_risk after insert on public.customer_health_scores referencing new table as news
  for each statement execute function private.refresh_values_at_risk();

create or replace trigger refresh_lost_value_at_risk after delete on public.customer_health_scores referencing old table as news
  for each statement execute function private.refresh_values_at_risk();

create or replace trigger refresh_value_at_risk after update on public.customer_health_scores for each row
  when (old.score is distinct from new.score) execute function private.refresh_value_at_risk();

-- Where the platform keeps the plan of a customer, a customer's plan is a column of these.
do $$
declare
  relation text;
begin
  foreach relation in array '{subscriptions,usage_limits}'::text[] loop
    continue when private.is_ours('profiles');
    execute format('create or replace trigger refresh_new_value_at_risk after insert on public.%I referencing new table as news
      for each statement execute function private.refresh_values_at_risk()', relation);
  end loop;
  if not private.is_ours('profiles') then
    -- Without a condition: a row of the platform may hold what cannot be compared.
    create or replace trigger refresh_value_at_risk after update on public.subscriptions for each row
      execute function private.refresh_value_at_risk();
    create or replace trigger refresh_lost_value_at_risk after delete on public.subscriptions referencing old table as news
      for each statement execute function private.refresh_values_at_risk();
    -- Counting a call changes neither of these.
    execute format('create or replace trigger refresh_value_at_risk after update on public.usage_limits for each row
      when (%s) execute function private.refresh_value_at_risk()', private.has_changed('usage_limits', '{tier,tier_id}'));
  end if;
end
$$;

create or replace trigger record_contact after insert on public.comments for each row
  when (new.entity in ('profiles', 'churn_alerts')) execute function private.record_contact();

create or replace trigger record_contact after insert or update of resolved_at on public.churn_alerts for each row
  when (new.resolved_at is not null and new.resolution_notes is not null) execute function private.record_contact();

create or replace trigger record_contact after insert on public.messages for each row
  when (new.direction = 'outbound') execute function private.record_contact();

-- On the platform's tables, in place of foreign keys: deletes orphans a few rows at a time.
create or replace function private.forget_orphans() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_ours('profiles') or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.forget_orphans')) then
    return;
  end if;
  delete from private.customer_figures f where not exists (select from public.profiles p where p.user_id = f.user_id);
  delete from public.customer_owners o where not exists (select from auth.users u where u.id = o.user_id);
  delete from private.credit_grants g where not exists (select from auth.users u where u.id = g.user_id);
  delete from public.saved_views v where not exists (select from auth.users u where u.id = v.owner_id);
  if private.is_ours('customer_health_history') then
    delete from public.customer_health_history h where h.id = any (array(
      select o.id from public.customer_health_history o where not exists (select from auth.users u where u.id = o.user_id) limit 1000));
  end if;
end
$$;

comment on function private.forget_orphans() is
  'Deletes what belonged to accounts that are gone, on a database in use, where no foreign key of ours may lead to the platform''s tables. Readers of the overview call it.';

drop policy if exists customer_figures_select on private.customer_figures;
create policy customer_figures_select on private.customer_figures for select to authenticated using ((select private.is_admin()));

revoke all on private.customer_figures from public;

grant select on private.customer_figures to authenticated;

grant all on private.customer_figures to service_role;

revoke execute on function private.record_contact(),
  private.refresh_last_contact(customer uuid, moment timestamp with time zone), private.refresh_value_at_risk(), private.refresh_values_at_risk(),
  private.refresh_figures_of(customers uuid[]), private.refresh_stale_customers(most integer), private.refresh_customer_figures(),
  private.forget_orphans(),
  private.monthly_value(tier text), private.plan_price(tier text), public.last_contact(customer uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.monthly_value(tier text), public.last_contact(customer uuid)
  to authenticated, service_role;

-- 61_customers.sql

-- The list of customers.

create or replace view public.customer_list with (security_invoker = true) as
select p.user_id, p.email, p.business_name, p.tier, p.industry, p.role, p.area_code,
  h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
  (select count(*)::integer from (
    select from private.ops_alerts a
    where a.user_id = p.user_id and (a.acknowledged_at is null or a.returns_at is not null)
      and (a.returns_at is null or a.returns_at <= now()) limit 100
  ) a) as open_alerts,
  (select count(*)::integer from (
    select from private.error_logs e where e.user_id = p.user_id and e.resolved_at is null limit 100
  ) e) as unresolved_errors,
  (select count(*)::integer from (
    select from private.churn_alerts c where c.user_id = p.user_id and c.resolved_at is null limit 100
  ) c) as open_churn
from private.profiles p
left join private.customer_health_scores h on h.user_id = p.user_id
where (p.role in ('admin', 'seller')) is not true;

comment on view public.customer_list is 'Customers with their health and what is open for them, each count at most 100.';

-- The list of customers with what their health has done, what is at risk, and what is open for them.
create or replace function private.customers_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  days text := private.filter_text(filter, 'no_contact');
begin
  if days is not null and (days !~ '^[0-9]{1,3}$' or days::integer not between 1 and 365) then
    perform private.refuse_filter('no_contact', 'a number of days from 1 to 365');
  end if;
  return concat_ws(' and ',
    '(t.role in (''admin'', ''seller'')) is not true',
    private.one_of('h.grade', filter, 'grade'),
    private.one_of('h.risk_level', filter, 'risk'),
    private.plan_condition(filter),
    private.word_condition('industry', 't.industry', 't.raw_industry', private.filter_texts(filter, 'industry')),
    private.one_of(private.customer_usage(), filter, 'usage'),
    'coalesce(f.last_contact, ''epoch'') < now() - interval ''' || days || ' days''',
    private.contains('(coalesce(t.business_name, '''') || '' '' || t.email)', filter),
    'h.last_calculated >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.user_id', filter) end);
end
$$;

comment on function private.customers_condition(jsonb) is
  'The condition on profiles t, customer_health_scores h, usage_limits u and customer_figures f that a customers filter stands for.';

create or replace function private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  s record;
  ascending boolean := (descending is false) <> (backward is true);
  forward boolean := backward is not true;
  condition text := private.customers_condition(filter);
  from_others boolean;
  ranked text;
  others text;
begin
  perform private.check_page(cursor_values, page_size);
  select * into s from private.customer_sorts() c where c.sort = customers_ids.sort;
  if s is null then
    raise exception 'sort must be one of %', (select string_agg(c.sort, ', ' order by c.sort) from private.customer_sorts() c)
      using errcode = '22023';
  end if;
  from_others := s.others is not null and jsonb_typeof(cursor_values) = 'array' and cursor_values -> 0 = 'null';
  ranked := private.page_ids(private.customer_source(s.driver), 't.user_id', condition,
    array[s.key, coalesce(right(s.driver, 1), 't') || '.user_id'],
    case when not from_others then private.cursor_start(cursor_values, array[case s.kind when 'text' then 'coalesce(%L, '''')' else '%L::' || s.kind end, '%L::uuid']) end,
    ascending, page_size);
  if s.others is null then
    return ranked;
  end if;
  others := private.page_ids(private.customer_source(null), 't.user_id', condition || ' and ' || s.others, '{t.user_id}',
    case when from_others then array[format('%L::uuid', cursor_values ->> 1)] end, ascending, page_size);
  return case
    when forward and from_others then others
    when forward then format('(%s) union all (%s) limit %s', ranked, others, page_size)
    when from_others then format('(%s) union all (%s) limit %s', others, ranked, page_size)
    else ranked
  end;
end
$$;

comment on function private.customers_ids(jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of the ids of one page of customers: those that have what is sorted by in its order, then those without.';

create or replace function private.customer_usage() returns text
language sql immutable set search_path = ''
as $$ select 'case when u.hard_stop_active then ''stopped'' when u.used_percent >= 100 then ''over'' when u.used_percent >= 80 then ''near'' when u.user_id is not null then ''under'' end' $$;

comment on function private.customer_usage() is 'The expression on usage_limits u of where a customer stands with their plan.';

create or replace function private.customer_sorts() returns table (sort text, driver text, key text, kind text, others text)
language sql immutable rows 6 set search_path = ''
as $$
  select s.sort, s.driver, s.key, s.kind, s.others
  from (values
    ('score', 'private.customer_health_scores h', 'h.score', 'integer', 'h.user_id is null'),
    ('last_calculated', 'private.customer_health_scores h', 'h.last_calculated', 'timestamptz', 'h.user_id is null'),
    ('used_percent', 'private.usage_limits u', 'u.used_percent', 'integer', 'u.user_id is null'),
    ('value_at_risk', 'private.customer_figures f', 'f.value_at_risk', 'integer', null),
    ('last_contact', 'private.customer_figures f', 'f.last_contact', 'timestamptz', null),
    ('business_name', null, 'coalesce(t.business_name, '''')', 'text', null)
  ) s (sort, driver, key, kind, others)
$$;

comment on function private.customer_sorts() is
  'The sorts of customers: the table whose index has the order, the key, its type, and the customers missing from that table, who come last in both directions.';

create or replace function private.customer_source(driver text) returns text
language sql immutable set search_path = ''
as $$
  select case when driver is null then 'private.profiles t' else driver || ' join private.profiles t on t.user_id = ' || right(driver, 1) || '.user_id' end
    || case when driver like '%h' then '' else ' left join private.customer_health_scores h on h.user_id = t.user_id' end
    || case when driver like '%u' then '' else ' left join private.usage_limits u on u.user_id = t.user_id' end
    || case when driver like '%f' then '' else ' left join private.customer_figures f on f.user_id = t.user_id' end
$$;

comment on function private.customer_source(text) is 'Profiles t with h, u and f, read in the order of the table that drives a sort.';

create or replace view public.customer_health_list with (security_invoker = true) as
select p.user_id, p.email, p.business_name, p.tier, p.industry, p.role, p.area_code,
  h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
  w.score as score_week_ago, w.factors as factors_week_ago,
  -- From one walk over the history: each score counts until the next one.
  (select array_agg(r.score order by d.day) from (
    select y.score, y.day, coalesce(lead(y.day) over (order by y.created_at, y.id), 31) as next_day from (
      (select b.score, b.created_at, b.id, 0 as day from private.customer_health_history b
      where b.user_id = p.user_id and b.created_at <= now() - interval '30 days' order by b.created_at desc, b.id desc limit 1)
      union all
      select b.score, b.created_at, b.id, 30 - floor(extract(epoch from now() - b.created_at) / 86400)::integer
      from private.customer_health_history b
      where b.user_id = p.user_id and b.created_at > now() - interval '30 days' and b.created_at <= now()
    ) y
  ) r, generate_series(r.day, r.next_day - 1) d (day)) as daily_scores,
  private.monthly_value(p.tier) as monthly_value, coalesce(f.value_at_risk, 0) as value_at_risk, coalesce(f.last_contact, 'epoch') as last_contact,
  u.used_percent, u.hard_stop_active, a.last_activity,
  (select count(*)::integer from (
    select from private.ops_alerts o where o.user_id = p.user_id and o.acknowledged_at is null limit 100
  ) o) as open_alerts,
  (select count(*)::integer from (
    select from private.error_logs e where e.user_id = p.user_id and e.resolved_at is null limit 100
  ) e) as unresolved_errors
from private.profiles p
left join private.customer_health_scores h on h.user_id = p.user_id
left join private.usage_limits u on u.user_id = p.user_id
left join private.customer_figures f on f.user_id = p.user_id
left join lateral (
  select y.score, y.factors from private.customer_health_history y
  where y.user_id = p.user_id and y.created_at <= now() - interval '7 days' order by y.created_at desc, y.id desc limit 1
) w on true
left join lateral (
  select greatest(
    (select c.created_at from private.usage_calls c where c.user_id = p.user_id order by c.created_at desc limit 1),
    (select s.last_active from private.active_sessions s where s.user_id = p.user_id order by s.last_active desc limit 1)
  ) as last_activity
) a on true
where (p.role in ('admin', 'seller')) is not true;

comment on view public.customer_health_list is
  'Customers with their health now and a week ago, once a day over 30 days, the value that is at risk, and what is open for them, each count at most 100. Meant for the rows of one page: every row costs a few dozen look-ups.';

create or replace function public.list_customer_health(filter jsonb default '{}', sort text default 'value_at_risk',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.customer_health_list
language plpgsql stable set search_path = ''
as $$
declare
  direction text := case when descending is false then 'asc' else 'desc' end;
begin
  return query execute format('select l.* from (%s) page join public.customer_health_list l on l.user_id = page.id order by %s %s nulls last, l.user_id %s',
    private.page_of('customers', filter, sort, descending, cursor_values, backward, page_size),
    case when sort = 'business_name' then 'coalesce(l.business_name, '''')' else 'l.' || quote_ident(sort) end, direction, direction);
end
$$;

comment on function public.list_customer_health(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of customers with what their health did. filter: grade, risk, tier, industry, usage (under, near, over, stopped), no_contact (days), since (of the score), q, ids. sort: value_at_risk (the plan''s monthly dollars times the points that the score lacks to 100), score, last_calculated, used_percent, last_contact, business_name; customers without a score or without limits come last.';

revoke all on public.customer_health_list from anon, authenticated;

grant select on public.customer_health_list to authenticated, service_role;

insert into private.lists (list, source, condition, moment, series) values
  ('customers', 'private.profiles t left join private.customer_health_scores h on h.user_id = t.user_id left join private.usage_limits u on u.user_id = t.user_id left join private.customer_figures f on f.user_id = t.user_id',
    'customers_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition;

insert into private.list_facets (list, facet, expression, among) values
  ('customers', 'usage', private.customer_usage(), null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke all on public.customer_list from anon, authenticated;

grant select on public.customer_list to authenticated, service_role;

revoke execute on function private.customer_sorts(), private.customer_source(driver text), private.customer_usage(),
  private.customers_condition(filter jsonb),
  private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_customer_health(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.customer_sorts(), private.customer_source(driver text), private.customer_usage(),
  private.customers_condition(filter jsonb),
  private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_customer_health(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- 62_timeline.sql

-- A customer's timeline, and the cost of errors and failed webhooks.

create or replace function private.webhook_call(payload jsonb, key text) returns text
language sql immutable set search_path = ''
as $$ select coalesce(payload #>> '{call,call_id}', payload ->> 'call_id', key) $$;

comment on function private.webhook_call(jsonb, text) is 'The call that a webhook is about: the id in its payload, and without one its idempotency key.';

create or replace function private.timeline_sources()
returns table (kind text, entity text, relation text, owner text, moment text, facts text, is_loss boolean)
language sql immutable rows 25 set search_path = ''
as $sources$
  values
    ('call', 'usage_calls', 'private.usage_calls t', 't.user_id = {customer}', 't.created_at', $$jsonb_build_object('direction', t.direction, 'seconds', t.seconds) || coalesce((
        select jsonb_build_object('from', e.from_number, 'to', e.to_number, 'ended', e.disconnect_reason)
        from private.call_events e where e.call_sid = t.provider_call_id limit 1), '{}')$$, false),
    ('sms', 'messages', 'private.messages t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('direction', t.direction, 'from', t.from_number, 'to', t.to_number, 'body', left(t.body, 160))$$, false),
    ('sms', 'outbound_sms_log', 'private.outbound_sms_log t', $$t.user_id = {customer} and t.status in ('failed', 'undelivered')$$, 't.created_at',
      $$jsonb_build_object('direction', 'outbound', 'to', t.to_number, 'status', t.status, 'body', left(t.body, 160))$$, false),
    ('lead', 'leads', 'private.leads t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('caller_name', t.name, 'phone', t.phone, 'summary', left(replace(t.summary, coalesce(nullif(t.name, ''), '•••'), '•••'), 200), 'sentiment', t.sentiment, 'status', t.status,
        'booked', t.appointment_booked, 'flagged', t.flagged_for_review)$$, false),
    ('appointment', 'appointments', 'private.appointments t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('customer_name', t.customer_name, 'start_time', t.start_time, 'status', t.status, 'notes', left(t.notes, 160))$$, false),
    ('error', 'error_logs', 'private.error_logs t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('error_type', t.error_type, 'message', left(t.message, 200), 'endpoint', t.endpoint, 'resolved', t.resolved_at is not null)$$, false),
    ('alert', 'ops_alerts', 'private.ops_alerts t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('alert_type', t.alert_type, 'severity', t.severity, 'message', left(t.message, 200),
        'state', case when t.closed_at is not null then 'closed' when t.acknowledged_at is not null then 'acknowledged' else 'open' end)$$, false),
    ('alert', 'alerts', 'private.alerts t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('alert_type', t.alert_type, 'severity', t.severity, 'message', left(t.message, 200),
        'state', case when t.resolved_at is not null then 'resolved' when t.acknowledged_at is not null then 'acknowledged' else 'open' end)$$, false),
    ('churn', 'churn_alerts', 'private.churn_alerts t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('reason', left(t.reason, 200), 'severity', t.severity, 'resolved', t.resolved_at is not null)$$, false),
    ('score', 'customer_health_history', 'private.customer_health_history t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('score', t.score, 'grade', t.grade, 'risk', t.churn_risk)$$, false),
    ('webhook', 'webhook_queue', 'private.webhook_queue t', 't.user_id = {customer}', 't.received_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.attempts, 'error', left(t.error_message, 160),
        'state', case when t.processed_at is null then 'pending' when t.result in ('failed', 'skipped') then t.result else 'processed' end)$$, false),
    ('webhook', 'webhook_deliveries', 'private.webhook_deliveries t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.retry_count, 'error', left(t.last_error, 160), 'state', t.delivery_status)$$, false),
    ('usage', 'audit_trail', 'private.audit_rows t', $$t.source = 'ops' and t.user_id = {customer} and t.entity = 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'metadata', t.metadata,
        'source', t.source)$$, false),
    ('usage', 'audit_logs', 'private.audit_rows t', $$t.source = 'platform' and t.user_id = {customer} and t.entity = 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'metadata', t.metadata,
        'source', t.source)$$, false),
    ('billing', 'billing_line_items', 'private.billing_line_items t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('event_type', t.event_type, 'units', t.billed_units, 'amount', t.total_amount, 'period', t.billing_period_id)$$, false),
    ('billing', 'subscriptions', 'private.subscriptions t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('tier', t.tier, 'status', t.status)$$, false),
    ('session', 'active_sessions', 'private.active_sessions t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('ip', t.ip_address, 'user_agent', t.user_agent, 'revoked', t.revoked_at is not null)$$, false),
    ('admin', 'audit_trail', 'private.audit_rows t', $$t.source = 'ops' and t.user_id = {customer} and t.entity is distinct from 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'entity', t.entity, 'entity_id', t.entity_id, 'metadata', t.metadata,
        'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'source', t.source)$$, false),
    ('admin', 'audit_logs', 'private.audit_rows t', $$t.source = 'platform' and t.user_id = {customer} and t.entity is distinct from 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'entity', t.entity, 'entity_id', t.entity_id, 'metadata', t.metadata,
        'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'source', t.source)$$, false),
    ('note', 'comments', 'public.comments t', $$t.entity = 'profiles' and t.entity_id = {customer}$$, 't.created_at',
      $$jsonb_build_object('body', left(t.body, 400), 'actor', (select p.email from private.profiles p where p.user_id = t.author_id))$$, false),

    ('missed_call', 'webhook_queue', $$(
        select distinct on (private.webhook_call(w.raw_payload, w.idempotency_key)) private.webhook_call(w.raw_payload, w.idempotency_key) as call, w.*
        from private.webhook_queue w
        where w.user_id = {customer} and w.processed_at is not null and w.result = 'failed' and w.event_type in ('call_inbound', 'call_started', 'call_ended'){range}
        order by private.webhook_call(w.raw_payload, w.idempotency_key), w.received_at, w.id) t$$,
      $$not exists (select from private.usage_calls u where u.provider_call_id = t.call)$$, 't.received_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.attempts, 'error', left(t.error_message, 160), 'state', 'failed')$$, true),
    ('failed_transfer', 'error_logs', 'private.error_logs t', $$t.user_id = {customer} and t.error_type = 'transfer_failed'$$, 't.created_at',
      $$jsonb_build_object('error_type', t.error_type, 'message', left(t.message, 200), 'endpoint', t.endpoint, 'resolved', t.resolved_at is not null)$$, true),
    ('unsent_sms', 'outbound_sms_log', 'private.outbound_sms_log t', $$t.user_id = {customer} and t.status in ('failed', 'undelivered')$$, 't.created_at',
      $$jsonb_build_object('direction', 'outbound', 'to', t.to_number, 'status', t.status, 'body', left(t.body, 160))$$, true),
    ('lost_booking', 'webhook_queue', $$(
        select w.raw_payload #>> '{payload,uid}' as uid, w.* from private.webhook_queue w
        where w.user_id = {customer} and w.processed_at is not null and w.result = 'failed' and w.event_type = 'booking.created'{range} offset 0) t$$,
      $$not exists (select from private.appointments a where a.cal_booking_uid = t.uid)
        and not exists (select from private.webhook_queue o where o.idempotency_key = t.idempotency_key and o.id <> t.id
          and (o.result = 'success' or o.result = 'failed' and (o.received_at, o.id) < (t.received_at, t.id)))$$, 't.received_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.attempts, 'error', left(t.error_message, 160), 'state', 'failed')$$, true)
$sources$;

comment on function private.timeline_sources() is
  'Where the entries of a customer''s timeline come from: each kind, its table, which rows are the customer''s ({customer}), when they happened, and what the entry shows. is_loss: rows that a number of customer_costs counts; they are in the timeline under their own kinds anyway. A missed call is one of whose webhooks (inbound, started, ended) one failed for good and that is in no record of calls, listed once at its first; a lost booking is one that arrived from the calendar, failed for good, and is in no appointment.';

create or replace function private.timeline_kinds(kinds text[]) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  known text[] := array(select distinct s.kind from private.timeline_sources() s);
begin
  if kinds is null then
    return array(select distinct s.kind from private.timeline_sources() s where not s.is_loss);
  end if;
  if not kinds <@ known then
    raise exception 'kinds must be among %', array_to_string(known, ', ') using errcode = '22023';
  end if;
  return kinds;
end
$$;

comment on function private.timeline_kinds(text[]) is 'The kinds of entries that are asked for: all but losses where none are named. Refuses unknown ones.';

create or replace function private.timeline_range(moment text, since timestamptz, until timestamptz) returns text
language sql immutable set search_path = ''
as $$
  select case when since is null then '' else format(' and %s >= %L', moment, since) end
    || case when until is null then '' else format(' and %s < %L', moment, until) end
$$;

comment on function private.timeline_range(text, timestamptz, timestamptz) is 'The condition that an entry happened between two moments.';

-- A customer with few rows may be read either way; for one with very many only the order of the index is quick.
create or replace function private.timeline_relation(relation text, customer uuid, since timestamptz, until timestamptz) returns text
language sql immutable set search_path = ''
as $$
  select replace(replace(relation, '{customer}', quote_nullable(customer) || '::uuid'), '{range}', private.timeline_range('w.received_at', since, until))
$$;

comment on function private.timeline_relation(text, uuid, timestamptz, timestamptz) is
  'A source''s rows of one customer. Between two moments, where the source has to look at all of them first.';

create or replace function public.customer_timeline(customer uuid, kinds text[] default null, since timestamptz default null,
  until timestamptz default null, cursor_values jsonb default null, backward boolean default false, page_size integer default 50)
returns table (kind text, entity text, id uuid, happened_at timestamptz, facts jsonb)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  wanted text[] := private.timeline_kinds(kinds);
  start_at timestamptz := case when backward then '-infinity'::timestamptz else 'infinity'::timestamptz end;
  start_id uuid := case when backward then '00000000-0000-0000-0000-000000000000'::uuid else 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid end;
begin
  perform private.check_page(cursor_values, page_size);
  if jsonb_typeof(cursor_values) = 'array' then
    start_at := (cursor_values ->> 0)::timestamptz;
    start_id := (cursor_values ->> 1)::uuid;
  end if;
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  if backward then
    return query select p.* from private.timeline_page_back(customer, wanted, since, until, start_at, start_id, page_size) p
      order by p.happened_at desc, p.id desc;
  else
    return query select p.* from private.timeline_page(customer, wanted, since, until, start_at, start_id, page_size) p
      order by p.happened_at desc, p.id desc;
  end if;
end
$$;

comment on function public.customer_timeline(uuid, text[], timestamptz, timestamptz, jsonb, boolean, integer) is
  'One page of what happened around a customer, newest first: calls, text messages, leads, appointments, errors, alerts, churn alerts, scores, webhooks, usage limits, billing, sessions, what admins did, and notes. kinds: which of them; missed_call, failed_transfer, unsent_sms and lost_booking show what customer_costs counts. since, until: when. cursor_values: happened_at and id of the entry to go on from, or to go back from.';

create or replace function public.count_customer_timeline(customer uuid, since timestamptz default null, until timestamptz default null)
returns table (kind text, matches bigint)
language plpgsql stable rows 14 set search_path = '' set jit = off
as $$
declare
  branches text;
begin
  select string_agg(format('select %L::text as kind, count(*) as n from (select from %s where %s%s limit 10001) l', s.kind, s.relation,
      replace(s.owner, '{customer}', quote_nullable(customer) || '::uuid'), private.timeline_range(s.moment, since, until)), ' union all ')
    into branches
  from private.timeline_sources() s where not s.is_loss;
  return query execute format('select c.kind, least(sum(c.n), 10001)::bigint from (%s) c group by 1', branches);
end
$$;

comment on function public.count_customer_timeline(uuid, timestamptz, timestamptz) is
  'How many entries of each kind a customer''s timeline has between two moments, exactly up to 10,000; 10,001 stands for more.';

create or replace function public.customer_costs(customer uuid, since timestamptz default now() - interval '30 days')
returns table (missed_calls bigint, failed_transfers bigint, unsent_sms bigint, lost_bookings bigint, calls bigint, booked bigint)
language plpgsql stable rows 1 set search_path = '' set jit = off
as $$
declare
  counts text;
begin
  select string_agg(format('(select count(*) from (select from %s where %s%s limit 10001) l)', private.timeline_relation(s.relation, customer, since, null),
      replace(s.owner, '{customer}', quote_nullable(customer) || '::uuid'), private.timeline_range(s.moment, since, null)), ', '
      order by array_position('{missed_call,failed_transfer,unsent_sms,lost_booking}', s.kind))
    into counts
  from private.timeline_sources() s where s.is_loss;
  return query execute format('select %s, r.calls, r.booked from (
      select count(*) as calls, count(*) filter (where l.appointment_booked) as booked
      from (select t.appointment_booked from private.leads t where t.user_id = $1 order by t.created_at desc, t.id desc limit 500) l
    ) r', counts) using customer;
end
$$;

comment on function public.customer_costs(uuid, timestamptz) is
  'What errors and failed webhooks cost a customer since a moment, counted from the rows that customer_timeline shows under the same kinds, up to 10,001: missed_calls (webhooks of a call failed for good and no record of calls has it), failed_transfers (a transfer reached nobody), unsent_sms (a message that failed or was not delivered), lost_bookings (a booking from the calendar failed for good and is in no appointment). calls and booked: of the latest 500 leads, how many there are and how many booked, so that missed calls can be put as bookings: an estimate.';

-- Planning eighteen branches under row level security takes as long as reading them. Written out once from the list of sources,
-- as functions whose plan is kept, that is paid once for a connection.
create or replace procedure private.write_timeline_page(name text, step text, side text)
language plpgsql set search_path = ''
as $procedure$
declare
  branches text;
begin
  select string_agg(format('(select %L::text as kind, %L::text as entity, t.id, %s as happened_at, %s as facts from %s
      where %L = any (wanted) and %s and %s >= first_moment and %s < last_moment and (%s, t.id) %s (start_at, start_id)
      order by %s %s, t.id %s limit most)',
      s.kind, s.entity, s.moment, s.facts,
      replace(replace(s.relation, '{customer}', 'whose'), '{range}', ' and w.received_at >= first_moment and w.received_at < last_moment'),
      s.kind, replace(s.owner, '{customer}', 'whose'), s.moment, s.moment, s.moment, side, s.moment, step, step), E'\n    union all\n    ')
    into branches
  from private.timeline_sources() s;
  execute format($function$
create or replace function private.%I(whose uuid, wanted text[], first_moment timestamptz, last_moment timestamptz, start_at timestamptz,
  start_id uuid, most integer) returns table (kind text, entity text, id uuid, happened_at timestamptz, facts jsonb)
language plpgsql stable rows 50 set search_path = '' set plan_cache_mode = force_generic_plan set enable_bitmapscan = off set enable_seqscan = off set jit = off
as %L$function$, name, format($body$
#variable_conflict use_column
begin
  return query select * from (
    %s
  ) every order by every.happened_at %s, every.id %s limit most;
end
$body$, branches, step, step));
  execute format('comment on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) is %L', name,
    'One page of a customer''s timeline from a place on, written out from private.timeline_sources by private.write_timeline_page.');
  execute format('revoke execute on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) from public', name);
  execute format('grant execute on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) to authenticated, service_role', name);
end
$procedure$;

comment on procedure private.write_timeline_page(text, text, text) is
  'Writes the function that reads the timeline in one direction. To be called for both whenever private.timeline_sources changes.';

call private.write_timeline_page('timeline_page', 'desc', '<');

call private.write_timeline_page('timeline_page_back', 'asc', '>');

revoke execute on function private.timeline_kinds(kinds text[]),
  private.timeline_range(moment text, since timestamp with time zone, until timestamp with time zone),
  private.timeline_relation(relation text, customer uuid, since timestamp with time zone, until timestamp with time zone),
  private.timeline_sources(), private.webhook_call(payload jsonb, key text),
  public.count_customer_timeline(customer uuid, since timestamp with time zone, until timestamp with time zone),
  public.customer_costs(customer uuid, since timestamp with time zone),
  public.customer_timeline(customer uuid, kinds text[], since timestamp with time zone, until timestamp with time zone, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.timeline_kinds(kinds text[]),
  private.timeline_range(moment text, since timestamp with time zone, until timestamp with time zone),
  private.timeline_relation(relation text, customer uuid, since timestamp with time zone, until timestamp with time zone),
  private.timeline_sources(), private.webhook_call(payload jsonb, key text),
  public.count_customer_timeline(customer uuid, since timestamp with time zone, until timestamp with time zone),
  public.customer_costs(customer uuid, since timestamp with time zone),
  public.customer_timeline(customer uuid, kinds text[], since timestamp with time zone, until timestamp with time zone, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

revoke execute on procedure private.write_timeline_page(IN name text, IN step text, IN side text)
  from public, anon, authenticated, service_role;

-- 63_customer_acts.sql

-- Acts of admins on customers: assignment, lead flags, credit, hard stop.

create or replace function private.credit_bound(kind text) returns integer
language sql immutable set search_path = ''
as $$ select case kind when 'call' then 18000 when 'sms' then 300 end $$;

comment on function private.credit_bound(text) is 'The most that one grant may give: 300 minutes of calls, in seconds, or 300 messages.';

create or replace function private.assign_customers(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  perform private.begin_act();
  perform private.require_assignee(assignee);
  -- The profile's row is what two admins who assign at once wait for, in one order.
  perform from public.profiles p where p.user_id in (select w.id from private.check_ids(ids) w) order by p.user_id for update;
  with before as materialized (
    select p.user_id, o.admin_id from private.profiles p left join public.customer_owners o on o.user_id = p.user_id
    where p.user_id = any (ids) and (p.role in ('admin', 'seller')) is not true and o.admin_id is not distinct from instead_of and o.admin_id is distinct from assignee
  ), gone as (
    delete from public.customer_owners o using before b where assignee is null and o.user_id = b.user_id
  ), here as (
    insert into public.customer_owners (user_id, admin_id, assigned_by)
    select b.user_id, assignee, auth.uid() from before b where assignee is not null
    on conflict (user_id) do update set admin_id = excluded.admin_id, assigned_at = now(), assigned_by = excluded.assigned_by
  ), written as (
    insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    select b.user_id, auth.uid(), case when assignee is null then 'customer.unassigned' else 'customer.assigned' end,
      case when assignee is null then 'unassign' else 'assign' end, 'profiles', b.user_id::text,
      jsonb_strip_nulls(jsonb_build_object('assignee', (select p.email from private.profiles p where p.user_id = assignee)))
        || jsonb_build_object('previous', jsonb_build_object('admin_id', b.admin_id))
    from before b
  )
  select coalesce(array_agg(b.user_id), '{}') into changed from before b;
  perform private.end_act();
  return query
    select w.id, case when p.user_id is null then 'missing' when w.id = any (changed) then 'done' else 'already' end,
      o.assigned_at, o.admin_id, a.email
    from private.check_ids(ids) w
    left join private.profiles p on p.user_id = w.id and (p.role in ('admin', 'seller')) is not true
    left join public.customer_owners o on o.user_id = w.id
    left join private.profiles a on a.user_id = o.admin_id
    order by w.place;
end
$$;

comment on function private.assign_customers(uuid[], uuid, uuid) is 'What public.assign_customers does.';

create or replace function public.assign_customers(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_customers(ids, assignee, instead_of) $$;

comment on function public.assign_customers(uuid[], uuid, uuid) is
  'Gives customers to an admin to look after, or to nobody, if they are with whom the caller believed. One row per id with its outcome; already names who has the customer.';

create or replace function private.flag_leads(ids uuid[], flagged boolean)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if flagged is null then
    raise exception 'flagged must be true or false' using errcode = '22023';
  end if;
  return query select * from private.change_rows('leads', ids, format('coalesce(t.flagged_for_review, false) is distinct from %L', flagged),
    format('flagged_for_review = %L', flagged) || private.platform_changes('leads', case when flagged then 'flag' else 'unflag' end),
    undone => array[case when flagged then 'lead.flagged' else 'lead.unflagged' end]);
end
$$;

comment on function private.flag_leads(uuid[], boolean) is 'What public.flag_leads does.';

create or replace function public.flag_leads(ids uuid[], flagged boolean default true)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.flag_leads(ids, flagged) $$;

comment on function public.flag_leads(uuid[], boolean) is 'Flags leads for review, or takes the flag away. One row per id with its outcome.';

drop policy if exists customer_owners_select on public.customer_owners;
create policy customer_owners_select on public.customer_owners for select to authenticated using ((select private.is_admin()));

grant all on public.customer_owners to service_role;

revoke all on public.customer_owners from anon, authenticated;

grant select on public.customer_owners to authenticated;

revoke execute on function private.credit_bound(kind text),
  private.assign_customers(ids uuid[], assignee uuid, instead_of uuid),
  private.flag_leads(ids uuid[], flagged boolean),
  public.assign_customers(ids uuid[], assignee uuid, instead_of uuid), public.flag_leads(ids uuid[], flagged boolean)
  from public, anon, authenticated, service_role;

grant execute on function private.assign_customers(ids uuid[], assignee uuid, instead_of uuid),
  private.flag_leads(ids uuid[], flagged boolean),
  public.assign_customers(ids uuid[], assignee uuid, instead_of uuid), public.flag_leads(ids uuid[], flagged boolean)
  to authenticated, service_role;

-- Credit within bounds, and the hard stop. Audit rows come from the trigger on usage_limits.
create or replace function private.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text;
  limits record;
begin
  perform private.begin_act();
  why := private.required_text('reason', reason);
  if request is null or private.credit_bound(kind) is null or amount is null or amount not between 1 and private.credit_bound(kind) then
    raise exception 'credit is call or sms, of 1 to % at once', coalesce(private.credit_bound(kind), 0) using errcode = '22023';
  end if;
  perform from public.usage_limits u where u.user_id = customer for update;
  select u.* into limits from private.usage_limits u where u.user_id = customer;
  if limits.user_id is null then
    perform private.end_act();
    return query select request, 'missing', null::timestamptz, null::uuid, null::text;
    return;
  end if;
  if not exists (select from private.credit_grants g where g.request = request) then
    if (case kind when 'call' then coalesce(limits.call_credit, 0) + amount > greatest(limits.call_cap_seconds, private.credit_bound(kind))
        else coalesce(limits.sms_credit, 0) + amount > greatest(limits.sms_cap, private.credit_bound(kind)) end) then
      raise exception 'credit may not be more than the plan itself gives' using errcode = '22023';
    end if;
    insert into private.credit_grants (request, user_id, kind, amount, period_start, granted_by)
    values (request, customer, kind, amount, limits.period_start, auth.uid());
    perform set_config('kryonex.reason', why, true), set_config('kryonex.request', request::text, true);
    update public.usage_limits u set call_credit = case kind when 'call' then coalesce(limits.call_credit, 0) + amount else u.call_credit end,
      sms_credit = case kind when 'sms' then coalesce(limits.sms_credit, 0) + amount else u.sms_credit end
    where u.user_id = customer;
    perform set_config('kryonex.reason', '', true), set_config('kryonex.request', '', true), private.end_act();
    return query select request, 'done', now(), auth.uid(), (select p.email from private.profiles p where p.user_id = auth.uid());
    return;
  end if;
  perform private.end_act();
  return query select g.request, 'already', g.granted_at, g.granted_by, p.email
    from private.credit_grants g left join private.profiles p on p.user_id = g.granted_by where g.request = request;
end
$$;

comment on function private.grant_credit(uuid, text, integer, text, uuid) is 'What public.grant_credit does. The row of the limits is locked, so that two grants at once are one after the other.';

create or replace function public.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.grant_credit(customer, kind, amount, reason, request) $$;

comment on function public.grant_credit(uuid, text, integer, text, uuid) is
  'Gives a customer credit for the current period: kind call in seconds (300 minutes at once at most) or sms in messages (300 at most), for a reason that the audit trail keeps. Standing credit may reach what the plan itself gives, or one full grant where that is more. The same request, an id that the caller makes up, grants once: again it answers already. The state of the limits is the platform''s to recalculate.';

create or replace function private.revoke_credit(request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  given private.credit_grants;
  limits record;
begin
  perform private.begin_act();
  select g.* into given from private.credit_grants g where g.request = request for update;
  if given.request is null then
    perform private.end_act();
    return query select request, 'missing', null::timestamptz, null::uuid, null::text;
    return;
  end if;
  perform from public.usage_limits u where u.user_id = given.user_id for update;
  select u.* into limits from private.usage_limits u where u.user_id = given.user_id;
  if given.undone_at is null and limits.period_start is not distinct from given.period_start
    and (case given.kind when 'call' then limits.call_credit else limits.sms_credit end) >= given.amount then
    update private.credit_grants g set undone_at = now(), undone_by = auth.uid() where g.request = request;
    perform set_config('kryonex.reason', 'Taken back', true), set_config('kryonex.request', request::text, true);
    update public.usage_limits u set call_credit = case given.kind when 'call' then limits.call_credit - given.amount else u.call_credit end,
      sms_credit = case given.kind when 'sms' then limits.sms_credit - given.amount else u.sms_credit end
    where u.user_id = given.user_id;
    perform set_config('kryonex.reason', '', true), set_config('kryonex.request', '', true), private.end_act();
    return query select request, 'done', now(), auth.uid(), (select p.email from private.profiles p where p.user_id = auth.uid());
    return;
  end if;
  perform private.end_act();
  return query select request, 'already', given.undone_at, given.undone_by, (select p.email from private.profiles p where p.user_id = given.undone_by);
end
$$;

comment on function private.revoke_credit(uuid) is 'What public.revoke_credit does.';

create or replace function public.revoke_credit(request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.revoke_credit(request) $$;

comment on function public.revoke_credit(uuid) is
  'Undoes the credit that a request gave, once, in the period it was given in and while the platform has not removed it itself: otherwise it answers already.';

create or replace function private.set_hard_stop(customer uuid, active boolean, reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  why text;
  was boolean;
begin
  perform private.begin_act();
  why := private.required_text('reason', reason);
  if active is null then
    raise exception 'active must be true or false' using errcode = '22023';
  end if;
  perform from public.usage_limits u where u.user_id = customer for update;
  select coalesce(u.hard_stop_active, false) into was from private.usage_limits u where u.user_id = customer;
  if was is null then
    perform private.end_act();
    return query select customer, 'missing', null::timestamptz, null::uuid, null::text;
    return;
  end if;
  if was is distinct from active then
    -- The platform may have paused in a column of its own while this one stays as it is.
    perform set_config('kryonex.reason', why, true), set_config('kryonex.act_on', 'hard_stop_active', true);
    update public.usage_limits u set hard_stop_active = active where u.user_id = customer;
    perform set_config('kryonex.reason', '', true), set_config('kryonex.act_on', '', true);
  end if;
  perform private.end_act();
  return query
    select customer, case when was is distinct from active then 'done' else 'already' end, l.created_at, l.actor_id, p.email
    from (select 1) one
    left join lateral (
      select a.created_at, a.actor_id from public.audit_trail a
      where a.entity = 'usage_limits' and a.entity_id = customer::text
        and a.action = case when active then 'usage.hard_stop_set' else 'usage.hard_stop_lifted' end
      order by a.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = l.actor_id;
end
$$;

comment on function private.set_hard_stop(uuid, boolean, text) is 'What public.set_hard_stop does.';

create or replace function public.set_hard_stop(customer uuid, active boolean, reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.set_hard_stop(customer, active, reason) $$;

comment on function public.set_hard_stop(uuid, boolean, text) is
  'Sets or lifts a customer''s hard stop, for a reason that the audit trail keeps. Answers already, with who and when, where it was so. The platform may set the stop again when it counts the next call over the limit.';

revoke execute on function
  private.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  private.revoke_credit(request uuid), private.set_hard_stop(customer uuid, active boolean, reason text),
  public.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  public.revoke_credit(request uuid), public.set_hard_stop(customer uuid, active boolean, reason text)
  from public, anon, authenticated, service_role;

grant execute on function
  private.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  private.revoke_credit(request uuid), private.set_hard_stop(customer uuid, active boolean, reason text),
  public.grant_credit(customer uuid, kind text, amount integer, reason text, request uuid),
  public.revoke_credit(request uuid), public.set_hard_stop(customer uuid, active boolean, reason text)
  to authenticated, service_role;

-- 64_health.sql

-- Customer health: distribution, movement and the model.

create or replace function public.health_distribution() returns table (grade text, customers bigint)
language sql stable rows 5 set search_path = ''
as $$
  select g.grade, (select count(*) from private.customer_health_scores h where h.grade = g.grade)
  from private.words_with_others('{A,B,C,D,F}', 'private.customer_health_scores', 'grade') with ordinality g (grade, place)
  order by g.place
$$;

comment on function public.health_distribution() is
  'How many customers have each grade; always all five grades, then any other that the platform writes.';

-- How health moved against a week ago.
create or replace function public.health_movement()
returns table (kind text, value text, customers bigint, change bigint, history_since timestamptz)
language sql stable rows 12 set search_path = ''
as $$
  with week as (select now() - interval '7 days' as ago),
  first as (select min(y.created_at) as since from private.customer_health_history y),
  -- A customer without a new score since a week ago still has the old one: only the others are looked up.
  moved as (
    select c.user_id, h.score, h.grade, h.risk_level, w.score as score_before, w.grade as grade_before, w.churn_risk as risk_before
    from (select distinct y.user_id from private.customer_health_history y, week where y.created_at > week.ago) c
    join private.customer_health_scores h on h.user_id = c.user_id
    left join lateral (
      select y.score, y.grade, y.churn_risk from private.customer_health_history y, week
      where y.user_id = c.user_id and y.created_at <= week.ago order by y.created_at desc, y.id desc limit 1
    ) w on true
  ),
  counts as (
    select 'grade' as kind, g.value, g.place,
      (select count(*) from private.customer_health_scores h where h.grade = g.value) as customers,
      (select count(*) filter (where m.grade = g.value) - count(*) filter (where m.grade_before = g.value) from moved m) as change
    from private.words_with_others('{A,B,C,D,F}', 'private.customer_health_scores', 'grade') with ordinality g (value, place)
    union all
    select 'risk', r.value, 100 + r.place,
      (select count(*) from private.customer_health_scores h where h.risk_level = r.value),
      (select count(*) filter (where m.risk_level = r.value) - count(*) filter (where m.risk_before = r.value) from moved m)
    from private.words_with_others('{low,medium,high,critical}', 'private.customer_health_scores', 'risk_level') with ordinality r (value, place)
    union all
    select 'move', v.value, 200 + v.place, v.customers, null
    from (select count(*) filter (where m.grade > m.grade_before), count(*) filter (where m.grade < m.grade_before),
      count(*) filter (where m.score <= m.score_before - 10), count(*) filter (where m.score_before is null) from moved m) n (dropped, rose, fell, new),
      lateral (values ('dropped', 1, n.dropped), ('rose', 2, n.rose), ('fell10', 3, n.fell), ('new', 4, n.new)) v (value, place, customers)
  )
  select c.kind, c.value, c.customers, case when f.since <= week.ago then c.change end, f.since
  from counts c, first f, week
  order by c.place
$$;

comment on function public.health_movement() is
  'How many customers have each grade and each level of risk, and by how many that changed in 7 days; how many dropped or rose a grade, fell by 10 points or more, or are new. history_since is when the history of scores begins: change is null while that is less than a week ago.';

create or replace function private.health_usage(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when p.plan is null and c.trend is null then null else (coalesce(p.plan, c.trend) + coalesce(c.trend, p.plan)) / 2 end,
    concat_ws(', ', p.used || ' % of the minutes used' || case when p.stopped then ', stopped' else '' end,
      c.now || ' calls in 14 days, was ' || c.before)
  from (values (1)) one
  left join lateral (
    select u.call_percent as used, u.hard_stop_active as stopped,
      case when u.call_cap_seconds + u.call_credit > 0 then least(case when u.hard_stop_active then 0.4 else 1 end, u.call_percent / 50.0
        / case when u.period_end > u.period_start then greatest(0.1, least(1, extract(epoch from now() - u.period_start) / extract(epoch from u.period_end - u.period_start))) else 1 end) end as plan
    from private.usage_limits u where u.user_id = customer
  ) p on true
  left join lateral (
    select x.now, x.before, case when x.before >= 5 then least(1, x.now / x.before::numeric) end as trend
    from (
      select count(*) filter (where k.created_at > now() - interval '14 days') as now,
        count(*) filter (where k.created_at <= now() - interval '14 days') as before
      from (select c.created_at from private.usage_calls c
        where c.user_id = customer and c.created_at > now() - interval '28 days' limit 20000) k
    ) x
  ) c on true
$$;

comment on function private.health_usage(uuid) is 'How healthy a customer''s usage is, from 0 to 1, and what was seen; null without data. See health_model_weights.';

create or replace function private.health_engagement(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when s.days is null then null when s.days <= 3 then 1 when s.days <= 7 then 0.8 when s.days <= 14 then 0.6 when s.days <= 30 then 0.3 else 0 end,
    case when s.days is null then 'no session is known' when s.days = 0 then 'seen today' when s.days = 1 then 'last seen 1 day ago' else 'last seen ' || s.days || ' days ago' end
  from (select floor(extract(epoch from now() - max(a.last_active)) / 86400)::integer as days
    from private.active_sessions a where a.user_id = customer) s
$$;

comment on function private.health_engagement(uuid) is 'How lately the owner was seen, from 0 to 1; null without a session.';

create or replace function private.health_adoption(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select least(1, count(*) filter (where f.uses) / 4.0),
    count(*) filter (where f.uses) || ' of 6 features in use' || coalesce(', without ' || string_agg(f.name, ', ' order by f.place) filter (where not f.uses), '')
  from private.profiles p
  left join private.user_premium_features x on x.user_id = p.user_id,
  lateral (values (1, 'call transfer', p.transfer_number is not null), (2, 'booking', p.cal_com_url is not null),
    (3, 'business hours', coalesce(p.business_hours, '{}') not in ('{}', 'null')),
    (4, 'post-call texts', coalesce(p.post_call_sms_enabled, false)), (5, 'review requests', coalesce(p.review_request_enabled, false)),
    (6, 'webhooks of their own', coalesce(x.zapier_webhooks, false))) f (place, name, uses)
  where p.user_id = customer
$$;

comment on function private.health_adoption(uuid) is 'How many of six features a customer uses, from 0 to 1.';

create or replace function private.health_payment(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select case when s.status is null and f.failed = 0 then null
      else greatest(0, case when s.status is null or s.status in ('active', 'trialing') then 1 when s.status = 'past_due' then 0.4 else 0 end - 0.3 * f.failed) end,
    concat_ws(', ', coalesce('subscription ' || replace(s.status, '_', ' '), 'no subscription'),
      f.failed || case f.failed when 1 then ' failed invoice' else ' failed invoices' end || ' in 30 days')
  from (select count(*) as failed from (
      select from private.webhook_queue w where w.event_type = 'invoice.payment_failed' and w.user_id = customer
        and w.received_at > now() - interval '30 days' limit 10) w) f
  left join lateral (
    select b.status from private.subscriptions b where b.user_id = customer order by b.created_at desc, b.id desc limit 1
  ) s on true
$$;

comment on function private.health_payment(uuid) is 'How well a customer pays, from 0 to 1; null without a subscription and without a failed invoice.';

create or replace function private.health_incidents(customer uuid, out share numeric, out evidence text)
language sql stable set search_path = ''
as $$
  select exp(-least((e.errors + 8 * a.critical + 2 * a.others) / 30.0, 20)),
    e.errors || case e.errors when 1 then ' error' else ' errors' end || ' in 7 days, ' || a.critical + a.others
      || case a.critical + a.others when 1 then ' open alert' else ' open alerts' end
      || case when a.critical > 0 then ', ' || a.critical || ' critical' else '' end
  from (select count(*) as errors from (
      select from private.error_logs l where l.user_id = customer and l.created_at > now() - interval '7 days' limit 500) l) e,
    (select count(*) filter (where o.severity = 'critical') as critical, count(*) filter (where o.severity <> 'critical') as others
      from (select q.severity from private.ops_alerts q where q.user_id = customer and q.acknowledged_at is null limit 100) o) a
$$;

comment on function private.health_incidents(uuid) is 'How little went wrong for a customer, from 0 to 1.';

create or replace function private.grade_of(score integer) returns text
language sql immutable set search_path = ''
as $$ select case when score >= 90 then 'A' when score >= 80 then 'B' when score >= 70 then 'C' when score >= 60 then 'D' when score is not null then 'F' end $$;

comment on function private.grade_of(integer) is 'The platform''s bands: 90 or more is an A, 80 a B, 70 a C, 60 a D, else F.';

create or replace function private.risk_of(score integer) returns text
language sql immutable set search_path = ''
as $$ select case when score >= 80 then 'low' when score >= 70 then 'medium' when score >= 60 then 'high' when score is not null then 'critical' end $$;

comment on function private.risk_of(integer) is 'The risk that goes with a score: A and B low, C medium, D high, F critical.';

create or replace function private.model_health(customer uuid, out score integer, out factors jsonb)
language sql stable set search_path = ''
as $$
  with parts as (
    select w.factor, w.weight, m.share, m.evidence, sum(w.weight) filter (where m.share is not null) over () as known
    from public.health_model_weights w
    join lateral (
      select 'usage' as factor, u.share, u.evidence from private.health_usage(customer) u
      union all select 'engagement', e.share, e.evidence from private.health_engagement(customer) e
      union all select 'feature_adoption', a.share, a.evidence from private.health_adoption(customer) a
      union all select 'payment', p.share, p.evidence from private.health_payment(customer) p
      union all select 'incidents', i.share, i.evidence from private.health_incidents(customer) i
    ) m on m.factor = w.factor
    where w.weight > 0
  )
  select round(sum(100.0 * p.weight * p.share / p.known))::integer,
    jsonb_object_agg(p.factor, case
      when p.share is null then jsonb_build_object('score', null, 'weight', p.weight, 'evidence', nullif(p.evidence, ''))
      else jsonb_build_object('score', round(100.0 * p.weight * p.share / p.known, 1), 'max', round(100.0 * p.weight / p.known, 1),
        'weight', p.weight, 'evidence', p.evidence)
    end)
  from parts p
$$;

comment on function private.model_health(uuid) is
  'The score of the model and its parts. A part without data is left out, and the others carry its weight in proportion; its entry says so with a null score.';

drop policy if exists health_model_weights_select on public.health_model_weights;
create policy health_model_weights_select on public.health_model_weights for select to authenticated using ((select private.is_admin()));

revoke all on public.health_model_weights from anon, authenticated;

grant select on public.health_model_weights to authenticated;

grant all on public.health_model_weights to service_role;

-- What somebody weighed otherwise stays.
insert into public.health_model_weights (factor, weight, description) values
  ('usage', 30, 'Half for minutes: all points from half of the plan on, at the pace of the period so far; a hard stop leaves 40 %. Half for calls in 14 days against the 14 before, left out below 5 calls before. No data without limits and calls.'),
  ('engagement', 15, 'Days since the owner was last seen in the portal: all points up to 3, 80 % to 7, 60 % to 14, 30 % to 30, then none. No data without a session.'),
  ('feature_adoption', 15, 'Of six: call transfer, booking, business hours, post-call texts, review requests, webhooks of their own. All points from four on.'),
  ('payment', 20, 'The latest subscription: active or trialing all points, past due 40 %, anything else none; 30 % less for each failed invoice in 30 days. No data without a subscription and without a failed invoice.'),
  ('incidents', 20, 'Errors in 7 days and open alerts, a critical one for eight errors, another for two: 30 errors leave 37 %.')
on conflict (factor) do nothing;

revoke execute on function private.grade_of(score integer),
  private.health_adoption(customer uuid, OUT share numeric, OUT evidence text),
  private.health_engagement(customer uuid, OUT share numeric, OUT evidence text),
  private.health_incidents(customer uuid, OUT share numeric, OUT evidence text),
  private.health_payment(customer uuid, OUT share numeric, OUT evidence text),
  private.health_usage(customer uuid, OUT share numeric, OUT evidence text),
  private.model_health(customer uuid, OUT score integer, OUT factors jsonb), private.risk_of(score integer),
  public.health_distribution(), public.health_movement() from public, anon, authenticated, service_role;

grant execute on function public.health_distribution(), public.health_movement() to authenticated, service_role;

-- 65_health_recalculation.sql

-- Recalculating health: a preview of the effect, then saving it. Only an admin's request runs it.
create or replace function private.check_customer_ids(user_ids uuid[]) returns table (id uuid, place bigint)
language plpgsql stable security definer rows 100 set search_path = ''
as $$
begin
  perform private.require_admin();
  if cardinality(user_ids) > 200 then
    raise exception 'user_ids must be 200 at most' using errcode = '22023';
  end if;
  return query select w.id, w.place from private.check_ids(user_ids) w;
end
$$;

comment on function private.check_customer_ids(uuid[]) is 'The distinct ids of customers to calculate, 200 at most, for admins only.';

create or replace function private.try_health(user_ids uuid[])
returns table (user_id uuid, business_name text, tier text, old_score integer, old_grade text, old_risk text, old_factors jsonb, old_calculated timestamptz,
  new_score integer, new_grade text, new_risk text, new_factors jsonb)
language sql stable security definer rows 100 set search_path = ''
as $$
  select p.user_id, p.business_name, p.tier, h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
    m.score, private.grade_of(m.score), private.risk_of(m.score), m.factors
  from private.check_customer_ids(user_ids) w
  join private.profiles p on p.user_id = w.id and (p.role in ('admin', 'seller')) is not true
  left join private.customer_health_scores h on h.user_id = p.user_id
  cross join lateral private.model_health(p.user_id) m
  order by w.place
$$;

comment on function private.try_health(uuid[]) is 'What public.preview_health returns.';

create or replace function public.preview_health(user_ids uuid[])
returns table (user_id uuid, business_name text, tier text, old_score integer, old_grade text, old_risk text, old_factors jsonb, old_calculated timestamptz,
  new_score integer, new_grade text, new_risk text, new_factors jsonb)
language sql stable rows 100 set search_path = ''
as $$ select * from private.try_health(user_ids) $$;

comment on function public.preview_health(uuid[]) is
  'What recalculate_health would make of the scores of customers, 200 at most: the old and the new score, grade, risk and factors. Changes nothing. new_score is null where no part of the model has data.';

create or replace function private.save_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, old_score integer, new_score integer)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  calculated record;
begin
  perform private.begin_act();
  -- Nobody else is ever named as the first.
  actor_id := null;
  actor_email := null;
  -- One order of locking for everybody, or two calculations could wait for each other.
  perform from public.customer_health_scores h where h.user_id in (select w.id from private.check_customer_ids(save_health.user_ids) w)
  order by h.user_id for update;
  for calculated in
    select w.id, t.* from private.check_customer_ids(save_health.user_ids) w left join private.try_health(save_health.user_ids) t on t.user_id = w.id
    order by w.place
  loop
    id := calculated.id;
    old_score := calculated.old_score;
    new_score := calculated.new_score;
    outcome := case when calculated.user_id is null then 'missing' when calculated.new_score is null then 'already' else 'done' end;
    happened_at := case when outcome = 'done' then now() end;
    if outcome = 'done' then
      insert into public.customer_health_scores as h (user_id, score, grade, risk_level, factors, last_calculated)
      values (calculated.user_id, calculated.new_score, calculated.new_grade, calculated.new_risk, calculated.new_factors, now())
      on conflict (user_id) do update set score = excluded.score, grade = excluded.grade, risk_level = excluded.risk_level,
        factors = excluded.factors, last_calculated = excluded.last_calculated;
      -- Where the platform writes the history itself, no trigger did.
      insert into public.customer_health_history (user_id, score, grade, churn_risk, factors, created_at)
      select calculated.user_id, calculated.new_score, calculated.new_grade, calculated.new_risk, calculated.new_factors, now()
      where calculated.new_score is distinct from calculated.old_score and not exists (
        select from private.customer_health_history y where y.user_id = calculated.user_id and y.created_at = now());
      insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
      values (calculated.user_id, auth.uid(), 'health.recalculated', 'recalculate', 'customer_health_scores', calculated.user_id::text,
        jsonb_build_object('score', calculated.new_score, 'grade', calculated.new_grade, 'factors', calculated.new_factors,
          'previous', jsonb_build_object('score', calculated.old_score, 'grade', calculated.old_grade, 'risk_level', calculated.old_risk,
            'factors', calculated.old_factors, 'last_calculated', calculated.old_calculated)));
    end if;
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.save_health(uuid[]) is 'What public.recalculate_health does, and its audit rows.';

create or replace function public.recalculate_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, old_score integer, new_score integer)
language sql rows 100 set search_path = ''
as $$ select * from private.save_health(user_ids) $$;

comment on function public.recalculate_health(uuid[]) is
  'Calculates the health of customers, 200 at most, by the model of health_model_weights and saves it: score, grade, risk, factors and the time, with an audit row each (health.recalculated) that keeps what was before. Outcome done, missing for an id that is no customer, already where no part has data and the score stays.';

create or replace function private.unsave_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  saved record;
  put_back boolean;
begin
  perform private.begin_act();
  -- Nobody else is ever named as the first.
  actor_id := null;
  actor_email := null;
  perform from public.customer_health_scores h where h.user_id in (select w.id from private.check_customer_ids(unsave_health.user_ids) w)
  order by h.user_id for update;
  for saved in
    select w.id, h.user_id, h.last_calculated, l.created_at, l.actor_id, l.metadata -> 'previous' as previous
    from private.check_customer_ids(unsave_health.user_ids) w
    left join private.customer_health_scores h on h.user_id = w.id
    left join lateral (
      select a.created_at, a.actor_id, a.metadata from public.audit_trail a
      where a.entity = 'customer_health_scores' and a.entity_id = w.id::text and a.action = 'health.recalculated'
      order by a.created_at desc, a.id desc limit 1
    ) l on true
    order by w.place
  loop
    put_back := coalesce(saved.actor_id = auth.uid() and saved.last_calculated = saved.created_at, false);
    if put_back and saved.previous ->> 'score' is null then
      delete from public.customer_health_scores h where h.user_id = saved.id;
    elsif put_back then
      update public.customer_health_scores h set score = (saved.previous ->> 'score')::integer, grade = saved.previous ->> 'grade',
        risk_level = saved.previous ->> 'risk_level', factors = saved.previous -> 'factors',
        last_calculated = (saved.previous ->> 'last_calculated')::timestamptz
      where h.user_id = saved.id;
    end if;
    if put_back then
      insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
      values (saved.id, auth.uid(), 'health.restored', 'restore', 'customer_health_scores', saved.id::text,
        jsonb_build_object('score', saved.previous -> 'score', 'grade', saved.previous -> 'grade'));
    end if;
    id := saved.id;
    outcome := case when put_back then 'done' when saved.user_id is null then 'missing' else 'already' end;
    happened_at := case when put_back then now() else saved.last_calculated end;
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.unsave_health(uuid[]) is 'What public.restore_health does, and its audit rows.';

create or replace function public.restore_health(user_ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql rows 100 set search_path = ''
as $$ select * from private.unsave_health(user_ids) $$;

comment on function public.restore_health(uuid[]) is
  'Undoes the caller''s own last recalculation of customers, 200 at most, where nothing was calculated since: the score is what it was, with an audit row each (health.restored). Outcome done, already where the caller has nothing to undo, missing.';

revoke execute on function private.save_health(user_ids uuid[]), private.try_health(user_ids uuid[]),
  private.unsave_health(user_ids uuid[]), private.check_customer_ids(user_ids uuid[]),
  public.preview_health(user_ids uuid[]), public.recalculate_health(user_ids uuid[]),
  public.restore_health(user_ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.save_health(user_ids uuid[]), private.try_health(user_ids uuid[]),
  private.unsave_health(user_ids uuid[]), public.preview_health(user_ids uuid[]),
  public.recalculate_health(user_ids uuid[]), public.restore_health(user_ids uuid[]) to authenticated, service_role;

-- 66_usage.sql

-- Usage: audit rows of customers' limits and of flagged leads, the list, projections.
create or replace function private.usage_change(before jsonb, after jsonb) returns table (action text, action_type text, previous text[])
language sql immutable rows 5 set search_path = ''
as $$
  select c.action, c.action_type, c.previous
  from (values
    ('usage.period_started', 'change', '{period_start,period_end,call_used_seconds,sms_used,call_credit,sms_credit,limit_state}'::text[],
      before ->> 'period_start' is distinct from after ->> 'period_start', true),
    ('usage.hard_stop_set', 'stop', '{hard_stop_active}', (after ->> 'hard_stop_active')::boolean and not (before ->> 'hard_stop_active')::boolean, true),
    ('usage.hard_stop_lifted', 'lift', '{hard_stop_active}', (before ->> 'hard_stop_active')::boolean and not (after ->> 'hard_stop_active')::boolean, true),
    ('usage.state_changed', 'change', '{limit_state}', before -> 'limit_state' is distinct from after -> 'limit_state', false),
    ('usage.credit_changed', 'credit', '{call_credit,sms_credit}',
      (before -> 'call_credit', before -> 'sms_credit') is distinct from (after -> 'call_credit', after -> 'sms_credit'), false),
    ('usage.limits_changed', 'change', '{tier,call_cap_seconds,sms_cap}', (before -> 'tier', before -> 'call_cap_seconds', before -> 'sms_cap')
      is distinct from (after -> 'tier', after -> 'call_cap_seconds', after -> 'sms_cap'), true)
  ) c (action, action_type, previous, happened, in_new_period)
  where c.happened and (c.in_new_period or before ->> 'period_start' is not distinct from after ->> 'period_start')
$$;

comment on function private.usage_change(jsonb, jsonb) is
  'What an update of a customer''s limits means, and which values it changed. A new period resets state and credit by itself, which is not reported again.';

create or replace function private.limits_as_read(limits jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  -- Where the platform made the table, a pause may stand in another of its columns.
  select limits || jsonb_build_object('hard_stop_active', coalesce(private.as_boolean(limits ->> 'hard_stop_active'), false)
    or not private.is_ours('usage_limits')
      and private.limit_word(limits ->> 'limit_state', private.as_boolean(limits ->> 'force_pause')) is not distinct from 'hard')
$$;

comment on function private.limits_as_read(jsonb) is 'A row of usage_limits with hard_stop_active as the dashboard reads it.';

-- Plan and credit as lists show them: that the back-fill copies them is no change.
do $do$
begin
  execute private.with_readings('usage_limits', $definition$
create or replace function private.audit_usage_limits(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  before jsonb := private.limits_as_read(to_jsonb(old) || jsonb_build_object('tier', <old.tier>, 'call_credit', <old.call_credit>));
  after jsonb := private.limits_as_read(to_jsonb(new) || jsonb_build_object('tier', <new.tier>, 'call_credit', <new.call_credit>));
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), c.action, c.action_type, relation, new.user_id::text,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), ''), 'request', nullif(current_setting('kryonex.request', true), '')))
      || jsonb_build_object('previous', (select jsonb_object_agg(p, before -> p) from unnest(c.previous) p),
        'now', (select jsonb_object_agg(p, after -> p) from unnest(c.previous) p))
  from private.usage_change(before, after) c;
end
$$
$definition$);
end
$do$;

comment on function private.audit_usage_limits(text, record, record) is
  'Writes the audit rows of what happened to a customer''s limits. Reason and request come from the transaction''s kryonex.reason and kryonex.request settings.';

-- The platform writes false where nothing stood: lists show both as not flagged.
do $do$
begin
  execute private.with_readings('leads', $definition$
create or replace function private.audit_lead_flag(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was_flagged boolean := coalesce(<old.flagged_for_review>, false);
  is_flagged boolean := coalesce(<new.flagged_for_review>, false);
begin
  if was_flagged = is_flagged then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when is_flagged then 'lead.flagged' else 'lead.unflagged' end,
    case when is_flagged then 'flag' else 'unflag' end, relation, new.id::text,
    private.reason_of_change() || jsonb_build_object('previous', jsonb_build_object('flagged_for_review', was_flagged)));
end
$$
$definition$);
end
$do$;

comment on function private.audit_lead_flag(text, record, record) is 'Writes the audit row of flagging a lead for review, and of taking the flag away.';

create or replace function private.projected_percent(percent integer, period_start timestamptz, period_end timestamptz, moment timestamptz)
returns integer
language sql immutable set search_path = ''
as $$
  select case
    when period_end <= period_start or moment >= period_end then null
    when moment - period_start >= (period_end - period_start) * 0.1
      then least(percent * extract(epoch from period_end - period_start) / extract(epoch from moment - period_start), 100000)::integer
  end
$$;

comment on function private.projected_percent(integer, timestamptz, timestamptz, timestamptz) is
  'An estimate: what a use in percent comes to by the end of the period if it goes on as it has so far. Null before a tenth of the period has passed, and once it is over.';

create or replace view public.usage_list with (security_invoker = true) as
select u.user_id as id, u.user_id, p.business_name, p.tier, h.grade, h.score,
  u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.call_percent,
  u.sms_used, u.sms_cap, u.sms_credit, u.sms_percent, u.used_percent,
  u.limit_state, u.hard_stop_active, u.period_start, u.period_end, coalesce(u.period_end, '9999-12-31 00:00+00') as period_ends,
  private.projected_percent(u.call_percent, u.period_start, u.period_end, now()) as call_projected,
  private.projected_percent(u.sms_percent, u.period_start, u.period_end, now()) as sms_projected,
  case when u.hard_stop_active then 'stopped' when u.used_percent >= 100 then 'over' when u.used_percent >= 80 then 'near' else 'under' end as state
from private.usage_limits u
left join private.profiles p on p.user_id = u.user_id
left join private.customer_health_scores h on h.user_id = u.user_id;

comment on view public.usage_list is
  'What customers may use in their period and have used. state: stopped while the hard stop is active, else over from 100 %, near from 80 %, under. The projections are estimates.';

create or replace function private.usage_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "near": "not t.hard_stop_active and t.used_percent between 80 and 99",
      "over": "not t.hard_stop_active and t.used_percent >= 100",
      "stopped": "t.hard_stop_active",
      "under": "not t.hard_stop_active and t.used_percent < 80"
    }'),
    private.plan_condition(filter),
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    -- Found by name as customers are: the index of that text is on profiles.
    't.user_id in (select p.user_id from private.profiles p where '
      || private.contains('(coalesce(p.business_name, '''') || '' '' || p.email)', filter) || ')',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.user_id', filter) end,
    'true')
$$;

comment on function private.usage_condition(jsonb) is 'The condition on usage_list t that a usage filter stands for.';

create or replace function public.list_usage(filter jsonb default '{}', sort text default 'used_percent',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.usage_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('usage', 'usage_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_usage(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of what customers use. filter: state (near, over, stopped, under, all), tier, customer, q, ids. sort: used_percent, period_ends.';

create or replace function public.usage_by_state() returns table (state text, customers bigint)
language sql stable rows 4 set search_path = ''
as $$
  select s.state, case s.state
    when 'stopped' then (select count(*) from private.usage_limits u where u.hard_stop_active)
    when 'over' then (select count(*) from private.usage_limits u where u.used_percent >= 100 and not u.hard_stop_active)
    when 'near' then (select count(*) from private.usage_limits u where u.used_percent between 80 and 99 and not u.hard_stop_active)
    else (select count(*) from private.usage_limits u where u.used_percent < 80 and not u.hard_stop_active)
  end
  from unnest('{stopped,over,near,under}'::text[]) with ordinality s (state, place)
  order by s.place
$$;

comment on function public.usage_by_state() is 'How many customers are stopped, over, near and under; all four, always.';

-- Counting a call changes none of these columns: it pays for one comparison.
do $$
declare
  compared text := (select string_agg(distinct '%1$s.' || c.name, ', ') from
    unnest('{tier,call_cap_seconds,sms_cap,call_credit,sms_credit,period_start,limit_state,hard_stop_active}'::name[]) d (name)
    cross join lateral unnest(private.columns_read('usage_limits', d.name)) c (name));
begin
  execute format('create or replace trigger audit_usage_limits after update on public.usage_limits for each row
    when ((%s) is distinct from (%s)) execute function private.audit(''usage_limits'')', format(compared, 'old'), format(compared, 'new'));
end
$$;

create or replace trigger audit_lead_flag after update of flagged_for_review on public.leads for each row
  when (old.flagged_for_review is distinct from new.flagged_for_review) execute function private.audit('lead_flag');

revoke all on public.usage_list from anon, authenticated;

grant select on public.usage_list to authenticated, service_role;

insert into private.lists (list, source, condition, moment, series) values
  ('usage', 'public.usage_list t', 'usage_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('usage', 'used_percent', '{t.used_percent,t.id}', '{%L::integer,%L::uuid}'),
  ('usage', 'period_ends', '{t.period_ends,t.id}', '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('usage', 'state', 't.state', '''{stopped,over,near,under}''::text[]'),
  ('usage', 'tier', 'coalesce(t.tier, ''unknown'')', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.limits_as_read(limits jsonb), private.audit_lead_flag(relation text, old record, new record), private.audit_usage_limits(relation text, old record, new record),
  private.projected_percent(percent integer, period_start timestamp with time zone, period_end timestamp with time zone, moment timestamp with time zone),
  private.usage_change(before jsonb, after jsonb), private.usage_condition(filter jsonb),
  public.list_usage(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.usage_by_state() from public, anon, authenticated, service_role;

grant execute on function
  private.projected_percent(percent integer, period_start timestamp with time zone, period_end timestamp with time zone, moment timestamp with time zone),
  private.usage_condition(filter jsonb),
  public.list_usage(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.usage_by_state() to authenticated, service_role;

-- 67_agents.sql

-- Agents, their problems, and looking up phone numbers.

insert into private.agent_problems (problem, place, condition, label, explanation) values
  ('no_number', 1, 't.phone_number is null', 'No number',
    'No phone number is provisioned: calls to this customer reach nobody.'),
  ('not_active', 2, 't.status not in (''active'', ''deployed'', ''configured'')', 'Not active',
    'The agent is not active, so that it takes no calls.'),
  ('failed_deploy', 3, 't.deploy_error is not null', 'Deployment failed',
    'The last deployment failed. What answers calls is what was deployed before it, if anything was.'),
  ('unknown_number', 4, 'exists (select from private.unknown_phone n where n.phone_number = t.phone_number and n.resolved_at is null offset 0)', 'Number unknown',
    'Events for this number were put aside as belonging to nobody (unknown_phone) and are unresolved: the number was not mapped when they came.'),
  ('stale_webhook', 5, 'split_part(coalesce(t.inbound_webhook_url, ''''), ''?'', 1) <> (select private.current_agent_webhook())', 'Stale webhook',
    'The agent sends its events elsewhere than the latest deployment without an error does. Deploy it again.'),
  ('two_agents', 6, 'exists (select from private.agents o where o.user_id = t.user_id and o.id <> t.id)', 'Two agents',
    'The customer has another agent as well. The contract allows one: which of them answers is not certain.')
on conflict (problem) do update set place = excluded.place, condition = excluded.condition, label = excluded.label, explanation = excluded.explanation;

create or replace function private.current_agent_webhook() returns text
language sql stable security definer set search_path = ''
as $$
  select split_part(a.inbound_webhook_url, '?', 1) from private.agents a
  where a.deploy_error is null and a.deployed_at is not null
  order by a.deployed_at desc, a.id desc limit 1
$$;

comment on function private.current_agent_webhook() is
  'Where agents are to send their events now: the address, without its parameters, that the latest deployment without an error got.';

do $$
declare
  problems text := (select string_agg(format('case when %s then %L end', p.condition, p.problem), ', ' order by p.place) from private.agent_problems p);
begin
  execute format('
    create or replace view public.agent_list with (security_invoker = true) as
    select t.id, t.user_id, t.agent_id, t.phone_number, t.nickname, t.status, t.inbound_webhook_url, t.created_at,
      t.deploy_request_id, t.deployed_at, coalesce(t.deployed_at, ''epoch'') as last_deployed, left(t.deploy_error, 400) as deploy_error,
      p.business_name, p.tier, h.grade, h.score, array_remove(array[%s], null) as problems
    from private.agents t
    left join private.profiles p on p.user_id = t.user_id
    left join private.customer_health_scores h on h.user_id = t.user_id', problems);
end
$$;

create or replace function private.agent_with_problem(problems text[]) returns text
language plpgsql stable set search_path = ''
as $$
declare
  unknown text := (select u.name from unnest(problems) u (name)
    where u.name <> 'any' and not exists (select from private.agent_problems p where p.problem = u.name) limit 1);
begin
  if unknown is not null then
    perform private.refuse_filter('problem', 'any or one of the problems of agents');
  end if;
  return (select '(' || string_agg(p.condition, ' or ' order by p.place) || ')' from private.agent_problems p
    where 'any' = any (problems) or p.problem = any (problems));
end
$$;

comment on function private.agent_with_problem(text[]) is 'The condition on agents t of having one of some problems, or any of them.';

create or replace function private.written_phone(text) returns text
language sql immutable set search_path = ''
as $$
  select n.e164 from (select private.e164($1) as e164) n
  where length(n.e164) between 8 and 16 and regexp_replace(lower($1), 'ext|x|tel', '', 'g') !~ '[[:alpha:]]'
$$;

comment on function private.written_phone(text) is 'A text as a phone number like +14155551234, if it is one in any usual writing.';

create or replace function private.agents_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.word_condition('agent_status', 't.status', 't.raw_status', private.filter_texts(filter, 'status')),
    private.agent_with_problem(private.filter_texts(filter, 'problem')),
    -- A number in any writing is looked up as one; anything else is part of a name or of the provider's id.
    case when private.written_phone(private.filter_text(filter, 'q')) is not null
      then format('t.phone_number = %L', private.written_phone(private.filter_text(filter, 'q')))
      else 't.id in (select a.id from private.agents a where '
        || private.contains('(coalesce(a.nickname, '''') || '' '' || coalesce(a.agent_id, ''''))', filter)
        || ' union all select a.id from private.agents a join private.profiles p on p.user_id = a.user_id where '
        || private.contains('(coalesce(p.business_name, '''') || '' '' || p.email)', filter) || ')' end,
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    't.created_at >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.id', filter) end,
    'true')
$$;

comment on function private.agents_condition(jsonb) is 'The condition on agents t that an agents filter stands for.';

create or replace function public.list_agents(filter jsonb default '{}', sort text default 'last_deployed',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.agent_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('agents', 'agent_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_agents(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of agents. filter: status, problem (any, or names of agent_problems()), customer, q (a number in any writing, or part of a name or of the provider''s id), since, ids. sort: last_deployed, created_at.';

create or replace function public.agent_problems() returns table (problem text, label text, explanation text, agents bigint)
language plpgsql stable rows 6 set search_path = ''
as $$
declare
  p private.agent_problems;
begin
  for p in select * from private.agent_problems a order by a.place loop
    return query execute format('select %L, %L, %L, count(*) from (select from private.agents t where %s limit 10001) c',
      p.problem, p.label, p.explanation, p.condition);
  end loop;
end
$$;

comment on function public.agent_problems() is
  'What can be wrong with agents, the worst first, and how many have it: exact to 10,000, and 10,001 for more.';

create or replace function public.look_up_phone(phone text)
returns table (e164 text, agent_id uuid, user_id uuid, business_name text, unknown_events bigint, last_unknown_at timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select n.e164, a.id, a.user_id, p.business_name, u.events, u.last_at
  from (select private.written_phone(phone) as e164) n
  left join lateral public.agent_by_phone(n.e164) a on true
  left join private.profiles p on p.user_id = a.user_id
  left join lateral (
    select count(*) as events, max(x.received_at) as last_at
    from (select k.received_at from private.unknown_phone k where k.phone_number = n.e164 and k.resolved_at is null order by k.received_at desc limit 1000) x
  ) u on true
  where n.e164 is not null
$$;

comment on function public.look_up_phone(text) is
  'A number in any usual writing as +14155551234, the agent that answers it, and how many unresolved events came for it as a number of nobody (1,000 at most). No row for what is no number.';

drop policy if exists agent_problems_select on private.agent_problems;
create policy agent_problems_select on private.agent_problems for select to authenticated using (true);

grant select on private.agent_problems to authenticated, service_role;

comment on view public.agent_list is 'Agents with their customer and what is wrong with each; see agent_problems().';

revoke all on public.agent_list from anon, authenticated;

grant select on public.agent_list to authenticated, service_role;

-- "offset 0": a number is looked up for each agent shown, instead of first making a list of all that are unknown.

insert into private.lists (list, source, condition, moment, series) values
  ('agents', 'private.agents t', 'agents_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('agents', 'last_deployed', '{"coalesce(t.deployed_at, ''epoch'')",t.id}', '{%L::timestamptz,%L::uuid}'),
  ('agents', 'created_at', '{t.created_at,t.id}', '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('agents', 'status', 't.status', 'private.distinct_values(''private.agents'', ''status'', 50)')
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.agent_with_problem(problems text[]), private.agents_condition(filter jsonb),
  private.current_agent_webhook(), private.written_phone(text), public.agent_problems(),
  public.list_agents(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.look_up_phone(phone text) from public, anon, authenticated, service_role;

grant execute on function private.agent_with_problem(problems text[]), private.agents_condition(filter jsonb),
  private.current_agent_webhook(), private.written_phone(text), public.agent_problems(),
  public.list_agents(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.look_up_phone(phone text) to authenticated, service_role;

-- 70_record_catalogue.sql

-- The catalogue of tables and columns that the records pages show.

create or replace function private.admins_only() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only admins read records' using errcode = '42501';
  end if;
end
$$;

comment on function private.admins_only() is 'Refuses callers who are not admins.';

create or replace function private.record_tables() returns table (relation text, relid oid, source text, key text, key_type text, comment text)
language sql stable rows 60 set search_path = ''
as $$
  select c.relname::text, c.oid, coalesce(s.source, c.relname::text), a.attname::text, format_type(a.atttypid, a.atttypmod),
    obj_description(c.oid, 'pg_class')
  from pg_catalog.pg_class c
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and cardinality(k.conkey) = 1
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  left join private.record_sources s on s.relation = c.relname::text
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select')
$$;

comment on function private.record_tables() is
  'The tables that can be browsed: those of schema public with a key of one column, also those that the platform has beyond its documentation.';

create or replace function private.record_links() returns table (relation text, column_name text, target text, type text, indexed boolean)
language sql stable rows 60 set search_path = ''
as $$
  -- By its name in the catalogue: who may not use schema auth may not say auth.users.
  with accounts as (select u.oid from pg_catalog.pg_class u join pg_catalog.pg_namespace n on n.oid = u.relnamespace where u.relname = 'users' and n.nspname = 'auth')
  select distinct on (c.oid, a.attnum) c.relname::text, a.attname::text,
    case when k.confrelid in (select oid from accounts) or k.oid is null and a.attname <> 'group_id' then 'profiles'
      when k.oid is null then 'error_group_totals' else f.relname::text end,
    format_type(a.atttypid, a.atttypmod),
    exists (select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisvalid and i.indpred is null and i.indkey[0] = a.attnum)
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
    and (k.confrelid in (select oid from accounts) or exists (
      select from pg_catalog.pg_constraint p where p.conrelid = k.confrelid and p.contype = 'p' and p.conkey = k.confkey))
  left join pg_catalog.pg_class f on f.oid = k.confrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and (k.oid is not null or a.atttypid = 'uuid'::regtype
      and a.attname ~ '^(user_id|actor_id|owner_id|author_id|assigned_to|group_id)$|_by$')
    and (c.relname, a.attname) not in (('profiles', 'user_id'), ('error_group_totals', 'group_id'))
  order by c.oid, a.attnum, k.confrelid in (select oid from accounts) nulls last
$$;

comment on function private.record_links() is
  'Where columns lead: their foreign keys, those to auth.users as to profiles; and the stamps that name an account or a group without one, so that they outlive it.';

create or replace function private.record_sorts(relid oid, key text) returns table (column_name text, keys text[])
language sql stable rows 5 set search_path = ''
as $$
  select distinct on (1) k.names[1], case when record_sorts.key = any (k.names) then k.names else k.names || record_sorts.key end
  from pg_catalog.pg_index i
  cross join lateral (
    select array_agg(a.attname::text order by u.n) as names, bool_and(a.attnotnull or u.n = 1) as solid, count(*) = i.indnkeyatts as plain
    from unnest(i.indkey::smallint[]) with ordinality u (attnum, n)
    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum
    where u.n <= i.indnkeyatts
  ) k
  where i.indrelid = record_sorts.relid and i.indisvalid and i.indpred is null and k.plain and k.solid
    and not exists (select from unnest(i.indoption::smallint[]) o where o <> 0)
    and (record_sorts.key = any (k.names) or i.indisunique and i.indnkeyatts = 1)
  order by 1, record_sorts.key = any (k.names) desc, i.indnkeyatts
$$;

comment on function private.record_sorts(oid, text) is
  'What a table can be sorted by at any size: columns that lead an index which orders rows down to the last one, with the keys of that order.';

create or replace function private.record_columns_of(relation text) returns setof private.record_column
language sql stable rows 15 set search_path = ''
as $$
  with r as (select * from private.record_tables() t where t.relation = record_columns_of.relation)
  select a.attname::text, a.attnum, format_type(a.atttypid, a.atttypmod),
    case when a.atttypid in ('json'::regtype, 'jsonb'::regtype) then 'json' when a.atttypid = 'uuid'::regtype then 'uuid'
      else case y.typcategory when 'B' then 'boolean' when 'N' then 'number' when 'D' then 'time' when 'A' then 'list' else 'text' end end,
    col_description(r.relid, a.attnum), a.attnotnull, h.secret, coalesce(c.kind = 'personal' and c.presence is null, false),
    case when not h.secret then c.presence else coalesce(c.presence, case when a.attnotnull then 'true' else format('coalesce(t.%I::text, '''') <> ''''', a.attname) end) end,
    case when y.typtype = 'e' then (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = y.oid)
      else (select array(select m[1] from regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') m)
        from pg_catalog.pg_constraint k where k.conrelid = r.relid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%' limit 1) end,
    c.presence is null and exists (select from pg_catalog.pg_index i where i.indrelid = r.relid and i.indisvalid and i.indpred is null and i.indkey[0] = a.attnum),
    case when not h.secret and c.presence is null then s.keys end, l.target
  from r
  join pg_catalog.pg_attribute a on a.attrelid = r.relid and a.attnum > 0 and not a.attisdropped
  join pg_catalog.pg_type y on y.oid = a.atttypid
  left join private.record_columns c on c.relation = r.relation and c.column_name = a.attname::text
  cross join lateral (select coalesce(c.kind, '') = 'secret' or c.kind is null and a.attname::text ~
    '(^|_)(token|secret|password|api_key|access_key|private_key|signing_key|update_key|credentials)($|_hash$)|_hash$' as secret) h
  left join private.record_sorts(r.relid, r.key) s on s.column_name = a.attname::text
  left join private.record_links() l on l.relation = r.relation and l.column_name = a.attname::text
  order by a.attnum
$$;

comment on function private.record_columns_of(text) is
  'The columns of a table as records pages treat them, whatever the platform calls them. A column with the name of a secret is one, listed in private.record_columns or not.';

create or replace function private.estimate_rows(relid oid, source text) returns table (matches bigint, certainty text)
language plpgsql stable rows 1 set search_path = ''
as $$
declare
  planned real := (select c.reltuples from pg_catalog.pg_class c where c.oid = relid);
begin
  if planned > 10000 then
    return query select planned::bigint, 'estimate'::text;
    return;
  end if;
  return query execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
    from (select from public.%I limit 10001) r', source);
end
$$;

comment on function private.estimate_rows(oid, text) is
  'How many rows a table has: exactly up to 10,000, then what the planner thinks, or "more" where it was never asked to count.';

create or replace function private.describe_sizes() returns table (name text, comment text, matches bigint, certainty text)
language plpgsql stable security definer rows 60 set search_path = ''
as $$
declare
  r record;
begin
  perform private.admins_only();
  for r in select * from private.record_tables() t order by t.relation loop
    name := r.relation;
    comment := r.comment;
    select e.matches, e.certainty into matches, certainty from private.estimate_rows(r.relid, r.source) e;
    return next;
  end loop;
end
$$;

comment on function private.describe_sizes() is 'Every table with its size, for admins: whether the caller is one is asked once, not once a table.';

create or replace function public.describe_tables() returns table (name text, comment text, matches bigint, certainty text)
language sql stable rows 60 set search_path = ''
as $$ select s.name, s.comment, s.matches, s.certainty from private.describe_sizes() s $$;

comment on function public.describe_tables() is
  'Every table that admins can browse, with its comment and how many rows it has: certainty is exact up to 10,000, then estimate or more. For admins.';

create or replace function private.describe_table(table_name text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
begin
  perform private.admins_only();
  return (
    select jsonb_build_object('name', r.relation, 'comment', r.comment, 'key', r.key,
      'key_kind', (select c.kind from unnest(columns) c where c.name = r.key),
      'columns', (select jsonb_agg(jsonb_build_object('name', c.name, 'type', c.type, 'kind', c.kind, 'comment', c.comment, 'required', c.required,
        'secret', c.secret, 'personal', c.personal, 'choices', c.choices, 'sortable', c.sort_keys is not null, 'target', c.target) order by c.place)
        from unnest(columns) c))
    from private.record_tables() r where r.relation = describe_table.table_name
  );
end
$$;

comment on function private.describe_table(text) is 'What public.describe_table does, for admins.';

create or replace function public.describe_table(table_name text) returns jsonb
language sql stable set search_path = ''
as $$ select private.describe_table(table_name) $$;

comment on function public.describe_table(text) is
  'One table as records pages show it: its key and its columns with type, comment, the values they may have, where they lead, whether they can be sorted by and whether they are secret or personal. Null when there is no such table. For admins.';

-- Functions that act for the owner see past row level security: what is an admin's own stays so.
create or replace view public.saved_view_records with (security_invoker = true) as
select v.* from public.saved_views v where v.shared or v.owner_id = (select auth.uid());

comment on view public.saved_view_records is 'The saved views that records pages show an admin: the own and the shared ones.';

revoke all on public.saved_view_records from anon, authenticated;

comment on column private.record_columns.presence is
  'Of a secret: the condition on a row t that says whether it is there. Of another column: the expression that is shown and revealed in its place.';

drop policy if exists record_sources_select on private.record_sources;

drop policy if exists record_columns_select on private.record_columns;

revoke all on private.record_sources, private.record_columns from public, anon, authenticated;

grant select on private.record_sources, private.record_columns to service_role;

delete from private.record_sources where relation in ('integrations', 'webhook_configs');

insert into private.record_sources (relation, source) values ('saved_views', 'saved_view_records')
on conflict (relation) do update set source = excluded.source;

insert into private.record_columns (relation, column_name, kind, presence) values
  ('integrations', 'access_token', 'secret', null),
  ('integrations', 'refresh_token', 'secret', null),
  ('webhook_configs', 'secret', 'secret', null),
  ('webhook_configs', 'headers', 'secret', 'coalesce(t.headers::text, ''{}'') not in (''{}'', ''null'')'),
  -- Keys hide in what follows the path.
  ('webhook_configs', 'url', 'personal', 'split_part(split_part(t.url, ''?'', 1), ''#'', 1)'),
  -- Nobody may even read this one, and every session has it.
  ('active_sessions', 'token_hash', 'secret', 'true'),
  ('leads', 'name', 'personal', null),
  ('tracking_sessions', 'last_lat', 'personal', null),
  ('tracking_sessions', 'last_lng', 'personal', null),
  ('tracking_points', 'lat', 'personal', null),
  ('tracking_points', 'lng', 'personal', null)
on conflict (relation, column_name) do update set kind = excluded.kind, presence = excluded.presence;

revoke execute on function private.admins_only(), private.describe_sizes(), private.describe_table(table_name text),
  private.estimate_rows(relid oid, source text), private.record_columns_of(relation text), private.record_links(),
  private.record_sorts(relid oid, key text), private.record_tables(), public.describe_table(table_name text),
  public.describe_tables() from public, anon, authenticated, service_role;

grant execute on function private.describe_sizes(), private.describe_table(table_name text),
  public.describe_table(table_name text), public.describe_tables() to authenticated, service_role;

-- 71_record_queries.sql

-- The statements that read any table. Names come from the catalogue, values enter the text only as quoted literals.
create or replace function private.record_test(c private.record_column, op text, value text, scanned boolean) returns text
language plpgsql stable set search_path = ''
as $$
declare
  of text := format('t.%I', c.name);
  pattern text := quote_literal('%' || regexp_replace(coalesce(value, ''), '([\\%_])', '\\\1', 'g') || '%');
begin
  if op = 'empty' and value in ('true', 'false') then
    return case when value = 'false' then 'not ' else '' end || case
      when c.secret and scanned then format('(not %s)', of)
      when c.secret then format('(not (%s))', c.presence)
      when c.kind = 'text' and not c.indexed then format('(coalesce(%s::text, '''') = '''')', of)
      else format('(%s is null)', of) end;
  end if;
  if c.secret or value is null or op = 'contains' and c.kind in ('number', 'time', 'boolean')
    or op in ('from', 'after', 'before', 'to') and c.kind not in ('number', 'time')
    or op not in ('is', 'not', 'contains', 'from', 'after', 'before', 'to') then
    raise exception 'filter: % cannot be asked of %', coalesce(op, 'nothing'), c.name using errcode = '22023';
  end if;
  return case
    when op = 'contains' then format('%s::text ilike %s', of, pattern)
    when c.kind = 'list' and op = 'is' then format('%L = any (%s::text[])', value, of)
    when c.kind = 'list' then format('not coalesce(%L = any (%s::text[]), false)', value, of)
    when op = 'not' then format('%s is distinct from %L::%s', of, value, c.type)
    else format('%s %s %L::%s', of,
      case op when 'is' then '=' when 'from' then '>=' when 'after' then '>' when 'before' then '<' else '<=' end, value, c.type)
  end;
end
$$;

comment on function private.record_test(private.record_column, text, text, boolean) is
  'One condition on a column. Of a secret nothing can be asked but whether it is there.';

create or replace function private.record_conditions(columns private.record_column[], filter jsonb, sort text, out served text, out searched text)
language plpgsql stable set search_path = ''
as $$
declare
  item record;
  c private.record_column;
  is_served boolean;
  q text := private.filter_text(filter, 'q');
begin
  if coalesce(jsonb_typeof(filter -> 'where'), 'null') not in ('null', 'array') or jsonb_array_length(coalesce(nullif(filter -> 'where', 'null'), '[]')) > 50 then
    raise exception 'filter.where must be a list of at most 50 conditions' using errcode = '22023';
  end if;
  for item in select w ->> 'column' as name, w ->> 'op' as op, w ->> 'value' as value
    from jsonb_array_elements(coalesce(nullif(filter -> 'where', 'null'), '[]')) w loop
    select * into c from unnest(columns) k where k.name = item.name;
    if c.name is null then
      raise exception 'filter: there is no column %', coalesce(item.name, 'without a name') using errcode = '22023';
    end if;
    is_served := not c.secret and c.indexed and (item.op = 'is' and c.kind <> 'list' or item.op = 'empty' and item.value = 'true')
      or item.op in ('from', 'after', 'before', 'to') and c.name = sort;
    if is_served then
      served := concat_ws(' and ', served, private.record_test(c, item.op, item.value, false));
    else
      searched := concat_ws(' and ', searched, private.record_test(c, item.op, item.value, true));
    end if;
  end loop;
  if q is not null then
    searched := concat_ws(' and ', searched, (
      select format('concat_ws('' '', %s) ilike %L', string_agg(format('t.%I::text', k.name), ', ' order by k.place),
        '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%')
      from unnest(columns) k where k.kind in ('text', 'uuid', 'list') and not k.secret));
  end if;
end
$$;

comment on function private.record_conditions(private.record_column[], jsonb, text) is
  'A filter as two conditions on t: what an index serves at any size, and what rows have to be searched for.';

create or replace function private.record_part(shown text, source text, conditions text, keys text[], start text, ascending boolean, size integer) returns text
language sql immutable set search_path = ''
as $$
  select format('(select %s from public.%I t where %s%s order by %s limit %s)', shown, source, conditions,
    case when start is not null then format(' and (%s) %s (%s)', (select string_agg(format('t.%I', k), ', ' order by n) from unnest(keys) with ordinality u (k, n)),
      case when ascending then '>' else '<' end, start) else '' end,
    (select string_agg(format('t.%I %s', k, case when ascending then 'asc' else 'desc' end), ', ' order by n) from unnest(keys) with ordinality u (k, n)), size)
$$;

comment on function private.record_part(text, text, text, text[], text, boolean, integer) is 'The query of the rows after a start, in the order of the keys.';

create or replace function private.record_start(source text, keys text[], types text[], cursor_values jsonb, skip integer) returns text
language sql immutable set search_path = ''
as $$
  select string_agg(case
      when n = cardinality(keys) then format('%L::%s', cursor_values ->> 1, types[n])
      when n = 1 then format('%L::%s', cursor_values ->> 0, types[1])
      else format('(select s.%I from public.%I s where s.%I = %L::%s)', k, source, keys[cardinality(keys)], cursor_values ->> 1, types[cardinality(keys)])
    end, ', ' order by n)
  from unnest(keys) with ordinality u (k, n) where n > skip
$$;

comment on function private.record_start(text, text[], text[], jsonb, integer) is 'A cursor as the values of a sort''s keys; those in between are looked up by the row''s id.';

create or replace function private.record_scan(source text, columns private.record_column[], shown text, condition text, sort text, ascending boolean, cursor_values jsonb,
  backward boolean, size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  keys text[] := (select c.sort_keys from unnest(columns) c where c.name = sort);
  types text[] := array(select c.type from unnest(keys) with ordinality u (k, n) join unnest(columns) c on c.name = k order by n);
  nullable boolean := (select not c.required from unnest(columns) c where c.name = sort);
  started boolean := coalesce(jsonb_typeof(cursor_values), 'null') = 'array';
  among_nulls boolean := started and cursor_values ->> 0 is null;
  onward boolean := ascending is distinct from coalesce(backward, false);
  filled text;
  empty text;
begin
  if keys is null then
    raise exception 'sort: the table cannot be sorted by %', coalesce(sort, 'nothing') using errcode = '22023';
  end if;
  filled := private.record_part(shown, source, condition || case when nullable then format(' and t.%I is not null', sort) else '' end, keys,
    case when started and not among_nulls then private.record_start(source, keys, types, cursor_values, 0) end, onward, size);
  if not nullable then
    return filled;
  end if;
  -- Rows without a value come last, whichever way the others are ordered: an index finds both, one after the other.
  empty := private.record_part(shown, source, condition || format(' and t.%I is null', sort), keys[2:],
    case when among_nulls then private.record_start(source, keys, types, cursor_values, 1) end, onward, size);
  return case
    when coalesce(backward, false) and among_nulls then format('select * from (%s union all %s) u limit %s', empty, filled, size)
    when coalesce(backward, false) then filled
    when among_nulls then empty
    else format('select * from (%s union all %s) u limit %s', filled, empty, size)
  end;
end
$$;

comment on function private.record_scan(text, private.record_column[], text, text, text, boolean, jsonb, boolean, integer) is 'The query of the rows that come after a cursor in a sort''s order.';

create or replace function private.record_shown(columns private.record_column[], whole boolean, out scanned text, out shown text)
language sql stable set search_path = ''
as $$
  select string_agg(case when c.presence is not null then format('(%s) as %I', c.presence, c.name) else format('t.%I', c.name) end, ', ' order by c.place),
    string_agg(case
      when c.secret or whole or c.kind in ('number', 'boolean', 'time', 'uuid') then format('t.%I', c.name)
      when c.kind = 'json' then format('case jsonb_typeof(t.%1$I::jsonb) when ''object'' then jsonb_build_object(''keys'', (select count(*) from jsonb_object_keys(t.%1$I::jsonb)))
        when ''array'' then jsonb_build_object(''items'', jsonb_array_length(t.%1$I::jsonb)) else to_jsonb(left(t.%1$I::text, 300)) end as %1$I', c.name)
      when c.kind = 'list' then format('t.%1$I[1:20] as %1$I', c.name)
      else format('left(t.%1$I::text, 300) as %1$I', c.name) end, ', ' order by c.place)
  from unnest(columns) c
$$;

comment on function private.record_shown(private.record_column[], boolean) is
  'What is selected of a table: secrets as present or absent. Unless whole, long texts are cut and JSON is only counted.';

revoke execute on function
  private.record_conditions(columns private.record_column[], filter jsonb, sort text, OUT served text, OUT searched text),
  private.record_part(shown text, source text, conditions text, keys text[], start text, ascending boolean, size integer),
  private.record_scan(source text, columns private.record_column[], shown text, condition text, sort text, ascending boolean, cursor_values jsonb, backward boolean, size integer),
  private.record_shown(columns private.record_column[], whole boolean, OUT scanned text, OUT shown text),
  private.record_start(source text, keys text[], types text[], cursor_values jsonb, skip integer),
  private.record_test(c private.record_column, op text, value text, scanned boolean)
  from public, anon, authenticated, service_role;

-- 71_records.sql

-- The rows of any table for admins, one page at a time.
create or replace function private.list_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null, descending boolean default true,
  cursor_values jsonb default null, backward boolean default false, page_size integer default 51, whole boolean default false) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  r record;
  conditions record;
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
  selected record;
  by_column text;
  page jsonb;
begin
  perform private.admins_only(), private.check_page(cursor_values, page_size);
  select * into r from private.record_tables() t where t.relation = table_name;
  if r.relation is null then
    raise exception 'there is no table %', table_name using errcode = '22023';
  end if;
  by_column := coalesce(sort, r.key);
  conditions := private.record_conditions(columns, filter, by_column);
  selected := private.record_shown(columns, whole);
  execute format('with scanned as materialized (select t.*, row_number() over () as "_place" from (%s) t),
      found as (select t."_place", jsonb_build_array(t.%I::text, t.%I::text) as at, (select to_jsonb(x) from (select %s) x) as cells
        from scanned t where %s order by t."_place" limit %s)
    select jsonb_build_object(
      ''rows'', coalesce((select jsonb_agg(jsonb_build_object(''cells'', f.cells, ''cursor'', f.at) order by f."_place" %s) from found f), ''[]''),
      ''searched_to'', (select jsonb_build_array(t.%I::text, t.%I::text) from scanned t where %L and t."_place" = %s and (select count(*) from found) < %s))',
    private.record_scan(r.source, columns, selected.scanned, coalesce(conditions.served, 'true'), by_column, descending is false, cursor_values, backward,
      case when conditions.searched is null then page_size else 1000 end),
    by_column, r.key, selected.shown, coalesce(conditions.searched, 'true'), page_size, case when backward then 'desc' else 'asc' end,
    by_column, r.key, conditions.searched is not null, 1000, page_size) into page;
  return page;
end
$$;

comment on function private.list_records(text, jsonb, text, boolean, jsonb, boolean, integer, boolean) is 'What public.list_records does, for admins.';

create or replace function public.list_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null, descending boolean default true,
  cursor_values jsonb default null, backward boolean default false, page_size integer default 51, whole boolean default false) returns jsonb
language sql stable set search_path = ''
as $$ select private.list_records(table_name, filter, sort, descending, cursor_values, backward, page_size, whole) $$;

comment on function public.list_records(text, jsonb, text, boolean, jsonb, boolean, integer, boolean) is
  'One page of any table for admins: rows, each with its cells and its cursor, secrets as present or absent. filter: q (any text contains it) and where, a list of {column, op, value} with op is, not, contains, from, after, before, to or empty (true, false). Sorts by columns that describe_table calls sortable. What no index serves is looked for among 1,000 rows at a time: searched_to is then where to go on. Unless whole, texts are cut at 300 characters and JSON is counted only.';

create or replace function private.count_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null) returns table (matches bigint, certainty text)
language plpgsql stable security definer rows 1 set search_path = ''
as $$
declare
  r record;
  conditions record;
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
  selected record;
  estimate record;
begin
  perform private.admins_only();
  select * into r from private.record_tables() t where t.relation = table_name;
  if r.relation is null then
    raise exception 'there is no table %', table_name using errcode = '22023';
  end if;
  conditions := private.record_conditions(columns, filter, coalesce(sort, r.key));
  select * into estimate from private.estimate_rows(r.relid, r.source) e;
  if conditions.served is null and conditions.searched is null then
    return query select estimate.matches, estimate.certainty;
  elsif conditions.searched is not null and (estimate.certainty = 'more' or estimate.matches > 20000) then
    return query select null::bigint, 'unknown'::text;
  else
    selected := private.record_shown(columns, true);
    return query execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
      from (select from (select %s from public.%I t where %s) t where %s limit 10001) m',
      selected.scanned, r.source, coalesce(conditions.served, 'true'), coalesce(conditions.searched, 'true'));
  end if;
end
$$;

comment on function private.count_records(text, jsonb, text) is 'What public.count_records does, for admins.';

create or replace function public.count_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null) returns table (matches bigint, certainty text)
language sql stable rows 1 set search_path = ''
as $$ select c.matches, c.certainty from private.count_records(table_name, filter, sort) c $$;

comment on function public.count_records(text, jsonb, text) is
  'How many rows match a filter of list_records, exactly up to 10,000. certainty: exact; more; estimate, of a large table as a whole; unknown, where only a full scan could count. For admins.';

revoke execute on function
  private.count_records(table_name text, filter jsonb, sort text), public.count_records(table_name text, filter jsonb, sort text),
  private.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean),
  public.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean)
  from public, anon, authenticated, service_role;

grant execute on function
  private.count_records(table_name text, filter jsonb, sort text), public.count_records(table_name text, filter jsonb, sort text),
  private.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean),
  public.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean)
  to authenticated, service_role;

-- References to a row, and the record of exports.
create or replace function private.count_references(table_name text, row_key text) returns table (relation text, column_name text, matches bigint, certainty text)
language plpgsql stable security definer rows 40 set search_path = ''
as $$
declare
  link record;
begin
  perform private.admins_only();
  for link in select l.relation, l.column_name, r.source, l.type, l.indexed
    from private.record_links() l join private.record_tables() r on r.relation = l.relation
    where l.target = table_name order by l.relation, l.column_name loop
    relation := link.relation;
    column_name := link.column_name;
    matches := null;
    certainty := 'unknown';
    if link.indexed then
      execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
        from (select from public.%I t where t.%I = %L::%s limit 10001) m', link.source, link.column_name, row_key, link.type) into matches, certainty;
    end if;
    return next;
  end loop;
end
$$;

comment on function private.count_references(text, text) is 'What leads to a row, for admins: whether the caller is one is asked once, not once a table.';

create or replace function public.count_references(table_name text, row_key text) returns table (relation text, column_name text, matches bigint, certainty text)
language sql stable rows 40 set search_path = ''
as $$ select r.relation, r.column_name, r.matches, r.certainty from private.count_references(table_name, row_key) r $$;

comment on function public.count_references(text, text) is
  'The columns of other tables that lead to a row, and how many rows do, exactly up to 10,000; unknown where no index finds them. For admins.';

create or replace function private.write_table_export(table_name text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.admins_only();
  if not exists (select from private.record_tables() t where t.relation = table_name) or format is null or format not in ('csv', 'json') or length(query) > 4000 then
    raise exception 'an export needs a table and a format' using errcode = '22023';
  end if;
  insert into public.audit_trail (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', table_name, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;

comment on function private.write_table_export(text, text, text) is 'Writes down that the caller exports rows of a table.';

create or replace function public.record_table_export(table_name text, query text, format text) returns void
language sql set search_path = ''
as $$ select private.write_table_export(table_name, query, format) $$;

comment on function public.record_table_export(text, text, text) is
  'Called before rows of a table leave as a file: who, which table, which query, csv or json (list.exported). For admins.';

revoke execute on function private.count_references(table_name text, row_key text),
  private.write_table_export(table_name text, query text, format text),
  public.count_references(table_name text, row_key text),
  public.record_table_export(table_name text, query text, format text) from public, anon, authenticated, service_role;

grant execute on function private.count_references(table_name text, row_key text),
  private.write_table_export(table_name text, query text, format text),
  public.count_references(table_name text, row_key text),
  public.record_table_export(table_name text, query text, format text) to authenticated, service_role;

-- 72_find.sql

-- The search of the command palette.

create or replace function public.find_anything(term text)
returns table (kind text, id uuid, label text, detail text)
language plpgsql stable security invoker rows 20 set search_path = '' as $$
declare
  wanted text := btrim(coalesce(term, ''));
  hex text := lower(regexp_replace(wanted, '[-{}[:space:]]', '', 'g'));
  digits text := regexp_replace(wanted, '\D', '', 'g');
  anywhere text := '%' || regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%';
begin
  if length(wanted) < 2 or length(wanted) > 200 then
    return;
  end if;
  if hex ~ '^[0-9a-f]{8,32}$' then
    return query
      select case f.kind when 'profiles' then 'customer' when 'error_logs' then 'error' when 'error_group_totals' then 'error group'
          when 'ops_alerts' then 'alert' when 'churn_alerts' then 'churn alert' when 'webhook_queue' then 'webhook' else f.kind end,
        f.id, coalesce(p.business_name, p.email, e.error_type, g.error_type, a.alert_type, c.reason, w.event_type, f.kind),
        left(coalesce(p.email, e.message, g.pattern, a.message, c.severity, w.idempotency_key, f.id::text), 120)
      from private.find_ids(hex) f
      left join private.profiles p on f.kind = 'profiles' and p.user_id = f.id
      left join private.error_logs e on f.kind = 'error_logs' and e.id = f.id
      left join public.error_group_totals g on f.kind = 'error_group_totals' and g.group_id = f.id
      left join private.ops_alerts a on f.kind = 'ops_alerts' and a.id = f.id
      left join private.churn_alerts c on f.kind = 'churn_alerts' and c.id = f.id
      left join private.webhook_queue w on f.kind = 'webhook_queue' and w.id = f.id
      where f.kind <> 'profiles' or (p.role in ('admin', 'seller')) is not true
      limit 40;
  end if;
  if length(digits) >= 7 then
    return query
      (select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
        from public.agent_by_phone(wanted) g join private.profiles p on p.user_id = g.user_id and (p.role in ('admin', 'seller')) is not true)
      union all
      (select 'agents', g.id, coalesce(g.nickname, g.agent_id, 'Agent'), g.phone_number from public.agent_by_phone(wanted) g)
      union all
      (select 'leads', l.id, l.name, l.phone from private.leads l where l.phone = any (private.phone_writings(wanted)) limit 5)
      union all
      (select 'unknown_phone', u.id, u.event_type, u.phone_number from private.unknown_phone u where u.phone_number = any (private.phone_writings(wanted)) limit 5);
  end if;
  return query
    (select 'customer', p.user_id, coalesce(p.business_name, p.email), p.email
      from private.find_customers(wanted) with ordinality f (id, place) join private.profiles p on p.user_id = f.id order by f.place)
    union all
    (select 'error group', g.group_id, g.error_type, left(g.pattern, 120)
      from public.error_group_totals g
      where length(wanted) > 2 and (g.error_type ilike anywhere or g.pattern ilike anywhere) order by g.last_seen desc nulls last limit 5)
    union all
    (select 'webhook', w.id, w.event_type, w.idempotency_key
      from private.webhook_queue w where w.idempotency_key = wanted order by w.received_at desc limit 5);
end
$$;

comment on function public.find_anything(text) is
  'Finds customers by part of their name or e-mail address (8 at most) or by their agent''s phone number in any writing, who called by that number, groups of errors by their message, webhooks by their exact idempotency key, and any row of any table by its id or the first eight digits of it. kind is customer, error, error group, alert, churn alert, webhook, or else the table. Row level security applies.';

-- What the command palette finds: one call, each part through an index, each part with a limit.
create or replace function private.find_customers(term text) returns setof uuid
language plpgsql stable security definer rows 8 set search_path = ''
as $$
declare
  escaped text := regexp_replace(term, '([\\%_])', '\\\1', 'g');
  begun text;
  found uuid[] := '{}'::uuid[];
begin
  if not private.is_admin() then
    return;
  end if;
  foreach begun in array array[term, initcap(term), upper(term), lower(term)] loop
    found := found || array(select p.user_id from private.profiles p
      where coalesce(p.business_name, '') >= begun and coalesce(p.business_name, '') < begun || chr(1114111)
        and p.business_name ilike escaped || '%' and (p.role in ('admin', 'seller')) is not true
      order by coalesce(p.business_name, ''), p.user_id limit 8);
  end loop;
  -- Not in order: what many have is then found by reading on, what few have through the trigrams.
  if length(term) > 2 then
    found := found || array(select p.user_id from private.profiles p
      where coalesce(p.business_name, '') || ' ' || p.email ilike '%' || escaped || '%' and (p.role in ('admin', 'seller')) is not true limit 8);
  end if;
  return query select f.id from unnest(found) with ordinality f (id, place) group by f.id order by min(f.place) limit 8;
end
$$;

comment on function private.find_customers(text) is
  'At most eight customers for admins: whose name begins with a term, then whose name or e-mail address contains it (from three characters on). Under row level security a text search cannot use its index; the rows themselves are read with the caller''s rights.';

create or replace function private.find_ids(hex text) returns table (kind text, id uuid)
language plpgsql stable security definer rows 20 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  return query execute (
    select string_agg(format('(select %L::text, t.%I from public.%I t where t.%I between %L and %L limit 5)',
      r.relation, r.key, r.source, r.key, rpad(hex, 32, '0')::uuid, rpad(hex, 32, 'f')::uuid), ' union all ' order by r.relation)
    from private.record_tables() r where r.key_type = 'uuid');
end
$$;

comment on function private.find_ids(text) is 'Rows of any table whose key begins with some hexadecimal digits: a range of each table''s primary key, at most five rows of each. For admins, which is asked once, not once a table.';

revoke execute on function private.find_customers(term text), private.find_ids(hex text),
  public.find_anything(term text) from public, anon, authenticated, service_role;

grant execute on function private.find_customers(term text), private.find_ids(hex text),
  public.find_anything(term text) to authenticated, service_role;

-- 73_hourly_counts.sql

-- Hourly counts for charts over days.

create or replace function private.lists_counted_by_hour() returns text[]
language sql immutable set search_path = ''
as $$ select '{alerts,audit,errors,webhooks}'::text[] $$;

comment on function private.lists_counted_by_hour() is 'The lists whose rows are counted by hour for their charts. The throughput of webhooks is counted as well.';

create or replace function private.mark_hours_dirty() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('hours');
    return null;
  end if;
  begin
    -- One by one: a table has only one of these columns.
    if tg_table_name = 'webhook_queue' then
      insert into private.dirty_hours (list, hour)
      select distinct m.list, private.hour_of(m.moment)
      from (values (tg_argv[0], old.received_at), (tg_argv[0], new.received_at), ('throughput', old.processed_at), ('throughput', new.processed_at)) m (list, moment)
      where isfinite(m.moment) and m.moment < now() - interval '12 hours';
    else
      insert into private.dirty_hours (list, hour)
      select distinct tg_argv[0], private.hour_of(m.moment) from (values (old.created_at), (new.created_at)) m (moment)
      where isfinite(m.moment) and m.moment < now() - interval '12 hours';
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, to_jsonb(new) ->> 'id', 'marking hours', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.mark_hours_dirty() is 'Trigger: marks the hour of an old row that was inserted or changed as dirty. Its argument is the list.';

create or replace function private.mark_deleted_hours_dirty() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('hours');
    return null;
  end if;
  begin
    if tg_table_name = 'webhook_queue' then
      insert into private.dirty_hours (list, hour)
      select distinct m.list, private.hour_of(m.moment)
      from gone g cross join lateral (values (tg_argv[0], g.received_at), ('throughput', g.processed_at)) m (list, moment)
      where isfinite(m.moment) and m.moment < now() - interval '12 hours';
    else
      insert into private.dirty_hours (list, hour)
      select distinct tg_argv[0], private.hour_of(g.created_at) from gone g where isfinite(g.created_at) and g.created_at < now() - interval '12 hours';
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, null, 'marking hours', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.mark_deleted_hours_dirty() is 'Trigger: marks the hours of deleted rows as dirty.';

create or replace function private.drop_hours(of text, since timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if of = 'throughput' then
    delete from private.hourly_throughput s where s.hour >= since and s.hour < until;
  else
    delete from private.hourly_counts s where s.list = of and s.hour >= since and s.hour < until;
  end if;
end
$$;

comment on function private.drop_hours(text, timestamptz, timestamptz) is 'Forgets the counts of hours of a list.';

create or replace function private.reset_hourly_counts() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    delete from private.counted_spans s where s.list = tg_argv[0] or tg_argv[0] = 'webhooks' and s.list = 'throughput';
    perform private.drop_hours(tg_argv[0], '-infinity', 'infinity');
    if tg_argv[0] = 'webhooks' then
      perform private.drop_hours('throughput', '-infinity', 'infinity');
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, null, 'forgetting hours', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.reset_hourly_counts() is 'Trigger: drops the counts of a list after its table was truncated.';

do $$
declare
  t record;
begin
  for t in select k.name, k.list from (values ('error_logs', 'errors'), ('ops_alerts', 'alerts'), ('webhook_queue', 'webhooks'), ('audit_logs', 'audit')) k (name, list)
    -- The platform's audit log gets no trigger of ours; its rows come with the time of their insert and stay.
    where k.name <> 'audit_logs' or private.is_ours('audit_logs')
  loop
    execute format('create or replace trigger mark_deleted_hours_dirty after delete on public.%I referencing old table as gone
      for each statement execute function private.mark_deleted_hours_dirty(%L)', t.name, t.list);
    execute format('create or replace trigger reset_hourly_counts after truncate on public.%I
      for each statement execute function private.reset_hourly_counts(%L)', t.name, t.list);
  end loop;
end
$$;

create or replace function private.count_hours(of text, since timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  l record;
begin
  perform private.drop_hours(of, since, until);
  if of = 'throughput' then
    insert into private.hourly_throughput (hour, event_type, settled, failed, skipped, seconds)
    select date_trunc('hour', w.processed_at, 'UTC'), w.event_type, count(*), count(*) filter (where w.result = 'failed'),
      count(*) filter (where w.result = 'skipped'), sum(date_part('epoch', w.processed_at - greatest(w.received_at, w.queued_at)))
    from public.webhook_queue w where w.processed_at >= since and w.processed_at < until group by 1, 2;
    return;
  end if;
  select r.source, r.moment, f.expression into l from private.lists r
    join private.list_facets f on f.list = r.list and f.facet = r.series where r.list = count_hours.of;
  execute format('insert into private.hourly_counts (list, hour, series, matches)
    select %L, date_trunc(''hour'', %s, ''UTC''), coalesce(%s, ''''), count(*) from %s where %2$s >= $1 and %2$s < $2 group by 2, 3',
    count_hours.of, l.moment, l.expression, l.source) using since, until;
end
$$;

comment on function private.count_hours(text, timestamptz, timestamptz) is 'Counts the rows of a list in whole hours, and replaces earlier counts.';

create or replace function private.refresh_hourly_counts(of text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  settled timestamptz := date_trunc('hour', now() - interval '24 hours', 'UTC');
  furthest timestamptz := date_trunc('hour', now() - interval '61 days', 'UTC');
  span record;
  start timestamptz;
  hours timestamptz[];
  changed timestamptz;
begin
  -- At another isolation level a concurrent count would be a serialization failure, and in a read-only transaction the write an error.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.refresh_hourly_counts'), hashtext(of)) then
    return;
  end if;
  select * into span from private.counted_spans s where s.list = refresh_hourly_counts.of;
  if span is null or span.until < furthest then
    perform private.drop_hours(of, '-infinity', 'infinity');
    insert into private.counted_spans (list, since, until) values (of, settled, settled)
    on conflict (list) do update set since = excluded.since, until = excluded.until returning * into span;
  end if;
  if span.until < settled then
    perform private.count_hours(of, span.until, settled);
  end if;
  -- Older hours a few days per call, so that no reader waits for two months of counting.
  start := greatest(furthest, least(span.since, span.since - interval '5 days'));
  if start < span.since then
    perform private.count_hours(of, start, span.since);
  else
    perform private.drop_hours(of, '-infinity', furthest);
  end if;
  update private.counted_spans s set since = start, until = greatest(s.until, settled) where s.list = refresh_hourly_counts.of and (s.since, s.until) <> (start, settled);
  -- Delete before counting: the delete sees the change that wrote the row, and so does the count that follows.
  hours := array(select distinct u.hour from private.dirty_hours u where u.list = refresh_hourly_counts.of limit 200);
  delete from private.dirty_hours u where u.list = refresh_hourly_counts.of and u.hour = any (hours);
  for changed in select h.hour from unnest(hours) h (hour) where h.hour >= start and h.hour < settled
  loop
    perform private.count_hours(of, changed, changed + interval '1 hour');
  end loop;
end
$$;

comment on function private.refresh_hourly_counts(text) is
  'Counts the hours of a list that are older than a day and not counted yet, 61 days back but at most five days further than before, and those in which something changed.';

create or replace function private.forget_hourly_counts() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.counted_spans s where s.list is not null;
  delete from private.hourly_counts c where c.list is not null;
  delete from private.hourly_throughput t where t.hour is not null;
end
$$;

comment on function private.forget_hourly_counts() is 'Forgets all counted hours, after a trigger could not mark one; readers count them again.';

create or replace function private.refresh_history_counts() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_admin() then
    perform private.mend_all();
    perform private.refresh_stale_customers(100);
    perform private.forget_orphans();
    perform private.refresh_hourly_counts(l.list) from unnest(private.lists_counted_by_hour() || 'throughput'::text) l (list);
  end if;
end
$$;

comment on function private.refresh_history_counts() is 'Counts the due hours of all lists that have hourly counts, for admins; does nothing for others.';

create or replace trigger mark_changed_hours_dirty after update of created_at, error_type on public.error_logs for each row
  when (least(old.created_at, new.created_at) < now() - interval '12 hours'
    and (old.created_at, old.error_type) is distinct from (new.created_at, new.error_type)) execute function private.mark_hours_dirty('errors');

create or replace trigger unsettle_new after insert on public.ops_alerts for each row
  when (new.created_at < now() - interval '12 hours') execute function private.mark_hours_dirty('alerts');

create or replace trigger mark_changed_hours_dirty after update of created_at, severity on public.ops_alerts for each row
  when (least(old.created_at, new.created_at) < now() - interval '12 hours'
    and (old.created_at, old.severity) is distinct from (new.created_at, new.severity)) execute function private.mark_hours_dirty('alerts');

create or replace trigger unsettle_new after insert on public.webhook_queue for each row
  when (least(new.received_at, new.processed_at) < now() - interval '12 hours') execute function private.mark_hours_dirty('webhooks');

create or replace trigger mark_changed_hours_dirty after update of received_at, processed_at, queued_at, event_type, result on public.webhook_queue for each row
  when (least(old.received_at, new.received_at, old.processed_at, new.processed_at) < now() - interval '12 hours'
    and (old.received_at, old.processed_at, old.queued_at, old.event_type, old.result)
      is distinct from (new.received_at, new.processed_at, new.queued_at, new.event_type, new.result))
  execute function private.mark_hours_dirty('webhooks');

-- Audit rows never change.
create or replace trigger unsettle_new after insert on public.audit_trail for each row
  when (new.created_at < now() - interval '12 hours') execute function private.mark_hours_dirty('audit');

do $$
begin
  if private.is_ours('audit_logs') then
    create or replace trigger unsettle_new after insert on public.audit_logs for each row
      when (new.created_at < now() - interval '12 hours') execute function private.mark_hours_dirty('audit');
  end if;
end
$$;

revoke execute on function
  private.count_hours(of text, since timestamp with time zone, until timestamp with time zone),
  private.drop_hours(of text, since timestamp with time zone, until timestamp with time zone),
  private.reset_hourly_counts(), private.forget_hourly_counts(), private.refresh_history_counts(), private.refresh_hourly_counts(of text), private.lists_counted_by_hour(),
  private.mark_deleted_hours_dirty(), private.mark_hours_dirty() from public, anon, authenticated, service_role;

grant execute on function private.refresh_history_counts(), private.lists_counted_by_hour() to authenticated, service_role;

-- 74_counts_over_time.sql

-- Counts of a list over any periods: from hourly counts, and from the rows where an hour is not counted.
create or replace function private.pieces_of_hours(hours timestamptz[], changed timestamptz[], bounds timestamptz[], since timestamptz, until timestamptz)
returns table (hour timestamptz, place integer, begins timestamptz, ends timestamptz, rest integer)
language sql immutable rows 100 set search_path = ''
as $$
  with pieces as (
    select h.hour, p.place, greatest(h.hour, bounds[p.place], since) as begins, least(h.hour + interval '1 hour', bounds[p.place + 1], until) as ends
    from unnest(hours) h (hour)
    cross join lateral generate_series(width_bucket(h.hour, bounds), width_bucket(h.hour + interval '59 minutes 59.999999 seconds', bounds)) p (place)
  ),
  ranked as (
    select p.*, row_number() over w as rank, lead(p.place) over w as larger,
      count(*) over (partition by p.hour) = 2 and p.hour <> all (changed) and sum(p.ends - p.begins) over (partition by p.hour) = interval '1 hour' as halved
    from pieces p where p.begins < p.ends window w as (partition by p.hour order by p.ends - p.begins, p.place)
  )
  select r.hour, r.place, r.begins, r.ends, case when r.halved then r.larger end from ranked r where not (r.halved and r.rank = 2)
$$;

comment on function private.pieces_of_hours(timestamptz[], timestamptz[], timestamptz[], timestamptz, timestamptz) is
  'Which stretches of hours have to be counted from rows, and between which bounds they lie. Of an hour that one bound divides and whose count is true only the shorter piece is; rest is the place of the other one, to which the remainder belongs.';

-- Stable, so that all its statements see the same moment. Grouped without sorting, whose price for texts no planner knows.
create or replace function private.counts_between(of text, bounds timestamptz[]) returns table (place integer, series text, matches bigint)
language plpgsql stable security definer rows 500 set search_path = '' set jit = off set enable_sort = off
as $$
declare
  l record;
  s record;
  parts record;
  first timestamptz := bounds[1];
  last timestamptz := bounds[cardinality(bounds)];
  changed timestamptz[];
  apart timestamptz[];
  edges text;
begin
  if not private.is_admin() then
    return;
  end if;
  select r.source, r.moment, f.expression into l from private.lists r
    join private.list_facets f on f.list = r.list and f.facet = r.series where r.list = counts_between.of;
  -- Without hourly counts everything is counted from the rows.
  select coalesce(max(greatest(p.since, first)), last) as since, coalesce(max(greatest(least(p.until, last), p.since, first)), last) as until into s
  from private.counted_spans p where p.list = counts_between.of;
  changed := array(
    select u.hour from private.dirty_hours u where u.list = counts_between.of
    union
    select c.hour from public.error_group_deltas c where counts_between.of = 'errors' and c.events > 0 and c.hour < s.until);
  -- Those and the hours that a bound divides.
  apart := array(select date_trunc('hour', b.bound, 'UTC') from unnest(bounds) b (bound) where b.bound <> date_trunc('hour', b.bound, 'UTC')
    union select c.hour from unnest(changed) c (hour));
  select coalesce(array_agg(distinct h.hour) filter (where h.rest is null), '{}') as hours,
    coalesce(array_agg(h.hour) filter (where h.rest > h.place), '{}') as later,
    array_agg(h.begins) as begins, array_agg(h.ends) as ends, array_agg(h.place) as places, array_agg(h.rest) as rests into parts
  from private.pieces_of_hours(apart, changed, bounds, s.since, s.until) h;
  -- With the times in the text the planner knows how long each stretch is, and reads it by time.
  select string_agg(format('union all select width_bucket(%1$s, $2), coalesce(%2$s, ''''), count(*) from %3$s where %1$s >= %4$L and %1$s < %5$L group by 1, 2',
    l.moment, l.expression, l.source, e.since, e.until), ' ') into edges
  from (values (first, least(last, s.since)), (greatest(s.until, first), last)) e (since, until) where e.since < e.until;
  return query execute format('
    select c.place, c.series, sum(c.matches)::bigint from (
      select width_bucket(case when h.hour = any ($6) then h.hour + interval ''59 minutes 59.999999 seconds'' else h.hour end, $2) as place, h.series, h.matches
      from private.hourly_counts h
      where h.list = $1 and h.hour >= $3 and h.hour < $4 and h.hour + interval ''1 hour'' <= $4 and h.hour <> all ($5)
      %s
      union all
      select v.place, r.series, r.matches * v.sign
      from unnest($7, $8, $9, $10) a (begins, ends, place, rest)
      cross join lateral (select coalesce(%s, '''') as series, count(*) as matches from %s where %4$s >= a.begins and %4$s < a.ends group by 1) r
      cross join lateral (values (a.place, 1), (a.rest, -1)) v (place, sign) where v.place is not null
    ) c group by 1, 2 having sum(c.matches) <> 0', edges, l.expression, l.source, l.moment)
    using of, bounds, s.since, s.until, parts.hours, parts.later, parts.begins, parts.ends, parts.places, parts.rests;
end
$$;

comment on function private.counts_between(text, timestamptz[]) is
  'How much came into errors, alerts, webhooks or the audit log between each bound and the next, by series, for admins. Exact. Cheap where private.refresh_hourly_counts was called before.';

create or replace function private.refresh_hourly_throughput() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if private.is_admin() then
    perform private.refresh_hourly_counts('throughput');
  end if;
end
$$;

comment on function private.refresh_hourly_throughput() is 'Counts the due hours of the throughput of webhooks, for admins; does nothing for others.';

create or replace function private.throughput_between(since timestamptz, until timestamptz)
returns table (event_type text, settled bigint, failed bigint, skipped bigint, seconds double precision)
language plpgsql stable security definer rows 20 set search_path = ''
as $$
declare
  s record;
  apart timestamptz[];
  counts text;
begin
  if not private.is_admin() then
    return;
  end if;
  -- Whole hours only; without hourly counts everything is counted from the rows.
  select coalesce(max(p.since), throughput_between.until) as since, coalesce(max(greatest(p.since, p.until)), throughput_between.until) as until into s
  from (
    select greatest(p.since, date_trunc('hour', throughput_between.since + interval '1 hour' - interval '1 microsecond', 'UTC')) as since,
      least(p.until, date_trunc('hour', throughput_between.until, 'UTC')) as until
    from private.counted_spans p where p.list = 'throughput'
  ) p where p.since < p.until;
  apart := array(select distinct u.hour from private.dirty_hours u where u.list = 'throughput' and u.hour >= s.since and u.hour < s.until);
  select string_agg(format('union all
      select w.event_type, count(*), count(*) filter (where w.result = ''failed''), count(*) filter (where w.result = ''skipped''),
        sum(date_part(''epoch'', w.processed_at - greatest(w.received_at, w.queued_at)))
      from private.webhook_queue w where w.processed_at >= %L and w.processed_at < %L group by 1', t.since, t.until), ' ') into counts
  from (
    select e.since, e.until from (values (throughput_between.since, s.since), (s.until, throughput_between.until)) e (since, until)
    union all
    select a.hour, a.hour + interval '1 hour' from unnest(apart) a (hour)
  ) t where t.since < t.until;
  return query execute format('
    select c.event_type, sum(c.settled)::bigint, sum(c.failed)::bigint, sum(c.skipped)::bigint, sum(c.seconds) from (
      select h.event_type, h.settled, h.failed, h.skipped, h.seconds from private.hourly_throughput h
      where h.hour >= $1 and h.hour < $2 and h.hour <> all ($3)
      %s
    ) c group by 1', counts) using s.since, s.until, apart;
end
$$;

comment on function private.throughput_between(timestamptz, timestamptz) is
  'What became of the webhooks that were processed in a time, by event type, and how long they had waited together, for admins: from hourly counts, and from the rows where an hour is not counted.';

revoke execute on function private.counts_between(of text, bounds timestamp with time zone[]),
  private.pieces_of_hours(hours timestamp with time zone[], changed timestamp with time zone[], bounds timestamp with time zone[], since timestamp with time zone, until timestamp with time zone),
  private.refresh_hourly_throughput(),
  private.throughput_between(since timestamp with time zone, until timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function private.counts_between(of text, bounds timestamp with time zone[]),
  private.refresh_hourly_throughput(),
  private.throughput_between(since timestamp with time zone, until timestamp with time zone)
  to authenticated, service_role;

-- 75_attention.sql

-- What needs attention now, over every queue, ordered by business impact.

-- The worst of each queue, each row with what it is measured by. Of alerts and failed webhooks the same trouble of
-- the same customer is one row. Only so many of each queue are looked at, by index, however long it is.
create or replace function private.attention_candidates(most integer)
returns table (kind text, id uuid, label text, detail text, user_id uuid, customers integer, matches bigint, weighed numeric,
  urgency numeric, since timestamptz, target interval)
language sql stable set search_path = ''
as $$
  (select 'error', g.id, g.error_type, g.pattern, null::uuid, g.customers, g.unresolved, g.impact,
    case when g.state = 'regressed' or g.is_growing then 1.5 else 1 end, g.first_seen, interval '24 hours'
    from public.error_group_list g where g.state in ('unresolved', 'regressed') order by g.impact desc, g.id limit most)
  union all
  (select 'alert', (array_agg(a.id order by a.created_at, a.id))[1], a.alert_type, (array_agg(left(a.message, 200) order by a.created_at desc, a.id))[1],
    a.user_id, (a.user_id is not null)::integer, count(*), null,
    case min(a.rank) when 1 then 2 when 2 then 1.5 else 1 end, min(a.created_at),
    case min(a.rank) when 1 then interval '15 minutes' when 2 then interval '1 hour' else interval '24 hours' end
    from (
      select o.*, case o.severity when 'critical' then 1 when 'warning' then 2 else 3 end as rank
      from private.ops_alerts o
      where (o.acknowledged_at is null or o.returns_at is not null) and (o.returns_at is null or o.returns_at <= now())
      order by case o.severity when 'critical' then 1 when 'warning' then 2 else 3 end, o.created_at, o.id limit 500
    ) a
    group by a.alert_type, a.user_id)
  union all
  (select 'churn alert', c.id, btrim(split_part(c.reason, ':', 1)), btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)),
    c.user_id, 1, 1, null, case c.severity when 'critical' then 2 when 'high' then 1.5 else 1 end, c.created_at, interval '24 hours'
    from private.churn_alerts c where c.resolved_at is null
    order by case c.severity when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end, c.created_at, c.id limit 500)
  union all
  (select 'webhook', (array_agg(w.id order by w.received_at, w.id))[1], w.event_type, (array_agg(left(w.error_message, 200) order by w.received_at desc, w.id))[1],
    w.user_id, (w.user_id is not null)::integer, count(*), null, 1.5, min(w.received_at), interval '5 minutes'
    from (
      select q.* from private.webhook_queue q where q.processed_at is not null and q.result = 'failed'
      order by q.received_at desc, q.id desc limit 500
    ) w
    group by w.event_type, w.user_id)
$$;

comment on function private.attention_candidates(integer) is
  'What may need attention: groups of errors, open alerts, open churn alerts and failed webhooks, with how urgent each is and by when it should have been dealt with.';

create or replace function private.attention_now(most integer) returns table (
  kind text, id uuid, label text, detail text, user_id uuid, business_name text, tier text, grade text, customers integer, matches bigint,
  price numeric, grade_weight numeric, leaving boolean, weighed numeric, urgency numeric, late numeric, impact numeric, since timestamptz
)
language plpgsql security definer rows 10 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  if most is null or most not between 1 and 50 then
    raise exception 'most must be between 1 and 50' using errcode = '22023';
  end if;
  perform private.refresh_error_groups();
  return query
    with candidates as materialized (select c.* from private.attention_candidates(most) c),
    customers as materialized (
      -- What a customer weighs: the same as private.update_error_group_impact adds up.
      select o.user_id, o.tier, case s.grade when 'F' then 3 when 'D' then 2 when 'C' then 1.5 when 'B' then 1.25 else 1 end as grade_weight,
        exists (select from private.churn_alerts a where a.user_id = o.user_id and a.resolved_at is null) as leaving
      from (select distinct c.user_id from candidates c) d
      join private.profiles o on o.user_id = d.user_id
      left join private.customer_health_scores s on s.user_id = o.user_id
    ),
    -- A plan's price is looked up once, however many customers have it.
    prices as materialized (
      select t.tier, private.plan_price(t.tier) as price from (select distinct o.tier from customers o) t
    ),
    platform as materialized (select private.plan_price('scale') as price),
    measured as (
      select c.*, r.price, w.grade_weight, w.leaving,
        -- Trouble of the platform itself weighs as much as a customer on the most expensive plan; a plan of unknown price, nothing.
        coalesce(c.weighed, case when w.user_id is null then platform.price else coalesce(r.price, 0) * (w.grade_weight + w.leaving::integer) end) as value,
        case when c.since < now() - c.target then 1.5 else 1 end as lateness
      from platform, candidates c
      left join customers w on w.user_id = c.user_id
      left join prices r on r.tier is not distinct from w.tier and w.user_id is not null
    ),
    worst as (
      select m.*, round(m.value * m.urgency * m.lateness) as total from measured m
      order by round(m.value * m.urgency * m.lateness) desc, m.since, m.id limit most
    )
    select m.kind, m.id, m.label, m.detail, m.user_id, p.business_name, p.tier, h.grade, m.customers, m.matches, m.price, m.grade_weight,
      m.leaving, round(m.value), m.urgency, m.lateness, m.total, m.since
    from worst m
    left join private.profiles p on p.user_id = m.user_id
    left join private.customer_health_scores h on h.user_id = m.user_id
    order by m.total desc, m.since, m.id;
end
$$;

comment on function private.attention_now(integer) is
  'What public.needs_attention returns, for admins and nobody else: prices are not for API users to read.';

create or replace function public.needs_attention(most integer default 10) returns table (
  kind text, id uuid, label text, detail text, user_id uuid, business_name text, tier text, grade text, customers integer, matches bigint,
  price numeric, grade_weight numeric, leaving boolean, weighed numeric, urgency numeric, late numeric, impact numeric, since timestamptz
)
language sql rows 10 set search_path = ''
as $$ select * from private.attention_now(most) $$;

comment on function public.needs_attention(integer) is
  'What needs attention now, the greatest business impact first, for admins. impact = weighed × urgency × late. weighed: over the customers concerned, the plan''s monthly price in dollars × (grade_weight: F 3, D 2, C 1.5, B 1.25, A or none 1; plus 1 while a churn alert is open); for trouble of the platform itself the price of the plan scale. price is null, and weighs nothing, where nobody knows what the plan costs. urgency: 2 for critical alerts; 1.5 for warnings, high churn risk, failed webhooks and groups of errors that grow or came back; else 1. late: 1.5 once past its target (critical alert 15 minutes, warning 1 hour, webhook 5 minutes, all else a day), else 1. Of alerts, churn alerts and failed webhooks the 500 most severe or latest are looked at.';

revoke execute on function private.attention_candidates(most integer), private.attention_now(most integer),
  public.needs_attention(most integer) from public, anon, authenticated, service_role;

grant execute on function private.attention_now(most integer), public.needs_attention(most integer)
  to authenticated, service_role;

create or replace function public.oldest_unhandled() returns table (
  queue text, id uuid, label text, user_id uuid, business_name text, since timestamptz
)
language sql stable rows 4 set search_path = ''
as $$
  select o.queue, o.id, o.label, o.user_id, p.business_name, o.since
  from (
    (select 1 as place, 'errors' as queue, e.id, e.error_type as label, e.user_id, e.created_at as since
      from private.error_logs e where e.resolved_at is null order by e.created_at, e.id limit 1)
    union all
    (select 2, 'alerts', a.id, a.alert_type, a.user_id, a.created_at
      from private.ops_alerts a
      where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now())
      order by a.created_at, a.id limit 1)
    union all
    (select 3, 'churn', c.id, btrim(split_part(c.reason, ':', 1)), c.user_id, c.created_at
      from private.churn_alerts c where c.resolved_at is null order by c.created_at, c.id limit 1)
    union all
    (select 4, 'webhooks', w.id, w.event_type, w.user_id, w.received_at
      from private.webhook_queue w where w.processed_at is null order by w.received_at, w.id limit 1)
  ) o
  left join private.profiles p on p.user_id = o.user_id
  order by o.place
$$;

comment on function public.oldest_unhandled() is 'The row that waits longest in each queue; no row for an empty queue.';

create or replace function public.pulse() returns table (
  unresolved_errors integer, open_alerts integer, critical_alerts integer, open_churn integer,
  pending_webhooks integer, failed_webhooks integer, at_risk_customers integer,
  oldest_pending_webhook timestamptz, marker text
)
language plpgsql stable rows 1 set search_path = ''
as $$
begin
  select count(*) into unresolved_errors from (select from private.error_logs e where e.resolved_at is null limit 10000) c;
  select count(*) into open_alerts from (
    select from private.ops_alerts a
    where (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now()) limit 10000
  ) c;
  select count(*) into critical_alerts from (
    select from private.ops_alerts a
    where (case a.severity when 'critical' then 1 when 'warning' then 2 else 3 end) = 1
      and (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now()) limit 10000
  ) c;
  select count(*) into open_churn from (select from private.churn_alerts a where a.resolved_at is null limit 10000) c;
  select count(*) into pending_webhooks from (select from private.webhook_queue w where w.processed_at is null limit 10000) c;
  select count(*) into failed_webhooks from (
    select from private.webhook_queue w where w.processed_at is not null and w.result = 'failed' limit 10000
  ) c;
  select count(*) into at_risk_customers from (
    select from private.customer_health_scores h where h.grade in ('D', 'F') limit 10000
  ) c;
  select min(w.received_at) into oldest_pending_webhook from private.webhook_queue w where w.processed_at is null;
  select md5(concat_ws('|',
    (select max(e.created_at) from private.error_logs e), (select max(e.resolved_at) from private.error_logs e),
    (select max(a.created_at) from private.ops_alerts a), (select max(a.acknowledged_at) from private.ops_alerts a),
    (select max(c.created_at) from private.churn_alerts c), (select max(c.resolved_at) from private.churn_alerts c),
    (select max(w.received_at) from private.webhook_queue w), (select max(w.processed_at) from private.webhook_queue w),
    (select max(h.last_calculated) from private.customer_health_scores h),
    (select max(l.created_at) from private.audit_rows l),
    unresolved_errors, open_alerts, critical_alerts, open_churn, pending_webhooks, failed_webhooks, at_risk_customers,
    extract(epoch from oldest_pending_webhook)
  )) into marker;
  return next;
end
$$;

comment on function public.pulse() is
  'What waits now, each number at most 10,000, and a marker that differs whenever a row was added to the five operations tables or changed its state.';

revoke execute on function public.oldest_unhandled(), public.pulse() from public, anon, authenticated, service_role;

grant execute on function public.oldest_unhandled(), public.pulse() to authenticated, service_role;

-- 76_overview.sql

-- The overview's figures in two calls: the present state, and its history over a period.
create or replace function private.open_alerts_of(severity text) returns integer
language sql stable set search_path = ''
as $$
  select count(*)::integer from (
    select from private.ops_alerts a
    where (case a.severity when 'critical' then 1 when 'warning' then 2 else 3 end)
        = (case open_alerts_of.severity when 'critical' then 1 when 'warning' then 2 else 3 end)
      and (a.acknowledged_at is null or a.returns_at is not null) and (a.returns_at is null or a.returns_at <= now())
    limit 10000
  ) c
$$;

comment on function private.open_alerts_of(text) is 'How many alerts of a severity are open, at most 10,000.';

create or replace function private.latest_reconciliation() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'runs', coalesce(jsonb_agg(to_jsonb(r) - 'discrepancy_details' order by r.started_at desc, r.id desc), '[]'),
    'customers', (
      select coalesce(jsonb_agg(jsonb_build_object('user_id', d.user_id, 'business_name', p.business_name, 'field', d.field,
        'counted', d.counted, 'in_limits', d.in_limits) order by abs(d.in_limits - d.counted) / greatest(d.counted, 1) desc, d.user_id), '[]')
      from (
        select x.*
        from (select jsonb_agg(l.discrepancy_details order by l.started_at desc) -> 0 as details from (
          select s.started_at, s.discrepancy_details from private.reconciliation_runs s
          where s.status = 'completed' and jsonb_typeof(s.discrepancy_details) = 'array' order by s.started_at desc, s.id desc limit 1
        ) l) latest,
        jsonb_to_recordset(latest.details) x (user_id uuid, field text, counted numeric, in_limits numeric)
        limit 50
      ) d
      left join private.profiles p on p.user_id = d.user_id
    ))
  from (select * from private.reconciliation_runs s order by s.started_at desc, s.id desc limit 14) r
$$;

comment on function private.latest_reconciliation() is
  'The latest 14 comparisons of usage, and the customers whose figures differed in the latest that was completed, the largest share first.';

create or replace function public.overview_now() returns jsonb
language sql stable set search_path = ''
as $$
  select case when (select private.may_read()) then jsonb_build_object(
    'pulse', (select to_jsonb(p) from public.pulse() p),
    'warning_alerts', private.open_alerts_of('warning'),
    'info_alerts', private.open_alerts_of('info'),
    'oldest', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from public.oldest_unhandled() o),
    'grades', (select jsonb_agg(to_jsonb(g)) from public.health_distribution() g),
    'reconciliation', private.latest_reconciliation()) end
$$;

comment on function public.overview_now() is
  'Everything that the overview says about now: the pulse, open alerts by severity, what waits longest in each queue, customers by grade, and the latest reconciliation. Null for everybody but admins.';

create or replace function private.risk_moves(since timestamptz, until timestamptz, width interval)
returns table (bucket timestamptz, moves bigint)
language sql stable set search_path = ''
as $$
  select date_bin(width, m.created_at, since), sum(m.risky - m.risky_before)::bigint
  from (
    select c.created_at, coalesce((c.grade in ('D', 'F'))::integer, 0) as risky,
      coalesce((select (b.grade in ('D', 'F'))::integer from private.customer_health_history b
        where b.user_id = c.user_id and (b.created_at, b.id) < (c.created_at, c.id)
        order by b.created_at desc, b.id desc limit 1), 0) as risky_before
    from private.customer_health_history c where c.created_at >= since and c.created_at < until
  ) m
  where m.risky <> m.risky_before group by 1
$$;

comment on function private.risk_moves(timestamptz, timestamptz, interval) is
  'By how many the customers with grade D or F became more or fewer in each bucket.';

create or replace function public.overview_history(since timestamptz, until timestamptz, buckets integer)
returns table (list text, bucket timestamptz, series text, matches bigint)
language plpgsql rows 600 set search_path = ''
as $$
declare
  width interval;
  bounds timestamptz[];
  of text;
begin
  perform private.check_buckets(since, until, buckets);
  width := make_interval(secs => extract(epoch from until - since)::double precision / buckets);
  bounds := since - (until - since) || array(select since + n * width from generate_series(0, buckets - 1) n) || until;
  perform private.refresh_history_counts();
  foreach of in array '{alerts,errors,webhooks}'::text[] loop
    return query
      with counted as materialized (select c.place, c.series, c.matches from private.counts_between(of, bounds) c),
      ranked as (
        select c.series, row_number() over (order by sum(c.matches) desc, c.series) as rank from counted c where c.place > 1 group by c.series
      )
      select of, since + (c.place - 2) * width, case when r.rank <= 5 then c.series else 'other' end, sum(c.matches)::bigint
      from counted c join ranked r using (series) where c.place > 1 group by 2, 3
      union all
      select of, null, c.series, c.matches from counted c where c.place = 1;
  end loop;
  return query select 'customers', m.bucket, 'moves', m.moves from private.risk_moves(since, until, width) m;
end
$$;

comment on function public.overview_history(timestamptz, timestamptz, integer) is
  'What came in over a period: errors by type (the five most frequent, the rest as other), alerts by severity, webhooks by state, in equal buckets; without a bucket the same for the period before, each series by itself. Of customers, by how many those with grade D or F became more.';

revoke execute on function private.latest_reconciliation(), private.open_alerts_of(severity text),
  private.risk_moves(since timestamp with time zone, until timestamp with time zone, width interval),
  public.overview_history(since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.overview_now() from public, anon, authenticated, service_role;

grant execute on function private.latest_reconciliation(), private.open_alerts_of(severity text),
  private.risk_moves(since timestamp with time zone, until timestamp with time zone, width interval),
  public.overview_history(since timestamp with time zone, until timestamp with time zone, buckets integer),
  public.overview_now() to authenticated, service_role;

-- 77_security_findings.sql

-- Security findings: what is open or unconfirmed in the database. Nothing here changes the database unasked.

create or replace function private.open_tables() returns table (relation text, who text, commands text[], policy name)
language sql stable set search_path = ''
as $$
  with granted as (
    select c.oid, c.relname, c.relrowsecurity, r.rolname, r.oid as role,
      array(select v.command from unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) v (command)
        where has_table_privilege(r.oid, c.oid, v.command)
          or v.command <> 'DELETE' and has_any_column_privilege(r.oid, c.oid, v.command)) as commands
    from pg_catalog.pg_class c
    join pg_catalog.pg_roles r on r.rolname in ('anon', 'authenticated')
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ), policies as (
    select p.polrelid, p.polname, p.polroles, p.polpermissive, p.polcmd,
      array(select lower(regexp_replace(e.condition, '\s|\(|\)|::text|SELECT|AS (role|uid)', '', 'g'))
        from (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e (condition)
        where e.condition is not null) as conditions
    from pg_catalog.pg_policy p
  ), open_policies as (
    select p.*, 'true' = all (p.conditions) as admits_everybody,
      case p.polcmd when 'r' then '{SELECT}'::text[] when 'a' then '{INSERT}' when 'w' then '{UPDATE}' when 'd' then '{DELETE}'
        else '{SELECT,INSERT,UPDATE,DELETE}' end as admits
    from policies p
    where p.polpermissive and p.conditions <@ '{true,auth.role=''authenticated'',auth.uidisnotnull}'::text[]
  )
  select g.relname::text, g.rolname::text, g.commands, null::name
  from granted g
  where not g.relrowsecurity and cardinality(g.commands) > 0
  union all
  select g.relname::text, g.rolname::text, array(select unnest(g.commands) intersect select unnest(o.admits) order by 1), o.polname
  from granted g
  join open_policies o on o.polrelid = g.oid and g.commands && o.admits and (o.admits_everybody or g.rolname = 'authenticated')
    and exists (select from unnest(o.polroles) r where r = 0 or pg_has_role(g.role, r, 'usage'))
  where g.relrowsecurity and not exists (
    select from policies p where p.polrelid = g.oid and not p.polpermissive
      and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(g.role, r, 'usage'))
  )
$$;

comment on function private.open_tables() is
  'The tables of schema public of which anon, or every signed-in account, reaches all rows, and by which commands: row level security is off (policy is null), or a policy admits everybody and no restrictive one stands against it.';

create or replace function private.closing_statements(relation name) returns setof text
language sql stable set search_path = ''
as $$
  with open as (select * from private.open_tables() o where o.relation = closing_statements.relation)
  select format('revoke all on table public.%I from anon, public', relation) where exists (select from open)
  union all
  select format('alter policy %I on public.%I to service_role', p.policy, relation)
  from (select distinct o.policy from open o where o.policy is not null order by 1) p
  union all
  select format('alter table public.%I enable row level security', relation) where exists (select from open o where o.policy is null)
  union all
  select s.statement
  from (select distinct c.command from open o, unnest(o.commands) c (command) where o.who = 'authenticated' order by 1) c
  cross join lateral (values
    (1, format('drop policy if exists %I on public.%I', 'kryonex_ops_own_' || lower(c.command), relation)),
    (2, format('create policy %I on public.%I for %s to authenticated%s%s', 'kryonex_ops_own_' || lower(c.command), relation, lower(c.command),
      case when c.command <> 'INSERT' then ' using (user_id = (select auth.uid()))' else '' end,
      case when c.command in ('INSERT', 'UPDATE') then ' with check (user_id = (select auth.uid()))' else '' end))
  ) s (place, statement)
  where exists (select from pg_catalog.pg_attribute a where a.attrelid = to_regclass(format('public.%I', relation)) and a.attname = 'user_id'
    and a.atttypid = 'uuid'::regtype and not a.attisdropped)
$$;

comment on function private.closing_statements(name) is
  'What closes a table that lies open: anon loses its grants, policies that admit everybody serve the service role only, row level security is on, and signed-in accounts keep what they could do, to their own rows, where the table has user_id.';

create or replace function private.close_open_tables(tables text[], apply boolean default false) returns table (statement text)
language plpgsql set search_path = ''
as $$
declare
  relation text;
  statements text[];
begin
  foreach relation in array tables loop
    statements := array(select private.closing_statements(relation::name));
    if statements = '{}' then
      raise exception 'public.% is not open', relation using errcode = '22023';
    end if;
    foreach statement in array statements loop
      if apply then
        execute statement;
      end if;
      return next;
    end loop;
  end loop;
end
$$;

comment on function private.close_open_tables(text[], boolean) is
  'Closes tables that lie open: without apply it only returns the statements, with apply => true it also runs them. The platform may rely on what is closed: read the statements first. For the owner of the database only.';

create or replace function private.find_security_findings()
returns table (finding text, subject text, detail text, since timestamptz, remedy text)
language sql stable security definer set search_path = ''
as $$
  select f.*
  from (
    select 'open_table', o.relation,
      format('%s can %s all rows: %s', case when bool_or(o.who = 'anon') then 'Anybody, without signing in,' else 'Every signed-in account' end,
        (select string_agg(distinct lower(c.command), ', ') from private.open_tables() a, unnest(a.commands) c (command)
          where a.relation = o.relation and a.who = case when bool_or(o.who = 'anon') then 'anon' else 'authenticated' end),
        string_agg(distinct case when o.policy is null then 'row level security is off' else format('the policy "%s" admits everybody', o.policy) end, '; ')),
      null::timestamptz, format('select * from private.close_open_tables(array[%L])', o.relation)
    from private.open_tables() o
    group by o.relation
    union all
    select case a.state when 'self-made' then 'self_made_admin' else 'unconfirmed_admin' end, a.email,
      case a.state when 'self-made' then 'A token gave this account the role admin; the dashboard does not let it in, policies of the platform may.'
        else 'The role admin was there before the dashboard, which does not let it in until it is confirmed.' end,
      a.since, format('select * from private.%s_admins(array[%L])', case a.state when 'self-made' then 'withdraw' else 'confirm' end, a.email)
    from private.admin_accounts() a
    where a.state <> 'confirmed'
    union all
    select 'installation_failure', i.relation, format('%s: %s rows, for example: %s', i.what, count(*), (array_agg(i.message order by i.id desc))[1]),
      min(i.created_at), 'npm run migrate -- --db-url <connection string>'
    from private.installation_failures i
    group by i.relation, i.what
    union all
    select 'missing_trigger', t.relation, format('The trigger %s is %s.', t.name, case when p.oid is null then 'missing' else 'disabled' end),
      null, 'npm run migrate -- --db-url <connection string>'
    from private.installed_triggers t
    left join pg_catalog.pg_trigger p on p.tgrelid = to_regclass(format('public.%I', t.relation)) and p.tgname = t.name
    where p.oid is null or p.tgenabled = 'D'
  ) f (finding, subject, detail, since, remedy)
  where (select private.is_admin())
$$;

comment on function private.find_security_findings() is 'What public.security_findings does.';

create or replace function public.security_findings()
returns table (finding text, subject text, detail text, since timestamptz, remedy text)
language sql stable set search_path = ''
as $$
  select f.*
  from private.find_security_findings() f
  order by array_position('{open_table,self_made_admin,missing_trigger,unconfirmed_admin,installation_failure}'::text[], f.finding), f.subject, f.detail
$$;

comment on function public.security_findings() is
  'What is open or unconfirmed in this database, for admins: open_table, self_made_admin, missing_trigger, unconfirmed_admin, installation_failure. What it is, since when as far as that is known, and what closes it, run by the owner of the database.';

/*
 * Records the triggers of ours that stand on tables of schema public, so that one that is dropped or disabled later is
 * found. The installer calls it last, when the triggers of a database in use are attached; after all object files have
 * run, what does not stand is none of ours any more.
 */
create or replace function private.record_installed_triggers(all_applied boolean)
returns void
language sql set search_path = ''
as $$
  with standing as (
    select c.relname, t.tgname
    from pg_catalog.pg_trigger t
    join pg_catalog.pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
    join pg_catalog.pg_proc p on p.oid = t.tgfoid and p.pronamespace = 'private'::regnamespace
    where not t.tgisinternal
  ), forgotten as (
    delete from private.installed_triggers i
    where record_installed_triggers.all_applied
      and not exists (select from standing s where s.relname = i.relation and s.tgname = i.name)
  )
  insert into private.installed_triggers (relation, name)
  select s.relname, s.tgname from standing s
  on conflict (relation, name) do nothing
$$;

comment on function private.record_installed_triggers(boolean) is 'Records which triggers of ours stand, for the findings and the next installation.';

select private.record_installed_triggers(false);

revoke execute on function private.record_installed_triggers(boolean) from public, anon, authenticated, service_role;

revoke execute on function private.close_open_tables(tables text[], apply boolean), private.closing_statements(relation name),
  private.find_security_findings(), private.open_tables(), public.security_findings() from public, anon, authenticated, service_role;

grant execute on function private.find_security_findings(), public.security_findings() to authenticated, service_role;

-- 80_backfill.sql

-- The back-fill: fills our columns in rows that are older than our triggers, in batches that commit and never wait for a
-- locked row. Triggers fill the rows that are written meanwhile.

create or replace function private.backfill_objection(relation name) returns text
language sql stable set search_path = ''
as $$
  select case
    when t.oid is null then 'there is no such table'
    when t.relkind <> 'r' then 'it is not a plain table'
    when private.is_ours(backfill_objection.relation) then null
    when p.pubname is not null then format('it is published: %s would send every row again', p.pubname)
    when g.tgname is not null then format('it carries the trigger %s, which every update would run', g.tgname)
    when r.rulename is not null then format('it carries the rule %s, which every update would run', r.rulename)
  end
  from (select to_regclass('public.' || quote_ident(backfill_objection.relation)) as id) x
  left join pg_catalog.pg_class t on t.oid = x.id
  left join lateral (
    select p.pubname from pg_catalog.pg_publication_tables p where p.schemaname = 'public' and p.tablename = backfill_objection.relation limit 1
  ) p on true
  left join lateral (
    select g.tgname from pg_catalog.pg_trigger g join pg_catalog.pg_proc f on f.oid = g.tgfoid
    where g.tgrelid = x.id and not g.tgisinternal and f.pronamespace <> 'private'::regnamespace limit 1
  ) g on true
  left join lateral (
    select r.rulename from pg_catalog.pg_rewrite r where r.ev_class = x.id and r.rulename <> '_RETURN' limit 1
  ) r on true
$$;

comment on function private.backfill_objection(name) is
  'Why the rows of a table are not filled, null when they are: an update must neither reach Realtime nor run what somebody else attached. Those rows are read through the platform''s names instead.';

create or replace function private.name_tasks()
returns table (task text, relation name, condition text, assignments text, copies text)
language sql stable set search_path = ''
as $$
  select c.relation || ' names', c.relation, string_agg(format('%I is null and (%s) is not null', c.name, c.source), ' or ' order by c.name),
    string_agg(format('%1$I = coalesce(%1$I, %2$s)', c.name, c.source), ', ' order by c.name),
    string_agg(format('%1$I = coalesce(%2$s, %1$I)', c.name, c.source), ', ' order by c.name)
  from (
    select r.relation, a.name, private.over_raw_columns(r, r.source, '') as source
    from private.added_columns a cross join lateral private.reading_of(a.relation, a.name) r
    where r.source is not null and exists (select from private.table_columns(a.relation) t where t.name = a.name)
  ) c
  group by c.relation
$$;

comment on function private.name_tasks() is 'Which rows of which tables lack a value in a column that we added, and the assignments that fill it from the platform''s names, or copy it again.';

create or replace function private.backfill_tasks() returns table (task text, relation name, condition text, assignments text)
language sql stable set search_path = ''
as $$
  select t.task, t.relation, t.condition, t.assignments from private.name_tasks() t
  union all
  select t.task, t.relation, t.condition, t.assignments
  from (values
    ('error_logs groups', 'error_logs'::name, 'group_id is null and ({group}) is not null', 'group_id = {group}'),
    ('webhook_queue causes', 'webhook_queue',
      'processed_at is not null and result = ''failed'' and (cause is null or private.rules_of(cause) <> private.error_rules() % 4)',
      'cause = private.webhook_cause(event_type, error_message)'),
    ('active_sessions figures', 'active_sessions', 'addresses is null or device_kind is null',
      'addresses = coalesce(private.recent_addresses(user_id, created_at, ip_address), 0), device_kind = private.device_kind(user_agent)')
  ) d (task, relation, condition, assignments)
  cross join lateral (
    select format('private.error_group_id(error_type, %s, stack_trace)', private.read_expression('error_logs', 'message', '', '{}')) as expression
  ) g
  cross join lateral (
    select d.task, d.relation, replace(d.condition, '{group}', g.expression) as condition, replace(d.assignments, '{group}', g.expression) as assignments
  ) t
$$;

comment on function private.backfill_tasks() is 'What is filled in columns of existing rows: names, groups of errors, causes of failed webhooks, figures of sessions.';

create or replace function private.fill_pages(relation name, condition text, assignments text, first_page bigint, pages bigint) returns bigint
language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
  rows_filled bigint;
begin
  execute format(
    'update public.%1$I set %2$s where ctid = any (array(
      select ctid from public.%1$I where ctid >= %3$L::tid and ctid < %4$L::tid and (%5$s) for no key update skip locked))',
    relation, assignments, format('(%s,0)', first_page), format('(%s,0)', first_page + pages), condition);
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_pages(name, text, text, bigint, bigint) is
  'Fills what a task says in some pages of its table, except in rows that somebody else holds, and returns how many rows it filled.';

create or replace function private.rows_are_left(relation name, condition text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  are_left boolean;
begin
  execute format('select exists (select from public.%I where %s)', relation, condition) into are_left;
  return are_left;
end
$$;

comment on function private.rows_are_left(name, text) is 'Whether any row of a table still waits for a task.';

create or replace function private.backfill_left() returns table (task text, relation name, is_left boolean, objection text)
language sql stable set search_path = ''
as $$
  select b.task, b.relation, case when o.objection is null then private.rows_are_left(b.relation, b.condition) end, o.objection
  from private.backfill_tasks() b cross join lateral (select private.backfill_objection(b.relation)) o (objection)
  order by b.task
$$;

comment on function private.backfill_left() is
  'Each task with whether rows still wait for it, or why its table''s rows stay as they are.';

create or replace function private.mend_failures(most integer) returns bigint
language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
  f record;
  found_rows bigint;
  mended bigint := 0;
begin
  for f in
    select i.id, i.relation, private.as_uuid(i.row_id) as row_id, t.copies,
      case when exists (select from private.table_columns(i.relation) c where c.name = 'id') then 'id' else 'user_id' end as key
    from private.installation_failures i join private.name_tasks() t on t.relation = i.relation
    where i.what = 'names' and i.mended_at is null and private.backfill_objection(i.relation) is null
    order by i.id limit most
  loop
    execute format('update public.%1$I set %2$s where ctid = any (array(select ctid from public.%1$I where %3$I = %4$L for no key update skip locked))',
      f.relation, f.copies, f.key, f.row_id);
    get diagnostics found_rows = row_count;
    if found_rows = 0 then
      execute format('select count(*) from public.%I where %I = %L', f.relation, f.key, f.row_id) into found_rows;
      continue when found_rows > 0;
    end if;
    update private.installation_failures i set mended_at = now() where i.id = f.id;
    mended := mended + 1;
  end loop;
  return mended;
end
$$;

comment on function private.mend_failures(integer) is
  'Copies the platform''s names again in rows for which a trigger could not, and returns how many it mended. A row that somebody holds is left for the next time.';

create or replace procedure private.run_backfill_task(task text, batch_pages bigint)
language plpgsql
as $$
declare
  -- Read once: what a task says follows from the catalog, and reading it takes longer than a batch.
  t record;
  size bigint;
  page bigint;
  filled bigint;
  filled_in_pass bigint;
  idle_passes integer := 0;
begin
  select b.relation, b.condition, b.assignments into strict t from private.backfill_tasks() b where b.task = run_backfill_task.task;
  select coalesce(p.reached::bigint, 0) into page from private.backfill_progress p where p.task = run_backfill_task.task and p.finished_at is null;
  page := coalesce(page, 0);
  while private.rows_are_left(t.relation, t.condition) loop
    -- A row that somebody changes moves behind what was read: pages follow until the table's end, and passes until none is left.
    filled_in_pass := 0;
    loop
      size := pg_catalog.pg_relation_size(pg_catalog.format('public.%I', t.relation)::regclass) / pg_catalog.current_setting('block_size')::bigint;
      exit when page >= size;
      filled := private.fill_pages(t.relation, t.condition, t.assignments, page, batch_pages);
      page := page + batch_pages;
      filled_in_pass := filled_in_pass + filled;
      insert into private.backfill_progress as p (task, reached, rows_filled) values (task, page::text, filled)
      on conflict on constraint backfill_progress_pkey do update
      set reached = excluded.reached, rows_filled = p.rows_filled + excluded.rows_filled, finished_at = null;
      commit;
    end loop;
    page := 0;
    idle_passes := case when filled_in_pass = 0 then idle_passes + 1 else 0 end;
    -- Somebody holds what is left, for longer than a moment: the next run fills it.
    exit when idle_passes > 20;
    if filled_in_pass = 0 then
      perform pg_catalog.pg_sleep(0.25);
    end if;
  end loop;
  insert into private.backfill_progress as p (task, finished_at) values (task, now())
  on conflict on constraint backfill_progress_pkey do update set reached = null, finished_at = case when idle_passes > 20 then null else now() end;
  commit;
end
$$;

comment on procedure private.run_backfill_task(text, bigint) is
  'Runs one task to its end, committing after each batch of pages; a run that was stopped goes on at the page that it had reached.';

create or replace procedure private.backfill(batch_size integer default 500)
language plpgsql
as $$
declare
  b record;
begin
  for b in select t.task from private.backfill_tasks() t where private.backfill_objection(t.relation) is null order by t.task <> all (array(select n.task from private.name_tasks() n)), t.task loop
    -- A page holds some 10 to 100 rows.
    call private.run_backfill_task(b.task, greatest(1, batch_size / 25));
  end loop;
  while private.mend_failures(batch_size) > 0 loop
    commit;
  end loop;
  call private.fill_counts(batch_size);
  call private.regroup_errors(greatest(batch_size, 1000));
end
$$;

comment on procedure private.backfill(integer) is
  'Fills the columns and counts of existing rows, about so many rows at a time. Call it outside a transaction; called again it goes on where it was stopped, mends what was missed, and does nothing when nothing is left.';

revoke execute on function private.backfill_objection(name), private.name_tasks(), private.backfill_tasks(),
  private.fill_pages(name, text, text, bigint, bigint), private.rows_are_left(name, text), private.backfill_left(),
  private.mend_failures(integer) from public, anon, authenticated, service_role;

revoke execute on procedure private.run_backfill_task(text, bigint), private.backfill(integer)
  from public, anon, authenticated, service_role;

-- 81_backfill_counts.sql

-- The back-fill of our counts, for rows that are older than our triggers.

create or replace function private.fill_customer_figures() returns bigint
language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
  rows_filled bigint;
begin
  insert into private.customer_figures (user_id, value_at_risk, last_contact)
  select p.user_id, coalesce(private.monthly_value(p.tier) * (100 - greatest(0, least(100, h.score))), 0), coalesce(c.happened_at, 'epoch')
  from private.profiles p
  join auth.users u on u.id = p.user_id
  left join private.customer_health_scores h on h.user_id = p.user_id
  left join lateral public.last_contact(p.user_id) c on true
  where not exists (select from private.customer_figures f where f.user_id = p.user_id)
  on conflict (user_id) do nothing;
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_customer_figures() is 'Figures of the customers that have none yet; returns how many.';

create or replace function private.fill_unpaired_usage(entity text, reference text) returns bigint
language plpgsql set search_path = ''
as $$
declare
  rows_filled bigint;
begin
  execute format(
    'with queued as materialized (
      select distinct coalesce(w.raw_payload #>> ''{call,call_id}'', w.raw_payload ->> ''call_id'', w.raw_payload ->> ''MessageSid'',
        w.raw_payload ->> ''message_sid'') as reference from private.webhook_queue w
    )
    insert into private.unpaired_events (entity, id, reference, happened_at)
    select %1$L, u.id, u.%2$I, u.created_at from private.%1$I u
    where u.direction is distinct from ''outbound'' and u.%2$I is not null and u.created_at is not null and u.id is not null
      and not exists (select from queued q where q.reference = u.%2$I)
    on conflict do nothing', entity, reference);
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_unpaired_usage(text, text) is 'Billed calls or messages that the queue has not seen.';

create or replace function private.fill_unpaired_events(entity text, reference text, usage text, usage_reference text) returns bigint
language plpgsql set search_path = ''
as $$
declare
  rows_filled bigint;
begin
  execute format(
    'with queued as materialized (
      select distinct coalesce(w.raw_payload #>> ''{call,call_id}'', w.raw_payload ->> ''call_id'', w.raw_payload ->> ''MessageSid'',
        w.raw_payload ->> ''message_sid'') as reference from private.webhook_queue w
    )
    insert into private.unpaired_events (entity, id, reference, happened_at)
    select %1$L, e.id, e.%2$I, e.received_at from private.%1$I e
    where e.direction is distinct from ''outbound'' and e.%2$I is not null and e.received_at is not null and e.id is not null
      and not exists (select from queued q where q.reference = e.%2$I)
      and not exists (select from private.webhook_queue w where w.idempotency_key = e.idempotency_key)
      and not exists (select from private.%3$I u where u.%4$I = e.%2$I)
    on conflict do nothing', entity, reference, usage, usage_reference);
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_unpaired_events(text, text, text, text) is 'Events of calls or messages that neither the queue nor the bills know.';

create or replace function private.fill_unbilled_webhooks() returns bigint
language plpgsql set search_path = ''
as $$
declare
  rows_filled bigint;
begin
  insert into private.unpaired_events (entity, id, reference, happened_at)
  select 'webhook_queue', w.id, w.reference, w.received_at
  from (
    select q.id, q.received_at, coalesce(q.raw_payload #>> '{call,call_id}', q.raw_payload ->> 'call_id', q.raw_payload ->> 'MessageSid',
      q.raw_payload ->> 'message_sid') as reference
    from private.webhook_queue q
    where q.processed_at is not null and private.billed_kind(q.event_type) is not null and q.received_at is not null
  ) w
  where w.reference is not null
    and not exists (select from private.usage_calls c where c.provider_call_id = w.reference)
    and not exists (select from private.usage_sms s where s.provider_message_id = w.reference)
  on conflict do nothing;
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_unbilled_webhooks() is 'Processed webhooks of calls and messages that nobody was billed for.';

create or replace function private.begin_latency_history() returns void
language plpgsql set search_path = ''
as $$
begin
  -- Older rows carry no transaction.
  if exists (select from public.latency_logs l where l.written_by is null) then
    perform private.recount_latency();
  end if;
end
$$;

comment on function private.begin_latency_history() is 'Has the requests that were logged before the counting began counted, if there are any.';

create or replace function private.count_task_is_done(wanted text) returns boolean
language sql stable set search_path = ''
as $$ select exists (select from private.backfill_progress p where p.task = wanted and p.finished_at is not null) $$;

comment on function private.count_task_is_done(text) is 'Whether a filling has been done: from then on triggers keep it.';

create or replace function private.run_count_task(wanted text) returns bigint
language plpgsql set search_path = ''
as $$
declare
  filled bigint := 0;
begin
  if private.count_task_is_done(wanted) then
    return 0;
  end if;
  case wanted
    when 'unpaired usage_calls' then filled := private.fill_unpaired_usage('usage_calls', 'provider_call_id');
    when 'unpaired usage_sms' then filled := private.fill_unpaired_usage('usage_sms', 'provider_message_id');
    when 'unpaired call_events' then filled := private.fill_unpaired_events('call_events', 'call_sid', 'usage_calls', 'provider_call_id');
    when 'unpaired sms_events' then filled := private.fill_unpaired_events('sms_events', 'message_sid', 'usage_sms', 'provider_message_id');
    when 'unpaired webhook_queue' then filled := private.fill_unbilled_webhooks();
    when 'latency history begun' then perform private.begin_latency_history();
  end case;
  insert into private.backfill_progress as p (task, rows_filled, finished_at) values (wanted, filled, now())
  on conflict on constraint backfill_progress_pkey do update set rows_filled = p.rows_filled + excluded.rows_filled, finished_at = now();
  return filled;
end
$$;

comment on function private.run_count_task(text) is 'Does a filling that is done once, in one transaction with its record.';

create or replace function private.fill_stacks(after uuid, most integer) returns uuid
language plpgsql set search_path = ''
as $$
declare
  groups uuid[] := array(
    select t.group_id from public.error_group_totals t
    where t.group_id > after and not exists (select from private.error_group_stacks s where s.group_id = t.group_id)
    order by t.group_id limit most
  );
begin
  if cardinality(groups) = 0 then
    return null;
  end if;
  perform private.store_stacks(groups);
  return groups[cardinality(groups)];
end
$$;

comment on function private.fill_stacks(uuid, integer) is
  'Keeps stack traces of the next groups after one that have none, and returns the last group; null at the end.';

create or replace procedure private.fill_counts(batch_size integer)
language plpgsql
as $$
declare
  wanted text;
  after uuid;
begin
  while private.apply_error_group_deltas(greatest(batch_size, 1000)) > 0 loop
    commit;
  end loop;
  commit;
  after := '00000000-0000-0000-0000-000000000000';
  loop
    after := private.fill_stacks(after, 100);
    commit;
    exit when after is null;
  end loop;
  perform private.fill_customer_figures();
  commit;
  foreach wanted in array array['unpaired usage_calls', 'unpaired usage_sms', 'unpaired call_events', 'unpaired sms_events',
    'unpaired webhook_queue', 'latency history begun'] loop
    perform private.run_count_task(wanted);
    commit;
  end loop;
  while private.count_latency_batch(50000) loop
    perform private.apply_latency_deltas(200000);
    commit;
  end loop;
  perform private.apply_latency_deltas(200000);
  commit;
end
$$;

comment on procedure private.fill_counts(integer) is
  'Counts the rows that were there before: of groups of errors, events without their counterpart, figures of customers, latency. Resumable, committing after each part.';

revoke execute on function private.fill_customer_figures(), private.fill_unpaired_usage(text, text),
  private.fill_unpaired_events(text, text, text, text), private.fill_unbilled_webhooks(), private.begin_latency_history(),
  private.count_task_is_done(text), private.run_count_task(text), private.fill_stacks(uuid, integer)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.fill_counts(integer) from public, anon, authenticated, service_role;

insert into private.claimed_names (kind, name) values
  ('function', 'private.fix_agents_constraints'),
  ('table', 'private.migration_history'),
  ('table', 'private.claimed_names'),
  ('table', 'private.pending_indexes'),
  ('table', 'private.installation_failures'),
  ('table', 'private.revealable'),
  ('table', 'private.sign_in_pepper'),
  ('table', 'private.sign_in_attempts'),
  ('table', 'public.comments'),
  ('table', 'public.bulk_actions'),
  ('table', 'private.bulk_action_parts'),
  ('table', 'public.saved_views'),
  ('table', 'private.lists'),
  ('table', 'private.list_sorts'),
  ('table', 'private.list_facets'),
  ('table', 'private.bulk_verbs'),
  ('table', 'public.error_group_deltas'),
  ('table', 'public.error_group_totals'),
  ('table', 'public.error_group_customers'),
  ('table', 'public.error_group_endpoints'),
  ('table', 'public.error_group_hours'),
  ('table', 'public.error_group_states'),
  ('table', 'private.error_group_stacks'),
  ('table', 'private.error_texts'),
  ('table', 'private.error_group_moves'),
  ('table', 'private.grouping_rules'),
  ('table', 'public.webhook_attempts'),
  ('table', 'private.requeues'),
  ('table', 'private.unpaired_events'),
  ('table', 'private.event_notes'),
  ('table', 'private.latency_deltas'),
  ('table', 'private.latency_rollup'),
  ('table', 'private.latency_slots'),
  ('table', 'private.latency_frontier'),
  ('table', 'public.customer_owners'),
  ('table', 'private.credit_grants'),
  ('table', 'private.agent_problems'),
  ('table', 'private.customer_figures'),
  ('table', 'public.health_model_weights'),
  ('table', 'private.record_sources'),
  ('table', 'private.record_columns'),
  ('type', 'private.record_column'),
  ('table', 'private.hourly_counts'),
  ('table', 'private.hourly_throughput'),
  ('table', 'private.counted_spans'),
  ('table', 'private.dirty_hours'),
  ('table', 'private.recounts'),
  ('table', 'private.stale_customers'),
  ('table', 'private.late_errors'),
  ('table', 'public.audit_trail'),
  ('table', 'private.copied_audit_rows'),
  ('table', 'private.column_readings'),
  ('table', 'private.backfill_progress'),
  ('table', 'private.admin_events'),
  ('table', 'private.installed_triggers'),
  ('function', 'private.is_ours'),
  ('function', 'private.record_failure'),
  ('function', 'private.note_failure'),
  ('function', 'private.give_up'),
  ('function', 'private.is_act'),
  ('function', 'private.cannot_raise'),
  ('function', 'private.bounded_key'),
  ('function', 'private.index_objection'),
  ('function', 'private.as_hash'),
  ('function', 'private.caller_id'),
  ('function', 'private.caller_email'),
  ('function', 'private.session_is_alive'),
  ('function', 'private.request_origin'),
  ('function', 'private.record_admin_role'),
  ('function', 'private.is_admin'),
  ('function', 'private.admin_accounts'),
  ('view', 'private.confirmed_admins'),
  ('function', 'private.confirm_admins'),
  ('function', 'private.withdraw_admins'),
  ('function', 'private.is_api_user'),
  ('function', 'private.reason_for_denial'),
  ('function', 'public.whoami'),
  ('function', 'private.list_admins'),
  ('function', 'public.list_admins'),
  ('function', 'private.may_be_assigned'),
  ('trigger', 'public.profiles.kryonex_ops_record_admin_role'),
  ('function', 'private.judge_index'),
  ('function', 'private.ensure_index'),
  ('function', 'private.refuse_trail_write'),
  ('function', 'private.write_audit'),
  ('function', 'private.audit_profile'),
  ('function', 'private.audit'),
  ('function', 'private.own_actions'),
  ('function', 'private.copy_audit_rows'),
  ('trigger', 'public.audit_trail.refuse_insert'),
  ('trigger', 'public.audit_trail.refuse_rewrite'),
  ('trigger', 'public.audit_trail.refuse_rewrite_statement'),
  ('trigger', 'public.profiles.audit_profile'),
  ('trigger', 'public.profiles.audit_new_admin'),
  ('function', 'private.audit_new_row'),
  ('function', 'private.guard_inserts'),
  ('function', 'private.allow_changes'),
  ('function', 'private.freeze_columns'),
  ('function', 'private.row_is_known'),
  ('function', 'private.start_empty'),
  ('function', 'private.refuse_people'),
  ('function', 'private.refuse_rewrite'),
  ('function', 'private.guard_new_profile'),
  ('function', 'private.guard_profile'),
  ('function', 'private.touch_updated_at'),
  ('trigger', 'public.audit_logs.refuse_rewrite'),
  ('trigger', 'public.audit_logs.refuse_truncate'),
  ('trigger', 'public.profiles.allow_changes'),
  ('trigger', 'public.profiles.guard_profile'),
  ('trigger', 'public.profiles.guard_new_profile'),
  ('trigger', 'public.leads.start_empty'),
  ('trigger', 'public.customer_health_history.refuse_people'),
  ('function', 'private.stamp_new_row'),
  ('function', 'private.stamp_change'),
  ('function', 'private.stamp_calculation'),
  ('function', 'private.stamp_resolution'),
  ('function', 'private.audit_admin_row'),
  ('function', 'private.guard_evidence'),
  ('trigger', 'public.customer_health_scores.stamp_calculation'),
  ('trigger', 'public.profiles.audit_deleted_profile'),
  ('function', 'private.as_uuid'),
  ('function', 'private.as_time'),
  ('function', 'private.as_json'),
  ('function', 'private.as_number'),
  ('function', 'private.as_float'),
  ('function', 'private.as_integer'),
  ('function', 'private.as_boolean'),
  ('function', 'private.as_texts'),
  ('function', 'private.cast_to'),
  ('function', 'private.contract_columns'),
  ('function', 'private.added_columns_of_ours'),
  ('function', 'private.read_columns'),
  ('function', 'private.is_added'),
  ('function', 'private.reading_of'),
  ('function', 'private.replace_names'),
  ('function', 'private.raw_expression'),
  ('function', 'private.names_in'),
  ('function', 'private.read_expression'),
  ('function', 'private.with_readings'),
  ('function', 'private.translated_index'),
  ('function', 'private.limit_word'),
  ('function', 'private.role_word'),
  ('function', 'private.plan_word'),
  ('function', 'private.industry_word'),
  ('function', 'private.agent_word'),
  ('function', 'private.sentiment_word'),
  ('function', 'private.appointment_word'),
  ('function', 'private.word_kinds'),
  ('function', 'private.raw_words'),
  ('function', 'private.is_translated'),
  ('function', 'private.word_condition'),
  ('function', 'private.unforeseen_words'),
  ('function', 'private.may_read'),
  ('function', 'private.reading_view_columns'),
  ('function', 'private.define_reading_view'),
  ('function', 'private.define_reading_views'),
  ('function', 'private.plan_of'),
  ('function', 'private.table_columns'),
  ('function', 'private.over_raw_columns'),
  ('function', 'private.has_changed'),
  ('function', 'private.columns_read'),
  ('function', 'private.stamp_changes'),
  ('function', 'private.naming_writes'),
  ('function', 'private.naming_statements'),
  ('function', 'private.naming_function'),
  ('function', 'private.define_naming_trigger'),
  ('function', 'private.sign_in_hash'),
  ('function', 'public.sign_in_allowed'),
  ('function', 'public.sign_in_succeeded'),
  ('function', 'private.audit_acknowledgement'),
  ('function', 'private.audit_resolution'),
  ('function', 'private.audit_requeue'),
  ('function', 'private.reason_of_change'),
  ('trigger', 'public.ops_alerts.audit_change_of_state'),
  ('trigger', 'public.webhook_queue.audit_change_of_state'),
  ('trigger', 'public.error_logs.audit_change_of_state'),
  ('function', 'private.integrations_without_secrets'),
  ('function', 'private.webhook_configs_without_secrets'),
  ('view', 'public.integration_list'),
  ('view', 'public.webhook_config_list'),
  ('function', 'private.reveal_value'),
  ('function', 'private.owner_of_row'),
  ('function', 'public.reveal'),
  ('function', 'private.reveal_contact'),
  ('function', 'public.reveal_contact'),
  ('function', 'public.missing_contract_parts'),
  ('function', 'private.e164'),
  ('function', 'private.phone_writings'),
  ('function', 'public.usage_of'),
  ('function', 'public.agent_by_phone'),
  ('function', 'public.reconciliation_status'),
  ('function', 'private.list_condition'),
  ('function', 'private.list_source'),
  ('function', 'private.refuse_list'),
  ('function', 'private.refuse_filter'),
  ('function', 'private.filter_text'),
  ('function', 'private.filter_uuid'),
  ('function', 'private.filter_time'),
  ('function', 'private.filter_texts'),
  ('function', 'private.one_of'),
  ('function', 'private.plan_condition'),
  ('function', 'private.among_ids'),
  ('function', 'private.in_state'),
  ('function', 'private.contains'),
  ('function', 'private.common_condition'),
  ('function', 'private.payload_holds'),
  ('function', 'private.page_ids'),
  ('function', 'private.check_page'),
  ('function', 'private.cursor_start'),
  ('function', 'private.sorts_of'),
  ('function', 'private.sort_keys'),
  ('function', 'private.sort_is_ascending'),
  ('function', 'private.list_ids'),
  ('function', 'private.search_ids'),
  ('function', 'private.page_of'),
  ('function', 'private.list_page'),
  ('function', 'public.count_newer'),
  ('function', 'private.count_newer_records'),
  ('function', 'public.count_newer_records'),
  ('function', 'private.count_up_to'),
  ('function', 'private.search_count_up_to'),
  ('function', 'public.count_matching'),
  ('function', 'private.histogram'),
  ('function', 'private.search_histogram'),
  ('function', 'public.list_histogram'),
  ('function', 'private.check_buckets'),
  ('view', 'private.error_counts'),
  ('function', 'private.are_kept_counts'),
  ('function', 'private.kept_counts_query'),
  ('function', 'private.most_payloads'),
  ('function', 'private.payload_facet_query'),
  ('function', 'private.list_facet_columns'),
  ('function', 'private.facets'),
  ('function', 'private.search_facets'),
  ('function', 'public.list_facets'),
  ('function', 'private.estimate_cost'),
  ('function', 'private.distinct_values'),
  ('function', 'private.words_with_others'),
  ('function', 'private.facet_values'),
  ('function', 'private.count_rows_query'),
  ('function', 'private.count_values_query'),
  ('function', 'private.cheapest_facet_query'),
  ('function', 'private.require_admin'),
  ('function', 'private.begin_act'),
  ('function', 'private.end_act'),
  ('function', 'private.platform_changes'),
  ('function', 'private.check_ids'),
  ('function', 'private.required_text'),
  ('function', 'private.change_rows'),
  ('function', 'private.set_resolved'),
  ('function', 'private.clear_resolved'),
  ('function', 'private.write_view'),
  ('function', 'public.save_view'),
  ('function', 'private.drop_view'),
  ('function', 'public.delete_view'),
  ('function', 'public.list_views'),
  ('function', 'private.write_export'),
  ('function', 'public.record_export'),
  ('function', 'private.entity_exists'),
  ('function', 'private.write_comment'),
  ('function', 'public.add_comment'),
  ('function', 'private.bulk_verb'),
  ('function', 'private.matching_condition'),
  ('function', 'private.matching_rows'),
  ('function', 'private.count_matching_rows'),
  ('function', 'public.freeze_matching'),
  ('function', 'private.record_bulk_act'),
  ('function', 'private.change_matching'),
  ('function', 'public.act_on_matching'),
  ('function', 'private.claim_bulk_part'),
  ('function', 'private.record_bulk_undo'),
  ('function', 'private.undo_bulk'),
  ('function', 'public.undo_bulk'),
  ('function', 'private.last_bulk_part'),
  ('view', 'public.error_details'),
  ('view', 'public.alert_details'),
  ('view', 'public.webhook_details'),
  ('view', 'public.delivery_details'),
  ('view', 'public.unknown_number_details'),
  ('view', 'public.score_history'),
  ('view', 'public.account_profiles'),
  ('view', 'public.agent_details'),
  ('view', 'public.subscription_details'),
  ('view', 'public.bill_lines'),
  ('view', 'public.customer_consents'),
  ('view', 'public.premium_features'),
  ('view', 'public.customer_referrals'),
  ('function', 'private.recount_due'),
  ('function', 'private.mend'),
  ('function', 'private.mend_all'),
  ('function', 'private.own_frame'),
  ('function', 'private.error_rules'),
  ('function', 'private.id_of_rules'),
  ('function', 'private.rules_of'),
  ('function', 'private.error_fingerprint'),
  ('function', 'private.error_group_id'),
  ('function', 'private.error_text_key'),
  ('function', 'private.exact_error_text_key'),
  ('function', 'private.digits_decide'),
  ('function', 'private.remember_error_texts'),
  ('function', 'private.remembered_error_group'),
  ('function', 'private.group_error'),
  ('function', 'private.calls_a_name'),
  ('function', 'private.kept_names'),
  ('function', 'private.starred'),
  ('function', 'private.starred_texts'),
  ('function', 'private.starred_hosts'),
  ('function', 'private.is_code'),
  ('function', 'private.starred_numbers'),
  ('function', 'private.counted'),
  ('function', 'private.error_pattern'),
  ('function', 'private.plain_error_text'),
  ('function', 'private.error_line'),
  ('function', 'private.json_error'),
  ('function', 'private.error_text'),
  ('function', 'private.hour_of'),
  ('function', 'private.apply_some_error_group_deltas'),
  ('function', 'private.count_new_error'),
  ('function', 'private.count_changed_errors'),
  ('function', 'private.count_deleted_errors'),
  ('function', 'private.reset_error_groups'),
  ('function', 'private.recount_error_groups'),
  ('trigger', 'public.error_logs.write_group'),
  ('trigger', 'public.error_logs.write_group_again'),
  ('trigger', 'public.error_logs.count_new_error'),
  ('trigger', 'public.error_logs.count_changed_errors'),
  ('trigger', 'public.error_logs.count_deleted_errors'),
  ('trigger', 'public.error_logs.reset_error_groups'),
  ('function', 'private.refresh_moved_groups'),
  ('function', 'private.resolve_late_errors'),
  ('function', 'private.update_error_group_impact'),
  ('function', 'private.resolve_late_arrivals'),
  ('function', 'private.apply_error_group_deltas'),
  ('function', 'private.refresh_error_groups'),
  ('function', 'private.take_error_group_deltas'),
  ('function', 'private.name_error_groups'),
  ('function', 'private.error_group_transition'),
  ('function', 'private.audit_error_group'),
  ('trigger', 'public.error_group_states.audit_error_group'),
  ('function', 'private.error_group_sparkline'),
  ('view', 'public.error_group_list'),
  ('function', 'private.error_groups_at'),
  ('function', 'private.error_groups_of'),
  ('function', 'private.error_groups_condition'),
  ('function', 'private.error_group_facets'),
  ('function', 'private.error_group_histogram'),
  ('function', 'private.error_group_key'),
  ('function', 'public.list_error_groups'),
  ('function', 'private.error_groups_containing'),
  ('function', 'private.store_stacks'),
  ('function', 'private.delete_stacks'),
  ('function', 'private.error_groups_by_stack'),
  ('function', 'private.error_text_condition'),
  ('function', 'public.list_error_group_customers'),
  ('function', 'public.webhooks_failed_with'),
  ('function', 'public.similar_error_groups'),
  ('view', 'public.error_list'),
  ('function', 'private.errors_condition'),
  ('function', 'public.list_errors'),
  ('function', 'private.resolve_errors'),
  ('function', 'private.reopen_errors'),
  ('function', 'public.resolve_errors'),
  ('function', 'public.reopen_errors'),
  ('trigger', 'public.error_group_totals.delete_stacks'),
  ('function', 'private.lock_error_groups'),
  ('function', 'private.move_error_rows'),
  ('function', 'private.remaining_error_rows'),
  ('function', 'private.who_acted_on_group'),
  ('function', 'private.set_group_state'),
  ('function', 'private.continue_groups'),
  ('function', 'public.resolve_error_groups'),
  ('function', 'public.reopen_error_groups'),
  ('function', 'public.continue_error_groups'),
  ('function', 'private.snooze_groups'),
  ('function', 'public.snooze_error_groups'),
  ('function', 'public.unsnooze_error_groups'),
  ('function', 'private.assign_groups'),
  ('function', 'public.assign_error_groups'),
  ('function', 'private.groups_of_bulk'),
  ('function', 'private.move_bulk_errors'),
  ('function', 'private.resolve_matching_groups'),
  ('function', 'public.act_on_matching_groups'),
  ('function', 'private.undo_matching_groups'),
  ('function', 'public.undo_matching_groups'),
  ('function', 'private.regrouping_objection'),
  ('function', 'private.next_group_of_older_rules'),
  ('function', 'private.carry_group_state'),
  ('function', 'private.settle_regrouped'),
  ('function', 'private.keep_regrouped_open'),
  ('function', 'private.regroup_some_errors'),
  ('function', 'private.regroup_errors'),
  ('function', 'private.error_group_now'),
  ('function', 'private.error_group_origins'),
  ('function', 'private.read_error_group_ids'),
  ('function', 'public.error_group_ids'),
  ('function', 'private.read_error_grouping'),
  ('function', 'public.error_grouping'),
  ('function', 'private.stamp_acknowledgement'),
  ('function', 'private.acknowledgement_lasts'),
  ('function', 'private.stamp_assignment'),
  ('function', 'private.stamp_closing'),
  ('function', 'private.stamp_snooze'),
  ('function', 'private.track_return'),
  ('function', 'private.set_new_alert_state'),
  ('function', 'private.audit_handling'),
  ('trigger', 'public.ops_alerts.stamp_acknowledgement'),
  ('trigger', 'public.ops_alerts.set_new_alert_state'),
  ('trigger', 'public.ops_alerts.stamp_assignment'),
  ('trigger', 'public.ops_alerts.stamp_closing'),
  ('trigger', 'public.ops_alerts.stamp_snooze'),
  ('trigger', 'public.churn_alerts.stamp_assignment'),
  ('trigger', 'public.ops_alerts.track_return'),
  ('trigger', 'public.ops_alerts.audit_handling'),
  ('trigger', 'public.churn_alerts.audit_handling'),
  ('function', 'private.acknowledge_ops_alerts'),
  ('function', 'public.acknowledge_ops_alerts'),
  ('function', 'private.unacknowledge_ops_alerts'),
  ('function', 'public.unacknowledge_ops_alerts'),
  ('function', 'private.close_ops_alerts'),
  ('function', 'public.close_ops_alerts'),
  ('function', 'private.reopen_ops_alerts'),
  ('function', 'public.reopen_ops_alerts'),
  ('function', 'private.snooze_ops_alerts'),
  ('function', 'public.snooze_ops_alerts'),
  ('function', 'private.unsnooze_ops_alerts'),
  ('function', 'public.unsnooze_ops_alerts'),
  ('function', 'private.require_assignee'),
  ('function', 'private.assign_rows'),
  ('function', 'private.assign_ops_alerts'),
  ('function', 'public.assign_ops_alerts'),
  ('view', 'public.alert_list'),
  ('function', 'private.alerts_condition'),
  ('function', 'public.list_alerts'),
  ('function', 'private.assigned_condition'),
  ('function', 'private.outside_storms'),
  ('function', 'public.list_alert_storms'),
  ('function', 'private.storm_condition'),
  ('function', 'private.acknowledge_alert_storm'),
  ('function', 'public.acknowledge_alert_storm'),
  ('function', 'private.unacknowledge_alert_storm'),
  ('function', 'public.unacknowledge_alert_storm'),
  ('function', 'public.acknowledgement_times'),
  ('view', 'public.churn_list'),
  ('function', 'private.record_score'),
  ('function', 'private.stamp_outcome'),
  ('function', 'private.forget_outcome'),
  ('function', 'private.audit_churn'),
  ('function', 'private.churn_condition'),
  ('function', 'public.list_churn_alerts'),
  ('function', 'private.resolve_churn_alerts'),
  ('function', 'public.resolve_churn_alerts'),
  ('function', 'private.reopen_churn_alerts'),
  ('function', 'public.reopen_churn_alerts'),
  ('function', 'private.assign_churn_alerts'),
  ('function', 'public.assign_churn_alerts'),
  ('trigger', 'public.customer_health_scores.record_first_score'),
  ('trigger', 'public.customer_health_scores.record_score'),
  ('trigger', 'public.churn_alerts.stamp_outcome'),
  ('trigger', 'public.churn_alerts.forget_outcome'),
  ('trigger', 'public.churn_alerts.audit_change_of_state'),
  ('function', 'private.record_attempt'),
  ('function', 'private.failure_pattern'),
  ('function', 'private.webhook_cause'),
  ('function', 'private.write_cause'),
  ('function', 'public.list_webhook_causes'),
  ('function', 'private.forget_attempts'),
  ('trigger', 'public.webhook_queue.record_attempt'),
  ('trigger', 'public.webhook_queue.write_cause'),
  ('trigger', 'public.webhook_queue.write_cause_again'),
  ('trigger', 'public.webhook_queue.forget_attempts'),
  ('view', 'public.webhook_list'),
  ('function', 'private.webhooks_condition'),
  ('function', 'public.list_webhooks'),
  ('function', 'public.webhook_marks'),
  ('function', 'private.payload_pattern'),
  ('function', 'private.payload_patterns'),
  ('function', 'private.payload_ids'),
  ('function', 'private.payload_is_common'),
  ('function', 'private.payload_condition'),
  ('function', 'private.stamp_requeue'),
  ('function', 'private.stamp_queued'),
  ('function', 'private.audit_skip'),
  ('function', 'private.skip_webhooks'),
  ('function', 'public.skip_webhooks'),
  ('function', 'private.unskip_webhooks'),
  ('function', 'private.unskipped'),
  ('function', 'public.unskip_webhooks'),
  ('trigger', 'public.webhook_queue.stamp_requeue'),
  ('trigger', 'public.webhook_queue.stamp_queued'),
  ('trigger', 'public.webhook_queue.audit_skip'),
  ('function', 'private.requeue_webhooks'),
  ('function', 'public.requeue_webhooks'),
  ('function', 'private.webhook_writes'),
  ('function', 'private.payload_id'),
  ('function', 'private.outcomes_of'),
  ('function', 'public.list_webhook_outcomes'),
  ('function', 'private.preview_rows'),
  ('function', 'public.preview_requeue'),
  ('function', 'public.preview_requeue_matching'),
  ('function', 'private.begin_requeue'),
  ('function', 'private.end_requeue'),
  ('function', 'public.requeued_by_part'),
  ('function', 'private.check_span'),
  ('function', 'public.webhook_depth'),
  ('function', 'public.webhook_throughput'),
  ('function', 'public.last_processed_like'),
  ('function', 'public.webhook_payload'),
  ('function', 'private.run_is_stale'),
  ('function', 'private.fail_stale_runs'),
  ('function', 'private.fail_stale_run'),
  ('function', 'private.audit_reconciliation'),
  ('function', 'private.begin_run'),
  ('function', 'private.run_differences'),
  ('function', 'private.continue_run'),
  ('function', 'public.begin_reconciliation'),
  ('function', 'public.continue_reconciliation'),
  ('trigger', 'public.reconciliation_runs.fail_stale_run'),
  ('trigger', 'public.reconciliation_runs.audit_start'),
  ('trigger', 'public.reconciliation_runs.audit_end'),
  ('function', 'private.account_of'),
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
  ('function', 'private.close_unknown_numbers'),
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
  ('function', 'private.billed_kind'),
  ('function', 'private.record_unbilled'),
  ('function', 'private.compare_events'),
  ('function', 'private.is_queued'),
  ('function', 'private.pair_some_events'),
  ('function', 'private.pair_known_events'),
  ('function', 'private.pair_call_event'),
  ('function', 'private.pair_message_event'),
  ('function', 'private.pair_webhook'),
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
  ('function', 'private.device_kind'),
  ('function', 'private.recent_addresses'),
  ('function', 'private.count_addresses'),
  ('function', 'private.set_device_kind'),
  ('function', 'private.stamp_revocation'),
  ('function', 'private.audit_revocation'),
  ('function', 'private.revoke_sessions'),
  ('function', 'public.revoke_sessions'),
  ('function', 'private.session_sign'),
  ('view', 'public.session_list'),
  ('function', 'private.sign_condition'),
  ('function', 'private.sessions_condition'),
  ('function', 'public.list_sessions'),
  ('trigger', 'public.active_sessions.write_addresses'),
  ('trigger', 'public.active_sessions.write_device_kind'),
  ('trigger', 'public.active_sessions.stamp_revocation'),
  ('trigger', 'public.active_sessions.audit_revocation'),
  ('view', 'private.audit_rows'),
  ('view', 'public.audit_list'),
  ('function', 'private.actor_condition'),
  ('function', 'private.audit_condition'),
  ('function', 'public.list_audit'),
  ('function', 'private.distinct_audit_values'),
  ('function', 'public.list_actors'),
  ('function', 'private.latency_step'),
  ('function', 'private.step_duration'),
  ('function', 'private.step_percentiles'),
  ('function', 'private.latency_slot'),
  ('function', 'private.count_changed_latency'),
  ('function', 'private.count_deleted_latency'),
  ('function', 'private.reset_latency'),
  ('function', 'private.apply_some_latency_deltas'),
  ('function', 'private.recount_latency'),
  ('function', 'private.end_of_batch'),
  ('function', 'private.apply_latency_cells'),
  ('function', 'private.apply_latency_deltas'),
  ('function', 'private.count_latency_batch'),
  ('function', 'private.refresh_latency'),
  ('function', 'private.count_history'),
  ('function', 'public.count_latency_history'),
  ('function', 'private.counted_from'),
  ('function', 'public.latency_counted_from'),
  ('trigger', 'public.latency_logs.apply_some_latency_deltas'),
  ('trigger', 'public.latency_logs.count_changed_latency'),
  ('trigger', 'public.latency_logs.count_deleted_latency'),
  ('trigger', 'public.latency_logs.reset_latency'),
  ('function', 'private.check_latency_period'),
  ('function', 'private.latency_pending'),
  ('function', 'private.latency_parts'),
  ('function', 'private.latency_slot_figures'),
  ('function', 'private.latency_endpoints'),
  ('function', 'public.latency_endpoints'),
  ('function', 'private.latency_over_time'),
  ('function', 'public.latency_over_time'),
  ('function', 'public.latency_worst'),
  ('function', 'private.plan_price'),
  ('function', 'public.last_contact'),
  ('function', 'private.monthly_value'),
  ('function', 'private.refresh_figures_of'),
  ('function', 'private.refresh_stale_customers'),
  ('function', 'private.refresh_customer_figures'),
  ('function', 'private.refresh_value_at_risk'),
  ('function', 'private.refresh_values_at_risk'),
  ('function', 'private.refresh_last_contact'),
  ('function', 'private.record_contact'),
  ('function', 'private.forget_orphans'),
  ('trigger', 'public.profiles.refresh_new_value_at_risk'),
  ('trigger', 'public.profiles.refresh_value_at_risk'),
  ('trigger', 'public.customer_health_scores.refresh_new_value_at_risk'),
  ('trigger', 'public.customer_health_scores.refresh_lost_value_at_risk'),
  ('trigger', 'public.customer_health_scores.refresh_value_at_risk'),
  ('trigger', 'public.subscriptions.refresh_value_at_risk'),
  ('trigger', 'public.subscriptions.refresh_lost_value_at_risk'),
  ('trigger', 'public.usage_limits.refresh_value_at_risk'),
  ('trigger', 'public.comments.record_contact'),
  ('trigger', 'public.churn_alerts.record_contact'),
  ('trigger', 'public.messages.record_contact'),
  ('view', 'public.customer_list'),
  ('function', 'private.customers_condition'),
  ('function', 'private.customers_ids'),
  ('function', 'private.customer_usage'),
  ('function', 'private.customer_sorts'),
  ('function', 'private.customer_source'),
  ('view', 'public.customer_health_list'),
  ('function', 'public.list_customer_health'),
  ('function', 'private.webhook_call'),
  ('function', 'private.timeline_sources'),
  ('function', 'private.timeline_kinds'),
  ('function', 'private.timeline_range'),
  ('function', 'private.timeline_relation'),
  ('function', 'public.customer_timeline'),
  ('function', 'public.count_customer_timeline'),
  ('function', 'public.customer_costs'),
  ('function', 'private.write_timeline_page'),
  ('function', 'private.credit_bound'),
  ('function', 'private.assign_customers'),
  ('function', 'public.assign_customers'),
  ('function', 'private.flag_leads'),
  ('function', 'public.flag_leads'),
  ('function', 'private.grant_credit'),
  ('function', 'public.grant_credit'),
  ('function', 'private.revoke_credit'),
  ('function', 'public.revoke_credit'),
  ('function', 'private.set_hard_stop'),
  ('function', 'public.set_hard_stop'),
  ('function', 'public.health_distribution'),
  ('function', 'public.health_movement'),
  ('function', 'private.health_usage'),
  ('function', 'private.health_engagement'),
  ('function', 'private.health_adoption'),
  ('function', 'private.health_payment'),
  ('function', 'private.health_incidents'),
  ('function', 'private.grade_of'),
  ('function', 'private.risk_of'),
  ('function', 'private.model_health'),
  ('function', 'private.check_customer_ids'),
  ('function', 'private.try_health'),
  ('function', 'public.preview_health'),
  ('function', 'private.save_health'),
  ('function', 'public.recalculate_health'),
  ('function', 'private.unsave_health'),
  ('function', 'public.restore_health'),
  ('function', 'private.usage_change'),
  ('function', 'private.limits_as_read'),
  ('function', 'private.audit_usage_limits'),
  ('function', 'private.audit_lead_flag'),
  ('function', 'private.projected_percent'),
  ('view', 'public.usage_list'),
  ('function', 'private.usage_condition'),
  ('function', 'public.list_usage'),
  ('function', 'public.usage_by_state'),
  ('trigger', 'public.usage_limits.audit_usage_limits'),
  ('trigger', 'public.leads.audit_lead_flag'),
  ('function', 'private.current_agent_webhook'),
  ('view', 'public.agent_list'),
  ('function', 'private.agent_with_problem'),
  ('function', 'private.written_phone'),
  ('function', 'private.agents_condition'),
  ('function', 'public.list_agents'),
  ('function', 'public.agent_problems'),
  ('function', 'public.look_up_phone'),
  ('function', 'private.admins_only'),
  ('function', 'private.record_tables'),
  ('function', 'private.record_links'),
  ('function', 'private.record_sorts'),
  ('function', 'private.record_columns_of'),
  ('function', 'private.estimate_rows'),
  ('function', 'private.describe_sizes'),
  ('function', 'public.describe_tables'),
  ('function', 'private.describe_table'),
  ('function', 'public.describe_table'),
  ('view', 'public.saved_view_records'),
  ('function', 'private.record_test'),
  ('function', 'private.record_conditions'),
  ('function', 'private.record_part'),
  ('function', 'private.record_start'),
  ('function', 'private.record_scan'),
  ('function', 'private.record_shown'),
  ('function', 'private.list_records'),
  ('function', 'public.list_records'),
  ('function', 'private.count_records'),
  ('function', 'public.count_records'),
  ('function', 'private.count_references'),
  ('function', 'public.count_references'),
  ('function', 'private.write_table_export'),
  ('function', 'public.record_table_export'),
  ('function', 'public.find_anything'),
  ('function', 'private.find_customers'),
  ('function', 'private.find_ids'),
  ('function', 'private.lists_counted_by_hour'),
  ('function', 'private.mark_hours_dirty'),
  ('function', 'private.mark_deleted_hours_dirty'),
  ('function', 'private.drop_hours'),
  ('function', 'private.reset_hourly_counts'),
  ('function', 'private.count_hours'),
  ('function', 'private.refresh_hourly_counts'),
  ('function', 'private.forget_hourly_counts'),
  ('function', 'private.refresh_history_counts'),
  ('trigger', 'public.error_logs.mark_changed_hours_dirty'),
  ('trigger', 'public.ops_alerts.unsettle_new'),
  ('trigger', 'public.ops_alerts.mark_changed_hours_dirty'),
  ('trigger', 'public.webhook_queue.unsettle_new'),
  ('trigger', 'public.webhook_queue.mark_changed_hours_dirty'),
  ('trigger', 'public.audit_trail.unsettle_new'),
  ('trigger', 'public.audit_logs.unsettle_new'),
  ('function', 'private.pieces_of_hours'),
  ('function', 'private.counts_between'),
  ('function', 'private.refresh_hourly_throughput'),
  ('function', 'private.throughput_between'),
  ('function', 'private.attention_candidates'),
  ('function', 'private.attention_now'),
  ('function', 'public.needs_attention'),
  ('function', 'public.oldest_unhandled'),
  ('function', 'public.pulse'),
  ('function', 'private.open_alerts_of'),
  ('function', 'private.latest_reconciliation'),
  ('function', 'public.overview_now'),
  ('function', 'private.risk_moves'),
  ('function', 'public.overview_history'),
  ('function', 'private.open_tables'),
  ('function', 'private.closing_statements'),
  ('function', 'private.close_open_tables'),
  ('function', 'private.find_security_findings'),
  ('function', 'public.security_findings'),
  ('function', 'private.record_installed_triggers'),
  ('function', 'private.backfill_objection'),
  ('function', 'private.name_tasks'),
  ('function', 'private.backfill_tasks'),
  ('function', 'private.fill_pages'),
  ('function', 'private.rows_are_left'),
  ('function', 'private.backfill_left'),
  ('function', 'private.mend_failures'),
  ('function', 'private.run_backfill_task'),
  ('function', 'private.backfill'),
  ('function', 'private.fill_customer_figures'),
  ('function', 'private.fill_unpaired_usage'),
  ('function', 'private.fill_unpaired_events'),
  ('function', 'private.fill_unbilled_webhooks'),
  ('function', 'private.begin_latency_history'),
  ('function', 'private.count_task_is_done'),
  ('function', 'private.run_count_task'),
  ('function', 'private.fill_stacks'),
  ('function', 'private.fill_counts')
on conflict do nothing;

insert into private.migration_history (name, kind, checksum)
  values ('20261122090000_command_suite.sql', 'version', 'bbc6e9b8b052617ae65109fe1a281d9f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090100_ops_infrastructure.sql', 'version', 'b81b6700de7f829adc0afece2d31fee5')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090200_god_tier_hardening.sql', 'version', 'f419d9ff5d37d0e3eee2fa5d1f9e0413')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090300_fix_agents_constraints.sql', 'version', '11d7cf5471f1c7c0cd17a75833c7895c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090400_referral_system.sql', 'version', 'd8ae7d2e2bf3759a441fcebe9d36dc69')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090500_sms_automation.sql', 'version', '0c83168e7129d41760fc39c68d12a271')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090600_usage_tracking.sql', 'version', 'cf097cf8ede9c61e31c6d746b91eb8ab')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090700_shared_sms_upgrade.sql', 'version', '46815f07b80b776a979789f661d2e5d1')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090800_business_hours.sql', 'version', '9417d80a1708d9c9deb765cd1a5c3af9')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122090900_consent_logs.sql', 'version', '3d9e4a696bd70b71bc8e79a50d5f065b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261122091000_agents_deploy_trace.sql', 'version', 'a1c2e55d36659544b7699133f73cb77a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090000_dashboard_installation.sql', 'version', 'e47d9c9c26c83c9cf36419d1c6d82cdd')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090101_dashboard_access.sql', 'version', '5f88dd08a633220150dfb7dc21378de4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090102_dashboard_sign_in.sql', 'version', 'a6a0c9fdcde7739533ae09bc8d5d9b75')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090103_dashboard_lists.sql', 'version', '2a786eb596edc6dbc3dad284306c8340')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090104_dashboard_errors.sql', 'version', '4ed398179eafe62a070ff6dd7413e1e8')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090105_dashboard_alerts.sql', 'version', 'cca62df91fecdf5dce1e149ab0228b6c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090106_dashboard_webhooks.sql', 'version', '2f43e5a4b5a005006cf4b5a325efef57')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090107_dashboard_events.sql', 'version', '937a1e2a1815b48ae5da8d7ff84e110c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090108_dashboard_sessions.sql', 'version', '9f722846400ccf420274ecbac73a8c7d')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090109_dashboard_latency.sql', 'version', '70ec0b80266ff3e3299066cc53b89ba1')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090110_dashboard_customers.sql', 'version', '947ea50e958b4ea53a4499cd38615667')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090111_dashboard_records.sql', 'version', '17144676f0bbc11c133400ace5aa15eb')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090112_dashboard_overview.sql', 'version', '4065ca1dff96c103f73a7e9fdceb62d9')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090114_dashboard_failures.sql', 'version', 'aa90f6ba3c0353e47d6c3a1ee499e570')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090115_dashboard_keys.sql', 'version', 'f40dcd810c22cd629213a893de3033bb')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090116_dashboard_audit_trail.sql', 'version', '26d93ce1c09cded6e7207e0b84bdd700')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090117_dashboard_platform_names.sql', 'version', 'aeeb7b41119030b02c43b0923e265f13')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130090119_dashboard_admins.sql', 'version', '40616429e288c4d67439178842834b8b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('01_installation.sql', 'objects', 'f2cebcc91adda9af7e2be957d34c453f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('02_access.sql', 'objects', 'bc157d827671e961c9085573b4b41830')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('02_indexes.sql', 'objects', 'bb3e7d77503261d9b2dad277d66ee1bf')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('02_policies.sql', 'objects', '43697579deaa2d57469fd229575fd775')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('03_audit.sql', 'objects', '9f5edd62ec32da9712752f5400e93ad8')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('03_guarded_inserts.sql', 'objects', 'd8feced21049ebb43912f16b41f57e5c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('03_guards.sql', 'objects', '179b3721db1afb9ea4f9cea33ce90513')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('03_guards_of_evidence.sql', 'objects', 'ee04c306abf9fad8e74594bf93fba1f2')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('05_casts.sql', 'objects', 'd8e7dc68a7862be52422c8365b1a50ca')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('05_contract_columns.sql', 'objects', '28e96476f60f65b8f0b6b6a0fcde345c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('05_platform_readings.sql', 'objects', '27b1459d1d27a38c6c6a9d286075603e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('05_platform_words.sql', 'objects', '52ba69e0149dc2be9e962e762e101f62')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('05_reading_views.sql', 'objects', '4c0c51190ca55ba2935d9a0c901723f1')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('06_platform_names.sql', 'objects', 'f1ec28fb43d31d35bf29d996e102c42e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('06_sign_in.sql', 'objects', '55526adbd635ba53d4ddb3ef1de8a931')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('07_audit_of_states.sql', 'objects', '46b26d0e143f57f3bbfe477b7d7b1585')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('07_secrets_and_reveals.sql', 'objects', '09929cb5098988794e9b826f6fe3bd43')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('08_contract.sql', 'objects', 'c3eb68ac93ca33508a6f3e95beb6423e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('09_indexes.sql', 'objects', '278f95db35113f6c6fc0038bac32c025')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('10_lists.sql', 'objects', '40facb6a930aed402e58d1606ae21f36')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('11_list_filters.sql', 'objects', 'de366e149b320f8a6bd047eeace74132')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('12_list_pages.sql', 'objects', '763d1ab386f58709efb211cc81d707be')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('13_list_counts.sql', 'objects', '251789af0144a8f16f68b6f8e71cfc9e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('14_facets_of_errors_and_webhooks.sql', 'objects', '95914e6f46d6ee7e9a00cfb5f0c0bf3c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('14_list_facets.sql', 'objects', 'e94b4af563f9fd3265dfd572bfc86223')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('15_acts.sql', 'objects', 'fb7852cc85185331a2b477026513f758')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('16_saved_views_and_exports.sql', 'objects', 'e88164d14e4dc2dd0929610182be92b8')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('17_comments.sql', 'objects', '6a60bf5dfa7b91bbf8bf36348ec24329')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('18_bulk_acts.sql', 'objects', 'b8ad43bf070537cb2a38bb0d9d95c638')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('18_details.sql', 'objects', '0235bee69248027a0295c8acbda71cfd')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('19_recounts.sql', 'objects', '9c387e8c91744119e38c8d51f929dc36')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('19_tracking.sql', 'objects', '139d9d4686f7147844ac94b1b9c7afb9')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20_error_fingerprint.sql', 'objects', '4557b99e49c9b21ebf06ca678d51c8da')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20_error_patterns.sql', 'objects', 'ecbc28326191c715f7b1399838b868ec')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20_error_texts.sql', 'objects', '39045f147eef85ae926c1a5b023aaa78')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('21_error_group_counts.sql', 'objects', 'b771db00154928cfe83fd3c5fcc03cce')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('22_error_group_deltas.sql', 'objects', 'abd35e262da4b081ce92101117acb518')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('23_error_group_states.sql', 'objects', '7991f92c40f6da4f10e5fd56e299e9e6')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('23_error_groups.sql', 'objects', '4511a11b8fb6a9a8228622f3ddc1d201')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('24_errors.sql', 'objects', '3012d9af486619a0bcb2c6a7441b1769')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('25_error_group_acts.sql', 'objects', '39ba2e92365585e1ee23723dcdc3db10')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('26_error_group_snoozes.sql', 'objects', '192ef69d516fcfa461a7469416dc5895')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('27_error_group_bulk.sql', 'objects', '57dc7e73b3f964f55bce8f2d2bccac5d')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('28_error_regrouping.sql', 'objects', 'b9d079e3e2435e1b5f561ce7df7a4307')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('30_alerts.sql', 'objects', 'f0b48ca6f5a284e049e8624089296690')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('31_alert_acts.sql', 'objects', '242ac907b3985fdb451ae23e7f2231e3')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('32_alert_list.sql', 'objects', '11ea0d8900b58575d21608a86516ce2e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('33_alert_storms.sql', 'objects', '1d8b395b687ec219f7e661b7f3c6a96f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('34_churn.sql', 'objects', 'f143895208e37e3821ca009035be047f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('40_webhook_attempts.sql', 'objects', '76a3058e9e33aa7424b6d23d5a541e7f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('41_webhook_list.sql', 'objects', 'af8c3213b4cb3ece08389b93555f0ab3')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('42_webhook_skips.sql', 'objects', '1d66840b82295a595fe427e782e5d044')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('43_webhook_requeue.sql', 'objects', 'ac2ed372e1c1c5db3726b205b036ef03')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('44_webhook_figures.sql', 'objects', '5b7a748a96e33b3f8df1bd27124dd50a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('45_reconciliation.sql', 'objects', 'bf00d09206de403ac6a92618fe807ee1')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('46_reconciliation_lists.sql', 'objects', 'dbff30bc11c77fd50294ccc82a579ba4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('47_unknown_numbers.sql', 'objects', 'eea494cc1fe0b88483a2c2cba83e5579')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('48_deliveries.sql', 'objects', 'ab7cec13e4f9277f3e6dde230743cac7')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('49_event_pairing.sql', 'objects', 'aa062addafbbdbfb60f19b446803bb63')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('49_event_triggers.sql', 'objects', 'ad213687b4c65e32883f47c79f471784')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('49_missing_events.sql', 'objects', '3e5fd6e1ee449482490151ff3219c112')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('50_sessions.sql', 'objects', 'c6d8f50b9b66292b3c0cc11ee07eb4f7')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('51_audit_list.sql', 'objects', '4041ad9ef3dcd2f33eea848ee2731074')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('52_latency_counts.sql', 'objects', 'd4d7aa409cd2740f59086cfa4e50330b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('53_latency_history.sql', 'objects', 'a31abcabdfe7f02efc27cea1d0227e5e')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('54_latency_figures.sql', 'objects', '6f878834bf369af624f8d32ac94dbc0b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('60_customer_value.sql', 'objects', 'a673378ca5235a09d6e02d88a69cdcdf')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('61_customers.sql', 'objects', '0837e84bb5d0f9628da04c3841afb383')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('62_timeline.sql', 'objects', '6290f64d47fdfdd9abb74385deee1817')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('63_customer_acts.sql', 'objects', '504450cab145b91bc43464a1684ffb52')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('64_health.sql', 'objects', '7b9a74822cb43e38fa95b011a4d64d0f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('65_health_recalculation.sql', 'objects', '003b9371e6be03a53ae835c6c779738b')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('66_usage.sql', 'objects', 'e1b1d8a5b2c12bec1fd97255b7f2a133')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('67_agents.sql', 'objects', 'd820453226f751e043e7b4d356e6f4a4')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('70_record_catalogue.sql', 'objects', 'f8905bf31c5a883c51df81d0d02da43f')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('71_record_queries.sql', 'objects', '0304e714078757c2dd00716d9412bf96')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('71_records.sql', 'objects', '891af9ca71990736afab97e74b65bc2c')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('72_find.sql', 'objects', 'd7ad144aa79105aeda22fe93de1ae12d')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('73_hourly_counts.sql', 'objects', 'f55b7d37477deaaa1c9a3ba3ebbde253')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('74_counts_over_time.sql', 'objects', 'f8d3b92849358dbef351e138eb0601cc')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('75_attention.sql', 'objects', '221d128bb1c155f3be57387146d091b1')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('76_overview.sql', 'objects', '781850c04043ba33278e0189a8aca6b2')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('77_security_findings.sql', 'objects', 'a8dfc821138c0464f358840b3922b64a')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('80_backfill.sql', 'objects', '25e7972312337972f9f8e703d630e464')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('81_backfill_counts.sql', 'objects', '52bea1ff18d665fd963288ecf05bddbe')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();
insert into private.migration_history (name, kind, checksum)
  values ('20261130123303_dashboard_objects.sql', 'version', 'f2cebcc9.bc157d82.bb3e7d77.43697579.9f5edd62.d8feced2.179b3721.ee04c306.d8e7dc68.28e96476.27b1459d.52ba69e0.4c0c5119.f1ec28fb.55526adb.46b26d0e.09929cb5.c3eb68ac.278f95db.40facb6a.de366e14.763d1ab3.251789af.95914e6f.e94b4af5.fb7852cc.e88164d1.6a60bf5d.b8ad43bf.0235bee6.9c387e8c.139d9d46.4557b99e.ecbc2832.39045f14.b771db00.abd35e26.7991f92c.4511a11b.3012d9af.39ba2e92.192ef69d.57dc7e73.b9d079e3.f0b48ca6.242ac907.11ea0d89.1d8b395b.f1438952.76a3058e.af8c3213.1d66840b.ac2ed372.5b7a748a.bf00d092.dbff30bc.eea494cc.ab7cec13.aa062add.ad213687.3e5fd6e1.c6d8f50b.4041ad9e.d4d7aa40.a31abcab.6f878834.a673378c.0837e84b.6290f64d.504450ca.7b9a7482.003b9371.e1b1d8a5.d8204532.f8905bf3.0304e714.891af9ca.d7ad144a.f55b7d37.f8d3b928.221d128b.781850c0.a8dfc821.25e79723.52bea1ff')
  on conflict (name) do update set checksum = excluded.checksum, applied_at = now();

reset check_function_bodies;
