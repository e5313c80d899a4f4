import { type Person, people } from '../platform/starts'
import type { TestDatabase } from './native-database'
import type { Answer, Call } from './platform-api'
import type { Pair } from './platform-pair'
import type { Caller } from './platform-tokens'
import { plainValues } from './platform-values'
import type { Report } from './report'

/** What must answer before one is an admin: who one is, whether one may sign in, and whether the contract is there. */
const answersAnybody = new Set(['whoami', 'sign_in_allowed', 'sign_in_succeeded', 'missing_contract_parts'])

/** The first made an admin of the own profile, the second was one and nobody has confirmed it. */
const outsiders: Caller[] = ['intruder', 'unconfirmedAdmin', 'customer', 'anon']

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
  for (const caller of outsiders) {
    const given: string[] = []
    for (const { name, call } of offers) {
      const answer = await withUs.api.call({ ...call, caller })
      if (isNothing(answer) || answersAnybody.has(name) || isEmptyFor(answer, caller)) continue
      given.push(`${name}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 150)}`)
    }
    const what = `${caller} gets nothing from ${offers.length} functions and views of ours`
    report.check(`${where}: ${what}`, given.length === 0, given.join('\n'))
  }
  const control = await Promise.all(offers.map(({ call }) => withUs.api.call({ ...call, caller: 'admin' })))
  const answered = control.filter((answer) => !isNothing(answer)).length
  const found = `${answered} of ${offers.length} answer an admin`
  report.check(`${where}: ${found}, a tenth at least`, answered > offers.length / 10, found)
}

/** Each row refuses, is about the caller, or counts nothing: no other's id, no time and no number but zero. */
function isEmptyFor({ body }: Answer, caller: Caller) {
  if (!Array.isArray(body)) return body === null || body === 0 || body === false
  const own = caller in people ? people[caller as Person].id : ''
  return body.every((row) => {
    if (row?.outcome === 'denied' || (own !== '' && row?.user_id === own)) return true
    return !/[0-9a-f]{8}-[0-9a-f]{4}-|\d{4}-\d\d-\d\d|:-?[1-9]|:true/.test(JSON.stringify(row))
  })
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
