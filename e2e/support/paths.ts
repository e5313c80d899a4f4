import { pageGroups } from '@/components/shell/pages'

/** Every page of the navigation. */
export const lists = pageGroups.flatMap((group) => group.pages.map(({ href }) => href))

/** Other views of these pages, and one table of the records. */
export const VIEWS = ['/errors?view=rows', '/alerts?view=storms', '/webhooks?view=causes', '/records/leads']
