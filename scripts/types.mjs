// Writes lib/supabase/database.types.ts from the migrations; with --check, says whether it is up to date.
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { register } from 'tsx/esm/api'

register()
const { openMigratedDatabase } = await import('../supabase/database-test/database.ts')
const { withDatabaseUrl } = await import('../supabase/database-test/wire.ts')

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '..')
const name = 'lib/supabase/database.types.ts'
const target = path.join(root, name)

async function generate(url) {
  const command = ['supabase', 'gen', 'types', '--lang=typescript', '--schema=public', `--remote=${url}`]
  const { stdout } = await run('npx', ['--no-install', ...command], { cwd: root, maxBuffer: 2 ** 25 })
  return stdout
}

async function format(source) {
  const command = ['biome', 'format', '--stdin-file-path=lib/supabase/generated.ts']
  const formatting = run('npx', ['--no-install', ...command], { cwd: root, maxBuffer: 2 ** 25 })
  formatting.child.stdin.end(source)
  return (await formatting).stdout
}

const connection = await openMigratedDatabase()
const types = await format(await withDatabaseUrl(connection.driver, generate))
await connection.close()

if (process.argv.includes('--check')) {
  const current = await readFile(target, 'utf8').catch(() => '')
  if (current !== types) {
    console.error(`${name} does not match the migrations: run \`npm run types\`.`)
    process.exit(1)
  }
  console.log(`${name} matches the migrations.`)
} else {
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, types)
  console.log(`Wrote ${name}`)
}
