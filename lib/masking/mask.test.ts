import { describe, expect, test } from 'vitest'
import { type Json, maskAddress, maskEmail, maskJson, maskPhone, maskText } from './mask'

describe('maskPhone', () => {
  test.each([
    ['+18285550142', '+1 828 ••• ••42'],
    ['1 (828) 555-0142', '+1 828 ••• ••42'],
    ['828-555-0142', '828 ••• ••42'],
    ['+442079460958', '+44 ••• ••58'],
    ['911', '•••'],
  ])('%s becomes %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))
})

test('maskEmail keeps only a hint of the address', () => {
  expect(maskEmail('dana@blueridge.example.com')).toBe('d•••@blu•••.com')
})

test.each([
  ['203.0.113.42', '203.0.•••.•••'],
  ['2001:db8:85a3::8a2e:370:7334', '2001:db8:•••'],
  ['::1', '•••'],
  ['localhost', '•••'],
])('maskAddress leaves the network of %s', (address, masked) => expect(maskAddress(address)).toBe(masked))

describe('maskText', () => {
  test('hides phones, addresses and credentials inside a sentence', () => {
    const text = 'to +18285550142 for dana@acme.test with Bearer abc.def-123 and sk_live_51HxAbCdEf'
    const masked = maskText(text)
    expect(masked).toContain('+1 828 ••• ••42')
    for (const secret of ['5550142', 'dana@acme', 'abc.def', '51HxAbCdEf'])
      expect(masked).not.toContain(secret)
  })

  test('hides tokens in addresses and keeps the rest of them', () => {
    const url = 'https://recordings.example/call_1.wav?token=5VNVQhkJ&part=2&X-Amz-Signature=abc123'
    expect(maskText(url)).toBe(
      'https://recordings.example/call_1.wav?token=••••••••&part=2&X-Amz-Signature=••••••••',
    )
  })

  test('leaves ids, times and durations alone', () => {
    const text =
      'call_7f3e0c41b9d2 at 2026-11-19T13:40:08.214Z took 184220 ms, 9c41e7aa-1111-4222-8333-abcdefabcdef'
    expect(maskText(text)).toBe(text)
  })
})

describe('maskJson', () => {
  test('hides by key, however it is written, and by value, at any depth', () => {
    const masked = JSON.stringify(
      maskJson({
        call: {
          fromNumber: '+18285550142',
          duration_ms: 184220,
          'API-Key': 'abcdef',
          idempotency_key: 'k-1',
        },
        list: [{ accessToken: { value: 'deep' } }, 'mail dana@acme.test'],
        number: 8285550142,
      }),
    )
    for (const secret of ['5550142', 'abcdef', 'deep', 'dana@acme']) expect(masked).not.toContain(secret)
    expect(masked).toContain('"duration_ms":184220')
    expect(masked).toContain('"idempotency_key":"k-1"')
  })
})

describe('hard cases', () => {
  test.each([
    'apikey',
    'APIKey',
    'X-Api-Key',
    'ACCESSTOKEN',
    'refresh.token',
    'clientSecret',
    'x-twilio-signature',
    'Set-Cookie',
    'cardNumber',
    'ACCOUNT NUMBER',
    'routing_no',
    'cvv',
    'Ssn',
    'db-password',
  ])('%s is a secret', (key) => expect(maskJson({ [key]: 'hunter2-abc' })).toEqual({ [key]: '••••••••' }))

  test.each(['max_tokens', 'tokens_used', 'idempotency_key', 'keyboard', 'account_id', 'design', 'pinned'])(
    '%s is none',
    (key) => expect(maskJson({ [key]: 'plain' })).toEqual({ [key]: 'plain' }),
  )

  test.each([
    ['4242 4242 4242 4242', '•••• 4242'],
    ['card 5555-5555-5555-4444 declined', 'card •••• 4444 declined'],
    ['DE89 3704 0044 0532 0130 00', 'DE•• ••••00'],
    ['ssn 078-05-1120', 'ssn •••-••-••••'],
    ['call 8285550142 back', 'call 828 ••• ••42 back'],
    ['From=%2B18285550142&To=dana%40acme.test', 'From=+1 828 ••• ••42&To=d•••@acm•••.test'],
    ['{"api_key":"abcd1234","n":1}', '{"api_key":"••••••••","n":1}'],
    ['{\\"password\\": \\"hunter22\\"}', '{\\"password\\": \\"••••••••\\"}'],
    ['xoxb-123456789-abc and AKIAIOSFODNN7EXAMPLE', '•••••••• and ••••••••'],
    ['pi_abc123def_secret_xyz789', '••••••••'],
  ])('%s becomes %s', (text, masked) => expect(maskText(text)).toBe(masked))

  test.each([
    '4111111111111112',
    '1760000000123456',
    'order 3000000000000000001',
    'GB00 AAAA 0000 0000 0000 00',
    'ABCDEF1234567890',
    '2026-11-26',
  ])('%s stays', (text) => expect(maskText(text)).toBe(text))

  test('hides what is written as pairs, numbers, and keys that are personal data themselves', () => {
    const masked = JSON.stringify(
      maskJson({
        headers: [
          { name: 'X-Api-Key', value: 'k-1234' },
          { name: 'Accept', value: 'all' },
        ],
        raw: ['Authorization', 'opaque-1', 'Host', 'kryonex'],
        '+18285550142': { 'dana@acme.test': 1 },
        n: [18285550142, 4242424242424242],
      }),
    )
    for (const secret of ['k-1234', 'opaque-1', '5550142', 'dana@acme', '42424242'])
      expect(masked).not.toContain(secret)
    for (const plain of ['all', 'kryonex', 'Host']) expect(masked).toContain(plain)
  })

  test('a payload 100,000 deep, and one with __proto__ in it, are payloads like any other', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}{"from":"+18285550142"}${'}'.repeat(100_000)}`)
    let end = maskJson(deep)
    while (end && typeof end === 'object' && 'a' in end) end = end.a as Json
    expect(end).toEqual({ from: '+1 828 ••• ••42' })
    const strange = JSON.parse('{"__proto__": {"polluted": true, "token": "t-1"}, "x": "</script>"}')
    const masked = maskJson(strange) as Record<string, Json>
    expect(Object.keys(masked)).toEqual(['__proto__', 'x'])
    expect('polluted' in masked).toBe(false)
    expect(JSON.stringify(masked)).toBe('{"__proto__":{"polluted":true,"token":"••••••••"},"x":"</script>"}')
  })
})
