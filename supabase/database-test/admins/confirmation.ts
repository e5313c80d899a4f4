import type { TestDatabase } from '../native-database'
import { account, type Check, isAdmin, reason, request, value } from './requests'

/** An admin from before the installation is confirmed by the owner of the database. */
export async function testConfirmation(database: TestDatabase, check: Check) {
  check('an admin from before is none', (await isAdmin(database, 1)) === 'false')
  check('and hears why', (await reason(database, 1)) === 'unconfirmed')
  const asked = `select string_agg(email || ' ' || outcome, ', ') from private.confirm_admins(
    array['Account1@kryonex.test', 'account3@kryonex.test', 'nobody@kryonex.test'])`
  for (const role of ['authenticated', 'service_role']) {
    const refused = await value(database, `${request(role, 1)} ${asked}`)
    check(`${role} confirms nobody`, refused.includes('permission denied'), refused)
  }
  await value(
    database,
    `${request('authenticated', 3)} update public.profiles set email = 'account1@kryonex.test' where user_id = '${account(3)}'`,
  )
  const confirmed = await value(database, asked)
  check(
    'the owner of the database confirms, by the address to sign in with',
    confirmed ===
      'Account1@kryonex.test confirmed, account3@kryonex.test no such admin, nobody@kryonex.test no such admin',
    confirmed,
  )
  check('and the admin is one', (await isAdmin(database, 1)) === 'true')
  check('who claims the address is not', (await isAdmin(database, 3)) === 'false')
  check('a customer hears that the role is missing', (await reason(database, 2)) === 'not_admin')
}

/** The self-made are known, and lose the role at one call. */
export async function testFindings(database: TestDatabase, check: Check) {
  const found = await value(
    database,
    `${request('authenticated', 1)}
    select string_agg(a.email || ' ' || a.state, ', ' order by a.email) from private.admin_accounts() a`,
  )
  check(
    'accounts and how they came by the role are not for people',
    found.includes('permission denied'),
    found,
  )
  const states = await value(
    database,
    `select string_agg(a.email || ' ' || a.state, ', ' order by a.email) from private.admin_accounts() a where a.state <> 'confirmed'`,
  )
  check(
    'the self-made are known',
    [2, 3, 4, 5, 6].every((n) => states.includes(`account${n}@kryonex.test self-made`)),
    states,
  )
  await value(
    database,
    `select * from private.withdraw_admins(array['account2@kryonex.test', 'account3@kryonex.test'])`,
  )
  const role = await value(database, `select role from public.profiles where user_id = '${account(3)}'`)
  check('and lose the role at one call, for the one before', role === 'owner', role)
}
