import type { TestDatabase } from '../native-database'
import { account, type Check, isAdmin, legacyRequest, promote, reason, request, value } from './requests'

/** Who sets the role decides whether it counts. */
export async function testTokens(database: TestDatabase, check: Check) {
  const counts = async (what: string, id: number, statements: string, expected: boolean) => {
    const failure = await value(database, `${statements}; select 'done'`)
    const found = await isAdmin(database, id)
    check(what, failure === 'done' && found === String(expected), `${failure}, ${found}`)
  }
  await counts(
    'a customer who sets the own role is no admin',
    2,
    `${request('authenticated', 2)} ${promote(2)}`,
    false,
  )
  check('and hears why', (await reason(database, 2)) === 'unconfirmed')
  await counts(
    'nor through a function of the platform that acts for its owner',
    2,
    `${request('service_role')} ${promote(2, 'owner')}; ${request('authenticated', 2)} select public.become_admin()`,
    false,
  )
  await counts(
    'nor by deleting the profile and writing another',
    2,
    `${request('authenticated', 2)} delete from public.profiles where user_id = '${account(2)}';
     insert into public.profiles (user_id, role) values ('${account(2)}', 'admin')`,
    false,
  )
  await counts(
    'nor with the settings of an older PostgREST',
    3,
    `${legacyRequest('authenticated', 3)} ${promote(3)}`,
    false,
  )
  await counts(
    'nor with a token that cannot be read',
    4,
    `select set_config('request.jwt.claims', 'x', true); ${promote(4)}`,
    false,
  )
  await counts(
    'nor at sign-up, which sends no token',
    5,
    `set session authorization supabase_auth_admin; ${promote(5)}; reset session authorization`,
    false,
  )
  await counts('the service role makes an admin', 6, `${request('service_role')} ${promote(6)}`, true)
  await counts('and unmakes one', 6, `${request('service_role')} ${promote(6, 'owner')}`, false)
  await counts(
    'who does not come back with the own token',
    6,
    `${request('authenticated', 6)} ${promote(6)}`,
    false,
  )
  await counts('the SQL editor makes an admin', 7, promote(7), true)
  await counts(
    'who stays one when the own profile changes',
    7,
    `${request('authenticated', 7)}
    update public.profiles set email = 'x' where user_id = '${account(7)}'`,
    true,
  )
  await counts(
    'until the session ends',
    7,
    `delete from auth.sessions where user_id = '${account(7)}'`,
    false,
  )
}
