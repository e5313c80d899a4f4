-- The one way to see how a customer is reached. Each look leaves an audit row, as revealing a value of a queue does.

create or replace function private.do_reveal_contact(customer uuid, field text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  seen text;
begin
  if not private.is_admin() then
    raise exception 'only admins reveal' using errcode = '42501';
  end if;
  case field
    when 'email' then select p.email into seen from public.profiles p where p.user_id = customer;
    when 'transfer_number' then select p.transfer_number into seen from public.profiles p where p.user_id = customer;
    when 'phone_number' then select a.phone_number into seen from public.agents a where a.user_id = customer order by a.created_at desc limit 1;
    else raise exception 'field must be one of email, transfer_number, phone_number' using errcode = '22023';
  end case;
  if seen is not null then
    insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (customer, auth.uid(), 'contact.revealed', 'reveal', 'profiles', customer::text, jsonb_build_object('path', array[field]));
  end if;
  return seen;
end
$$;

comment on function private.do_reveal_contact(uuid, text) is 'What public.reveal_contact does.';

create or replace function public.reveal_contact(customer uuid, field text) returns text
language sql set search_path = ''
as $$ select private.do_reveal_contact(customer, field) $$;

comment on function public.reveal_contact(uuid, text) is
  'How a customer is reached, as it is stored: email, transfer_number, or phone_number, their agent''s. Writes an audit row (contact.revealed). Null, and nothing written, where there is none.';

revoke execute on function private.do_reveal_contact(uuid, text) from public;
grant execute on function private.do_reveal_contact(uuid, text) to authenticated, service_role;
revoke execute on function public.reveal_contact(uuid, text) from public, anon;
grant execute on function public.reveal_contact(uuid, text) to authenticated, service_role;
