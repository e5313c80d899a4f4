import { describe, expect, test } from 'vitest'
import type { Pulse } from '@/lib/pulse'
import { describeCondition, type OldestRow } from './condition'

const now = Date.UTC(2026, 10, 22, 12)
const nothing: Pulse = {
  unresolved_errors: 0,
  open_alerts: 0,
  critical_alerts: 0,
  open_churn: 0,
  pending_webhooks: 0,
  failed_webhooks: 0,
  at_risk_customers: 0,
  oldest_pending_webhook: '',
  marker: '',
}

function waiting(queue: OldestRow['queue'], seconds: number): OldestRow {
  const since = new Date(now - seconds * 1000).toISOString()
  return { queue, id: queue, label: queue, user_id: null, business_name: null, since }
}

describe('describeCondition', () => {
  test('is quiet only when nothing waits', () => {
    expect(describeCondition(nothing, [], now)).toEqual({
      tone: 'ok',
      text: 'All quiet, nothing waits in any queue',
    })
    expect(describeCondition({ ...nothing, unresolved_errors: 1 }, [waiting('errors', 60)], now)).toEqual({
      tone: 'ok',
      text: 'Nothing is late: 1 error within target',
    })
  })

  test('names the worst first, three clauses at most', () => {
    const pulse = {
      ...nothing,
      critical_alerts: 3,
      open_alerts: 61,
      failed_webhooks: 12,
      pending_webhooks: 214,
    }
    const oldest = [
      waiting('errors', 2 * 86_400),
      waiting('alerts', 3_700),
      waiting('churn', 90_000),
      waiting('webhooks', 1_122),
    ]
    expect(describeCondition(pulse, oldest, now)).toEqual({
      tone: 'critical',
      text: 'The webhook queue is 18 minutes behind, 3 critical alerts open, an alert has waited 1 hour',
    })
  })

  test('a queue becomes late when its target is reached, not before', () => {
    const pulse = { ...nothing, pending_webhooks: 1 }
    expect(describeCondition(pulse, [waiting('webhooks', 299)], now).tone).toBe('ok')
    expect(describeCondition(pulse, [waiting('webhooks', 300)], now).tone).toBe('critical')
  })

  test('a count that stopped early says so', () => {
    expect(describeCondition({ ...nothing, failed_webhooks: 10_000 }, [], now)).toEqual({
      tone: 'warning',
      text: '10,000+ failed webhooks',
    })
  })
})
