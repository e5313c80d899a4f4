-- Operations tables: the raw webhooks and what is made of them.

create table if not exists public.webhook_queue (
  id uuid primary key default gen_random_uuid(),
  phone_number text,
  user_id uuid references auth.users (id) on delete set null,
  event_type text not null,
  raw_payload jsonb not null default '{}',
  idempotency_key text,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  processed_by text,
  result text,
  error_message text,
  attempts integer not null default 0,
  constraint webhook_queue_result_check check (result in ('success', 'failed', 'skipped')),
  constraint webhook_queue_attempts_check check (attempts >= 0)
);

comment on table public.webhook_queue is 'Every webhook as it arrived, kept for audit and replay. Pending while processed_at is null.';
comment on column public.webhook_queue.idempotency_key is 'The same key may arrive more than once: providers repeat deliveries.';
comment on column public.webhook_queue.processed_by is 'system, or replay:<account> after a requeue.';
comment on column public.webhook_queue.result is 'success, failed or skipped; null for rows older than this column.';

create index if not exists webhook_queue_received_at_idx on public.webhook_queue (received_at, id);
create index if not exists webhook_queue_attempts_idx on public.webhook_queue (attempts, id);
create index if not exists webhook_queue_event_type_idx on public.webhook_queue (event_type, received_at, id);
create index if not exists webhook_queue_user_id_idx on public.webhook_queue (user_id, received_at, id);
create index if not exists webhook_queue_idempotency_key_idx on public.webhook_queue (idempotency_key);
create index if not exists webhook_queue_processed_at_idx on public.webhook_queue (processed_at) where processed_at is not null;
create index if not exists webhook_queue_pending_idx on public.webhook_queue (received_at, id) where processed_at is null;
create index if not exists webhook_queue_pending_attempts_idx on public.webhook_queue (attempts, id) where processed_at is null;
create index if not exists webhook_queue_failed_idx on public.webhook_queue (received_at, id)
  where processed_at is not null and result = 'failed';
create index if not exists webhook_queue_failed_attempts_idx on public.webhook_queue (attempts, id)
  where processed_at is not null and result = 'failed';
create index if not exists webhook_queue_skipped_idx on public.webhook_queue (received_at, id)
  where processed_at is not null and result = 'skipped';

alter table public.webhook_queue enable row level security;
