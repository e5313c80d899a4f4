-- As on a database in use: these requests were there before the counting began.
update private.latency_frontier set counted_from = date_bin('5 minutes', now(), '2000-01-01 00:00+00') + interval '5 minutes';

do $$
begin
  while private.count_latency_batch(200000) loop
    perform private.fold_latency(400000);
  end loop;
  perform private.fold_latency(400000);
end
$$;
