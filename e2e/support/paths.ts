import { lists as declared } from '@/app/(admin)/lists'
import { pageGroups } from '@/app/(admin)/pages'
import { findPage } from '@/lib/pages'

/** Every page of the navigation. */
export const lists = pageGroups.flatMap((group) => group.pages.map(({ href }) => href))

/** Every list that has a page of its own, and where it is. */
export const LIST_PAGES = Object.values(declared).flatMap((list) =>
  list.page ? [{ list, path: list.view ? `${list.page}?view=${list.view}` : list.page }] : [],
)

/** @returns where the sample data has rows of a list. */
export const sampleOf = ({ list, path }: (typeof LIST_PAGES)[number]) =>
  list.sample ? `${path}${list.view ? '&' : '?'}${list.sample}` : path

/** Other views of these pages, and one table of the records. */
export const VIEWS = [
  ...LIST_PAGES.filter(({ list }) => list.view).map(({ path }) => path),
  '/alerts?view=storms',
  '/webhooks?view=causes',
  '/records/leads',
]

/** @returns which group of the navigation a path is an example of, its views apart; the path itself outside of them. */
export function kindOfPage(path: string): string {
  const [pathname = path, view] = path.split('?')
  return `${findPage(pageGroups, pathname)?.group.label ?? pathname}${view ? ' view' : ''}`
}
