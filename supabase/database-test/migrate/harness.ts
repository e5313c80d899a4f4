import { migrateDatabase } from '../../migrate/migrate-database'
import { MigrateError } from '../../migrate/migrate-error'
import type { Sources } from '../../migrate/sources'
import type { TestDatabase } from '../native-database'

export type Check = (what: string, holds: boolean, detail?: string) => void

type Flags = {
  yes?: boolean
  dryRun?: boolean
  putBack?: boolean
  admins?: string[]
  forMs?: number
  onLine?: (line: string) => void
}

/** Runs the command as it runs at a terminal where nobody answers. @returns its exit code and what it printed. */
export async function migrate(url: string, sources: Sources, flags: Flags = {}) {
  const lines: string[] = []
  const { yes = true, dryRun = false, putBack = false, admins, forMs = 60_000, onLine } = flags
  const code = await migrateDatabase({ task: 'migrate', url, yes, dryRun, putBack, admins }, sources, {
    log: (line) => {
      lines.push(line)
      onLine?.(line)
    },
    confirm: { goOn: async () => undefined },
    patience: { forMs },
  }).catch((error: Error) => {
    lines.push(error.message)
    return error instanceof MigrateError ? error.exitCode : -1
  })
  return { code, text: lines.join('\n') }
}

/** The first value of a query, as text. */
export async function one(database: TestDatabase, query: string) {
  return String((await database.exec(query))[0]?.[0]?.[0])
}
