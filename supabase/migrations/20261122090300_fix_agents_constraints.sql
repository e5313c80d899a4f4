-- An agent belongs to one customer; the provider's agent id is shared and must not be unique.

alter table public.agents drop constraint if exists agents_agent_id_key;

do $$
begin
  if not exists (select from pg_constraint where conrelid = 'public.agents'::regclass and conname = 'agents_user_id_key') then
    alter table public.agents add constraint agents_user_id_key unique (user_id);
  end if;
  if not exists (select from pg_constraint where conrelid = 'public.agents'::regclass and conname = 'agents_phone_number_key') then
    alter table public.agents add constraint agents_phone_number_key unique (phone_number);
  end if;
end
$$;
