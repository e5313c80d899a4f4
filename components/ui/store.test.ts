import { expect, test } from 'vitest'
import { createStore } from './store'

test('followers are called after each change until they leave', () => {
  const store = createStore('first')
  const seen: string[] = []
  const leave = store.subscribe(() => seen.push(store.get()))
  store.set('second')
  leave()
  store.set('third')
  expect(seen).toEqual(['second'])
  expect(store.get()).toBe('third')
})

test('a store starts with its first follower and stops with its last', () => {
  const happened: string[] = []
  const store = createStore(0, () => {
    happened.push('start')
    return () => happened.push('stop')
  })
  const [one, other] = [store.subscribe(() => undefined), store.subscribe(() => undefined)]
  one()
  one()
  expect(happened).toEqual(['start'])
  other()
  expect(happened).toEqual(['start', 'stop'])
  store.subscribe(() => undefined)()
  expect(happened).toEqual(['start', 'stop', 'start', 'stop'])
})
