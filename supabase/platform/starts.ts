import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A database in use, by the files that made it, in their order. */
export type Start = { name: string; title: string; files: string[] }

const others = ['hardening', 'referral-system', 'sms-automation'] as const
const last = ['policies', 'rows'] as const

export const starts: Start[] = [
  {
    name: 'readme_order',
    title: 'its files in README order',
    // fix_agents_constraints has run: one agent per user.
    files: [
      ...[
        'base-tables',
        'command-suite',
        'usage-limits',
        'ops-infrastructure',
        'hardening',
        'agents-by-user',
      ],
      ...['referral-system', 'sms-automation', 'usage-tracking', ...last, 'history'],
    ],
  },
  {
    name: 'usage_first',
    title: 'usage tracking before ops infrastructure',
    // usage_limits comes from usage_tracking: user_id is its key, there is no id, and limit_state defaults to
    // 'active'; its columns stand in another order. The agents' constraints were never mended.
    files: [
      'base-tables',
      'command-suite',
      'usage-tracking',
      'ops-infrastructure',
      ...others,
      ...last,
      'rows-several-agents',
    ],
  },
  {
    name: 'bare_tables',
    title: 'base tables with only the columns that its backend uses',
    files: [
      ...[
        'base-tables-bare',
        'command-suite',
        'usage-limits',
        'ops-infrastructure',
        ...others,
        'usage-tracking',
      ],
      ...[...last, 'rows-several-agents'],
    ],
  },
]

/** @returns the text of a file of this folder. */
export const readPlatformSql = (file: string) =>
  readFileSync(path.join(import.meta.dirname, `${file}.sql`), 'utf8')

/** Who signs in on these databases; `id` and `session` follow from the number that rows.sql gives an account. */
export const account = (number: number) => {
  const digits = String(number).padStart(4, '0')
  return {
    id: `00000000-0000-4000-8000-0000000e${digits}`,
    session: `00000000-0000-4000-8000-00005e55${digits}`,
    email: `account-${number}@kryonex.test`,
  }
}

export const people = {
  admin: account(1),
  unconfirmedAdmin: account(2),
  seller: account(3),
  customer: account(4),
  owner: account(5),
  newcomer: account(12),
  intruder: account(13),
}

export type Person = keyof typeof people
