import type { List } from '@/lib/lists/names'
import { type NavigationEntry, PAGE_GROUPS, type Page, type PageGroup } from '@/lib/pages'
import { type Declared, lists } from './lists'

type Placed = Page & { group: NavigationEntry['group'] | null }

const none = { tasks: [], found: [] }

/** The pages that are no list, each in front of a list. */
const OTHERS: Partial<Record<List, Placed>> = {
  errors: { ...none, group: null, href: '/', label: 'Overview', icon: 'layout-grid' },
  sessions: { ...none, group: 'Platform', href: '/latency', label: 'Latency', icon: 'timer' },
  audit: {
    ...none,
    group: 'Platform',
    href: '/records',
    label: 'Records',
    icon: 'database',
    tasks: [{ label: 'See who revealed personal data', href: '/records/audit_trail?action_type=reveal' }],
  },
}

const all: Declared[] = Object.values(lists)

function pageOf({ page: href, title, icon, navigation }: Declared): Placed[] {
  if (!href || !icon || !navigation) return []
  const shown = all.filter(({ page }) => page === href)
  const tasks = shown.flatMap((list) =>
    Object.entries(list.tasks ?? {}).map(([label, query]) => ({
      label,
      href: query ? `${href}?${query}` : href,
    })),
  )
  const found = shown.flatMap((list) => list.found ?? [])
  return [{ label: title, ...navigation, href, icon, tasks, found }]
}

const pages = all.flatMap((list) => [...[OTHERS[list.name] ?? []].flat(), ...pageOf(list)])

/** Every page of the console, as the navigation groups them: lists in the order in which `lists.ts` has them. */
export const pageGroups: PageGroup[] = [null, ...PAGE_GROUPS].map((label) => ({
  label,
  pages: pages.flatMap((page) => {
    if (page.group !== label) return []
    const { group: _, ...shown } = page
    return [shown]
  }),
}))
