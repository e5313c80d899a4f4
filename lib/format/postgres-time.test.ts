import { expect, test } from 'vitest'
import { formatExact, formatMoment } from './format'
import { isPostgresTime, machineTime, oddTime, parsePostgresTime } from './postgres-time'

test.each([
  ['2026-11-22 11:59:30.123456+00', '2026-11-22T11:59:30.123Z', null],
  ['2026-11-22T11:59:30+05:30', '2026-11-22T06:29:30.000Z', null],
  ['2026-11-22', '2026-11-22T00:00:00.000Z', null],
  ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z', null],
  ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z', '44 BC'],
  ['0001-12-31 23:00:00+00 BC', '0000-12-31T23:00:00.000Z', '1 BC'],
  ['12000-01-01T00:00:00+00:00', '+012000-01-01T00:00:00.000Z', 'year 12000'],
  ['294276-12-31 23:59:59+00', undefined, 'year 294276'],
  ['infinity', undefined, 'infinity'],
  ['-infinity', undefined, '−infinity'],
])('reads %s', (text, iso, odd) => {
  expect(machineTime(text)).toBe(iso)
  expect(oddTime(text)).toBe(odd)
  expect(isPostgresTime(text)).toBe(true)
})

test('says of nothing that it is no time, and takes none for one', () => {
  expect(oddTime(null)).toBe('no time')
  expect(parsePostgresTime(null).getTime()).toBeNaN()
  for (const text of [
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '0000-01-01',
    '5000-01-01 BC',
    '300000-01-01',
    'now',
  ])
    expect(isPostgresTime(text)).toBe(false)
  expect(isPostgresTime('0001-02-29 BC')).toBe(true)
})

test('writes every time that a column can hold', () => {
  expect(formatExact('infinity', 'UTC')).toBe('infinity')
  expect(formatExact(null, 'UTC')).toBe('no time')
  expect(formatExact('0044-03-15 12:00:00+00 BC', 'UTC')).toBe('Mar 15, 44 BC, 12:00:00 UTC')
  expect(formatExact('12000-01-01 00:00:00+00', 'UTC')).toBe('Jan 1, 12000, 00:00:00 UTC')
  expect(formatExact('294276-12-31 23:59:59+00', 'UTC')).toBe('294276-12-31 23:59:59+00')
  expect(formatMoment('12000-01-01 00:00:00+00', 'UTC')).toBe('Jan 1, 12000, 00:00:00 UTC')
})
