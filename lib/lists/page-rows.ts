import type { Cursor } from './params'

/**
 * A row of a view whose named columns are never null. Generated types call every column of a view
 * nullable, because Postgres does not say otherwise.
 */
export type NonNullKeys<Row, Keys extends keyof Row> = Omit<Row, Keys> & {
  [Key in Keys]: NonNullable<Row[Key]>
}

/** How many rows a list shows at a time. */
export const PAGE_SIZE = 50

/** `pageSize` is for reading a whole list; the database gives 200 rows at most. */
type PageParams = { after: Cursor | null; before: Cursor | null; pageSize?: number }

/** @returns what a list function needs to find the asked-for page: one row more than is shown, to see whether there are more. */
export function pageArguments({ after, before, pageSize = PAGE_SIZE }: PageParams) {
  return {
    cursor_values: after ?? before ?? null,
    backward: !after && before !== null,
    page_size: pageSize + 1,
  }
}

/**
 * Cuts the extra row off and finds the cursors of the neighbouring pages.
 * @param rows what the list function returned, in display order.
 * @param params the page that was asked for.
 * @param cursorOf the keyset cursor of a row.
 */
export function cutPage<Row>(rows: Row[], params: PageParams, cursorOf: (row: Row) => Cursor) {
  const backward = !params.after && params.before !== null
  const { pageSize = PAGE_SIZE } = params
  const more = rows.length > pageSize
  const shown = more ? (backward ? rows.slice(1) : rows.slice(0, pageSize)) : rows
  const [first, last] = [shown[0], shown.at(-1)]
  const hasBefore = backward ? more : params.after !== null
  const hasAfter = backward ? true : more
  return {
    rows: shown,
    before: first && hasBefore ? cursorOf(first) : null,
    after: last && hasAfter ? cursorOf(last) : null,
  }
}
