import { describe, expect, test } from 'vitest'
import { clockBounds, labelledTimes, wallClock } from './clock'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const clock = (at: number, zone: string) => new Date(wallClock(at, zone)).toISOString().slice(5, 16)

describe('clockBounds', () => {
  const now = Date.UTC(2026, 10, 30, 11, 37, 12, 345)

  test('begins stretches at full minutes, half hours, hours and days, and keeps to the time that is asked for', () => {
    for (const [length, most, width] of [
      [HOUR, 60, MINUTE],
      [DAY, 60, 30 * MINUTE],
      [7 * DAY, 90, 2 * HOUR],
      [30 * DAY, 30, DAY],
    ] as const) {
      const bounds = clockBounds(now - length, now, most, 'UTC')
      expect([bounds[0], bounds.at(-1)]).toEqual([now - length, now])
      const inner = bounds.slice(1, -1)
      expect(inner.every((at) => at % width === 0)).toBe(true)
      expect(inner).toHaveLength(length / width)
    }
  })

  test('the same boundaries hold while time passes', () => {
    const inner = (at: number) => clockBounds(at - DAY, at, 60, 'Asia/Kolkata').slice(1, -1)
    const [before, after] = [inner(now), inner(now + 20 * MINUTE)]
    expect(after.slice(0, -2)).toEqual(before.slice(before.indexOf(after[0] ?? 0)).slice(0, after.length - 2))
  })

  test('follows the clock of a zone that is not whole hours from UTC', () => {
    const inner = clockBounds(now - 7 * DAY, now, 90, 'Asia/Kolkata').slice(1, -1)
    expect(inner.every((at) => clock(at, 'Asia/Kolkata').endsWith(':00'))).toBe(true)
    expect(inner.every((at) => Number(clock(at, 'Asia/Kolkata').slice(6, 8)) % 2 === 0)).toBe(true)
  })

  test.each([
    ['spring', Date.UTC(2026, 2, 10, 12), 23],
    ['autumn', Date.UTC(2026, 10, 3, 12), 25],
  ])('in %s one day is an hour shorter or longer, and every day begins at midnight', (_, until, hours) => {
    const bounds = clockBounds(until - 7 * DAY, until, 7, 'America/New_York').slice(1, -1)
    expect(bounds.every((at) => clock(at, 'America/New_York').endsWith('00:00'))).toBe(true)
    const lengths = bounds.slice(1).map((at, i) => (at - (bounds[i] ?? 0)) / HOUR)
    expect(lengths.filter((length) => length !== 24)).toEqual([hours])
  })

  test('two hours that the clock skips are one bar less, none stands still or goes back', () => {
    const until = Date.UTC(2026, 2, 9, 4)
    const bounds = clockBounds(until - 2 * DAY, until, 24, 'America/New_York')
    expect(bounds.every((at, i) => i === 0 || at > (bounds[i - 1] ?? 0))).toBe(true)
    expect(bounds.slice(1, -1).map((at) => clock(at, 'America/New_York'))).toContain('03-08T03:00')
  })
})

describe('labelledTimes', () => {
  test('names every day once', () => {
    const times = clockBounds(Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 8), 90, 'Europe/Zurich')
    const labels = labelledTimes(times, 10, 'Europe/Zurich', true).map((at) => clock(at, 'Europe/Zurich'))
    expect(new Set(labels.map((label) => label.slice(0, 5))).size).toBe(labels.length)
    expect(labels).toHaveLength(7)
    expect(labels.every((label) => label.endsWith('00:00'))).toBe(true)
  })

  test('chooses full hours before odd minutes', () => {
    const now = Date.UTC(2026, 10, 30, 11, 37)
    const labels = labelledTimes(clockBounds(now - DAY, now, 60, 'UTC'), 9, 'UTC', false)
    expect(labels).toHaveLength(8)
    expect(labels.every((at) => at % (3 * HOUR) === 0)).toBe(true)
  })

  test('leaves nothing unlabelled where no time is round, and has no labels for none', () => {
    expect(labelledTimes([1, 2, 3], 2, 'UTC', false).length).toBeGreaterThan(0)
    expect(labelledTimes([], 2, 'UTC', true)).toEqual([])
  })
})
