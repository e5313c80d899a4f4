-- The admins are a handful among all accounts: whoever lists them need not look at the others.
create index if not exists profiles_admins_idx on public.profiles (email) include (user_id) where role = 'admin';
