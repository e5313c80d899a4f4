/**
 * Lets so many requests run at the same time; further ones wait for their turn. A page of many panels then neither
 * crowds out other readers nor runs into time-outs of its own making, because a request's time begins with its turn.
 * @param send what sends a request.
 * @param most how many may run at once.
 */
export function takeTurns<Args extends unknown[], Answer>(
  send: (...args: Args) => Promise<Answer>,
  most: number,
): (...args: Args) => Promise<Answer> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (...args) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await send(...args)
    } finally {
      // Whoever is next takes the turn over, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
