import { parseArgs } from 'node:util'
import { Failure } from './failure.mjs'

const USAGE = `npm start -- [options]
  --port <number>  where to serve (PORT, else 3000)
  --reset          start over: delete the data directory first
  --upgrade        upgrade a database that version 0.1 made, with its rows
  --no-traffic     sample data only, no new events
  --dev            hot reload, as npm run dev
  --help           this text`

/**
 * What the command line and the environment ask for.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment
 * @throws {Failure} when they do not make sense together.
 */
export function readOptions(args, environment) {
  const values = parse(args)
  const port = values.port ?? (environment.PORT || '3000')
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new Failure(`The port must be a number from 1 to 65535, not "${port}".`)
  }
  const supabase = readSupabase(environment)
  if (supabase && values.reset) {
    throw new Failure('--reset deletes the data of the embedded backend; SUPABASE_URL names another project.')
  }
  if (supabase && values.upgrade) {
    throw new Failure(
      '--upgrade is for the embedded backend; a Supabase project is upgraded by npm run migrate -- --db-url …',
    )
  }
  if (values.upgrade && values.reset) {
    throw new Failure('--upgrade keeps the rows and --reset deletes them: choose one.')
  }
  if (environment.LOCAL_DATABASE_URL && values.reset) {
    throw new Failure('--reset never touches the database of LOCAL_DATABASE_URL. Empty it yourself.')
  }
  const siteUrl = environment.SITE_URL || `http://localhost:${port}`
  checkUrl('SITE_URL', siteUrl)
  if (environment.PLATFORM_API_URL) checkPlatform(environment.PLATFORM_API_URL)
  return {
    port: Number(port),
    host: environment.HOST || '127.0.0.1',
    siteUrl: siteUrl.replace(/\/$/, ''),
    supabase,
    reset: values.reset === true,
    upgrade: values.upgrade === true,
    traffic: values['no-traffic'] !== true,
    dev: values.dev === true,
    help: values.help ? USAGE : undefined,
  }
}

function parse(args) {
  const flag = { type: 'boolean' }
  const options = {
    port: { type: 'string' },
    reset: flag,
    upgrade: flag,
    'no-traffic': flag,
    dev: flag,
    help: flag,
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Failure(`${error.message}\n\n${USAGE}`)
  }
}

function readSupabase(environment) {
  for (const name of ['SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY']) {
    if (environment[name]) {
      throw new Failure(
        `${name} is set. The dashboard acts with the token of the signed-in user and has no use for a key that may do everything: unset it.`,
      )
    }
  }
  const url = environment.SUPABASE_URL
  const key = environment.SUPABASE_PUBLISHABLE_KEY
  if (!url && !key) return undefined
  if (!url) throw new Failure('SUPABASE_PUBLISHABLE_KEY is set and SUPABASE_URL is missing.')
  if (!key) throw new Failure('SUPABASE_URL is set and SUPABASE_PUBLISHABLE_KEY is missing.')
  if (key.startsWith('sb_secret_')) throw new Failure('SUPABASE_PUBLISHABLE_KEY holds a secret key.')
  checkUrl('SUPABASE_URL', url)
  return { url, key }
}

/** The user's token is sent there: never in clear text, except to this machine. */
function checkPlatform(value) {
  checkUrl('PLATFORM_API_URL', value)
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    throw new Failure(
      'PLATFORM_API_URL must start with https://: the token of the signed-in user is sent there.',
    )
  }
  if (username || password || search || hash) {
    throw new Failure('PLATFORM_API_URL must be an address without user, query and fragment.')
  }
}

function checkUrl(name, value) {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && ['http:', 'https:'].includes(url.protocol)) return
  throw new Failure(`${name} must be an address that starts with http:// or https://, not "${value}".`)
}
