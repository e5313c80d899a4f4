import { expect, test } from 'vitest'
import { decodeEndpoint, encodeEndpoint, endpointIds, findNamed, shownPath } from './endpoint-id'

test.each([
  { endpoint: '/webhooks/retell', method: 'POST' },
  { endpoint: '/a b/ü?x=1', method: null },
])('%j is found again', (endpoint) => expect(decodeEndpoint(encodeEndpoint(endpoint))).toEqual(endpoint))

test.each(['', 'x', '../..', 'UE9TVA', '____', 'b3d1e1f0-0000-4000-8000-000000000000', 'UE9TVCA'])(
  '%s is no endpoint',
  (id) => expect(decodeEndpoint(id)).toBeNull(),
)

test('an endpoint with personal data goes by what is shown of it, and is found again', () => {
  const paths = ['/calls/+18285550142', '/calls/+18285551242', '/calls/today']
  const known = paths.map((endpoint) => ({ endpoint, method: 'GET' }))
  const idOf = endpointIds(known)
  for (const of of known) {
    const named = decodeEndpoint(idOf(of))
    expect(named?.endpoint.includes('828555')).toBe(false)
    expect(named && findNamed(named, known)).toEqual({ ...of, shown: shownPath(of.endpoint) })
  }
  expect(new Set(known.map(idOf)).size).toBe(3)
  expect(findNamed({ endpoint: '/calls/+18285550142', method: 'GET' }, known)).toBeNull()
  expect(findNamed({ endpoint: '/calls/today\n0', method: 'GET' }, known)).toBeNull()
  expect(findNamed({ endpoint: '/calls/+1 828 ••• ••42\n2', method: 'GET' }, known)).toBeNull()
})

test('a path of megabytes is cut', () => expect(shownPath('/x'.repeat(1_000_000))).toHaveLength(301))
