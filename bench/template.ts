import { setTimeout as wait } from 'node:timers/promises'
import { ADMIN_EMAILS, identityRows, samplePasswordHash, userRows } from '../supabase/local/accounts'
import { createApi } from '../supabase/local/api'
import { openPostgres } from '../supabase/local/database'
import { migrate } from '../supabase/local/migrate'
import { insertRows } from '../supabase/local/sample-data/insert'
import { createRandom } from '../supabase/local/sample-data/random'

/** Gives an empty database what the embedded backend would: its system schema, our migrations, and the admins. */
export async function makeTemplate(url: string) {
  const database = await openPostgres(url)
  try {
    const secret = () => crypto.randomUUID() + crypto.randomUUID()
    const keys = {
      jwtSecret: secret(),
      publishableKey: secret(),
      secretKey: secret(),
      actionsEncryptionKey: secret(),
    }
    const app = createApi(database, { keys, siteUrl: 'http://localhost', mailDirectory: '' })
    await app.init()
    await migrate(app, database)
    const random = createRandom('bench')
    const moment = new Date().toISOString()
    const admins = ADMIN_EMAILS.map((email) => ({
      id: random.uuid(),
      email,
      createdAt: moment,
      lastSignInAt: null,
    }))
    await database.transaction(async (query) => {
      await insertRows(query, 'auth.users', userRows(admins, await samplePasswordHash()))
      await insertRows(query, 'auth.identities', identityRows(random, admins))
      const profiles = admins.map(({ id, email }) => ({ user_id: id, email, role: 'admin' }))
      await insertRows(query, 'public.profiles', profiles)
    })
  } finally {
    // After a failure its connections may never come back.
    await Promise.race([database.close(), wait(5000)])
  }
}
