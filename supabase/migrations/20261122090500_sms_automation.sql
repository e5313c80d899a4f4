-- Messages sent by themselves, and the customers' own webhooks.

alter table public.profiles add column if not exists post_call_sms_enabled boolean not null default false;
alter table public.profiles add column if not exists review_request_enabled boolean not null default false;
