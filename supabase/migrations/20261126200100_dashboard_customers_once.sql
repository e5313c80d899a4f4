-- Customers are listed by list_customer_health alone.

drop function if exists public.list_customers(jsonb, text, boolean, jsonb, boolean, integer);
drop function if exists private.customers_page(jsonb, text, boolean, jsonb, boolean, integer);
