-- Foreign keys of our tables, only to tables that our files created: a key locks the row that it refers to, and can refuse
-- its deletion. On a database in use private.forget_orphans() and a trigger on webhook_queue delete what belongs to nobody.
do $$
declare
  k record;
begin
  for k in values
    ('public.saved_views', 'owner_id', 'auth.users', 'profiles'), ('public.customer_owners', 'user_id', 'auth.users', 'profiles'),
    ('private.credit_grants', 'user_id', 'auth.users', 'profiles'), ('private.customer_figures', 'user_id', 'auth.users', 'profiles'),
    ('public.customer_health_history', 'user_id', 'auth.users', 'profiles'), ('public.webhook_attempts', 'webhook_id', 'public.webhook_queue', 'webhook_queue')
  loop
    if exists (select from private.created_tables c where c.relation = k.column4)
      and (k.column1 <> 'public.customer_health_history' or exists (select from private.created_tables c where c.relation = 'customer_health_history'))
      and not exists (
        select from pg_catalog.pg_constraint c
        where c.conrelid = k.column1::regclass and c.contype = 'f' and c.confrelid = k.column3::regclass
      ) then
      execute format('alter table %s add foreign key (%I) references %s (id) on delete cascade', k.column1, k.column2, k.column3);
    end if;
  end loop;
end
$$;

-- The words of attempts are the platform's.
alter table public.webhook_attempts drop constraint if exists webhook_attempts_result_check;
