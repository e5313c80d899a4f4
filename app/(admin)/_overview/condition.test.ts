import { describe, expect, test } from 'vitest'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import type { Pulse, Silence } from '@/lib/pulse'
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
  return {
    queue,
    id: queue,
    label: queue,
    user_id: null,
    business_name: null,
    since,
    target_seconds: TARGET_SECONDS[queue],
  }
}

const quiet: Pick<Silence, 'expected' | 'came' | 'due_at' | 'last_at'> = {
  expected: null,
  came: null,
  due_at: null,
  last_at: null,
}
const all = (state: Silence['state']): Silence[] =>
  (['webhooks', 'calls', 'health', 'reconciliation'] as const).map((what) => ({ ...quiet, what, state }))

function condition(pulse: Pulse, oldest: OldestRow[] = [], silences = all('heard')) {
  return describeCondition({ pulse, oldest, silences }, now)
}

describe('describeCondition', () => {
  test('is quiet only when nothing waits', () => {
    expect(condition(nothing)).toEqual({
      tone: 'ok',
      text: 'All quiet, nothing waits in any queue',
    })
    expect(condition({ ...nothing, unresolved_errors: 1 }, [waiting('errors', 60)])).toEqual({
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
    expect(condition(pulse, oldest)).toEqual({
      tone: 'critical',
      text: 'The webhook queue is 18 minutes behind, 3 critical alerts open, an alert has waited 1 hour',
    })
  })

  test('a queue becomes late when its target is reached, not before', () => {
    const pulse = { ...nothing, pending_webhooks: 1 }
    expect(condition(pulse, [waiting('webhooks', 299)]).tone).toBe('ok')
    expect(condition(pulse, [waiting('webhooks', 300)]).tone).toBe('critical')
  })

  test('a count that stopped early says so', () => {
    expect(condition({ ...nothing, failed_webhooks: 10_000 })).toEqual({
      tone: 'warning',
      text: '10,000+ failed webhooks',
    })
  })

  test('silence comes first, with what is usual', () => {
    const silences: Silence[] = [
      {
        ...quiet,
        what: 'webhooks',
        state: 'silent',
        expected: 140.4,
        came: 0,
        last_at: new Date(now - 7_300_000).toISOString(),
      },
      {
        ...quiet,
        what: 'calls',
        state: 'silent',
        expected: 31,
        came: 3,
        last_at: new Date(now - 60_000).toISOString(),
      },
      {
        ...quiet,
        what: 'reconciliation',
        state: 'silent',
        last_at: new Date(now - 100_000_000).toISOString(),
      },
    ]
    expect(condition({ ...nothing, critical_alerts: 2 }, [], silences)).toEqual({
      tone: 'critical',
      text: 'No webhooks for 2 hours, about 140 an hour are usual, only 3 calls in the last hour, about 31 an hour are usual, usage was not reconciled for 1 day',
    })
  })

  test('nothing is called quiet of which nothing is known', () => {
    expect(condition(nothing, [], all('not known yet')).text).toContain('not known yet')
    expect(condition(nothing, [], all('nothing yet'))).toMatchObject({
      tone: 'info',
      text: expect.stringMatching(/^Nothing has come yet/),
    })
    expect(condition({ ...nothing, unresolved_errors: 1 }, [], all('nothing yet')).text).toBe(
      'Nothing is late: 1 error within target',
    )
  })
})
