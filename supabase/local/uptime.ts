import { setInterval } from 'node:timers/promises'
import type { RestClient } from './rest-client'

const EVERY_MS = 60_000

/**
 * Notes down once a minute that the backend runs, so that time in which nothing could come is neither silence nor history.
 * @returns a function that stops it and notes down the end.
 */
export function recordUptime(client: Pick<RestClient, 'call'>): () => Promise<void> {
  const stopped = new AbortController()
  // A busy moment: the next minute includes this one.
  const record = () => client.call('record_uptime').catch(() => undefined)
  async function run() {
    await record()
    for await (const _ of setInterval(EVERY_MS, undefined, { signal: stopped.signal, ref: false }))
      await record()
  }
  const running = run().catch(() => undefined)
  return async () => {
    stopped.abort()
    await running
    await record()
  }
}
