import { Failure } from './failure.mjs'

const PUSH = 'Install or upgrade it: npm run migrate -- --db-url "$DATABASE_URL"'

/** A platform may keep its own keys on its table. */
const OPTIONAL = 'fix_agents_constraints.sql'

/**
 * Asks a Supabase project whether its database has what the dashboard reads. A project that cannot be
 * reached is only warned about: the pages say so themselves and recover when it is back.
 * @param {{ url: string, key: string }} supabase the project's address and publishable key.
 * @throws {Failure} naming the migration files whose tables or columns are missing.
 */
export async function checkContract({ url, key }) {
  const answer = await ask(url, key)
  if (!answer) return
  if (answer.status === 401) throw new Failure('The project refuses SUPABASE_PUBLISHABLE_KEY.')
  if (answer.status === 404)
    throw new Failure(`The project's database lacks the dashboard's functions. ${PUSH}`)
  if (!answer.ok) return console.warn(`${url} answered ${answer.status}; starting all the same.`)
  const parts = await answer.json()
  const keys = parts.filter(({ file }) => file === OPTIONAL)
  if (keys.length > 0)
    console.warn(
      `Table agents has other keys than documented; \`call private.fix_agents_constraints()\` changes them. Starting all the same.`,
    )
  const missing = describeMissing(parts.filter(({ file }) => file !== OPTIONAL))
  if (missing) throw new Failure(`The project's database is incomplete.\n${missing}\n${PUSH}`)
}

async function ask(url, key) {
  try {
    return await fetch(new URL('/rest/v1/rpc/missing_contract_parts', url), {
      method: 'POST',
      headers: { apikey: key, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(5000),
    })
  } catch (error) {
    console.warn(`${url} cannot be reached (${error.cause?.code ?? error.message}); starting all the same.`)
  }
}

/**
 * @param {{ file: string, relation: string, part: string }[]} parts what is missing, and the file that adds it.
 * @returns {string} a line for each file, or '' when nothing is missing.
 */
function describeMissing(parts) {
  const byFile = new Map()
  for (const { file, relation, part } of parts) {
    const names = byFile.get(file) ?? []
    byFile.set(file, [...names, part === relation ? relation : `${relation}.${part}`])
  }
  return [...byFile].map(([file, names]) => `  ${file} adds ${names.join(', ')}`).join('\n')
}
