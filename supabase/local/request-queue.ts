/** A queue that lets one task run at a time, because PGlite has a single connection. */
export type RequestQueue = {
  /**
   * Runs a task when everything before it has finished.
   * @throws QueueFull at once when too many are waiting, so that a client hears it instead of waiting.
   */
  run<T>(task: () => Promise<T>): Promise<T>
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>
}

/** Too many requests are waiting. */
export class QueueFull extends Error {}

/**
 * @param limit how many tasks may wait beside the one that runs.
 */
export function createRequestQueue(limit: number): RequestQueue {
  let last: Promise<unknown> = Promise.resolve()
  let unfinished = 0
  return {
    async run(task) {
      if (unfinished > limit) throw new QueueFull(`${unfinished} requests are waiting`)
      unfinished++
      const result = last.then(task)
      last = result.catch(() => undefined)
      try {
        return await result
      } finally {
        unfinished--
      }
    },
    async idle() {
      while (unfinished > 0) await last
    },
  }
}
