import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { insertWebhooks } from '../webhooks/webhooks'

test('dragging over the chart narrows the list to that time', async ({ admin, database, marker }) => {
  const hours = 3_600_000
  const received = [0.2, 12, 23].map((age) => new Date(Date.now() - age * hours).toISOString())
  await insertWebhooks(database, marker, 3, (index) => ({ received_at: received[index] }))
  await admin.goto(`/webhooks?event_type=${marker}`)
  const rows = admin.locator('tr[data-row]:visible')
  await expect(rows).toHaveCount(3)
  const chart = admin.getByRole('figure', { name: /^Received in the last 24 hours/ })
  await expect(chart.locator('.recharts-area-area').first()).toBeVisible()
  const box = await chart.boundingBox()
  if (!box) throw new Error('The chart has no place on the page.')
  const at = (share: number) => [box.x + share * box.width, box.y + box.height / 2] as const
  await admin.mouse.move(...at(0.3))
  await admin.mouse.down()
  await admin.mouse.move(...at(0.5), { steps: 4 })
  await admin.mouse.move(...at(0.75), { steps: 4 })
  await admin.mouse.up()
  await expect(admin).toHaveURL(/span=/)
  await expect(rows).toHaveCount(1)
  await expect(admin.getByRole('figure', { name: /^Received in the time chosen/ })).toContainText('1 in all')
  await admin.getByRole('button', { name: 'Any time' }).click()
  await expect(rows).toHaveCount(3)
})

test(
  'a stretch of time that is none is left out of the address',
  further,
  async ({ admin, database, marker }) => {
    await insertWebhooks(database, marker, 1)
    await admin.goto(`/webhooks?event_type=${marker}&span=2026-01-02~2026-01-01`)
    await expect(admin.locator('tr[data-row]:visible')).toHaveCount(1)
    await expect(admin.getByText(/span/)).toBeVisible()
  },
)
