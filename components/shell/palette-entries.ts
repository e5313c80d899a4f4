import { ArrowRight, Database, History, LogOut, type LucideIcon } from 'lucide-react'
import { ICONS } from '@/lib/icons'
import type { Page } from '@/lib/pages'
import { signOut } from '@/lib/session/sign-out'
import { TABLE_NAMES } from '@/lib/tables'
import { forgetRecent, type Recent } from './recent'
import { THEMES } from './theme-switch'
import type { Finding } from './use-findings'
import { chooseTheme } from './use-theme'

/** A line of the palette: a link or an action. */
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

const entryOfPage = ({ href, label, icon }: Page): Entry => ({ key: href, label, icon: ICONS[icon], href })

const tasksOf = ({ tasks }: Page): Entry[] =>
  tasks.map(({ label, href }) => ({ key: `task ${label}`, label, icon: ArrowRight, href }))

const ACTIONS: Entry[] = [
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

/** A row opens on the page that declares it as found there; a row of any other table, in the records. */
function entryOfRow({ kind, id, label, detail }: Finding, pages: Page[]): Entry {
  const page = pages.find(({ found }) => found.includes(kind))
  const href = `${page?.href ?? `/records/${kind}`}/${id}`
  return { key: href, label, kind, detail, href }
}

const has = (text: string, words: string[]) => words.every((word) => text.toLowerCase().includes(word))

/**
 * @param pages every page of the console.
 * @param term what was typed.
 * @param findings what the server found for it.
 * @param recent the places visited lately; offered while nothing is typed.
 * @returns the palette's lines, in groups that are not empty.
 */
export function groupEntries(
  pages: Page[],
  term: string,
  findings: Finding[],
  recent: Recent[],
): EntryGroup[] {
  const words = term.trim().toLowerCase().split(/\s+/)
  const typed = words[0] !== ''
  const matching = (entries: Entry[]) => entries.filter(({ label }) => has(label, words))
  const groups = [
    {
      heading: 'Recent',
      entries: typed ? [] : recent.map((place) => ({ ...place, key: `recent ${place.href}`, icon: History })),
    },
    { heading: 'Pages', entries: matching(pages.map(entryOfPage)) },
    { heading: 'Found', entries: findings.map((finding) => entryOfRow(finding, pages)) },
    { heading: 'Actions', entries: matching([...pages.flatMap(tasksOf), ...ACTIONS]) },
    { heading: 'Tables', entries: term.trim().length > 1 ? matching(TABLES).slice(0, 8) : [] },
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}
