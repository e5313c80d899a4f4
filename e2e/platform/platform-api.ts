import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startDashboard } from '../../scripts/launch/processes.mjs'
import { createProcesses, freePort } from '../support/processes'
import { currentRun } from '../support/run'
import { test as base } from '../support/test'

export { expect } from '../support/test'

type Request = { path: string; headers: IncomingHttpHeaders }
type Platform = {
  requests: Request[]
  /** What it answers from now on; null for nothing at all. */
  answerWith: (status: number | null) => void
}

async function startPlatform() {
  const requests: Request[] = []
  let status: number | null = 202
  const server = createServer((request, response) => {
    requests.push({ path: `${request.method} ${request.url}`, headers: request.headers })
    request.resume()
    if (status === null) response.destroy()
    else response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"not now"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const answerWith = (answer: number | null) => {
    status = answer
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
  return { platform: { requests, answerWith }, url, close: () => server.close() }
}

/** `test` for a dashboard that calls the platform's own API, which is a server of the test's. */
export const test = base.extend<object, { connected: { siteUrl: string; platform: Platform } }>({
  connected: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from it.
    async ({}, use) => {
      const { platform, url, close } = await startPlatform()
      const processes = createProcesses()
      const port = await freePort()
      const siteUrl = `http://localhost:${port}`
      const environment = { ...currentRun().environment, SITE_URL: siteUrl, PLATFORM_API_URL: url }
      await startDashboard(processes, { port, host: '127.0.0.1', dev: false, environment })
      await use({ siteUrl, platform })
      await processes.stop()
      close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ connected }, use) => use(connected.siteUrl),
})
