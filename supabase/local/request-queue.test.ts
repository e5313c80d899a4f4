import { expect, test } from 'vitest'
import { createRequestQueue, QueueFull } from './request-queue'

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 1))

test('tasks run one at a time and in order', async () => {
  const queue = createRequestQueue(1, 10)
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
  const queue = createRequestQueue(1, 10)
  const failing = queue.run(async () => {
    throw new Error('broken')
  })
  const next = queue.run(async () => 'fine')
  await expect(failing).rejects.toThrow('broken')
  await expect(next).resolves.toBe('fine')
})

test('more than the limit is refused at once, and accepted again later', async () => {
  const queue = createRequestQueue(1, 1)
  const running = queue.run(turn)
  const waiting = queue.run(turn)
  await expect(queue.run(turn)).rejects.toBeInstanceOf(QueueFull)
  await Promise.all([running, waiting])
  await expect(queue.run(async () => 1)).resolves.toBe(1)
})

test('idle waits for what is under way and for what waits', async () => {
  const queue = createRequestQueue(1, 10)
  let finished = 0
  const task = async () => {
    await turn()
    finished++
  }
  for (let i = 0; i < 3; i++) queue.run(task)
  await queue.idle()
  expect(finished).toBe(3)
})

test('several may run at once, and no more than that', async () => {
  const queue = createRequestQueue(2, 10)
  let running = 0
  let most = 0
  const task = async () => {
    most = Math.max(most, ++running)
    await turn()
    running--
  }
  await Promise.all([1, 2, 3, 4, 5].map(() => queue.run(task)))
  expect(most).toBe(2)
})
