-- As on a database in use: these requests were there before the counting began.
select private.recount_latency();

do $$
begin
  while private.count_latency_batch(200000) loop
    perform private.apply_latency_deltas(400000);
  end loop;
  perform private.apply_latency_deltas(400000);
end
$$;
