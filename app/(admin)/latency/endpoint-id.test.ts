import { expect, test } from 'vitest'
import { decodeEndpoint, encodeEndpoint } from './endpoint-id'

test.each([
  { endpoint: '/webhooks/retell', method: 'POST' },
  { endpoint: '/a b/ü?x=1', method: null },
])('%j is found again', (endpoint) => expect(decodeEndpoint(encodeEndpoint(endpoint))).toEqual(endpoint))

test.each(['', 'x', '../..', 'UE9TVA', '____', 'b3d1e1f0-0000-4000-8000-000000000000', 'UE9TVCA'])(
  '%s is no endpoint',
  (id) => expect(decodeEndpoint(id)).toBeNull(),
)
