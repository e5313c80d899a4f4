-- The facets of resolved errors: each value is counted in an index alone. New errors are not resolved, so that writing
-- them costs nothing more; resolving does.
create index if not exists error_logs_resolved_facets_idx on public.error_logs (error_type, endpoint) where resolved_at is not null;
create index if not exists error_logs_resolved_endpoint_idx on public.error_logs (endpoint) where resolved_at is not null;
