import { parseArgs } from 'node:util'
import { EXIT, MigrateError } from './migrate-error'

export const USAGE = `npm run migrate -- --db-url postgresql://… [options]
  --db-url <url>       the database; its password may also be in PGPASSWORD
  --dry-run            print the plan and change nothing
  --yes                apply to a database in use without asking
  --put-back           put back what version 0.1 changed in the platform’s tables, and end
  --admins <a@…,b@…>   who may use the dashboard
  --bundle <file>      write the file for the SQL editor, and end
  --generate           write the version for supabase db push, and end
  --help               this text`

export type MigrateOptions =
  | { task: 'help' }
  | { task: 'generate' }
  | { task: 'bundle'; file: string }
  | {
      task: 'migrate'
      url: string
      dryRun: boolean
      yes: boolean
      putBack: boolean
      admins: string[] | undefined
    }

/**
 * What the command line asks for.
 * @throws MigrateError when it makes no sense; a connection string is never in the message.
 */
export function readOptions(args: string[]): MigrateOptions {
  const values = parse(args)
  if (values.help) return { task: 'help' }
  if (values.generate) return { task: 'generate' }
  if (values.bundle !== undefined) {
    if (!values.bundle) throw refusal('--bundle needs the name of a file.')
    return { task: 'bundle', file: values.bundle }
  }
  return {
    task: 'migrate',
    url: readUrl(values['db-url']),
    dryRun: values['dry-run'] === true,
    yes: values.yes === true,
    putBack: values['put-back'] === true,
    admins: values.admins === undefined ? undefined : readAdmins(values.admins),
  }
}

function parse(args: string[]) {
  const flag = { type: 'boolean' } as const
  const text = { type: 'string' } as const
  const options = {
    'db-url': text,
    'dry-run': flag,
    yes: flag,
    'put-back': flag,
    admins: text,
    bundle: text,
    generate: flag,
    help: flag,
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    // The message may repeat an argument, and an argument may hold a password.
    const message = error instanceof Error ? error.message : ''
    throw refusal(/postgres(ql)?:/.test(message) ? 'The connection string belongs after --db-url.' : message)
  }
}

function readUrl(value: string | undefined) {
  if (!value) throw refusal('--db-url is missing.')
  const isUrl = URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)
  if (!isUrl) {
    throw refusal(
      '--db-url must be an address such as postgresql://postgres@db.example.com:5432/postgres. Special characters of a password are written as %XX.',
    )
  }
  return value
}

function readAdmins(value: string) {
  const emails = value.split(',').map((email) => email.trim())
  const wrong = emails.find((email) => !/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(email))
  if (wrong !== undefined) throw refusal(`--admins: "${wrong}" is no address.`)
  return emails
}

const refusal = (message: string) => new MigrateError(`${message}\n\n${USAGE}`, EXIT.refused)
