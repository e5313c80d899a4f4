import { randomUUID } from 'node:crypto'
import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Rest } from '../support/rest'

type Score = Pick<TablesInsert<'customer_health_scores'>, 'score' | 'grade' | 'risk_level' | 'factors'>

/** The owner's account stays as it is: others sign in with it. */
const OWNER = 'owner@kryonex.test'

/**
 * Takes a customer of the sample data for one test, names it after the test and scores it. Accounts
 * cannot be created through the API, so tests take turns at those that exist.
 * @param place which one; every test takes another.
 */
export async function takeCustomer(database: Rest, place: number, name: string, health?: Score) {
  const [profile] = await database.select('profiles', {
    role: 'eq.user',
    email: `neq.${OWNER}`,
    order: 'email',
    limit: '1',
    offset: String(place),
  })
  if (!profile) throw new Error(`There is no customer number ${place}`)
  const key = { user_id: `eq.${profile.user_id}` }
  await database.update('profiles', key, { business_name: name })
  await database.request('DELETE', `/rest/v1/customer_health_scores?user_id=eq.${profile.user_id}`)
  if (health) {
    await database.insert('customer_health_scores', { id: randomUUID(), user_id: profile.user_id, ...health })
  }
  return profile
}
