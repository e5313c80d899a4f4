-- What every file here uses. Each runs in a session of its own, in which kryonex.rows is set; the
-- same number of rows gives the same data, ending when it is loaded.
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '256MB';

create function pg_temp.rows() returns integer
language sql immutable as $$ select current_setting('kryonex.rows')::integer $$;

create function pg_temp.row_id(kind text, n integer) returns uuid
language sql immutable as $$ select overlay(overlay(md5(kind || ' ' || n) placing '4' from 13) placing '8' from 17)::uuid $$;

create function pg_temp.customer(n integer) returns uuid
language sql immutable as $$ select pg_temp.row_id('customer', n) $$;

-- Customer 1 is the cause of a fifth of everything; of the others a few are busy and most are not.
create function pg_temp.some_customer() returns uuid
language plpgsql volatile as $$
begin
  if random() < 0.2 then
    return pg_temp.customer(1);
  end if;
  return pg_temp.customer(2 + floor(1998 * power(random(), 2))::integer);
end
$$;

-- Ninety days, evenly, the last row just now.
create function pg_temp.moment(n integer) returns timestamptz
language sql stable as $$ select now() - interval '90 days' * (1 - n::double precision / current_setting('kryonex.rows')::integer) $$;

create function pg_temp.phone(n integer) returns text
language sql immutable as $$ select '+1415' || lpad((5550000 + n % 9999)::text, 7, '0') $$;

create function pg_temp.pick(choices text[]) returns text
language sql volatile as $$ select choices[1 + floor(cardinality(choices) * random())::integer] $$;

select setseed(0.42);
