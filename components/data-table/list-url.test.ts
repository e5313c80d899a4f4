import { expect, test } from 'vitest'
import { changedQuery } from './list-url'

test('a changed filter keeps the others and starts at the first page', () => {
  expect(changedQuery('state=open&after=x~1', { type: ['a', 'b,c'] })).toBe('?state=open&type=a%2Cb%252Cc')
})

test('an emptied filter leaves the URL', () => {
  expect(changedQuery('type=a', { type: [] })).toBe('')
})
