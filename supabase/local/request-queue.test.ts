import { expect, test } from 'vitest'
import { createRequestQueue, QueueFull } from './request-queue'

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 1))

test('tasks run one at a time and in order', async () => {
  const queue = createRequestQueue(10)
  const log: string[] = []
  const task = (name: string) => async () => {
    log.push(`${name} starts`)
    await turn()
    log.push(`${name} ends`)
  }
  await Promise.all([queue.run(task('a')), queue.run(task('b'))])
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends'])
})

test('a task that fails does not hold up the next', async () => {
  const queue = createRequestQueue(10)
  const failing = queue.run(async () => {
    throw new Error('broken')
  })
  const next = queue.run(async () => 'fine')
  await expect(failing).rejects.toThrow('broken')
  await expect(next).resolves.toBe('fine')
})

test('more than the limit is refused at once, and accepted again later', async () => {
  const queue = createRequestQueue(1)
  const running = queue.run(turn)
  const waiting = queue.run(turn)
  await expect(queue.run(turn)).rejects.toBeInstanceOf(QueueFull)
  await Promise.all([running, waiting])
  await expect(queue.run(async () => 1)).resolves.toBe(1)
})

test('idle waits for what is under way and for what waits', async () => {
  const queue = createRequestQueue(10)
  let finished = 0
  for (let i = 0; i < 3; i++) queue.run(turn).then(() => finished++)
  await queue.idle()
  expect(finished).toBe(3)
})
