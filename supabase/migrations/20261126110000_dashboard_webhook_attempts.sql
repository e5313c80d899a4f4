-- Every attempt at a webhook, kept from the changes to its row; and since when it has been waiting.

alter table public.webhook_queue add column if not exists queued_at timestamptz;
comment on column public.webhook_queue.queued_at is 'When it was last put back into the queue; null while it has only arrived. Set by the database.';

create table if not exists public.webhook_attempts (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references public.webhook_queue (id) on delete cascade,
  attempt integer not null,
  queued_at timestamptz not null,
  finished_at timestamptz not null,
  processor text,
  result text not null check (result in ('success', 'failed', 'skipped', 'retry')),
  error_message text
);

comment on table public.webhook_attempts is 'What came of each attempt at a webhook. Written by the database from the changes to webhook_queue; of rows that arrived settled, when they are requeued.';
comment on column public.webhook_attempts.attempt is 'The row''s attempts once this one was over.';
comment on column public.webhook_attempts.queued_at is 'Since when it had been waiting: its arrival, its requeue or the end of the attempt before. finished_at less this is its wait and its work together; the platform does not record when it begins.';
comment on column public.webhook_attempts.result is 'success, failed or skipped as in webhook_queue; retry for an attempt after which it stayed in the queue.';

create index if not exists webhook_attempts_webhook_id_idx on public.webhook_attempts (webhook_id, finished_at, attempt);

alter table public.webhook_attempts enable row level security;
drop policy if exists webhook_attempts_select on public.webhook_attempts;
create policy webhook_attempts_select on public.webhook_attempts for select to authenticated using ((select private.is_admin()));
create or replace trigger refuse_people before insert or update or delete on public.webhook_attempts for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
grant all on public.webhook_attempts to service_role;
revoke all on public.webhook_attempts from anon, authenticated;
grant select on public.webhook_attempts to authenticated;

create or replace function private.keep_attempt() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before timestamptz := (select max(a.finished_at) from public.webhook_attempts a where a.webhook_id = old.id);
  waiting_since timestamptz := greatest(old.received_at, old.queued_at, before);
begin
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
  return null;
end
$$;

comment on function private.keep_attempt() is 'Trigger: writes down the attempt that a change to a webhook tells of.';

-- Nothing fires when a webhook arrives: its insert costs what it cost.
create or replace trigger keep_attempt after update on public.webhook_queue for each row
  when (old.processed_at is null and new.attempts > old.attempts
    or old.processed_at is null and new.processed_at is not null and coalesce(new.processed_by, '') not like 'skip:%'
    or old.processed_at is not null and new.processed_at is null)
  execute function private.keep_attempt();

revoke execute on function private.keep_attempt() from public;
