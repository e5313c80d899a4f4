import type { IconName } from './icons'
import type { PulseCount, Silence } from './pulse'

/** The groups of the navigation, in their order. The overview stands above them, in none. */
export const PAGE_GROUPS = ['Triage', 'Customers', 'Platform'] as const

/** How a list appears in the navigation. */
export type NavigationEntry = {
  group: (typeof PAGE_GROUPS)[number]
  /** The title of the list without it. */
  label?: string
  count?: PulseCount
  /** Red while this count is above zero. */
  alarming?: 'critical_alerts'
  /** Marked while this should have come and has not. */
  silence?: Silence['what']
}

/** A page of the console; plain data, because the browser gets it from the server. */
export type Page = Omit<NavigationEntry, 'group' | 'label'> & {
  href: string
  label: string
  icon: IconName
  /** What the palette offers to do there. */
  tasks: { label: string; href: string }[]
  /** What the palette calls the rows that have a detail there. */
  found: string[]
}

export type PageGroup = { label: string | null; pages: Page[] }

/**
 * @param groups every page of the console.
 * @param pathname the path of the current URL.
 * @returns the page it belongs to with its group, or undefined outside the console.
 */
export function findPage(
  groups: readonly PageGroup[],
  pathname: string,
): { group: PageGroup; page: Page } | undefined {
  for (const group of groups) {
    for (const page of group.pages) {
      const inside =
        page.href === '/' ? pathname === '/' : pathname === page.href || pathname.startsWith(`${page.href}/`)
      if (inside) return { group, page }
    }
  }
}
