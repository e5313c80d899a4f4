import { expect, test } from 'vitest'
import { formatChosen, formatFacetCount, formatQuantity, formatStretch, plural } from './format'

test('what a facet counts is said exactly, or as what it is at least', () => {
  expect(formatFacetCount(0)).toBe('0')
  expect(formatFacetCount(10_000)).toBe('10,000')
  expect(formatFacetCount(10_001)).toBe('10,000+')
  expect(formatFacetCount(6000, 5000)).toBe('11,000')
  expect(formatFacetCount(3, 10_001)).toBe('10,000+')
  expect(formatFacetCount()).toBe('0')
  expect(formatFacetCount(-679)).toBe('678+')
  expect(formatFacetCount(-1)).toBe('0+')
  expect(formatFacetCount(5, -679, -1)).toBe('683+')
  expect(formatFacetCount(-679, 10_001)).toBe('10,000+')
})

test('a count goes with its word', () => {
  expect(formatQuantity(1, 'alert')).toBe('1 alert')
  expect(formatQuantity(0, 'alert')).toBe('0 alerts')
  expect(formatQuantity(1284, 'entry', 'entries')).toBe('1,284 entries')
  expect(plural(1, 'was', 'were')).toBe('was')
  expect(formatChosen(1, 'alert')).toBe('this alert')
  expect(formatChosen(1284, 'entry', 'entries')).toBe('1,284 entries')
})

test('a stretch of time names its day once, and both where there are two', () => {
  const zone = 'America/New_York'
  expect(formatStretch('2026-11-30T14:00:00Z', '2026-11-30T14:30:00Z', zone)).toBe('Nov 30, 09:00–09:30')
  expect(formatStretch('2026-11-30T14:00:00Z', '2026-12-01T05:00:00Z', zone)).toBe(
    'Nov 30, 09:00–Dec 1, 00:00',
  )
})
