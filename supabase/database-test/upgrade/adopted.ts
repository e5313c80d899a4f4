import { readSources } from '../../migrate/sources'
import { type Check, migrate, one } from '../migrate/harness'
import type { TestDatabase } from '../native-database'
import { restore01 } from './fixture'

const WORDS = `select string_agg(role, ',' order by role) || ' ' || (select string_agg(limit_state, ',' order by limit_state) from public.usage_limits) from public.profiles`
const AGENTS = 'select count(*) from public.agents'
/** What of 0.1 could still refuse a row of the platform. */
const CHECKS = `select count(*) from pg_constraint where connamespace = 'public'::regnamespace
  and conname in ('profiles_role_check', 'usage_limits_limit_state_check', 'agents_status_check', 'webhook_queue_result_check', 'leads_sentiment_check')`

/** A database of the platform that 0.1 had taken over: first put back, then upgraded as a database in use. */
export async function testAdopted01(database: TestDatabase, url: string, check: Check) {
  await restore01(database.session, 'adopted')
  const sources = readSources()
  const refused = await migrate(url, sources)
  check(
    'what 0.1 changed in tables of the platform is counted, with the call that puts it back',
    refused.code === 2 &&
      refused.text.includes('profiles: 10 rows whose role is translated') &&
      refused.text.includes('usage_limits: 5 rows whose limit_state is translated') &&
      refused.text.includes('agents: 3 rows moved') &&
      refused.text.includes('--put-back'),
    refused.text.slice(-2000),
  )
  const untouched = await one(database, WORDS)
  check('and nothing is changed', /^admin,user,user.*(hard|soft|under)/.test(untouched), untouched)
  await testForeignDependents(database, url, check)
  const unasked = await migrate(url, sources, { putBack: true, yes: false })
  check(
    'without a terminal it is only put back with --yes',
    unasked.code === 2 && (await one(database, WORDS)) === untouched,
    unasked.text.slice(-300),
  )
  await testPutBack(database, url, check)
  const upgraded = await migrate(url, sources)
  check(
    'then it is upgraded as a database in use',
    /Applied \d+ files/.test(upgraded.text),
    upgraded.text.slice(-1500),
  )
  check(
    'the platform’s words stay as they are',
    (await one(database, WORDS)) === PUT_BACK,
    await one(database, WORDS),
  )
  const left = await one(
    database,
    `select count(*) from pg_proc where pronamespace = 'private'::regnamespace and proname in ('sync_error_names', 'carry_tier', 'require_e164')`,
  )
  check('no routine of 0.1 is left', left === '0', left)
  const again = await migrate(url, sources)
  check('a second run has nothing to do', again.text.includes('Nothing to do'), again.text.slice(-500))
  await testLostTriggers(database, url, check)
  await testDroppedColumn(database, url, check)
}

const OUR_TRIGGERS = `from pg_trigger t join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace
  join pg_proc p on p.oid = t.tgfoid and p.pronamespace = 'private'::regnamespace where not t.tgisinternal`

/** One trigger of ours is dropped and another disabled: the next run attaches both, and both stand in the record. */
async function testLostTriggers(database: TestDatabase, url: string, check: Check) {
  const standing = `select count(*) filter (where t.tgenabled <> 'D') || ' of ' || (select count(*) from private.installed_triggers) ${OUR_TRIGGERS}`
  const all = await one(database, standing)
  const [count] = all.split(' ')
  check(
    'every trigger on the platform’s tables is recorded',
    all === `${count} of ${count}` && count !== '0',
    all,
  )
  await database.exec(`do $$ declare lost record; begin
    for lost in select c.relname, t.tgname, row_number() over (order by 1, 2) as place ${OUR_TRIGGERS} order by 1, 2 limit 2 loop
      execute case lost.place when 1 then format('drop trigger %I on public.%I', lost.tgname, lost.relname)
        else format('alter table public.%2$I disable trigger %1$I', lost.tgname, lost.relname) end;
    end loop; end $$`)
  const lost = await one(database, standing)
  check('one is dropped and one disabled', lost === `${Number(count) - 2} of ${count}`, lost)
  const mended = await migrate(url, readSources())
  const now = await one(database, standing)
  check('the next run attaches them', mended.code === 0 && now === all, `${now}\n${mended.text.slice(-500)}`)
  const again = await migrate(url, readSources())
  check('and then has nothing to do', again.text.includes('Nothing to do'), again.text.slice(-500))
}

/** The platform drops a column of its own, and what reads it with it: the next run brings our views back without it. */
async function testDroppedColumn(database: TestDatabase, url: string, check: Check) {
  const views = `select count(*) || ' of ' || (select count(*) from private.installed_views) from pg_class c
    join private.installed_views v on to_regclass(v.name) = c.oid`
  const all = await one(database, views)
  const [count] = all.split(' ')
  check('every view of ours is recorded', all === `${count} of ${count}` && Number(count) > 20, all)
  await database.exec('alter table public.profiles drop column industry cascade')
  const lost = await one(database, views)
  check('a dropped column takes views with it', Number(lost.split(' ')[0]) < Number(count), lost)
  const mended = await migrate(url, readSources())
  const now = await one(database, views)
  check('the next run makes them again', now === all, `${now}\n${mended.text.slice(-500)}`)
  check(
    'and names the documented column that is gone',
    mended.code === 1 && /missing: \S+\.sql profiles industry/.test(mended.text),
    mended.text.slice(-500),
  )
  const read = await one(database, 'select count(*) from private.profiles where industry is null')
  const rows = await one(database, 'select count(*) from public.profiles')
  check('and the column is read as unknown', read === rows && rows !== '0', `${read} of ${rows}`)
}

const PUT_BACK =
  'admin,owner,owner,owner,owner,owner,owner,owner,owner,owner,seller,user blocked,ok,ok,throttled,warning'

async function testPutBack(database: TestDatabase, url: string, check: Check) {
  const agents = Number(await one(database, AGENTS))
  const back = await migrate(url, readSources(), { putBack: true })
  check('it is put back', back.code === 0 && back.text.includes('did not keep these'), back.text.slice(-1500))
  const words = await one(database, WORDS)
  check('the platform’s words are there again', words === PUT_BACK, words)
  const all = Number(await one(database, AGENTS))
  check('and its agents', all === agents + 3, `${agents} and then ${all}`)
  const checks = await one(database, CHECKS)
  check('nothing of 0.1 refuses its words', checks === '0', `${checks} checks`)
  await database.exec(`insert into public.webhook_queue (event_type, result) values ('call_ended', 'rate_limited');
    update public.usage_limits set limit_state = 'paused' where user_id = (select user_id from public.usage_limits order by 1 limit 1);
    update public.usage_limits set limit_state = 'ok' where limit_state = 'paused'`)
  const once = await migrate(url, readSources(), { putBack: true })
  check(
    'a second time there is nothing to put back',
    once.code === 0 && once.text.includes('Nothing is left to put back'),
    once.text.slice(-500),
  )
}

/** A view that others built on one of 0.1 is named, and not dropped. */
async function testForeignDependents(database: TestDatabase, url: string, check: Check) {
  await database.exec('create view public.of_others as select id from public.error_list')
  const refused = await migrate(url, readSources())
  check(
    'objects of others that need those of 0.1 are named',
    refused.code === 2 && refused.text.includes('view public.of_others'),
    refused.text.slice(-800),
  )
  await database.exec('drop view public.of_others')
}
