-- Limits on sign-in attempts.

create or replace function private.sign_in_hash(given text) returns bytea
language sql stable security definer set search_path = ''
as $$ select sha256(convert_to(p.pepper || lower(btrim(coalesce(given, ''))), 'UTF8')) from private.sign_in_pepper p $$;

comment on function private.sign_in_hash(text) is 'What is kept of an account or address.';

create or replace function public.sign_in_allowed(account text, address text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  span constant interval := interval '15 minutes';
  by_account bytea := private.sign_in_hash(account);
  by_address bytea := private.sign_in_hash(address);
  free_at timestamptz;
begin
  perform pg_advisory_xact_lock(k) from (
    select hashtextextended(encode(h, 'hex'), 0) as k from unnest(array[by_account, by_address]) h order by 1
  ) locks;
  delete from private.sign_in_attempts a where a.attempted_at <= clock_timestamp() - span;
  -- Each limit frees up when the attempt that many places back leaves the span.
  select max(l.attempted_at) + span into free_at
  from (
    (select a.attempted_at from private.sign_in_attempts a
      where a.account_hash = by_account and a.address_hash = by_address order by a.attempted_at desc offset 4 limit 1)
    union all
    (select a.attempted_at from private.sign_in_attempts a
      where a.address_hash = by_address order by a.attempted_at desc offset 19 limit 1)
    union all
    (select a.attempted_at from private.sign_in_attempts a
      where a.account_hash = by_account order by a.attempted_at desc offset 29 limit 1)
  ) l;
  if free_at is not null then
    return greatest(1, ceil(extract(epoch from free_at - clock_timestamp())))::integer;
  end if;
  insert into private.sign_in_attempts (account_hash, address_hash) values (by_account, by_address);
  return 0;
end
$$;

comment on function public.sign_in_allowed(text, text) is
  'How many seconds to wait before another sign-in attempt; 0 means go ahead, and counts the attempt. In 15 minutes: 5 for an account from an address, 20 from an address, 30 for an account.';

create or replace function public.sign_in_succeeded() returns void
language sql security definer set search_path = ''
as $$ delete from private.sign_in_attempts a where a.account_hash = private.sign_in_hash(private.caller_email()) $$;

comment on function public.sign_in_succeeded() is 'Forgets the attempts on the caller''s own account.';

insert into private.sign_in_pepper default values on conflict do nothing;

revoke execute on function private.sign_in_hash(given text), public.sign_in_allowed(account text, address text),
  public.sign_in_succeeded() from public, anon, authenticated, service_role;

grant execute on function public.sign_in_allowed(account text, address text) to anon, authenticated, service_role;

grant execute on function public.sign_in_succeeded() to authenticated;
