/** A queue that lets a few tasks run at a time: one for PGlite, which has a single connection. */
export type RequestQueue = {
  /**
   * Runs a task when its turn comes; turns come in order.
   * @throws QueueFull at once when too many are waiting, so that a client hears it instead of waiting.
   */
  run<T>(task: () => Promise<T>): Promise<T>
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>
}

/** Too many requests are waiting. */
export class QueueFull extends Error {}

/**
 * @param atOnce how many tasks may run at the same time.
 * @param limit how many others may wait.
 */
export function createRequestQueue(atOnce: number, limit: number): RequestQueue {
  const waiting: (() => void)[] = []
  const idlers: (() => void)[] = []
  let running = 0

  function takeTurn(): Promise<void> {
    if (running < atOnce) {
      running++
      return Promise.resolve()
    }
    if (waiting.length >= limit) throw new QueueFull(`${waiting.length} requests are waiting`)
    return new Promise((resolve) => waiting.push(resolve))
  }

  function passTurn() {
    const next = waiting.shift()
    if (next) return next()
    running--
    if (running === 0) for (const resolve of idlers.splice(0)) resolve()
  }

  return {
    async run(task) {
      await takeTurn()
      try {
        return await task()
      } finally {
        passTurn()
      }
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  }
}
