-- From the schema of 0.1 to the present versions. It runs in one transaction, before the object files.

do $$
begin
  raise exception 'This version cannot upgrade a database of 0.1 yet.' using hint = 'Nothing was changed.';
end
$$;
