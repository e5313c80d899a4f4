import { writeFileSync } from 'node:fs'
import { confirmMigration } from './confirm'
import { renderBundle, writeGenerated } from './generate'
import { migrateDatabase } from './migrate-database'
import { EXIT, MigrateError } from './migrate-error'
import { readOptions, USAGE } from './options'
import { readSources } from './sources'

/** `npm run migrate`: installs the dashboard's database, or brings it up to date. */
async function main(args: string[]): Promise<number> {
  const options = readOptions(args)
  const log = (line: string) => console.info(line)
  if (options.task === 'help') {
    log(USAGE)
    return EXIT.done
  }
  if (options.task === 'generate') {
    const name = writeGenerated(new Date())
    log(name ? `Wrote supabase/migrations/${name}` : 'The generated version is current.')
    return EXIT.done
  }
  if (options.task === 'bundle') {
    writeFileSync(options.file, renderBundle(readSources()))
    log(
      `Wrote ${options.file}: run the contract’s files first, in the order of their names, and then this one.`,
    )
    return EXIT.done
  }
  return migrateDatabase(options, readSources(), { log, confirm: confirmMigration })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof MigrateError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = error.exitCode
}
