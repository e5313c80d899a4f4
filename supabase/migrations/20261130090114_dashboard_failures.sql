-- Failures of our triggers: a sequence of each kind says that something was lost, because a sequence waits for nobody
-- and keeps what it was given when the statement is rolled back. Readers count again and note up to where they did.
create table if not exists private.recounts (
  what text primary key,
  noticed bigint not null default 0,
  after xid8,
  recounted_at timestamptz
);

comment on table private.recounts is 'What has to be counted again because a trigger failed, and when it was last.';

comment on column private.recounts.noticed is 'The value of the sequence private.lost_<what> up to which readers have noticed failures.';

comment on column private.recounts.after is 'Count again once all transactions before this one are over; null when nothing is due.';

alter table private.recounts enable row level security;

revoke all on private.recounts from public;

do $$
declare
  kind text;
begin
  foreach kind in array '{errors,latency,hours,events,customers,sessions,webhooks,alerts,scores,audit}'::text[] loop
    execute format('create sequence if not exists private.lost_%s', kind);
    execute format('comment on sequence private.lost_%s is %L', kind, format('Counts what triggers of ours could not do for %s.', kind));
    execute format('revoke all on sequence private.lost_%s from public', kind);
    insert into private.recounts (what) values (kind) on conflict do nothing;
  end loop;
end
$$;

-- Whose figures a trigger left to be refreshed, because somebody else was at it.
create table if not exists private.stale_customers (user_id uuid not null);

comment on table private.stale_customers is 'Customers whose figures in private.customer_figures are to be refreshed. Only appended to by triggers.';

alter table private.stale_customers enable row level security;

-- Errors that arrived after their group had been resolved; an admin who reads resolves them with it.
create table if not exists private.late_errors (group_id uuid not null, since timestamptz not null, until timestamptz not null);

comment on table private.late_errors is 'Stretches of time in which errors may have arrived late in a resolved group. Resolved with their group when an admin looks.';

alter table private.late_errors enable row level security;
