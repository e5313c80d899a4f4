import { parseAsString } from 'nuqs/server'
import { expect, test } from 'vitest'
import { oneOf, texts } from './params'
import { alsoCountedAs } from './query'

const filters = { state: oneOf(['open', 'closed']), severity: parseAsString, grade: texts }
const views = [
  { count: 'open_alerts' },
  { count: 'critical_alerts', under: { severity: 'critical' } },
  { count: 'at_risk_customers', under: { grade: ['D', 'F'] } },
] as const
const nothing = { state: 'open', severity: null, grade: [] }

test.each([
  [nothing, 'open_alerts'],
  [{ ...nothing, severity: 'critical' }, 'critical_alerts'],
  [{ ...nothing, grade: ['D', 'F'] }, 'at_risk_customers'],
  [{ ...nothing, grade: ['D'] }, null],
  [{ ...nothing, severity: 'critical', state: 'closed' }, null],
  [{ ...nothing, state: 'closed' }, null],
])('%j shows the rows of %s', (params, count) => {
  expect(alsoCountedAs(views, filters, params)).toBe(count)
})
