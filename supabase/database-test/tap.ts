/** What a test file said: how many assertions passed, and what went wrong. */
export type Verdict = { passed: number; failures: string[] }

/** Reads TAP output, and fails a file that has no plan, no assertions, or not as many as planned. */
export function readTap(output: string): Verdict {
  const lines = output.split('\n')
  const planned = lines.map((line) => /^1\.\.(\d+)/.exec(line)?.[1]).find((count) => count !== undefined)
  const passed = lines.filter((line) => /^ok \d+/.test(line)).length
  const failures = readFailures(lines)
  const run = passed + failures.length
  if (planned === undefined) failures.push('no plan')
  else if (run !== Number(planned)) failures.push(`planned ${planned} assertions, ran ${run}`)
  if (run === 0) failures.push('no assertions')
  return { passed, failures }
}

function readFailures(lines: string[]) {
  const failures: string[] = []
  let failing = false
  for (const line of lines) {
    if (/^not ok \d+/.test(line)) {
      failures.push(line)
      failing = true
    } else if (failing && line.startsWith('#')) {
      failures[failures.length - 1] += `\n${line}`
    } else {
      failing = false
    }
  }
  return failures
}
