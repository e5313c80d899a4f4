-- Operations: raw webhooks, the events made of them, bills and reconciliation.

-- A large table in use is changed by the command that waits, retries and resumes.
do $$
declare
  tables name[] := '{
    webhook_queue, unknown_phone, call_events, sms_events, alerts, tier_snapshots, billing_line_items,
    reconciliation_runs
  }';
  large name[];
begin
  if coalesce(current_setting('kryonex.migrating', true), '') = 'on' then
    return;
  end if;
  large := array(select t from unnest(tables) t where pg_total_relation_size(to_regclass('public.' || t)) > 64 * 1024 * 1024);
  if to_regclass('private.created_tables') is not null then
    large := array(select t from unnest(large) t where t not in (select c.relation from private.created_tables c));
  end if;
  if cardinality(large) > 0 then
    raise exception 'Large tables in use: %. Nothing was changed. Run instead: npm run migrate -- --db-url <connection string>',
      array_to_string(large, ', ') using errcode = '55000';
  end if;
end
$$;

-- Which tables these files created: only those get constraints later.
create schema if not exists private;

do $$
begin
  if to_regclass('private.created_tables') is null then
    create table private.created_tables (
      relation name primary key,
      created_at timestamptz not null default now()
    );
    alter table private.created_tables enable row level security;
    comment on table private.created_tables is
      'The tables of schema public that our migrations created. Tables that are not listed were there before and are only added to.';
  end if;
  if to_regclass('private.added_columns') is null then
    create table private.added_columns (
      relation name not null,
      name name not null,
      added_at timestamptz not null default now(),
      primary key (relation, name)
    );
    alter table private.added_columns enable row level security;
    comment on table private.added_columns is
      'The documented columns that our migrations added to tables that were there before. All other columns there are written by the platform alone.';
  end if;
end
$$;

do $$
begin
  if to_regclass('public.webhook_queue') is null then
    create table public.webhook_queue (
      id uuid primary key default gen_random_uuid(),
      phone_number text,
      user_id uuid references auth.users (id) on delete set null,
      event_type text not null,
      raw_payload jsonb not null default '{}',
      idempotency_key text unique,
      received_at timestamptz not null default now(),
      processed_at timestamptz,
      processed_by text,
      result text check (result in ('success', 'failed', 'skipped')),
      error_message text,
      attempts integer not null default 0 check (attempts >= 0)
    );
    alter table public.webhook_queue enable row level security;
    revoke all on public.webhook_queue from anon, authenticated;
    comment on table public.webhook_queue is 'Every webhook as it arrived, kept for audit and replay. Pending while processed_at is null.';
    comment on column public.webhook_queue.idempotency_key is 'Deduplication key: a second webhook with the same key is refused.';
    comment on column public.webhook_queue.processed_by is 'system, or replay:<account> after a requeue.';
    comment on column public.webhook_queue.result is 'success, failed or skipped; null while pending.';
    insert into private.created_tables (relation) values ('webhook_queue') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.unknown_phone') is null then
    create table public.unknown_phone (
      id uuid primary key default gen_random_uuid(),
      phone_number text,
      event_type text,
      raw_payload jsonb,
      received_at timestamptz not null default now(),
      resolved_at timestamptz,
      resolved_by uuid,
      resolution text,
      notes text,
      created_at timestamptz not null default now()
    );
    alter table public.unknown_phone enable row level security;
    revoke all on public.unknown_phone from anon, authenticated;
    comment on table public.unknown_phone is 'Events for a number that belongs to no customer. Unresolved while resolved_at is null.';
    comment on column public.unknown_phone.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';
    insert into private.created_tables (relation) values ('unknown_phone') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.call_events') is null then
    create table public.call_events (
      id uuid primary key default gen_random_uuid(),
      event_id text,
      idempotency_key text,
      phone_number text,
      user_id uuid references auth.users (id) on delete set null,
      agent_id text,
      call_sid text,
      direction text,
      from_number text,
      to_number text,
      start_time timestamptz,
      answer_time timestamptz,
      end_time timestamptz,
      duration_seconds integer,
      billed_seconds integer,
      call_status text,
      disconnect_reason text,
      recording_url text,
      transcript_id text,
      agent_used text,
      ivr_flow_id text,
      call_tags text[],
      raw_payload jsonb,
      received_at timestamptz not null default now(),
      processed_at timestamptz,
      ingest_node text,
      signature_valid boolean,
      created_at timestamptz not null default now()
    );
    alter table public.call_events enable row level security;
    revoke all on public.call_events from anon, authenticated;
    comment on table public.call_events is 'Calls as the provider reported them. Kept when the account is deleted, because bills refer to them.';
    comment on column public.call_events.phone_number is 'The customer''s number; from_number and to_number are the ends of the call.';
    comment on column public.call_events.signature_valid is 'Whether the provider''s signature was valid.';
    insert into private.created_tables (relation) values ('call_events') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.sms_events') is null then
    create table public.sms_events (
      id uuid primary key default gen_random_uuid(),
      event_id text,
      idempotency_key text,
      phone_number text,
      user_id uuid references auth.users (id) on delete set null,
      agent_id text,
      message_sid text,
      direction text,
      from_number text,
      to_number text,
      body text,
      body_sanitized text,
      media_urls text[],
      status text,
      delivery_timestamp timestamptz,
      billed_units integer,
      sms_cost numeric,
      raw_payload jsonb,
      received_at timestamptz not null default now(),
      processed_at timestamptz,
      ingest_node text,
      signature_valid boolean,
      created_at timestamptz not null default now()
    );
    alter table public.sms_events enable row level security;
    revoke all on public.sms_events from anon, authenticated;
    comment on table public.sms_events is 'Messages as the provider reported them. Kept when the account is deleted, because bills refer to them.';
    comment on column public.sms_events.body_sanitized is 'The body without what must not be kept.';
    comment on column public.sms_events.sms_cost is 'Dollars.';
    insert into private.created_tables (relation) values ('sms_events') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.alerts') is null then
    create table public.alerts (
      id uuid primary key default gen_random_uuid(),
      alert_type text not null,
      severity text,
      user_id uuid references auth.users (id) on delete set null,
      phone_number text,
      message text,
      details jsonb,
      acknowledged_at timestamptz,
      acknowledged_by uuid,
      resolved_at timestamptz,
      resolved_by uuid,
      created_at timestamptz not null default now()
    );
    alter table public.alerts enable row level security;
    revoke all on public.alerts from anon, authenticated;
    comment on table public.alerts is 'Alerts about a customer''s traffic, raised while events are taken in. The platform''s own are in ops_alerts.';
    comment on column public.alerts.acknowledged_by is 'Who acknowledged it. No foreign key, here and in resolved_by: the stamp outlives the account.';
    insert into private.created_tables (relation) values ('alerts') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.tier_snapshots') is null then
    create table public.tier_snapshots (
      id uuid primary key default gen_random_uuid(),
      tier_id text not null,
      tier_name text,
      free_minutes integer,
      free_sms integer,
      overage_rate_minutes numeric,
      overage_rate_sms numeric,
      monthly_price numeric,
      effective_from timestamptz not null default now(),
      effective_until timestamptz,
      created_at timestamptz not null default now()
    );
    alter table public.tier_snapshots enable row level security;
    revoke all on public.tier_snapshots from anon, authenticated;
    comment on table public.tier_snapshots is 'What a plan cost and included, in dollars, and when it was in effect.';
    insert into private.created_tables (relation) values ('tier_snapshots') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.billing_line_items') is null then
    create table public.billing_line_items (
      id uuid primary key default gen_random_uuid(),
      billing_period_id text,
      user_id uuid references auth.users (id) on delete set null,
      phone_number text,
      event_type text,
      event_ids text[],
      event_range_start timestamptz,
      event_range_end timestamptz,
      billed_units numeric,
      unit_rate numeric,
      total_amount numeric,
      provider_cost numeric,
      margin numeric,
      tier_snapshot_id uuid,
      provider_invoice_link text,
      dispute_id text,
      created_at timestamptz not null default now()
    );
    alter table public.billing_line_items enable row level security;
    revoke all on public.billing_line_items from anon, authenticated;
    comment on table public.billing_line_items is 'Lines of the bills, in dollars, with cost and margin: not for customers. Kept when the account is deleted.';
    insert into private.created_tables (relation) values ('billing_line_items') on conflict do nothing;
  end if;
end
$$;

do $$
begin
  if to_regclass('public.reconciliation_runs') is null then
    create table public.reconciliation_runs (
      id uuid primary key default gen_random_uuid(),
      run_type text not null default 'nightly' check (run_type in ('nightly', 'manual')),
      started_at timestamptz not null default now(),
      completed_at timestamptz,
      status text not null default 'running' check (status in ('running', 'completed', 'failed')),
      records_checked integer not null default 0,
      discrepancies_found integer not null default 0,
      discrepancy_details jsonb,
      triggered_by text
    );
    alter table public.reconciliation_runs enable row level security;
    revoke all on public.reconciliation_runs from anon, authenticated;
    comment on table public.reconciliation_runs is 'Comparisons of counted usage with usage_limits, nightly at 03:00 UTC or by hand.';
    comment on column public.reconciliation_runs.triggered_by is 'scheduler or admin:<account>.';
    insert into private.created_tables (relation) values ('reconciliation_runs') on conflict do nothing;
  end if;
end
$$;

-- A reference locks its target and may refuse there: only between tables that these files created.
do $$
declare
  missing record;
begin
  for missing in
    select r.* from (values
      ('billing_line_items', 'tier_snapshot_id', 'tier_snapshots', 'restrict')
    ) r (relation, name, target, on_delete)
    where (select count(*) from private.created_tables c where c.relation in (r.relation, r.target)) = 2
      and not exists (
        select from pg_constraint k
        where k.conrelid = to_regclass('public.' || r.relation) and k.conname = r.relation || '_' || r.name || '_fkey'
      )
  loop
    execute format('alter table public.%I add constraint %I foreign key (%I) references public.%I (id) on delete %s',
      missing.relation, missing.relation || '_' || missing.name || '_fkey', missing.name, missing.target, missing.on_delete);
  end loop;
end
$$;

-- A table that was there before gets the columns that it lacks, and nothing else.
do $$
declare
  incomplete record;
begin
  for incomplete in
    with documented (relation, columns) as (values
      ('webhook_queue', '
        id uuid, phone_number text, user_id uuid, event_type text, raw_payload jsonb, idempotency_key text,
        received_at timestamptz, processed_at timestamptz, processed_by text, result text, error_message text,
        attempts integer
      '),
      ('unknown_phone', '
        id uuid, phone_number text, event_type text, raw_payload jsonb, received_at timestamptz,
        resolved_at timestamptz, resolved_by uuid, resolution text, notes text, created_at timestamptz
      '),
      ('call_events', '
        id uuid, event_id text, idempotency_key text, phone_number text, user_id uuid, agent_id text, call_sid text,
        direction text, from_number text, to_number text, start_time timestamptz, answer_time timestamptz,
        end_time timestamptz, duration_seconds integer, billed_seconds integer, call_status text,
        disconnect_reason text, recording_url text, transcript_id text, agent_used text, ivr_flow_id text,
        call_tags text[], raw_payload jsonb, received_at timestamptz, processed_at timestamptz, ingest_node text,
        signature_valid boolean, created_at timestamptz
      '),
      ('sms_events', '
        id uuid, event_id text, idempotency_key text, phone_number text, user_id uuid, agent_id text,
        message_sid text, direction text, from_number text, to_number text, body text, body_sanitized text,
        media_urls text[], status text, delivery_timestamp timestamptz, billed_units integer, sms_cost numeric,
        raw_payload jsonb, received_at timestamptz, processed_at timestamptz, ingest_node text,
        signature_valid boolean, created_at timestamptz
      '),
      ('alerts', '
        id uuid, alert_type text, severity text, user_id uuid, phone_number text, message text, details jsonb,
        acknowledged_at timestamptz, acknowledged_by uuid, resolved_at timestamptz, resolved_by uuid,
        created_at timestamptz
      '),
      ('tier_snapshots', '
        id uuid, tier_id text, tier_name text, free_minutes integer, free_sms integer, overage_rate_minutes numeric,
        overage_rate_sms numeric, monthly_price numeric, effective_from timestamptz, effective_until timestamptz,
        created_at timestamptz
      '),
      ('billing_line_items', '
        id uuid, billing_period_id text, user_id uuid, phone_number text, event_type text, event_ids text[],
        event_range_start timestamptz, event_range_end timestamptz, billed_units numeric, unit_rate numeric,
        total_amount numeric, provider_cost numeric, margin numeric, tier_snapshot_id uuid,
        provider_invoice_link text, dispute_id text, created_at timestamptz
      '),
      ('reconciliation_runs', '
        id uuid, run_type text, started_at timestamptz, completed_at timestamptz, status text,
        records_checked integer, discrepancies_found integer, discrepancy_details jsonb, triggered_by text
      ')
    ), wanted as (
      select to_regclass('public.' || d.relation) as relation, c.place, split_part(c.part, ' ', 1) as name,
        substr(c.part, strpos(c.part, ' ') + 1) as type
      from documented d cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
    )
    select w.relation, array_agg(w.name) as names, string_agg(format('add column %I %s', w.name, w.type), ', ' order by w.place) as additions,
      string_agg(
        format('alter column %I set default %s', w.name, case w.type when 'uuid' then 'gen_random_uuid()' else 'now()' end), ', '
      ) filter (where (w.name, w.type) in (('id', 'uuid'), ('created_at', 'timestamptz'), ('updated_at', 'timestamptz'))) as defaults
    from wanted w
    where exists (select from pg_class t where t.oid = w.relation and t.relkind in ('r', 'p'))
      and not exists (
        select from pg_attribute a where a.attrelid = w.relation and a.attname = w.name and not a.attisdropped
      )
    group by w.relation
  loop
    execute format('alter table %s %s', incomplete.relation, concat_ws(', ', incomplete.additions, incomplete.defaults));
    insert into private.added_columns (relation, name)
    select t.relname, n.name from pg_class t cross join unnest(incomplete.names) n (name)
    where t.oid = incomplete.relation and t.relname not in (select c.relation from private.created_tables c)
    on conflict do nothing;
  end loop;
end
$$;
