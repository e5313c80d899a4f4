import { createHash } from 'node:crypto'
import type { App } from '@supabase/lite'
import { applyPendingMigrations } from '@supabase/lite/cli'

/**
 * Brings the database's schema up to date with supabase/migrations.
 * @param app the API over the database, in a process that runs in the project's root.
 * @param known fingerprints of the migrations that were applied before.
 * @returns the fingerprints of all of them, how many were new, and which have changed since they were applied.
 */
export async function migrate(app: App, known: Record<string, string>) {
  const { applied, skipped } = await applyPendingMigrations(app)
  await app.connection.clearSchemaCache()
  const fingerprints: Record<string, string> = {}
  const changed: string[] = []
  for (const { filename, sql } of [...skipped, ...applied]) {
    const fingerprint = createHash('sha256').update(sql).digest('hex').slice(0, 16)
    if (known[filename] && known[filename] !== fingerprint) changed.push(filename)
    fingerprints[filename] = known[filename] ?? fingerprint
  }
  return { fingerprints, applied: applied.length, changed }
}
