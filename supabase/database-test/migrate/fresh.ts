import { compareCatalogs, readCatalog } from '../catalog'
import type { TestDatabase } from '../native-database'
import { type Check, migrate, one } from './harness'
import { file, smallSources } from './small-sources'

/** An empty database gets everything, once; a second run has nothing to do. */
export async function testFresh(database: TestDatabase, url: string, check: Check) {
  const sources = smallSources()
  const plan = await migrate(url, sources, { dryRun: true })
  check(
    'the plan of an empty database changes nothing',
    plan.code === 0 && plan.text.includes('fresh'),
    plan.text,
  )
  check(
    'and nothing of ours is there',
    (await one(database, `select to_regclass('private.migration_history')`)) === 'null',
  )
  const first = await migrate(url, sources, { yes: false })
  check('an empty database is installed without a question', first.code === 0, first.text)
  check('its table is ours', (await one(database, `select private.is_ours('leads')`)) === 'true')
  const names = await one(
    database,
    `select string_agg(relname, ',' order by relname) from pg_class where relname ~ '_idx$' and relkind = 'i' and relname ~ '^(leads|notes)_'`,
  )
  check(
    'it gets every index as declared',
    names === 'leads_created_idx,leads_key_idx,leads_name_idx,leads_pair_idx,notes_lead_idx',
    names,
  )
  const catalog = await readCatalog(database)
  const second = await migrate(url, sources)
  check(
    'a second run has nothing to do',
    second.code === 0 && second.text.includes('Nothing to do'),
    second.text,
  )
  const difference = compareCatalogs(catalog, await readCatalog(database))
  check('and changes nothing', difference === '', difference)
  await testChangedShapes(database, url, check)
}

const CHANGED = `
  create or replace function private.lead_names() returns setof varchar language sql set search_path = '' as $$ select name::varchar from public.leads $$;
  create or replace view private.read_leads as select name, id, status from public.leads;
  create or replace view private.read_more as select name from private.read_leads;`

/** A view with other columns and a function with another result replace the old ones. */
async function testChangedShapes(database: TestDatabase, url: string, check: Check) {
  const changed = await migrate(url, smallSources({ objects: CHANGED }))
  check('a function and a view of another shape replace the old ones', changed.code === 0, changed.text)
  const again = await migrate(
    url,
    smallSources({ objects: CHANGED.replace('select name, id, status', 'select name, status') }),
  )
  check('and what depends on a view comes back with it', again.code === 0, again.text)
  const columns = await one(
    database,
    `select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = 'private.read_leads'::regclass and attnum > 0`,
  )
  check('with the new columns', columns === 'name,status', columns)
  await database.exec('create view public.of_others as select name from private.read_leads')
  const refused = await migrate(
    url,
    smallSources({ objects: CHANGED.replace('select name, id, status', 'select status, name') }),
  )
  check(
    'what others built on a view is not dropped with it',
    refused.code === 1 && refused.text.includes('of_others'),
    refused.text,
  )
  const broken = await migrate(url, {
    ...smallSources({ objects: CHANGED.replace('select name, id, status', 'select name, status') }),
    versions: [
      ...smallSources().versions,
      file('20261201090000_dashboard_broken.sql', 'version', 'select 1;\nselect nothing;'),
    ],
  })
  check(
    'an error names its file and line',
    broken.code === 1 && broken.text.includes('20261201090000_dashboard_broken.sql: line 2'),
    broken.text,
  )
}
