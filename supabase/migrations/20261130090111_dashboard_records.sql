-- What the records pages know of each table: derived from the catalogue, so that a new table or column is there at once.
create table if not exists private.record_sources (relation text primary key, source text not null);

comment on table private.record_sources is 'Tables whose rows admins read through a view that leaves the secrets out.';

create table if not exists private.record_columns (
  relation text not null,
  column_name text not null,
  kind text not null check (kind in ('secret', 'personal')),
  presence text,
  primary key (relation, column_name)
);

comment on table private.record_columns is 'Columns that records pages must not show as they are, where the name alone does not say so.';

comment on column private.record_columns.kind is 'secret: only whether it is there; personal: masked, and shown on request, which is audited.';

comment on column private.record_columns.presence is 'Of a secret: the condition on a row t of its source that says whether it is there.';

alter table private.record_sources enable row level security;

alter table private.record_columns enable row level security;

do $$
begin
  if to_regtype('private.record_column') is null then
    create type private.record_column as (name text, place smallint, type text, kind text, comment text, required boolean, secret boolean,
      personal boolean, presence text, choices text[], indexed boolean, sort_keys text[], target text);
  end if;
end
$$;
