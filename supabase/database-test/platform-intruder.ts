import { people } from '../platform/starts'
import type { TestDatabase } from './native-database'
import type { Answer, Call } from './platform-api'
import type { Pair } from './platform-pair'
import { plainValues } from './platform-values'
import type { Report } from './report'

/** What tells anybody who is signed in only who they are. */
const answersAnybody = new Set(['whoami'])

const relationsQuery = `
  select c.relname from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') order by 1`

const functionsQuery = `
  select p.proname, coalesce(array_to_json(p.proargnames)::text, '[]'),
    array_to_json(array(select format_type(t, null) from unnest(p.proargtypes) with ordinality a (t, n) order by n))::text,
    p.pronargs - p.pronargdefaults, p.provolatile
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') and p.prorettype <> 'trigger'::regtype
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by 1, 2`

type Offer = { name: string; call: Omit<Call, 'caller'> }

/** A customer who makes an admin of their own profile, which the platform lets them do, gets nothing of ours. */
export async function testIntruder({ without, withUs }: Pair, report: Report, where: string) {
  const own = `profiles?user_id=eq.${people.intruder.id}`
  const promoted = await withUs.api.call({
    caller: 'intruder',
    method: 'PATCH',
    path: own,
    body: { role: 'admin' },
    prefer: 'return=representation',
  })
  report.check(
    `${where}: the platform's own way to the role still works`,
    promoted.status === 200,
    JSON.stringify(promoted),
  )
  const offers = await ours(without.database, withUs.database)
  const given: string[] = []
  let control = 0
  for (const { name, call } of offers) {
    const answer = await withUs.api.call({ ...call, caller: 'intruder' })
    if (!isNothing(answer) && !answersAnybody.has(name))
      given.push(`${name}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 150)}`)
    if (call.prefer && !isNothing(await withUs.api.call({ ...call, caller: 'admin' }))) control += 1
  }
  report.check(
    `${where}: who grasps at the role gets nothing from ${offers.length} functions and views of ours`,
    given.length === 0,
    given.join('\n'),
  )
  report.check(
    `${where}: an admin does`,
    control > offers.length / 4,
    `${control} of ${offers.length} answer an admin`,
  )
}

const isNothing = ({ status, body }: Answer) => status >= 400 || (Array.isArray(body) && body.length === 0)

/** What public has with us and had not before, each with a call that is rolled back. */
async function ours(before: TestDatabase, after: TestDatabase): Promise<Offer[]> {
  const read = async (query: string) => {
    const [[had = []], [has = []]] = [await before.exec(query), await after.exec(query)]
    const known = new Set(had.map((row) => row.join()))
    return has.filter((row) => !known.has(row.join()))
  }
  const relations = (await read(relationsQuery)).map(([name]) => ({
    name: String(name),
    call: { method: 'GET' as const, path: `${name}?limit=1`, prefer: 'tx=rollback' },
  }))
  const choose = plainValues('arguments')
  const functions = (await read(functionsQuery)).map(([name, names, types, needed]) => {
    const parameters: string[] = JSON.parse(String(names))
    const kinds: string[] = JSON.parse(String(types))
    const body = Object.fromEntries(
      kinds
        .slice(0, Number(needed))
        .map((type, index) => [
          parameters[index] ?? '',
          argument(choose({ name: 'argument', type, isRequired: true, labels: [] }), type),
        ]),
    )
    return {
      name: String(name),
      call: { method: 'POST' as const, path: `rpc/${name}`, body, prefer: 'tx=rollback' },
    }
  })
  return [...relations, ...functions]
}

const argument = (value: unknown, type: string) => (type === 'uuid[]' ? [people.customer.id] : value)
