/** Whether every case of a grid is asked for (`npm test -- --part grids`), or one of each kind (`npm test`). */
const isWholeGrid = process.env.WHOLE_GRID === '1'

/** What marks a test that takes every case where the whole grid is asked for. */
export const grid = { tag: '@grid' }

/** What marks a test that another one is an example of: `npm test` takes that one, the whole grid takes both. */
export const further = { tag: '@further' }

/**
 * @param cases every case of a grid.
 * @param kindOf what a case is an example of.
 * @returns every case where the whole grid is asked for, else the first of each kind.
 */
export function casesOf<Case>(cases: readonly Case[], kindOf: (one: Case) => string): Case[] {
  if (isWholeGrid) return [...cases]
  const kinds = new Set<string>()
  return cases.filter((one) => {
    const kind = kindOf(one)
    const isNew = !kinds.has(kind)
    kinds.add(kind)
    return isNew
  })
}
