import { startDashboard } from '../../scripts/launch/processes.mjs'
import { type Faults, startFaultProxy } from './fault-proxy'
import { createProcesses, freePort } from './processes'
import { currentRun } from './run'
import { test as base } from './test'

export { expect } from './test'

type Unreliable = { siteUrl: string; faults: Faults }

/**
 * `test` for what happens when the backend is slow or gone: its pages come from another dashboard over
 * the same backend, whose connection `faults` can spoil without disturbing other tests.
 */
export const test = base.extend<{ faults: Faults }, { unreliable: Unreliable }>({
  unreliable: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it.
    async ({}, use) => {
      const { backendUrl, environment } = currentRun()
      const proxy = await startFaultProxy(backendUrl)
      const processes = createProcesses()
      const port = await freePort()
      const siteUrl = `http://localhost:${port}`
      await startDashboard(processes, {
        port,
        host: '127.0.0.1',
        dev: false,
        environment: { ...environment, SITE_URL: siteUrl, SUPABASE_URL: proxy.url },
      })
      await use({ siteUrl, faults: proxy.faults })
      await processes.stop()
      await proxy.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ unreliable }, use) => use(unreliable.siteUrl),
  faults: async ({ unreliable }, use) => {
    await use(unreliable.faults)
    await unreliable.faults.restore()
  },
})
