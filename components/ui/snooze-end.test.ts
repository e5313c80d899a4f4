import { expect, test } from 'vitest'
import { localTime, readSnoozeEnd } from './snooze-end'

const now = new Date(2026, 10, 26, 9, 30)

function read(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return readSnoozeEnd(form, now)
}

test('a time is where the reader is', () => {
  expect(read({ until: '2026-11-27T08:00' }).end).toEqual({ until: new Date(2026, 10, 27, 8).toISOString() })
  expect(localTime(now)).toBe('2026-11-26T09:30')
})

test('several ends may be given, and empty fields are none', () => {
  expect(read({ until: '', more_events: ' 25 ', more_customers: '3' }).end).toEqual({
    more_events: 25,
    more_customers: 3,
  })
})

test('a problem comes with its field', () => {
  expect(read({}).wrong).toEqual({ problem: 'A snooze needs an end.', field: 'until' })
  expect(read({ until: '2026-11-26T09:30' }).wrong?.field).toBe('until')
  expect(read({ until: 'soon' }).wrong?.field).toBe('until')
  expect(read({ until: '2027-02-24T09:29' }).end).toBeDefined()
  expect(read({ until: '2027-02-25T09:31' }).wrong?.problem).toBe('The time must be within 90 days.')
  for (const more_events of ['0', '-1', '1.5', 'many', '1000001'])
    expect(read({ more_events }).wrong?.field).toBe('more_events')
})
