-- An agent belongs to one customer; the provider's agent id is shared and must not be unique.

alter table public.agents drop constraint if exists agents_agent_id_key;
drop index if exists public.agents_agent_id_key;

call private.ensure_constraint('public.agents', 'agents_user_id_key', 'unique (user_id)');
call private.ensure_constraint('public.agents', 'agents_phone_number_key', 'unique (phone_number)');
