import { expect, test } from 'vitest'
import { describeHours, openNow, readHours } from './business-hours'

const hours = readHours({ monday_to_friday: '08:00-17:00', saturday: null }) ?? {}

test('hours are read in the ways in which they are written', () => {
  expect(describeHours(hours)).toEqual([
    ['Mon to Fri', '08:00 to 17:00'],
    ['Sat to Sun', 'closed'],
  ])
  expect(readHours({ mon: { open: '09:30', close: '12:00' } })).toEqual({ monday: { from: 570, to: 720 } })
  expect(readHours({ closed: true })).toBeNull()
  expect(readHours('24/7')).toBeNull()
})

test('a business is open by its own clock', () => {
  const now = Date.parse('2026-11-26T14:30:00Z')
  expect(openNow(hours, 'America/Chicago', now)).toEqual({ isOpen: true, clock: '08:30' })
  expect(openNow(hours, 'America/Los_Angeles', now)).toEqual({ isOpen: false, clock: '06:30' })
  expect(openNow(hours, 'Mars/Olympus', now)).toBeNull()
})
