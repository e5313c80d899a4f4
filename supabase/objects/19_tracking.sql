-- The documented name of technicians on the way. A database that has a table of this name keeps it.
do $$
begin
  if to_regclass('public.tracking') is null
    or exists (select from pg_class c where c.oid = to_regclass('public.tracking') and c.relkind = 'v'
      and obj_description(c.oid, 'pg_class') = 'Technicians on the way, without the keys to follow them.') then
    create or replace view public.tracking with (security_invoker = true) as
    select s.id, s.created_by, s.lead_id, s.customer_phone, s.status, s.eta_minutes, s.last_lat, s.last_lng,
      (select max(p.recorded_at) from public.tracking_points p where p.session_id = s.id) as last_recorded_at,
      s.created_at, s.updated_at
    from public.tracking_sessions s;
    comment on view public.tracking is 'Technicians on the way, without the keys to follow them.';
    revoke all on public.tracking from anon, authenticated;
    grant select on public.tracking to authenticated;
    grant all on public.tracking to service_role;
  end if;
end
$$;
