import { expect, test } from 'vitest'
import { takeTurns } from './turns'

test('no more than so many run at once, in their order, and a failure gives its turn back', async () => {
  let running = 0
  let highest = 0
  const begun: number[] = []
  const send = takeTurns(async (n: number) => {
    begun.push(n)
    running++
    highest = Math.max(highest, running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    if (n === 1) throw new Error('refused')
    return n
  }, 2)
  const answers = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => send(n)))
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(highest).toBe(2)
  expect(begun).toEqual([0, 1, 2, 3, 4])
  await expect(send(5)).resolves.toBe(5)
})
