import { expect, test } from 'vitest'
import { keepRowsStable } from './stable-rows'

const row = (id: string, state = 'open') => ({ id, state })

test('known rows take their new values where they stand, and new ones wait', () => {
  const { rows, gone } = keepRowsStable([row('b'), row('a')], [row('c'), row('a', 'closed'), row('b')])
  expect(rows).toEqual([row('b'), row('a', 'closed')])
  expect(gone.size).toBe(0)
})

test('a row that has left stays in sight, unlike one that was pushed off the page', () => {
  const { rows, gone } = keepRowsStable([row('c'), row('b'), row('a')], [row('d'), row('c')])
  expect(rows.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect([...gone]).toEqual([])
  expect([...keepRowsStable([row('c'), row('b'), row('a')], [row('c'), row('a')]).gone]).toEqual(['b'])
})
