import { expect, test } from '../support/faults'
import { casesOf, grid } from '../support/grid'
import { kindOfPage, LIST_PAGES } from '../support/paths'
import { settle } from '../support/settled'

/** Pages, and the questions that their rows are the answer to. */
const ROWS: Record<string, string[]> = {
  ...Object.fromEntries(LIST_PAGES.map(({ list, path }) => [path, [list.rows]])),
  '/alerts?view=storms': ['list_alert_storms', 'list_alerts'],
  '/webhooks': ['list_webhooks', 'webhook_marks'],
  '/webhooks?view=causes': ['list_webhook_causes'],
}

/** What the rest of a page asks for. */
const FIGURES = [
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

test('every list asks for its rows before its figures', grid, async ({ admin, faults }) => {
  test.slow()
  for (const [path, rows] of casesOf(Object.entries(ROWS), ([path]) => kindOfPage(path))) {
    await admin.goto(path)
    await settle(admin)
    faults.asked()
    await admin.reload()
    await settle(admin)
    const asked = faults.asked().map((url) => url.split('/').at(-1) ?? '')
    const firstFigure = asked.findIndex((question) => FIGURES.includes(question))
    for (const question of rows) {
      expect(asked, path).toContain(question)
      expect(asked.indexOf(question), `${path}: ${question} among ${asked.join(', ')}`).toBeLessThan(
        firstFigure,
      )
    }
  }
})
