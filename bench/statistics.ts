/** Milliseconds of many tries. */
export type Times = { p50: number; p95: number; p99: number; tries: number }

/** @param values at least one. */
export function summarize(values: number[]): Times {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), tries: sorted.length }
}

/** @returns the middle one of many values. */
export const median = (values: number[]) => summarize(values).p50

/**
 * Runs competitors in turn, so that other load on the machine affects all of them equally.
 * @param budgetMs when this much time is spent, it ends after the round, of which there are five at least, or two
 * when a round alone takes a third of it.
 * @returns the milliseconds of each competitor.
 */
export async function alternate(
  competitors: (() => Promise<unknown>)[],
  rounds: number,
  budgetMs: number,
): Promise<number[][]> {
  const times: number[][] = competitors.map(() => [])
  // The first round of everything fills caches, of plans too.
  const began = performance.now()
  for (const run of competitors) await run()
  const started = performance.now()
  const fewest = started - began > budgetMs / 3 ? 2 : 5
  for (let round = 0; round < rounds; round++) {
    if (round >= fewest && performance.now() - started > budgetMs) break
    for (const [index, run] of competitors.entries()) {
      const before = performance.now()
      await run()
      times[index]?.push(performance.now() - before)
    }
  }
  return times
}
