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

/** `npm test` divides the tests into runs that go on at the same time, each in a place of its own. */
const place = process.env.E2E_RUN || 'alone'

/** Where the log of each process of the run is. */
export const logDirectory = path.join(root, 'test-results/logs', place)

/** Everything that all runs take and leave behind; one builds at a time. */
export const buildsDirectory = path.join(root, '.data-e2e')

/** What runs in one place take and leave behind; one run uses it at a time. */
export const runsDirectory = path.join(buildsDirectory, place)

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
