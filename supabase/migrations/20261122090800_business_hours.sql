-- When a business answers its own phone.

alter table public.profiles add column if not exists business_hours jsonb;

comment on column public.profiles.business_hours is 'Operating hours per weekday.';
