import { expect, test } from 'vitest'
import { safePath } from './safe-path'

test.each([
  ['/errors?type=a&x=1', '/errors?type=a&x=1'],
  ['//evil.test/x', '/'],
  ['/\\evil.test', '/'],
  ['/.//evil.test', '/'],
  ['https://evil.test', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a'], '/'],
])('%s leads to %s', (value, path) => expect(safePath(value)).toBe(path))
