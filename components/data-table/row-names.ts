import { isolated } from '@/lib/format/turning'

/** What the rows of the lists that were on screen are called, so that what is said of an act names its row. */
const names = new Map<string, string>()

const MOST = 2000

/** @param rows the rows of a list and how each is called. */
export function keepRowNames(rows: (readonly [id: string, name: string])[]) {
  if (names.size > MOST) names.clear()
  for (const [id, name] of rows) names.set(id, name)
}

/** @returns how a row that was on screen is called, isolated from the text around it; null where it is not known. */
export function rowNameOf(id: string | undefined): string | null {
  const name = id === undefined ? undefined : names.get(id)
  return name ? isolated(name) : null
}
