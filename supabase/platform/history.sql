-- A history of migrations of the project's own.

create schema supabase_migrations;
create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
insert into supabase_migrations.schema_migrations
values ('20250101000000', array['select 1'], 'remote_schema'), ('20250601000000', array['select 2'], 'own_changes');
