import { compareCatalogs, readCatalog } from '../catalog'
import { connect, type TestDatabase } from '../native-database'
import { type Check, migrate, one } from './harness'
import { PLATFORM, smallSources } from './small-sources'

/** A database in use gets additions only, after a question. */
export async function testUsed(database: TestDatabase, url: string, check: Check) {
  await database.exec(PLATFORM)
  const sources = smallSources()
  const unasked = await migrate(url, sources, { yes: false })
  check(
    'a database in use is not changed unasked',
    unasked.code === 2 && unasked.text.includes('add --yes'),
    unasked.text,
  )
  check(
    'the plan names what is added',
    /leads: transcript text, summary text/.test(unasked.text),
    unasked.text,
  )
  check('and the index whose name is taken', /not built.*\n\s+leads_key_idx/.test(unasked.text), unasked.text)
  check('it says nothing of the password', !unasked.text.includes(new URL(url).password))
  const before = await one(database, `select pg_get_indexdef('public.leads_key_idx'::regclass)`)
  const first = await migrate(url, sources)
  check('a database in use is installed', first.code === 0, first.text)
  check(
    'its table stays the platform’s',
    (await one(database, `select private.is_ours('leads')`)) === 'false',
  )
  check(
    'what has our index’s name stays',
    before === (await one(database, `select pg_get_indexdef('public.leads_key_idx'::regclass)`)),
  )
  const text = await one(database, `select pg_get_indexdef('public.leads_name_idx'::regclass)`)
  check('a text of any length gets a hash index', text.includes('USING hash (name)'), text)
  const built = await one(
    database,
    `select indisvalid from pg_index where indexrelid = 'public.leads_created_idx'::regclass`,
  )
  check('an index that can refuse no row is built', built === 'true')
  const left = await one(database, `select reason from private.pending_indexes where name = 'leads_pair_idx'`)
  check(
    'one that could is left out with the reason',
    left.includes('longer') && first.text.includes('leads_pair_idx'),
    left,
  )
  await testRefusesNothing(database, check)
  const catalog = await readCatalog(database)
  const second = await migrate(url, sources)
  check(
    'a second run has nothing to do',
    second.code === 0 && second.text.includes('Nothing to do'),
    second.text,
  )
  const difference = compareCatalogs(catalog, await readCatalog(database))
  check('and changes nothing', difference === '', difference)
  await testInvalidIndex(database, url, check)
}

async function testRefusesNothing(database: TestDatabase, check: Check) {
  const wrote = await database
    .exec(
      `insert into public.leads (name, status) values (repeat(md5(random()::text), 500), 'what nobody foresaw')`,
    )
    .then(() => true, String)
  check('the platform still writes what it likes', wrote === true, String(wrote))
}

/** Unique is never built, whichever file asks for it. */
export async function testUniqueNever(database: TestDatabase, check: Check) {
  await database.exec('create table public.seen (id uuid, at timestamptz)')
  await database.exec('create unique index seen_unique on public.seen (id)')
  const objection = await one(database, `select private.index_objection('public.seen_unique')`)
  check('a unique index is never one that can refuse no row', objection.includes('unique'), objection)
}

/** What a killed run left of an index is dropped and built. */
async function testInvalidIndex(database: TestDatabase, url: string, check: Check) {
  await database.exec(`update private.pending_indexes set built_at = null where name = 'leads_created_idx'`)
  await database.exec(
    `update pg_index set indisvalid = false where indexrelid = 'public.leads_created_idx'::regclass`,
  )
  const repaired = await migrate(url, smallSources())
  const valid = await one(
    database,
    `select indisvalid from pg_index where indexrelid = 'public.leads_created_idx'::regclass`,
  )
  check(
    'an index that a killed run left invalid is built again',
    repaired.code === 0 && valid === 'true',
    repaired.text,
  )
}

/** An object of others under a name of ours stops the run before anything changes. */
export async function testForeign(database: TestDatabase, url: string, check: Check) {
  await database.exec(
    `${PLATFORM}; create schema private; create view private.read_leads as select 1 as theirs`,
  )
  const refused = await migrate(url, smallSources())
  check(
    'a foreign object under a name of ours refuses',
    refused.code === 2 && refused.text.includes('view private.read_leads'),
    refused.text,
  )
  check(
    'and nothing changed',
    (await one(database, `select to_regclass('private.migration_history')`)) === 'null',
  )
}

/** What more columns would disturb is in the plan, before anything changes. */
export async function testCautions(database: TestDatabase, url: string, check: Check) {
  await database.exec(`${PLATFORM};
    create table public.leads_history (like public.leads);
    create function public.keep_leads() returns trigger language plpgsql as
      $$begin insert into public.leads_history select new.*; return null; end$$;
    create function public.all_leads() returns setof public.leads_history language sql as $$ select * from public.leads $$;
    create function public.lead_names() returns setof text language sql as $$ select name from public.leads $$;
    revoke all on public.leads from authenticated; grant select (id, name) on public.leads to authenticated;
    grant select on public.leads to anon`)
  const { code, text } = await migrate(url, smallSources(), { dryRun: true })
  const named = ['all_leads()', 'keep_leads()'].every((name) => text.includes(`  ${name}`))
  check(
    'functions that copy whole rows are in the plan, and no other',
    code === 0 && named && !text.includes('lead_names()'),
    text,
  )
  check('and the role that may read single columns', text.includes('  leads (authenticated)'), text)
  check('but not one that may read all', !text.includes('leads (anon)'), text)
}

/** A partitioned table gets columns; its indexes are its owner's. */
export async function testPartitioned(database: TestDatabase, url: string, check: Check) {
  await database.exec(`
    create table public.leads (id uuid default gen_random_uuid(), name text, status text, created_at timestamptz default now())
      partition by range (created_at);
    create table public.leads_of_all_times partition of public.leads default;
    insert into public.leads (name, status) values ('Lead', 'hot')`)
  const first = await migrate(url, smallSources())
  check(
    'a partitioned table is installed on, and its indexes are left out at once',
    first.code === 0 &&
      first.text.includes('leads_created_idx on public.leads is left out: on a partitioned'),
    first.text,
  )
  check('it has our columns', (await one(database, 'select count(transcript) from public.leads')) === '0')
}

/** A view under the name of a table cannot have columns added: that is found before anything changes. */
export async function testView(database: TestDatabase, url: string, check: Check) {
  await database.exec(`${PLATFORM}; alter table public.leads rename to all_leads;
    create view public.leads as select * from public.all_leads`)
  const refused = await migrate(url, smallSources())
  check(
    'a view in the place of a table refuses',
    refused.code === 2 &&
      refused.text.includes('These are no tables, so nothing can be added to them: leads'),
    refused.text,
  )
  check(
    'and nothing is installed',
    (await one(database, `select to_regclass('private.migration_history')`)) === 'null',
  )
}

/** Two runs keep apart. */
export async function testOneAtATime(url: string, check: Check) {
  const other = connect(url)
  await other.exec(`select pg_advisory_lock(${0x6b72796f})`)
  const refused = await migrate(url, smallSources())
  await other.close()
  check(
    'a second run at the same time is refused',
    refused.code === 2 && refused.text.includes('Another run'),
    refused.text,
  )
}
