/**
 * Brings rows up to date without moving any.
 * @param shown the rows on screen.
 * @param fresh the same page as it is now.
 * @returns the rows on screen with their new values, and the ids of those that have left the list. A row
 * at the end may only have been pushed to the next page by newer ones, so it does not count as gone.
 */
export function keepRowsStable<Row extends { id: string }>(shown: Row[], fresh: Row[]) {
  const known = new Map(fresh.map((row) => [row.id, row]))
  const lastKnown = shown.findLastIndex((row) => known.has(row.id))
  const rows = shown.map((row) => known.get(row.id) ?? row)
  const gone: ReadonlySet<string> = new Set(
    shown.filter((row, at) => at < lastKnown && !known.has(row.id)).map((row) => row.id),
  )
  return { rows, gone }
}
