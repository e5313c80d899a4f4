import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times'

test('every choice lies ahead, and the mornings are mornings', () => {
  for (let day = 1; day <= 14; day++) {
    const now = new Date(2026, 10, day, 8, 30)
    const [hour, four, tomorrow, monday] = snoozeTimes(now).map(({ until }) => until)
    expect(hour?.getTime()).toBe(now.getTime() + 3_600_000)
    expect(four?.getTime()).toBe(now.getTime() + 4 * 3_600_000)
    expect([tomorrow?.getDate(), tomorrow?.getHours()]).toEqual([day + 1, 9])
    expect([monday?.getDay(), monday?.getHours()]).toEqual([1, 9])
    expect(monday?.getTime()).toBeGreaterThan(now.getTime())
  }
})
