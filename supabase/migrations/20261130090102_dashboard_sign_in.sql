-- A limit on sign-in attempts that holds for every instance of the dashboard together.
create table if not exists private.sign_in_pepper (
  only_row boolean primary key default true check (only_row),
  pepper text not null default gen_random_uuid()::text || gen_random_uuid()::text
);

comment on table private.sign_in_pepper is 'Mixed into the hashes of sign_in_attempts, so that they cannot be matched against lists of addresses.';

create table if not exists private.sign_in_attempts (
  id bigint generated always as identity primary key,
  account_hash bytea not null,
  address_hash bytea not null,
  attempted_at timestamptz not null default clock_timestamp()
);

comment on table private.sign_in_attempts is 'Recent sign-in attempts that were let through, without naming anybody.';

create index if not exists sign_in_attempts_account_idx on private.sign_in_attempts (account_hash, attempted_at);

create index if not exists sign_in_attempts_address_idx on private.sign_in_attempts (address_hash, attempted_at);

create index if not exists sign_in_attempts_attempted_at_idx on private.sign_in_attempts (attempted_at);

alter table private.sign_in_pepper enable row level security;

alter table private.sign_in_attempts enable row level security;
