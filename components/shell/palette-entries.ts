import { ArrowRight, Database, History, LogOut, type LucideIcon } from 'lucide-react'
import { signOut } from '@/lib/session/sign-out'
import { TABLE_NAMES } from '@/lib/tables'
import { pageGroups } from './pages'
import { forgetRecent, type Recent } from './recent'
import { THEMES } from './theme-switch'
import type { Finding } from './use-findings'
import { chooseTheme } from './use-theme'

/** A line of the palette: it leads somewhere or does something. */
export type Entry = {
  key: string
  label: string
  kind?: string
  detail?: string
  icon?: LucideIcon
  href?: string
  run?: () => void
}

export type EntryGroup = { heading: string; entries: Entry[] }

const PAGES: Entry[] = pageGroups.flatMap(({ pages }) =>
  pages.map(({ href, label, icon }) => ({ key: href, label, icon, href })),
)

const WAYS: [label: string, href: string][] = [
  ['Resolve unresolved errors', '/errors'],
  ['Acknowledge critical alerts', '/alerts?severity=critical'],
  ['Requeue failed webhooks', '/webhooks?state=failed'],
  ['Look at customers at risk', '/customers?grade=D,F'],
  ['See who revealed personal data', '/records/audit_trail?action_type=reveal'],
]

const ACTIONS: Entry[] = [
  ...WAYS.map(([label, href]) => ({ key: href, label, icon: ArrowRight, href })),
  ...THEMES.map(({ theme, label, icon }) => ({
    key: `theme ${theme}`,
    label,
    icon,
    run: () => chooseTheme(theme),
  })),
  {
    key: 'sign out',
    label: 'Sign out',
    icon: LogOut,
    run: () => {
      forgetRecent()
      signOut()
    },
  },
]

const TABLES: Entry[] = TABLE_NAMES.map((name) => ({
  key: `/records/${name}`,
  label: name,
  kind: 'table',
  icon: Database,
  href: `/records/${name}`,
}))

/** The pages that show what is found; of everything else, its table's records do. */
const PATHS: Record<string, string> = {
  customer: '/customers',
  error: '/errors',
  'error group': '/errors',
  alert: '/alerts',
  'churn alert': '/churn',
  webhook: '/webhooks',
}

function entryOf({ kind, id, label, detail }: Finding): Entry {
  const href = `${PATHS[kind] ?? `/records/${kind}`}/${id}`
  return { key: href, label, kind, detail, href }
}

const has = (text: string, words: string[]) => words.every((word) => text.toLowerCase().includes(word))

/**
 * @param term what was typed.
 * @param findings what the server found for it.
 * @param recent where one has been lately; offered while nothing is typed.
 * @returns the palette's lines, in groups that are not empty.
 */
export function groupEntries(term: string, findings: Finding[], recent: Recent[]): EntryGroup[] {
  const words = term.trim().toLowerCase().split(/\s+/)
  const typed = words[0] !== ''
  const matching = (entries: Entry[]) => entries.filter(({ label }) => has(label, words))
  const groups = [
    {
      heading: 'Recent',
      entries: typed ? [] : recent.map((place) => ({ ...place, key: `recent ${place.href}`, icon: History })),
    },
    { heading: 'Pages', entries: matching(PAGES) },
    { heading: 'Found', entries: findings.map(entryOf) },
    { heading: 'Actions', entries: matching(ACTIONS) },
    { heading: 'Tables', entries: term.trim().length > 1 ? matching(TABLES).slice(0, 8) : [] },
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}
