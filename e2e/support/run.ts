import path from 'node:path'

/** What is running for the tests: see global-setup.ts. */
export type Run = {
  siteUrl: string
  backendUrl: string
  /** The backend's data directory: keys, mails, database. */
  dataDirectory: string
  /** The environment of the dashboard, to start another one like it. */
  environment: Record<string, string>
}

export const root = path.join(import.meta.dirname, '../..')

/** Where the log of each process of the run is. */
export const logDirectory = path.join(root, 'test-results/logs')

/** Everything that runs take and leave behind; one run uses it at a time. */
export const runsDirectory = path.join(root, '.data-e2e')

const VARIABLE = 'KRYONEX_E2E_RUN'

/** Tells the workers, which inherit the environment, what is running. */
export function announceRun(run: Run): void {
  process.env[VARIABLE] = JSON.stringify(run)
}

/** @returns what is running; only inside a run of the tests. */
export function currentRun(): Run {
  const run = process.env[VARIABLE]
  if (!run) throw new Error('Nothing is running: start the tests with `npx playwright test`.')
  return JSON.parse(run)
}
