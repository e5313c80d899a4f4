import { expect, test } from '../support/faults'
import { settle } from '../support/settled'

/** Pages, and the questions that their rows are the answer to. */
const ROWS: Record<string, string[]> = {
  '/errors': ['list_error_groups'],
  '/errors?view=rows': ['list_errors'],
  '/alerts': ['list_alerts'],
  '/alerts?view=storms': ['list_alert_storms', 'list_alerts'],
  '/churn': ['list_churn_alerts'],
  '/webhooks': ['list_webhooks', 'webhook_marks'],
  '/webhooks?view=causes': ['list_webhook_causes'],
  '/customers': ['list_customer_health'],
  '/usage': ['list_usage'],
  '/agents': ['list_agents'],
  '/reconciliation': ['list_reconciliation_runs'],
  '/missing-events': ['list_missing_events'],
  '/unknown-numbers': ['list_unknown_numbers'],
  '/deliveries': ['list_deliveries'],
  '/sessions': ['list_sessions'],
  '/audit': ['list_audit'],
}

const BESIDE = [
  'list_facets',
  'count_matching',
  'list_histogram',
  'acknowledgement_times',
  'webhook_depth',
  'webhook_throughput',
  'health_movement',
  'usage_by_state',
  'agent_problems',
]

test('every list asks for its rows before it asks for what stands beside them', async ({ admin, faults }) => {
  test.slow()
  for (const [path, rows] of Object.entries(ROWS)) {
    await admin.goto(path)
    await settle(admin)
    faults.asked()
    await admin.reload()
    await settle(admin)
    const asked = faults.asked().map((url) => url.split('/').at(-1) ?? '')
    const beside = asked.findIndex((question) => BESIDE.includes(question))
    for (const question of rows) {
      expect(asked, path).toContain(question)
      expect(asked.indexOf(question), `${path}: ${question} among ${asked.join(', ')}`).toBeLessThan(beside)
    }
  }
})
