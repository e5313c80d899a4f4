-- The numbers of agents are masked; a look is written down.

insert into private.revealable (relation, field) values ('agents', 'phone_number'), ('agents', 'inbound_webhook_url') on conflict do nothing;
