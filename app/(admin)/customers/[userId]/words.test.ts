import { expect, test } from 'vitest'
import { riskTone, tradeName } from '../labels'
import { describeEntry } from './entry'
import { planName, subscriptionTone } from './plans'

test('a plan that nobody foresaw is shown as it is, its price unknown', () => {
  expect(['elite', 'Elite', 'platinum', 'constructor', null].map(planName)).toEqual([
    'Elite, $497 a month',
    'Elite, $497 a month',
    'platinum',
    'constructor',
    'Plan unknown',
  ])
})

test('words that nobody foresaw are neutral', () => {
  expect([riskTone('high'), riskTone('doomed'), riskTone('toString')]).toEqual([
    'critical',
    'neutral',
    'neutral',
  ])
  expect([subscriptionTone('active'), subscriptionTone('paused'), subscriptionTone(null)]).toEqual([
    'ok',
    'neutral',
    'neutral',
  ])
  expect(['HVAC', 'Plumbing', 'Roofing', null].map(tradeName)).toEqual(['HVAC', 'Plumbing', 'Roofing', '—'])
})

test('a call without a direction, or with another, is a call', () => {
  const titleOf = (direction: string | null) =>
    describeEntry(
      { kind: 'call', entity: 'usage_calls', id: '1', happened_at: '2026-01-01', facts: { direction } },
      'UTC',
    ).title
  expect(['inbound', 'outbound', 'transferred', null].map(titleOf)).toEqual([
    'Inbound call',
    'Outbound call',
    'Call, transferred',
    'Call',
  ])
})
