/** @typedef {{ passed: number, failed: number }} Counts */

const number = (output, pattern) => Number(output.match(pattern)?.[1] ?? 0)

/** Vitest ends with "Tests  1 failed | 12 passed (13)". */
export function countVitest(output) {
  const summary = output.match(/^\s*Tests\s.*$/m)?.[0] ?? ''
  return { passed: number(summary, /(\d+) passed/), failed: number(summary, /(\d+) failed/) }
}

/** Playwright ends with lines such as "  1 failed", "  2 did not run", "  12 passed (30.1s)". */
export function countPlaywright(output) {
  const failures = [/^\s+(\d+) failed$/m, /^\s+(\d+) interrupted$/m, /^\s+(\d+) did not run$/m]
  const failed = failures.reduce((sum, pattern) => sum + number(output, pattern), 0)
  const passed = number(output, /^\s+(\d+) passed\b/m) + number(output, /^\s+(\d+) flaky$/m)
  return { passed, failed }
}

/** Our own runners end with "12 passed, 0 failed". */
export function countOwn(output) {
  const summary = output.match(/^(\d+) passed, (\d+) failed$/gm)?.at(-1)
  const [passed = 0, failed = 0] = summary?.match(/\d+/g)?.map(Number) ?? []
  return { passed, failed }
}

/** Playwright lists below "  1 flaky" what passed only when it was tried again. @returns {string[]} */
export function listRetried(output) {
  const list = output.match(/^\s+\d+ flaky\n((?: {4}.*\n)+)/m)?.[1] ?? ''
  return list
    .split('\n')
    .map((title) => title.replace(/[\s─]+$/, '').trim())
    .filter(Boolean)
}
