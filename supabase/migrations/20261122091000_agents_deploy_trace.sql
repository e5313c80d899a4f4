-- What a deployment of an agent did, and when.

alter table public.agents add column if not exists deploy_request_id text;
alter table public.agents add column if not exists deployed_at timestamptz;
alter table public.agents add column if not exists deploy_error text;

comment on column public.agents.deploy_request_id is 'The request that deployed this agent last; the same id appears in the logs.';
comment on column public.agents.deploy_error is 'Why the last deployment failed; null when it did not.';
