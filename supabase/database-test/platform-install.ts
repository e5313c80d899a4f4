import { connect } from './native-database'
import type { InstallCommand } from './platform-adoption'
import type { Install } from './platform-pair'
import { applyMigrations } from './suite'

/** Installs us as the migrations do, one after another, as the database's owner. */
export const install: Install = async (url) => {
  const database = connect(url)
  try {
    await applyMigrations(database)
  } finally {
    await database.close()
  }
}

/** The same as a process of its own, which can be killed. */
export const installCommand: InstallCommand = (url) => [
  process.execPath,
  '--import',
  'tsx',
  import.meta.filename,
  url,
]

if (process.argv[1] === import.meta.filename) {
  const [url] = process.argv.slice(2)
  if (!url)
    throw new Error('Usage: node --import tsx supabase/database-test/platform-install.ts postgresql://…')
  await install(url).catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
