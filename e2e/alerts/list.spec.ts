import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { choice, insertAlert, insertAlerts, rowsWith } from './alerts'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

test('the list shows open alerts, the worst first, then the oldest', async ({ admin, database, marker }) => {
  const severities = ['info', 'critical', 'warning', 'critical']
  await insertAlerts(database, marker, 4, (index) => ({
    severity: severities[index],
    message: `${marker} ${index}`,
    created_at: minutesAgo(index + 1),
  }))
  await insertAlert(database, marker, { message: 'seen to', acknowledged_at: minutesAgo(0) })
  await admin.goto(`/alerts?type=${marker}`)
  await expect(rowsWith(admin, marker)).toContainText([3, 1, 2, 0].map((index) => `${marker} ${index}`))
  await expect(admin.getByRole('columnheader', { name: 'Severity' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect(admin.getByText('4 open')).toBeVisible()

  await choice(admin, 'State', 'All').click()
  await expect(rowsWith(admin, marker)).toContainText([
    'seen to',
    ...[0, 1, 2, 3].map((index) => `${marker} ${index}`),
  ])
  await choice(admin, 'State', 'Acknowledged').click()
  await expect(rowsWith(admin, marker)).toHaveCount(1)
  await expect(rowsWith(admin, 'seen to')).toBeVisible()
})

test('the list of alerts counts every severity and filters by one', async ({ admin, database, marker }) => {
  await insertAlerts(database, marker, 6, (index) => ({ severity: index < 3 ? 'critical' : 'info' }))
  await admin.goto(`/alerts?type=${marker}`)
  await expect(choice(admin, 'Severity', 'All 6')).toBeVisible()
  await expect(choice(admin, 'Severity', 'Warning 0')).toBeVisible()
  await choice(admin, 'Severity', 'Critical 3').click()
  await expect(rowsWith(admin, marker)).toHaveCount(3)
  await expect(rowsWith(admin, 'Critical')).toHaveCount(3)
  await expect(choice(admin, 'Severity', 'Info 3')).toBeVisible()
  await admin.reload()
  await expect(rowsWith(admin, marker)).toHaveCount(3)
})

test('the clock turns red once the target of the severity is past', async ({ admin, database, marker }) => {
  await insertAlert(database, marker, { severity: 'critical', created_at: minutesAgo(16) })
  await insertAlert(database, marker, { severity: 'warning', created_at: minutesAgo(16) })
  await admin.goto(`/alerts?type=${marker}`)
  await expect(rowsWith(admin, 'Critical').getByText('past its target')).toBeAttached()
  await expect(rowsWith(admin, 'Critical').getByTitle('target 15m 00s')).toBeVisible()
  await expect(rowsWith(admin, 'Warning').getByTitle('target 1h 00m')).toBeVisible()
  await expect(rowsWith(admin, 'Warning').getByText('past its target')).toHaveCount(0)
})

test(
  'the list of alerts finds words and types, and says when nothing matches',
  further,
  async ({ admin, database, marker }) => {
    const types = [`${marker}_a`, `${marker}_b`]
    await insertAlerts(database, marker, 3, (index) => ({ alert_type: types[index % 2] }))
    await admin.goto('/alerts')
    await admin.getByLabel('Search messages').fill(marker)
    await expect(rowsWith(admin, marker)).toHaveCount(3)
    const byType = admin.getByRole('complementary', { name: 'Insights' })
    await byType.getByRole('link', { name: `${marker}_b` }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await admin.getByRole('button', { name: 'Clear the filter Type' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(3)
    await admin.getByLabel('Search messages').fill(`${marker} nowhere`)
    await expect(admin.getByText('No matching alerts')).toBeVisible()
    await admin.getByRole('link', { name: 'Clear filters' }).click()
    await expect(admin).toHaveURL(/\/alerts$/)
  },
)

test(
  'the pages of alerts have every row once, in the order of the list',
  further,
  async ({ admin, database, marker }) => {
    const severities = ['critical', 'warning', 'info']
    const inserted = await insertAlerts(database, marker, 70, (index) => ({
      severity: severities[index % 3],
      created_at: minutesAgo(index % 2),
    }))
    const idsOnScreen = () =>
      admin.locator('[data-row]:visible').evaluateAll((rows) => rows.map((row) => row.dataset.row ?? ''))
    await admin.goto(`/alerts?type=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(50)
    const first = await idsOnScreen()
    await admin.getByRole('link', { name: 'Next page' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(20)
    const second = await idsOnScreen()
    expect(new Set([...first, ...second])).toEqual(new Set(inserted.map(({ id }) => id)))
    await admin.getByRole('link', { name: 'Previous page' }).click()
    await expect(rowsWith(admin, marker)).toHaveCount(50)
    expect(await idsOnScreen()).toEqual(first)
  },
)

test(
  'the list of alerts leaves out parameters that it does not understand, and names them',
  further,
  async ({ admin, database, marker }) => {
    const { id } = await insertAlert(database, marker)
    await admin.goto(`/alerts?type=${marker}&state=all&customer=nobody&sort=age&after=yesterday~${id}`)
    await expect(rowsWith(admin, marker)).toHaveCount(1)
    await expect(admin.getByText('Not understood in the address')).toHaveText(
      'Not understood in the address, so left out: customer, sort, after',
    )
  },
)
