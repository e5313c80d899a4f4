-- As the platform's fix_agents_constraints.sql: one agent per user, an agent's id shared.

alter table public.agents drop constraint agents_agent_id_key;
alter table public.agents add constraint agents_user_id_key unique (user_id);
alter table public.agents add constraint agents_phone_number_key unique (phone_number);
