import { expect, test } from 'vitest'
import { arrangement, changedQuery } from './list-url'

test('a changed filter keeps the others and starts at the first page', () => {
  expect(changedQuery('state=open&after=x~1', { type: ['a', 'b,c'] })).toBe('?state=open&type=a%2Cb%252Cc')
})

test('an emptied filter leaves the URL', () => {
  expect(changedQuery('type=a', { type: [] })).toBe('')
})

test('unfolding rows leaves the arrangement of the others, a filter changes it', () => {
  expect(arrangement('view=storms&unfolded=a')).toBe(arrangement('view=storms'))
  expect(arrangement('view=storms&type=a')).not.toBe(arrangement('view=storms'))
})
