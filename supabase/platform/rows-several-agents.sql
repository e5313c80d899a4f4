-- Where agents are unique by their id, a customer may have had several.

insert into public.agents (user_id, agent_id, phone_number, created_at)
select u.id, 'retell-old-' || n, '+1555021000' || n, timestamptz '2025-01-01' + n * interval '1 day'
from auth.users u, generate_series(1, 2) n where u.email = 'account-4@kryonex.test';
