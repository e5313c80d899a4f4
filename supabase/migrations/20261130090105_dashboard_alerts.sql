-- Alerts and churn alerts: snoozes, assignment, closing and outcomes.
alter table public.churn_alerts add column if not exists resolved_by uuid;

alter table public.churn_alerts add column if not exists resolution_notes text;

comment on column public.churn_alerts.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';

-- The life of an alert after it was raised: assigned, snoozed, acknowledged, closed. An acknowledgement means that
-- somebody is working on it, not that it is over: an alert that is not closed in time returns to the open list.
alter table public.ops_alerts
  add column if not exists snoozed_until timestamptz,
  add column if not exists snoozed_by uuid,
  add column if not exists assigned_to uuid,
  add column if not exists assigned_at timestamptz,
  add column if not exists closed_at timestamptz,
  add column if not exists closed_by uuid,
  add column if not exists returns_at timestamptz;

comment on column public.ops_alerts.snoozed_by is 'Who snoozed it. No foreign key, here, in assigned_to and in closed_by: the stamp outlives the account.';

comment on column public.ops_alerts.assigned_to is 'The admin who is on it.';

comment on column public.ops_alerts.closed_at is 'When somebody said that it is over.';

comment on column public.ops_alerts.returns_at is
  'When it is back in the open list: the end of its snooze, or of what its acknowledgement is good for. Kept by the database.';

-- What came of a churn alert, who is on it, and how the customer's score went on.
alter table public.churn_alerts
  add column if not exists resolution_outcome text,
  add column if not exists assigned_to uuid,
  add column if not exists assigned_at timestamptz;

comment on column public.churn_alerts.resolution_outcome is 'saved, lost or false_alarm; null where nobody said.';

comment on column public.churn_alerts.assigned_to is 'The admin who is on it. No foreign key: the stamp outlives the account.';

do $$
begin
  if exists (select from private.created_tables c where c.relation = 'churn_alerts')
    and not exists (
      select from pg_constraint k
      where k.conrelid = 'public.churn_alerts'::regclass and k.conname = 'churn_alerts_resolution_outcome_check'
    ) then
    alter table public.churn_alerts add constraint churn_alerts_resolution_outcome_check
      check (resolution_outcome in ('saved', 'lost', 'false_alarm'));
  end if;
end
$$;
