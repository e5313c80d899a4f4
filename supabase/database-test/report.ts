/** Prints what holds and what does not, and counts both. */
export function createReport() {
  let passed = 0
  let failed = 0
  return {
    /** @param detail what was found instead, printed when it does not hold. */
    check(what: string, holds: boolean, detail = '') {
      if (holds) passed += 1
      else failed += 1
      console.log(`${holds ? 'ok    ' : 'not ok'} ${what}`)
      if (!holds && detail) console.log(detail.replace(/^/gm, '       '))
    },
    count(more: { passed: number; failed: number }) {
      passed += more.passed
      failed += more.failed
    },
    counts: () => ({ passed, failed }),
    finish() {
      console.log(`${passed} passed, ${failed} failed`)
      process.exit(failed === 0 && passed > 0 ? 0 : 1)
    },
  }
}

export type Report = ReturnType<typeof createReport>
