import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { npmStart } from '../support/npm-start'
import { freePort } from '../support/processes'
import { currentRun, root } from '../support/run'
import { submitSignIn } from '../support/sessions'
import { expect, test } from '../support/test'

const START_MS = 240_000
const LIMIT_MS = 10_000

test('SIGTERM to npm start stops backend and dashboard within 10 s, with a page open', async ({ page }) => {
  test.setTimeout(START_MS + 60_000)
  const directory = await mkdtemp(path.join(tmpdir(), 'kryonex-stop-'))
  const port = await freePort()
  const npm = startNpm(port, directory)
  try {
    await expect.poll(npm.output, { timeout: START_MS }).toContain('Kryonex Ops is ready')
    expect(existsSync(path.join(directory, 'lock'))).toBe(true)
    await page.goto(`http://localhost:${port}/login`)
    await submitSignIn(page, 'ops@kryonex.test')
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()

    const started = performance.now()
    npm.child.kill('SIGTERM')
    await npm.closed
    expect(performance.now() - started).toBeLessThan(LIMIT_MS)
    // The backend gave its directory back: it was not killed.
    expect(existsSync(path.join(directory, 'lock'))).toBe(false)
  } finally {
    npm.child.kill('SIGTERM')
    await npm.closed
    await rm(directory, { recursive: true, force: true })
  }
})

/** Runs `npm start` over a data directory of its own, with the build under test. */
function startNpm(port: number, directory: string) {
  const { NEXT_DIST_DIR, EXPOSE_TESTING_API } = currentRun().environment
  const build = { NEXT_DIST_DIR, EXPOSE_TESTING_API }
  const embedded = { SUPABASE_URL: '', SUPABASE_PUBLISHABLE_KEY: '', LOCAL_DATABASE_URL: '', SITE_URL: '' }
  const env = { ...process.env, ...build, ...embedded, DATA_DIR: directory, SAMPLE_DATA: 'small' }
  return npmStart(root, env, '--port', String(port))
}
