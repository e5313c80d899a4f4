import { describe, expect, test } from 'vitest'
import { maskEmail, maskJson, maskPhone, maskText } from './mask'

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
