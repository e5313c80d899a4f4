import { insertAlerts } from '../alerts/alerts'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

test('every alert that matches is acknowledged at once, and undone', async ({ admin, database, marker }) => {
  await insertAlerts(database, marker, 70)
  await admin.goto(`/alerts?type=${marker}`)
  await admin.getByRole('checkbox', { name: 'Select all 50 on this page' }).check()
  await admin.getByRole('button', { name: 'Select all alerts that match' }).click()
  await admin.getByRole('button', { name: 'Acknowledge all 70 alerts' }).click()
  await expect(admin.getByText('70 alerts acknowledged')).toBeVisible()
  const open = () =>
    database.select('ops_alerts', { alert_type: `eq.${marker}`, acknowledged_at: 'is.null', select: 'id' })
  expect(await open()).toHaveLength(0)
  const [bulk] = await database.select('bulk_actions', { 'filter->>type': `like.*${marker}*` })
  expect(bulk).toMatchObject({ list: 'alerts', action: 'acknowledge', done: 70, undone: 0 })
  await admin.getByRole('button', { name: 'Undo' }).click()
  await expect(admin.getByText('70 alerts restored')).toBeVisible()
  expect(await open()).toHaveLength(70)
})

test(
  'rows that a colleague handled meanwhile are named, and stay theirs',
  further,
  async ({ admin, database, marker }) => {
    const alerts = await insertAlerts(database, marker, 51)
    await admin.goto(`/alerts?type=${marker}`)
    await admin.getByRole('checkbox', { name: 'Select all 50 on this page' }).check()
    await admin.getByRole('button', { name: 'Select all alerts that match' }).click()
    await expect(admin.getByText('51 selected')).toBeVisible()
    const acknowledged_at = new Date().toISOString()
    await database.update('ops_alerts', { id: `eq.${alerts[0]?.id}` }, { acknowledged_at })
    await admin.getByRole('button', { name: 'Acknowledge all 51 alerts' }).click()
    await expect(admin.getByText('50 alerts acknowledged')).toBeVisible()
    await expect(admin.getByText('1 alert had already been handled.')).toBeVisible()
  },
)
