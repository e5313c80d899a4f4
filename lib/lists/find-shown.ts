import 'server-only'
import type { MaskedColumns } from '../masking/columns'
import { inOneForm, readShownText } from '../masking/shown-text'
import type { ListFilter } from './declaration'
import type { Cursor } from './params'
import { readPage } from './read-page'

/** As many rows as the database gives in one call, and how many calls a search makes. */
const ROWS_PER_CALL = 199
const MOST_CALLS = 5

type Listed = { rows: string; masked: MaskedColumns }
type Asked = { filter: ListFilter; ignored: string[]; order: { by: string; descending: boolean } }
/** How many rows were read where a search stopped before its end. */
export type Searched = { searched: number | null }
type Row = { id: string } & Record<string, unknown>

/** The rows among the first candidates of which a masked column shows the text, and how many were read where there are more. */
async function idsThatShow(list: Listed, { filter, order }: Asked, text: string, part: string | null) {
  const columns = Object.keys(list.masked).filter((name) => list.masked[name] !== 'left out')
  const wanted = inOneForm(text)
  const shows = (row: Row) => columns.some((name) => inOneForm(String(row[name] ?? '')).includes(wanted))
  const ids: string[] = []
  let after: Cursor | null = null
  for (let call = 0; call < MOST_CALLS; call++) {
    const place = { params: { after, before: null }, filter: { ...filter, q: part }, order }
    const page: { rows: Row[]; after: Cursor | null } = await readPage<Row>(list, {
      ...place,
      pageSize: ROWS_PER_CALL,
    })
    ids.push(...page.rows.filter(shows).map(({ id }) => id))
    after = page.after
    if (!after) return { ids, read: null }
  }
  return { ids, read: MOST_CALLS * ROWS_PER_CALL }
}

/**
 * A search for a text with the dots of a mask, as it was copied from the screen, finds the rows that show exactly it: only
 * what is masked already is compared, so that nothing behind the dots can be found out piece by piece.
 * @param list the declared list.
 * @param query what its address stands for.
 * @returns the same query, with the rows that it means, and how many were read where there are more; dots that no mask
 * writes are not understood, and mean none.
 */
export async function findShown<Query extends Asked>(list: Listed, query: Query): Promise<Query & Searched> {
  const { q } = query.filter
  if (typeof q !== 'string' || !q.includes('•')) return { ...query, searched: null }
  const read = readShownText(q)
  const isMasked = Object.values(list.masked).some((mask) => mask !== 'left out')
  if (!read || !isMasked) {
    const none = { ...query.filter, q: null, ids: [] }
    return { ...query, ignored: [...query.ignored, 'q'], filter: none, searched: null }
  }
  const found = await idsThatShow(list, query, q, read.part)
  return { ...query, filter: { ...query.filter, q: null, ids: found.ids }, searched: found.read }
}
