import type { TestDatabase } from '../native-database'
import { askAsAdmin, type Check, confirmAdmin, id, one } from './used-database'

/** Triggers of the platform's own, early and late in the order of names. */
const redactions = `
  create function public.redact() returns trigger language plpgsql as $$
  begin
    if tg_table_name = 'error_logs' then
      new.error_message := regexp_replace(new.error_message, 'token=\\S+', 'token=[redacted]');
      new.context := new.context - 'secret';
    else
      new.metadata := new.metadata - 'secret' || jsonb_build_object('seen_acknowledged', new.acknowledged);
    end if;
    return new;
  end $$;
  create trigger b_redact before insert or update on public.error_logs for each row execute function public.redact();
  create trigger z_redact before insert or update on public.ops_alerts for each row execute function public.redact()`

/** What the platform's triggers take out of a row is nowhere of ours, and they see what an admin's act writes. */
export async function testOrder(database: TestDatabase, check: Check) {
  await database.exec(redactions)
  await database.exec(`
    insert into public.error_logs (id, error_type, error_message, context) values
      ('${id(300)}', 'Auth', 'Refused token=abcdefgh', '{"secret": 1, "a": 2}'), ('${id(301)}', 'Auth', 'Refused token=[redacted]', '{}');
    update public.error_logs set error_message = 'Refused again token=ijklmnop', context = '{"secret": 3, "b": 4}' where id = '${id(300)}';
    insert into public.ops_alerts (id, alert_type, severity, title, message, metadata) values ('${id(300)}', 'x', 'high', 'T', 'M', '{"secret": 1, "a": 2}')`)
  const kept = await one(
    database,
    `select concat_ws(' | ',
      (select message || ' ' || request_body from public.error_logs where id = '${id(300)}'),
      (select details - 'seen_acknowledged' from public.ops_alerts where id = '${id(300)}'))`,
  )
  check(
    'what a trigger of the platform redacts is not in our columns',
    kept === 'Refused again token=[redacted] {"b": 4} | {"a": 2}',
    kept,
  )
  await database.exec(
    `update public.error_logs set error_message = 'Refused token=qrstuvwx' where id = '${id(300)}'`,
  )
  const groups = await one(
    database,
    `select count(distinct group_id) from public.error_logs where id in ('${id(300)}', '${id(301)}')`,
  )
  check('nor does it decide the group of an error', groups === '1', groups)
  await confirmAdmin(database)
  await askAsAdmin(database, `select outcome from public.acknowledge_ops_alerts('{${id(300)}}')`)
  const seen = await one(
    database,
    `select metadata ->> 'seen_acknowledged' from public.ops_alerts where id = '${id(300)}'`,
  )
  check("a trigger of the platform sees what an admin's act writes", seen === 'true', seen)
  const early = await one(
    database,
    `select string_agg(t.tgrelid::regclass || '.' || t.tgname, ', ') from pg_trigger t join pg_proc p on p.oid = t.tgfoid
     where p.pronamespace = 'private'::regnamespace and t.tgtype & 3 = 3 and t.tgname not like 'zz\\_%' and t.tgname <> 'a_kryonex_names' and p.proname <> 'refuse_people'
       and not private.is_ours((select c.relname from pg_class c where c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace))`,
  )
  check('every trigger of ours that fills a column fires last', early === '', early)
}
