-- Customers' sessions: which of them look odd, and how admins end them.
alter table public.active_sessions
  add column if not exists addresses smallint,
  add column if not exists device_kind text,
  add column if not exists revoked_by uuid,
  add column if not exists revoked_reason text;

comment on column public.active_sessions.addresses is
  'From how many addresses the customer signed in during the 24 hours up to this session''s beginning, its own included. Set by the database.';

comment on column public.active_sessions.device_kind is 'What it runs on: see private.device_kind. Set by the database.';

comment on column public.active_sessions.revoked_by is 'The admin who ended it; null when the customer or the platform did.';

comment on column public.active_sessions.revoked_reason is 'Why an admin ended it.';
