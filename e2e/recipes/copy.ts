import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { copyFile, cp, link, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { npmStart } from '../support/npm-start'
import { root } from '../support/run'

const run = promisify(execFile)

/** A copy with these would serve another database, or build somewhere else, than its own. */
const ELSEWHERE = [
  'SUPABASE_URL',
  'SUPABASE_PUBLISHABLE_KEY',
  'LOCAL_DATABASE_URL',
  'SITE_URL',
  'DATA_DIR',
  'NEXT_DIST_DIR',
  'EXPOSE_TESTING_API',
]

function environmentOfCopy(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, SAMPLE_DATA: 'small' }
  for (const name of ELSEWHERE) delete environment[name]
  return environment
}

/** Copies what git would: a file that was deleted and not yet committed is still listed. */
async function copySources(directory: string) {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const { stdout } = await run('git', list, { cwd: root, maxBuffer: 16 * 1024 * 1024 })
  for (const file of new Set(stdout.split('\0').filter(Boolean))) {
    await cp(path.join(root, file), path.join(directory, file)).catch((error) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
}

/** @returns a copy of the project as it stands: the files that git knows, and the installed packages. */
export async function copyProject() {
  const directory = await mkdtemp(path.join(tmpdir(), 'kryonex-recipes-'))
  await copySources(directory)
  await linkTree(path.join(root, 'node_modules'), path.join(directory, 'node_modules'))
  const env = environmentOfCopy()
  return {
    directory,
    /** Runs a command to its end. @returns what it printed; a failed one throws it. */
    async run(command: string, args: string[]): Promise<string> {
      const options = { cwd: directory, env, maxBuffer: 64 * 1024 * 1024 }
      return run(command, args, options).then(
        ({ stdout, stderr }) => stdout + stderr,
        ({ stdout, stderr }) => Promise.reject(new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`)),
      )
    },
    start: (port: number) => npmStart(directory, env, '--port', String(port), '--no-traffic'),
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

/** Files that tools rewrite in place, which would change those of the project as well. */
const REWRITTEN = ['.cache', '.vite', '.vite-temp', '.kryonex-installed']

/**
 * Links every file of a folder: copying takes a minute, and Next.js follows no link that leaves the project.
 * Where the folder is on another disk it is copied.
 */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (REWRITTEN.includes(entry.name)) continue
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) await linkTree(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE))
  }
}
